import { type FormEvent, useId, useState } from 'react';
import type { ObjectKind } from '../../crm/object-kind.ts';
import { Icon } from '../../design/Icon.tsx';

/** Searches on Enter, as the address bar of the list; empty shows all. */
export function SearchBox(props: { kind: ObjectKind; query: string; onSearch: (text: string) => void }) {
  const [text, setText] = useState(props.query);
  const id = useId();
  const submit = (event: FormEvent) => {
    event.preventDefault();
    props.onSearch(text.trim());
  };
  return (
    <search>
      <form className="search-box" onSubmit={submit}>
        <label htmlFor={id} className="visually-hidden">
          Search {props.kind.plural.toLowerCase()}
        </label>
        <input
          id={id}
          type="search"
          className="input"
          placeholder={`Search ${props.kind.plural.toLowerCase()}`}
          value={text}
          onChange={(event) => setText(event.target.value)}
        />
        <button type="submit" className="search-box__go" aria-label="Search">
          <Icon name="search" />
        </button>
      </form>
    </search>
  );
}
