/** Who caused a change: the app's token, a person in the UI, or HubSpot itself. */
export type Actor =
  | { kind: 'app'; appId: string }
  | { kind: 'person'; userId: string }
  | { kind: 'automation'; workflowId: string }
  | { kind: 'hubspot' };

export type ChangeSource = { changeSource: string; sourceId: string };

/** As webhooks name it (captured payloads: `INTEGRATION` + app id, `CRM_UI` + `userId:N`). */
export function changeSourceOf(actor: Actor): ChangeSource {
  switch (actor.kind) {
    case 'app':
      return { changeSource: 'INTEGRATION', sourceId: actor.appId };
    case 'person':
      return { changeSource: 'CRM_UI', sourceId: `userId:${actor.userId}` };
    case 'automation':
      return { changeSource: 'AUTOMATION_PLATFORM', sourceId: `enrollmentId:${actor.workflowId}` };
    case 'hubspot':
      return { changeSource: 'CALCULATED', sourceId: '' };
  }
}
