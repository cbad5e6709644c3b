import type {
  ActionType,
  ArgsFor,
  CrmActionButtonProps,
  CrmActionLinkProps,
  CrmCardActionsProps,
} from '@hubspot/ui-extensions';
import { useState } from 'react';
import { type CardRecord, useCardRecord } from '../../card/card-record.ts';
import { kindNamed } from '../../card/kind-named.ts';
import type { ObjectKind } from '../../crm/object-kind.ts';
import { goTo } from '../../navigation.ts';
import { CreateDialog } from '../../pages/list/CreateDialog.tsx';
import { AssociateDialog } from '../../pages/record/AssociateDialog.tsx';
import { usePortal } from '../../portal.ts';
import { recordAddress } from '../../route.ts';
import { messageOf } from '../../use-loaded.ts';
import { sizeOf } from '../spacing.ts';

type OpenForm = { readonly form: 'create' | 'associate'; readonly kind: ObjectKind } | undefined;
type Asked = { actionType: ActionType; actionContext: ArgsFor<ActionType> };

export function CrmActionButton(props: CrmActionButtonProps) {
  const { variant = 'secondary', size, type = 'button', disabled, onClick, testId } = props;
  const { act, form } = useCrmAction(props, props.onError);
  return (
    <>
      <button
        type={type}
        className={`button button--${variant} button--${sizeOf(size)}`}
        disabled={disabled}
        data-testid={testId}
        onClick={() => {
          act();
          onClick?.();
        }}
      >
        {props.children}
      </button>
      {form}
    </>
  );
}

export function CrmActionLink(props: CrmActionLinkProps) {
  const { variant = 'primary', onClick, testId } = props;
  const { act, form } = useCrmAction(props, props.onError);
  return (
    <>
      <button
        type="button"
        className={`hs-link hs-link--${variant}`}
        data-testid={testId}
        onClick={() => {
          act();
          onClick?.();
        }}
      >
        {props.children}
      </button>
      {form}
    </>
  );
}

export function CrmCardActions(props: CrmCardActionsProps) {
  const actions = props.actionConfigs.flatMap((config) =>
    config.type === 'dropdown' ? config.options : config,
  );
  return (
    <div className="hs-button-row" data-testid={props.testId}>
      {actions.map((action) => (
        <CrmActionButton
          key={`${action.actionType}/${action.label}`}
          actionType={action.actionType}
          actionContext={action.actionContext}
          disabled={action.disabled ?? false}
          {...(props.onError && { onError: props.onError })}
        >
          {action.label ?? action.actionType}
        </CrmActionButton>
      ))}
    </div>
  );
}

/** Does one of HubSpot's library actions; what the sandbox has not is told to the card's `onError`. */
function useCrmAction(asked: Asked, onError: ((errors: string[]) => void) | undefined) {
  const { kinds } = usePortal();
  const record = useCardRecord();
  const [open, setOpen] = useState<OpenForm>();
  const act = () => {
    try {
      setOpen(perform(asked, kinds));
    } catch (error) {
      onError?.([messageOf(error)]);
    }
  };
  return { act, form: open && <ActionForm open={open} record={record} onClose={() => setOpen(undefined)} /> };
}

function perform({ actionType, actionContext }: Asked, kinds: readonly ObjectKind[]): OpenForm {
  if (actionType === 'OPEN_RECORD_CREATOR_FORM' && 'objectTypeId' in actionContext) {
    return { form: 'create', kind: kindNamed(kinds, actionContext.objectTypeId) };
  }
  if (actionType === 'OPEN_RECORD_ASSOCIATION_FORM' && 'objectTypeId' in actionContext) {
    return { form: 'associate', kind: kindNamed(kinds, actionContext.objectTypeId) };
  }
  if (actionType === 'EXTERNAL_URL' && 'href' in actionContext) {
    window.open(actionContext.href, '_blank', 'noopener');
    return undefined;
  }
  const shows = actionType === 'PREVIEW_OBJECT' || actionType === 'RECORD_APP_LINK';
  if (shows && 'objectId' in actionContext && 'objectTypeId' in actionContext) {
    const address = recordAddress(
      kindNamed(kinds, actionContext.objectTypeId).typeId,
      actionContext.objectId,
    );
    if ('external' in actionContext && actionContext.external) window.open(address, '_blank', 'noopener');
    else goTo(address);
    return undefined;
  }
  throw new Error(`The sandbox portal does not have the action ${actionType}`);
}

function ActionForm(props: { open: NonNullable<OpenForm>; record: CardRecord; onClose: () => void }) {
  const { open, record, onClose } = props;
  if (open.form === 'create') return <CreateDialog kind={open.kind} onClose={onClose} />;
  return <AssociateDialog from={record} to={open.kind} onClose={onClose} onDone={record.refresh} />;
}
