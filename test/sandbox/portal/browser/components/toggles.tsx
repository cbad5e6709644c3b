import type { CheckboxProps, RadioButtonProps, ToggleGroupProps, ToggleProps } from '@hubspot/ui-extensions';
import { useId } from 'react';
import { FieldGroup } from '../design/FieldFrame.tsx';
import { useDraft } from './use-draft.ts';

export function Checkbox(props: CheckboxProps) {
  return <Choice {...props} kind="checkbox" />;
}

export function RadioButton(props: RadioButtonProps) {
  return <Choice {...props} kind="radio" />;
}

function Choice(props: CheckboxProps & { kind: 'checkbox' | 'radio' }) {
  const { kind, name, value = '', description, children, testId, onChange } = props;
  const [checked, setChecked] = useDraft(props.checked ?? props.initialIsChecked ?? false);
  return (
    <label className="choice">
      <input
        type={kind}
        name={name}
        value={value || 'on'}
        data-testid={testId}
        checked={checked}
        disabled={props.readOnly ?? props.readonly}
        aria-label={props['aria-label']}
        onChange={(event) => {
          setChecked(event.target.checked);
          onChange?.(event.target.checked, value);
        }}
      />
      <span>
        {children}
        {description && <span className="field__hint"> {description}</span>}
      </span>
    </label>
  );
}

export function Toggle(props: ToggleProps) {
  const { name, label, labelDisplay = 'inline', onChange, testId } = props;
  const { textChecked = 'On', textUnchecked = 'Off' } = props;
  const [checked, setChecked] = useDraft(props.checked ?? props.initialIsChecked ?? false);
  return (
    <label className="choice hs-toggle">
      <span className={labelDisplay === 'hidden' ? 'visually-hidden' : 'field__label'}>{label}</span>
      <input
        type="checkbox"
        role="switch"
        aria-checked={checked}
        className="switch"
        name={name}
        data-testid={testId}
        checked={checked}
        disabled={props.readOnly ?? props.readonly}
        onChange={(event) => {
          setChecked(event.target.checked);
          onChange?.(event.target.checked);
        }}
      />
      <span aria-hidden="true">{checked ? textChecked : textUnchecked}</span>
    </label>
  );
}

export function ToggleGroup(props: ToggleGroupProps) {
  const { label, required, tooltip, error, validationMessage, options, name, inline, testId } = props;
  const group = useId();
  const radio = props.toggleType === 'radioButtonList';
  const initial = options.filter((option) => option.initialIsChecked).map((option) => option.value);
  const given = props.value === undefined ? initial : [props.value].flat();
  const [draft, setDraft] = useDraft<readonly string[]>(given, (a, b) => a.join('\n') === b.join('\n'));
  const toggle = (value: string) => {
    const others = draft.filter((one) => one !== value);
    const next = radio ? [value] : draft.includes(value) ? others : [...draft, value];
    setDraft(next);
    if (props.toggleType === 'radioButtonList') props.onChange?.(value);
    else props.onChange?.([...next]);
  };
  return (
    <FieldGroup {...{ label, required, tooltip, error, validationMessage }}>
      <div className={inline ? 'choices choices--inline' : 'choices'} data-testid={testId}>
        {options.map((option) => (
          <label key={option.value} className="choice">
            <input
              type={radio ? 'radio' : 'checkbox'}
              name={radio ? `${name}-${group}` : name}
              value={option.value}
              checked={draft.includes(option.value)}
              disabled={option.readOnly ?? option.readonly}
              onChange={() => toggle(option.value)}
            />
            <span>
              {option.label}
              {option.description && <span className="field__hint"> {option.description}</span>}
            </span>
          </label>
        ))}
      </div>
    </FieldGroup>
  );
}
