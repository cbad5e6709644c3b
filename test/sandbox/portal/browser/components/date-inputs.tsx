import type {
  BaseDate,
  BaseTime,
  DateInputEventsPayload,
  DateInputProps,
  TimeInputProps,
} from '@hubspot/ui-extensions';
import { TextField, type TypedField } from './TextField.tsx';

export function DateInput(props: DateInputProps) {
  const { min, max, readOnly, value, defaultValue, onChange, onBlur, onFocus } = props;
  return (
    <TextField
      {...words(props)}
      value={dateText(value ?? defaultValue)}
      onChange={onChange && ((text) => withDate(text, onChange))}
      onBlur={onBlur && ((text) => withDate(text, onBlur))}
      onFocus={onFocus && ((text) => withDate(text, onFocus))}
    >
      {(control, choose) => (
        <input
          {...control}
          type="date"
          min={min && dateText(min)}
          max={max && dateText(max)}
          readOnly={readOnly}
          onChange={(event) => choose(event.target.value)}
        />
      )}
    </TextField>
  );
}

export function TimeInput(props: TimeInputProps) {
  const { min, max, interval = 30, readOnly, value, defaultValue, onChange, onBlur, onFocus } = props;
  return (
    <TextField
      {...words(props)}
      value={timeText(value ?? defaultValue)}
      onChange={onChange && ((text) => withTime(text, onChange))}
      onBlur={onBlur && ((text) => withTime(text, onBlur))}
      onFocus={onFocus && ((text) => withTime(text, onFocus))}
    >
      {(control) => (
        <input
          {...control}
          type="time"
          step={interval * 60}
          min={min && timeText(min)}
          max={max && timeText(max)}
          readOnly={readOnly}
        />
      )}
    </TextField>
  );
}

/** HubSpot's months count from 0, as in JavaScript's Date. */
function dateText(date: BaseDate | null | undefined): string {
  if (!date) return '';
  const month = String(date.month + 1).padStart(2, '0');
  return `${String(date.year).padStart(4, '0')}-${month}-${String(date.date).padStart(2, '0')}`;
}

function withDate(text: string, tell: (date: DateInputEventsPayload) => void): void {
  const [year, month, date] = text.split('-').map(Number);
  if (year === undefined || month === undefined || date === undefined) return;
  tell({ year, month: month - 1, date, formattedDate: text });
}

function timeText(time: BaseTime | null | undefined): string {
  if (!time) return '';
  return `${String(time.hours).padStart(2, '0')}:${String(time.minutes).padStart(2, '0')}`;
}

function withTime(text: string, tell: (time: BaseTime) => void): void {
  const [hours, minutes] = text.split(':').map(Number);
  if (hours === undefined || minutes === undefined) return;
  tell({ hours, minutes });
}

function words(props: DateInputProps | TimeInputProps): Omit<TypedField, 'value'> {
  const { label, required, description, tooltip, error, validationMessage, name, testId } = props;
  return { label, required, description, tooltip, error, validationMessage, name, testId };
}
