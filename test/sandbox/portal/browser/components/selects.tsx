import type { MultiSelectProps, SelectProps } from '@hubspot/ui-extensions';
import { FieldFrame, FieldGroup, type FieldWords } from '../design/FieldFrame.tsx';
import { useDraft } from './use-draft.ts';

export function Select(props: SelectProps) {
  const {
    options,
    value,
    onChange,
    onInput,
    name,
    placeholder = 'Select an option',
    readOnly,
    testId,
  } = props;
  const [draft, setDraft] = useDraft(value);
  const choose = (text: string) => {
    const option = options.find((one) => String(one.value) === text);
    if (option === undefined) return;
    setDraft(option.value);
    onInput?.(String(option.value));
    onChange?.(option.value);
  };
  const known = options.some((option) => option.value === draft);
  return (
    <FieldFrame {...wordsOf(props)}>
      {(attributes) => (
        <select
          {...attributes}
          className="input"
          name={name}
          data-testid={testId}
          value={known ? String(draft) : ''}
          disabled={readOnly}
          onChange={(event) => choose(event.target.value)}
        >
          {!known && (
            <option value="" disabled>
              {placeholder}
            </option>
          )}
          {options.map((option) => (
            <option key={String(option.value)} value={String(option.value)}>
              {option.label}
            </option>
          ))}
        </select>
      )}
    </FieldFrame>
  );
}

type Values = NonNullable<MultiSelectProps['value']>;

export function MultiSelect(props: MultiSelectProps) {
  const { options, value = [], onChange, name, readOnly, testId } = props;
  const [draft, setDraft] = useDraft<Values>(value, (a, b) => a.join('\n') === b.join('\n'));
  const toggle = (one: Values[number]) => {
    const next = draft.includes(one) ? draft.filter((other) => other !== one) : [...draft, one];
    setDraft(next);
    onChange?.(next);
  };
  return (
    <FieldGroup {...wordsOf(props)}>
      <div className="choices hs-multiselect" data-testid={testId}>
        {options.map((option) => (
          <label key={String(option.value)} className="choice">
            <input
              type="checkbox"
              name={name}
              value={String(option.value)}
              checked={draft.includes(option.value)}
              disabled={readOnly}
              onChange={() => toggle(option.value)}
            />
            {option.label}
          </label>
        ))}
      </div>
    </FieldGroup>
  );
}

function wordsOf(props: SelectProps | MultiSelectProps): FieldWords {
  const { label, required, description, tooltip, error, validationMessage } = props;
  return { label, required, description, tooltip, error, validationMessage };
}
