import type { CurrencyInputProps, NumberInputProps, StepperInputProps } from '@hubspot/ui-extensions';
import { Button } from '../design/Button.tsx';
import { Icon } from '../design/Icon.tsx';
import { TextField, type TypedField } from './TextField.tsx';

export function NumberInput(props: NumberInputProps) {
  const { min, max, placeholder, readOnly, formatStyle, textAlign } = props;
  return (
    <TextField {...typed(props)} onInput={props.onInput && ((text) => props.onInput?.(numberOf(text)))}>
      {(control) => (
        <span className="input-group">
          <input
            {...control}
            type="number"
            inputMode="decimal"
            step="any"
            min={min}
            max={max}
            placeholder={placeholder}
            readOnly={readOnly}
            style={textAlign && { textAlign }}
          />
          {formatStyle === 'percentage' && <span aria-hidden="true">%</span>}
        </span>
      )}
    </TextField>
  );
}

export function CurrencyInput(props: CurrencyInputProps) {
  const { min, max, placeholder, readOnly, currency = 'EUR' } = props;
  return (
    <TextField {...typed(props)}>
      {(control) => (
        <span className="input-group">
          <input
            {...control}
            type="number"
            inputMode="decimal"
            step="any"
            min={min}
            max={max}
            placeholder={placeholder}
            readOnly={readOnly}
          />
          <span>{currency}</span>
        </span>
      )}
    </TextField>
  );
}

export function StepperInput(props: StepperInputProps) {
  const { min = Number.NEGATIVE_INFINITY, max = Number.POSITIVE_INFINITY, stepSize = 1, readOnly } = props;
  return (
    <TextField {...typed(props)}>
      {(control, choose) => {
        const now = control.value === '' ? 0 : Number(control.value);
        return (
          <span className="input-group">
            <Button
              look="icon"
              label="Less"
              disabled={readOnly === true || now - stepSize < min}
              onClick={() => choose(String(now - stepSize))}
            >
              −
            </Button>
            <input {...control} type="number" inputMode="decimal" step="any" readOnly={readOnly} />
            <Button
              look="icon"
              label="More"
              disabled={readOnly === true || now + stepSize > max}
              onClick={() => choose(String(now + stepSize))}
            >
              <Icon name="add" />
            </Button>
          </span>
        );
      }}
    </TextField>
  );
}

function typed(props: NumberInputProps | CurrencyInputProps | StepperInputProps): TypedField {
  const { label, required, description, tooltip, error, validationMessage, name, testId } = props;
  const { value, defaultValue, onChange, onBlur, onFocus } = props;
  const given = value ?? defaultValue;
  return {
    ...{ label, required, description, tooltip, error, validationMessage, name, testId },
    value: given === undefined || Number.isNaN(given) ? '' : String(given),
    onChange: onChange && ((text) => onChange(numberOf(text))),
    onBlur: onBlur && ((text) => onBlur(numberOf(text))),
    onFocus: onFocus && ((text) => onFocus(numberOf(text))),
  };
}

function numberOf(text: string): number {
  return text.trim() === '' ? Number.NaN : Number(text);
}
