import { Alert, Button, Flex, LoadingButton } from '@hubspot/ui-extensions';
import { words } from '../words.ts';
import type { FormState } from './useForm.ts';

type Props = {
  form: Pick<FormState<unknown>, 'alert' | 'phase' | 'submit'>;
  save: string;
  onCancel(): void;
};

/** What went wrong with the sending, and the buttons. */
export function FormFooter({ form: { alert, phase, submit }, save, onCancel }: Props) {
  const sending = phase === 'sending';
  return (
    <Flex direction="column" gap="sm">
      {alert && (
        <Alert title={alert.title} variant={alert.variant}>
          {alert.text}
        </Alert>
      )}
      <Flex direction="row" gap="sm">
        <LoadingButton variant="primary" loading={sending} disabled={sending} onClick={submit} testId="save">
          {phase === 'unconfirmed' ? words.retry : save}
        </LoadingButton>
        <Button disabled={sending} onClick={onCancel} testId="cancel">
          {words.cancel}
        </Button>
      </Flex>
    </Flex>
  );
}
