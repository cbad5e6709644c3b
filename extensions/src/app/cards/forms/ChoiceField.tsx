import { Select } from '@hubspot/ui-extensions';
import { words } from '../words.ts';
import { type FieldProps, problemProps } from './field.ts';

export type Choice = { value: string; label: string };

type Props = FieldProps & { value: string; choices: readonly Choice[]; onChoose(value: string): void };

export function ChoiceField({ label, name, readOnly, problems, value, choices, onChoose }: Props) {
  return (
    <Select
      label={label}
      name={name}
      required
      readOnly={readOnly}
      placeholder={words.chooseOne}
      value={value}
      options={[...choices]}
      onChange={(chosen) => onChoose(String(chosen))}
      {...problemProps(problems, name)}
    />
  );
}
