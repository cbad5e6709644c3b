import { DateInput } from '@hubspot/ui-extensions';
import { fromDateValue, toDateValue } from '../view/day.ts';
import { words } from '../words.ts';
import { type FieldProps, problemProps } from './field.ts';

type Props = FieldProps & { day: string; today: string | null; onChoose(day: string): void };

/** A day up to today, in the portal's time zone. */
export function DayField({ label, name, readOnly, problems, day, today, onChoose }: Props) {
  const value = day === '' ? {} : { value: toDateValue(day) };
  const limit =
    today === null ? {} : { max: toDateValue(today), maxValidationMessage: words.form.problems.future };
  return (
    <DateInput
      label={label}
      name={name}
      required
      readOnly={readOnly}
      format="medium"
      timezone="portalTz"
      // Clearing the field reports null, though its type does not say so.
      onChange={(chosen: ReturnType<typeof toDateValue> | null) =>
        onChoose(chosen === null ? '' : fromDateValue(chosen))
      }
      {...value}
      {...limit}
      {...problemProps(problems, name)}
    />
  );
}
