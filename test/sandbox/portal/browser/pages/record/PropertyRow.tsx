import { type FormEvent, useId, useState } from 'react';
import { displayValue } from '../../crm/display.ts';
import { withPipeline } from '../../crm/pipeline.ts';
import type { Property } from '../../crm/property.ts';
import { Button } from '../../design/Button.tsx';
import { Icon } from '../../design/Icon.tsx';
import { PropertyInput } from '../PropertyInput.tsx';
import { ValueText } from '../ValueText.tsx';
import { type OpenRecord, useDisplaySetting } from './open-record.ts';
import { useChange } from './use-change.ts';

/** One property: its value, and on request a small form to change it. */
export function PropertyRow({ open, property }: { open: OpenRecord; property: Property }) {
  const [isEditing, setEditing] = useState(false);
  const text = displayValue(property, open.record.properties, useDisplaySetting(open));
  if (isEditing) return <PropertyEditor open={open} property={property} onDone={() => setEditing(false)} />;
  return (
    <div className="property" data-property={property.name}>
      <span className="property__label" title={property.description || property.name}>
        {property.label}
      </span>
      <span className="property__value">
        <ValueText property={property} text={text} />
        {property.isReadOnly ? (
          <span className="property__lock">
            <Icon name="locked" size={12} text="Read only" />
          </span>
        ) : (
          <Button look="icon" label={`Edit ${property.label}`} onClick={() => setEditing(true)}>
            <Icon name="edit" size={14} />
          </Button>
        )}
      </span>
    </div>
  );
}

function PropertyEditor(props: { open: OpenRecord; property: Property; onDone: () => void }) {
  const { open, property, onDone } = props;
  const [value, setValue] = useState(open.record.properties[property.name] ?? '');
  const { change, isSaving } = useChange(open);
  const id = useId();
  const save = async (event: FormEvent) => {
    event.preventDefault();
    const values = withPipeline({ [property.name]: value }, open.pipelines);
    if (await change(values, `${property.label} saved`)) onDone();
  };
  return (
    <form
      className="property property--editing"
      data-property={property.name}
      onSubmit={save}
      onKeyDown={(event) => {
        if (event.key === 'Escape') onDone();
      }}
      noValidate
    >
      <label htmlFor={id} className="property__label">
        {property.label}
      </label>
      <PropertyInput
        attributes={{ id }}
        typeId={open.kind.typeId}
        property={property}
        value={value}
        onChange={setValue}
        autoFocus
      />
      <div className="property__buttons">
        <Button look="primary" size="extra-small" type="submit" disabled={isSaving}>
          Save
        </Button>
        <Button size="extra-small" onClick={onDone}>
          Cancel
        </Button>
      </div>
    </form>
  );
}
