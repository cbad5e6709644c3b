import { type CustomObject, type WantedSchema, wantedSchema } from '../hubspot/schema/index.ts';

export type NameOptions = {
  /** `--adopt partner`: our properties go onto the customer's object of that name. */
  readonly adopt: readonly string[];
  /** `--name partner=partnership_partner`: ours gets another internal name. */
  readonly name: readonly string[];
};

export type NamesRead =
  | { readonly ok: true; readonly wanted: WantedSchema }
  | { readonly ok: false; readonly problems: string[] };

// HubSpot's rule for object names (create-schema guide); 50 characters at most (observed).
const OBJECT_NAME = /^[A-Za-z][A-Za-z0-9_]{0,49}$/;

/** Reads the two ways out of a taken name (R45). All mistakes are reported at once. */
export function readNames({ adopt, name }: NameOptions): NamesRead {
  const objects = new Map<string, CustomObject>(wantedSchema().custom.map(({ object }) => [object, object]));
  const known = [...objects.keys()].join(', ');
  const problems: string[] = [];
  const adopted = new Set<CustomObject>();
  const names = new Map<CustomObject, string>();
  for (const given of adopt) {
    const object = objects.get(given);
    if (object === undefined) problems.push(`--adopt ${given}: expected one of ${known}`);
    else adopted.add(object);
  }
  for (const given of name) {
    const [left = '', right = ''] = given.split('=', 2);
    const object = objects.get(left);
    if (object === undefined)
      problems.push(`--name ${given}: expected one of ${known}, then "=", then a name`);
    else if (!OBJECT_NAME.test(right)) {
      problems.push(`--name ${given}: a name has letters, digits and underscores and begins with a letter`);
    } else names.set(object, right);
  }
  if (problems.length > 0) return { ok: false, problems };
  return { ok: true, wanted: wantedSchema({ adopt: adopted, names }) };
}
