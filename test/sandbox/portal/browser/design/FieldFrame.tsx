import { type ReactNode, useId } from 'react';
import { Icon } from './Icon.tsx';

export type FieldWords = {
  label?: string | undefined;
  required?: boolean | undefined;
  description?: string | undefined;
  tooltip?: string | undefined;
  error?: boolean | undefined;
  validationMessage?: string | undefined;
};

/** Attributes that tie a control to its label, hint and message. */
export type FieldAttributes = {
  id: string;
  'aria-describedby'?: string;
  'aria-invalid'?: true;
  'aria-required'?: true;
};

/** Label above, hint and validation message below, tied to the control for screen readers. */
export function FieldFrame(props: FieldWords & { children: (attributes: FieldAttributes) => ReactNode }) {
  const id = useId();
  const { label, required = false, description, tooltip, error = false, validationMessage } = props;
  const hint = [description, tooltip].filter(Boolean).join(' ');
  const described = [hint && `${id}-hint`, validationMessage && `${id}-message`].filter(Boolean).join(' ');
  return (
    <div className="field">
      {label !== undefined && (
        <label className="field__label" htmlFor={id}>
          {label}
          {required && <RequiredMark />}
        </label>
      )}
      {hint && (
        <span className="field__hint" id={`${id}-hint`}>
          {hint}
        </span>
      )}
      {props.children({
        id,
        ...(described && { 'aria-describedby': described }),
        ...(error && { 'aria-invalid': true }),
        ...(required && { 'aria-required': true }),
      })}
      {validationMessage && <FieldMessage id={`${id}-message`} error={error} text={validationMessage} />}
    </div>
  );
}

/** Group of choices: a fieldset with the same words. */
export function FieldGroup(props: FieldWords & { children: ReactNode }) {
  const id = useId();
  const { label, required = false, description, tooltip, error = false, validationMessage } = props;
  const hint = [description, tooltip].filter(Boolean).join(' ');
  return (
    <fieldset className="field" aria-describedby={validationMessage ? `${id}-message` : undefined}>
      <legend className="field__label">
        {label}
        {required && <RequiredMark />}
      </legend>
      {hint && <span className="field__hint">{hint}</span>}
      {props.children}
      {validationMessage && <FieldMessage id={`${id}-message`} error={error} text={validationMessage} />}
    </fieldset>
  );
}

function RequiredMark() {
  return (
    <span className="field__required" aria-hidden="true">
      {' *'}
    </span>
  );
}

function FieldMessage(props: { id: string; error: boolean; text: string }) {
  return (
    <span id={props.id} className={props.error ? 'field__message field__message--error' : 'field__message'}>
      <Icon
        name={props.error ? 'exclamationCircle' : 'success'}
        size={12}
        text={props.error ? 'Error' : 'Valid'}
      />
      {props.text}
    </span>
  );
}
