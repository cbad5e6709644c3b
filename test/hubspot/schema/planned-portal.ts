import { applySchema, planSchema, readPresent, wantedSchema } from '../../../src/hubspot/schema/index.ts';
import type { WantedSchema } from '../../../src/hubspot/schema/wanted.ts';
import { createFakePortal, type FakePortal } from './fake-portal.ts';

/** What is left to do in a portal. */
export async function planOf(portal: FakePortal, wanted: WantedSchema = wantedSchema()) {
  return planSchema(wanted, await readPresent(portal.port, wanted));
}

/** A portal with all that we want. */
export async function completePortal(): Promise<FakePortal> {
  const portal = createFakePortal();
  await applySchema(portal.port, wantedSchema());
  return portal;
}

export function idOf(portal: FakePortal, name: string): string {
  return portal.objects.find((object) => object.name === name)?.objectTypeId ?? '';
}
