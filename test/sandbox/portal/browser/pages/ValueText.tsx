import type { Property } from '../crm/property.ts';

/** A value as text; an address becomes a link; none is a dash that is read as "empty". */
export function ValueText({ property, text }: { property: Property; text: string }) {
  if (text === '') {
    return (
      <span className="value value--empty">
        <span aria-hidden="true">--</span>
        <span className="visually-hidden">empty</span>
      </span>
    );
  }
  if (property.type === 'string' && /^https?:\/\/\S+$/.test(text)) {
    return (
      <a className="value" href={text} target="_blank" rel="noopener noreferrer">
        {text}
      </a>
    );
  }
  return <span className="value">{text}</span>;
}
