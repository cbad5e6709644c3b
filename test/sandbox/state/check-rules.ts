import { Refusal } from '../http/refusal.ts';
import type { ObjectType } from './object-type.ts';
import type { Portal } from './portal.ts';

/** From `2026-09` on such rules bind every API write, even one that touches none of their properties. */
export function checkRules(
  portal: Portal,
  type: ObjectType,
  values: Record<string, string>,
  isCreate: boolean,
): void {
  for (const rule of portal.rules) {
    if (rule.objectTypeId !== type.objectTypeId) continue;
    if (rule.when ? values[rule.when.property] !== rule.when.value : !isCreate) continue;
    const missing = rule.require.filter((name) => (values[name] ?? '') === '');
    if (missing.length > 0) throw missingRequired(missing, rule.when !== undefined);
  }
  if (!isCreate) return;
  const missing = type.requiredProperties.filter((name) => (values[name] ?? '') === '');
  if (missing.length > 0) throw missingRequired(missing, false);
}

function missingRequired(properties: string[], isConditional: boolean): Refusal {
  const code = isConditional ? 'MISSING_CONDITIONAL_REQUIRED_PROPERTY' : 'MISSING_REQUIRED_PROPERTY';
  const message = `Some required properties were not set: ${properties.join(', ')}`;
  return new Refusal({
    status: 400,
    category: 'VALIDATION_ERROR',
    message,
    errors: [{ message, code, context: { properties } }],
  });
}
