import { z } from 'zod';
import { ControlMistake, type ControlOperation, readControl } from './control-call.ts';

const scopeInput = z.strictObject({
  scopes: z.union([z.literal('all'), z.literal('project'), z.array(z.string())]),
});

/** What the app's token may do: everything (default), what the uploaded project asks for, or a list of scopes. */
export const setScopes: ControlOperation = {
  method: 'POST',
  path: '/scopes',
  run({ sandboxed, body }) {
    const { scopes } = readControl(scopeInput, body);
    const asked = scopes === 'project' ? sandboxed.webhooks.installation?.scopes : scopes;
    if (asked === undefined) throw new ControlMistake('no project with an app-hsmeta.json is uploaded');
    if (asked === 'all') delete sandboxed.portal.grantedScopes;
    else sandboxed.portal.grantedScopes = new Set(asked);
    return { scopes: asked };
  },
};
