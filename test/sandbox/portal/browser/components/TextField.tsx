import { type KeyboardEvent, type ReactNode, useRef } from 'react';
import { type FieldAttributes, FieldFrame, type FieldWords } from '../design/FieldFrame.tsx';
import { useDraft } from './use-draft.ts';

/** What every typed control does: `onInput` with each key, `onChange` once it is committed (blur or Enter). */
export type TypedField = FieldWords & {
  name?: string | undefined;
  testId?: string | undefined;
  /** As text, however the card types it. */
  value: string;
  onInput?: ((text: string) => void) | undefined;
  onChange?: ((text: string) => void) | undefined;
  onBlur?: ((text: string) => void) | undefined;
  onFocus?: ((text: string) => void) | undefined;
};

export type TypedControl = FieldAttributes & {
  name: string | undefined;
  'data-testid': string | undefined;
  className: string;
  value: string;
  onChange: (event: { target: { value: string } }) => void;
  onBlur: () => void;
  onFocus: () => void;
  onKeyDown: (event: KeyboardEvent) => void;
};

export function TextField(
  props: TypedField & { children: (control: TypedControl, edit: (text: string) => void) => ReactNode },
) {
  const { value, name, testId, onInput, onChange, onBlur, onFocus, children, ...words } = props;
  const [draft, setDraft] = useDraft(value);
  const committed = useRef(value);
  const commit = (text: string) => {
    if (text === committed.current) return;
    committed.current = text;
    onChange?.(text);
  };
  const edit = (text: string) => {
    setDraft(text);
    onInput?.(text);
  };
  const choose = (text: string) => {
    edit(text);
    commit(text);
  };
  return (
    <FieldFrame {...words}>
      {(attributes) =>
        children(
          {
            ...attributes,
            name,
            'data-testid': testId,
            className: 'input',
            value: draft,
            onChange: (event) => edit(event.target.value),
            onBlur: () => {
              commit(draft);
              onBlur?.(draft);
            },
            onFocus: () => {
              committed.current = draft;
              onFocus?.(draft);
            },
            onKeyDown: (event) => {
              if (event.key === 'Enter') commit(draft);
            },
          },
          choose,
        )
      }
    </FieldFrame>
  );
}
