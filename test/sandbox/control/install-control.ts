import { uninstallApp } from '../state/oauth-state.ts';
import type { ControlOperation } from './control-call.ts';

/** A person uninstalls the OAuth app under Connected apps: its tokens end, and nothing tells it. */
export const uninstallByPerson: ControlOperation = {
  method: 'POST',
  path: '/uninstall',
  run({ sandboxed: { portal } }) {
    uninstallApp(portal.oauth);
    return { portalId: portal.id };
  },
};
