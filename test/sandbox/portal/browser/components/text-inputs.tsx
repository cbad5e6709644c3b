import type { InputProps, SearchInputProps, TextAreaProps } from '@hubspot/ui-extensions';
import { Button } from '../design/Button.tsx';
import { Icon } from '../design/Icon.tsx';
import { TextField, type TypedField } from './TextField.tsx';

export function Input(props: InputProps) {
  return (
    <TextField {...typed(props)}>
      {(control) => (
        <input
          {...control}
          type={props.type ?? 'text'}
          placeholder={props.placeholder}
          readOnly={props.readOnly}
        />
      )}
    </TextField>
  );
}

export function TextArea(props: TextAreaProps) {
  const { rows = 3, cols, maxLength, resize = 'both' } = props;
  return (
    <TextField {...typed(props)}>
      {({ onKeyDown, ...control }) => (
        <textarea
          {...control}
          rows={rows}
          cols={cols}
          maxLength={maxLength}
          placeholder={props.placeholder}
          readOnly={props.readOnly}
          style={{ resize }}
        />
      )}
    </TextField>
  );
}

export function SearchInput(props: SearchInputProps) {
  const { clearable = true, placeholder = 'Search', readOnly } = props;
  return (
    <TextField {...typed(props)}>
      {(control, choose) => (
        <span className="input-group">
          <input {...control} type="search" placeholder={placeholder} readOnly={readOnly} />
          {clearable && control.value !== '' && (
            <Button look="icon" label="Clear search" onClick={() => choose('')}>
              <Icon name="remove" />
            </Button>
          )}
        </span>
      )}
    </TextField>
  );
}

function typed(props: InputProps | TextAreaProps | SearchInputProps): TypedField {
  const { label, required, description, tooltip, error, validationMessage } = props;
  const { name, testId, value, defaultValue, onInput, onChange, onBlur, onFocus } = props;
  return {
    ...{ label, required, description, tooltip, error, validationMessage },
    ...{ name, testId, onInput, onChange, onBlur, onFocus },
    value: value ?? defaultValue ?? '',
  };
}
