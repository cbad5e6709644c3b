import { useEffect, useRef } from 'react';
import type { Option, Property } from '../crm/property.ts';
import type { FieldAttributes } from '../design/FieldFrame.tsx';
import { usePortal } from '../portal.ts';
import { useLoaded } from '../use-loaded.ts';

/** The control that fits a property: HubSpot's API takes and gives texts for all of them. */
export function PropertyInput(props: {
  attributes: FieldAttributes;
  typeId: string;
  property: Property;
  value: string;
  onChange: (value: string) => void;
  /** Takes the focus as soon as it appears: for a form that a click has just opened. */
  autoFocus?: boolean;
}) {
  const { property, value, onChange } = props;
  const place = useRef<HTMLInputElement & HTMLSelectElement & HTMLTextAreaElement>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: only when it appears
  useEffect(() => {
    if (props.autoFocus) place.current?.focus();
  }, []);
  const attributes = { ...props.attributes, ref: place };
  const options = useOptions(props.typeId, property);
  if (property.fieldType === 'checkbox') {
    return <ManyOf options={options} value={value} onChange={onChange} label={property.label} />;
  }
  if (options.length > 0 || property.type === 'bool') {
    return (
      <select
        {...attributes}
        className="input"
        value={value}
        onChange={(event) => onChange(event.target.value)}
      >
        <option value="">--</option>
        {(options.length > 0 ? options : yesNo).map((option) => (
          <option key={option.value} value={option.value}>
            {option.label}
          </option>
        ))}
      </select>
    );
  }
  if (property.fieldType === 'textarea') {
    return (
      <textarea
        {...attributes}
        className="input"
        value={value}
        onChange={(event) => onChange(event.target.value)}
      />
    );
  }
  return (
    <input
      {...attributes}
      className="input"
      type={inputTypeOf(property)}
      step={property.type === 'number' ? 'any' : undefined}
      value={property.type === 'date' || property.type === 'datetime' ? value.slice(0, 10) : value}
      onChange={(event) => onChange(wireValue(property, event.target.value))}
    />
  );
}

/** A point in time is chosen as a day; noon keeps it on that day in any time zone near ours. */
function wireValue(property: Property, text: string): string {
  return property.type === 'datetime' && text !== '' ? `${text}T12:00:00.000Z` : text;
}

const yesNo: readonly Option[] = [
  { value: 'true', label: 'Yes' },
  { value: 'false', label: 'No' },
];

function inputTypeOf(property: Property): string {
  if (property.type === 'number') return 'number';
  return property.type === 'date' || property.type === 'datetime' ? 'date' : 'text';
}

/** Owners, pipelines and stages are not options of their property; the portal knows them. */
function useOptions(typeId: string, property: Property): readonly Option[] {
  const { api, owners } = usePortal();
  const pipelines = useLoaded(() => api.pipelines(typeId), [typeId]);
  const known = pipelines.kind === 'ready' ? pipelines.value : [];
  switch (property.name) {
    case 'hubspot_owner_id':
      return owners.map((owner) => ({ value: owner.id, label: owner.name }));
    case 'pipeline':
      return known.map((pipeline) => ({ value: pipeline.id, label: pipeline.label }));
    case 'dealstage':
      return known.flatMap((pipeline) =>
        pipeline.stages.map((stage) => ({ value: stage.id, label: `${pipeline.label}: ${stage.label}` })),
      );
    default:
      return property.options;
  }
}

function ManyOf(props: {
  options: readonly Option[];
  value: string;
  label: string;
  onChange: (value: string) => void;
}) {
  const chosen = props.value.split(';').filter(Boolean);
  return (
    <fieldset className="choices choices--box" aria-label={props.label}>
      {props.options.map((option) => (
        <label className="choice" key={option.value}>
          <input
            type="checkbox"
            checked={chosen.includes(option.value)}
            onChange={(event) => {
              const others = chosen.filter((one) => one !== option.value);
              props.onChange((event.target.checked ? [...others, option.value] : others).join(';'));
            }}
          />
          {option.label}
        </label>
      ))}
    </fieldset>
  );
}
