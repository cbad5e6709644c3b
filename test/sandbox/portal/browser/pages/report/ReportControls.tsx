import type { Property } from '../../crm/property.ts';
import { FieldFrame } from '../../design/FieldFrame.tsx';
import { usePortal } from '../../portal.ts';
import type { ReportSettings } from './report-settings.ts';

type Choice = { readonly value: string; readonly label: string };

export function ReportControls(props: {
  settings: ReportSettings;
  properties: readonly Property[];
  onChange: (changed: Partial<ReportSettings>) => void;
}) {
  const { settings, properties, onChange } = props;
  const { kinds } = usePortal();
  const visible = properties.filter((property) => !property.isHidden);
  const dates = visible.filter((property) => property.type === 'date' || property.type === 'datetime');
  const numbers = visible.filter((property) => property.type === 'number');
  const texts = visible.filter((property) => !dates.includes(property) && !numbers.includes(property));
  const filter = properties.find((property) => property.name === settings.where);
  const change = (name: keyof ReportSettings) => (value: string) => onChange({ [name]: value });
  return (
    <form
      className="panel report__controls"
      aria-label="Report settings"
      onSubmit={(event) => event.preventDefault()}
    >
      <Choose
        label="Object"
        value={settings.typeId}
        options={kinds.map((kind) => ({ value: kind.typeId, label: kind.plural }))}
        onChange={(typeId) => onChange({ typeId, group: '', month: '', sum: '', where: '', is: '' })}
      />
      <Choose
        label="Group by"
        value={settings.group}
        none="Nothing"
        options={named(texts)}
        onChange={change('group')}
      />
      <Choose
        label="Month of"
        value={settings.month}
        none="No months"
        options={named(dates)}
        onChange={change('month')}
      />
      <Choose
        label="Sum of"
        value={settings.sum}
        none="Count records"
        options={named(numbers)}
        onChange={change('sum')}
      />
      <Choose
        label="Only where"
        value={settings.where}
        none="All records"
        options={named(texts.filter((property) => property.options.length > 0))}
        onChange={(where) => onChange({ where, is: '' })}
      />
      {filter && (
        <Choose
          label="is"
          value={settings.is}
          none="anything"
          options={filter.options}
          onChange={change('is')}
        />
      )}
    </form>
  );
}

function Choose(props: {
  label: string;
  value: string;
  options: readonly Choice[];
  none?: string;
  onChange: (value: string) => void;
}) {
  const { label, value, options, none, onChange } = props;
  return (
    <FieldFrame label={label}>
      {(attributes) => (
        <select
          {...attributes}
          className="input"
          value={value}
          onChange={(event) => onChange(event.target.value)}
        >
          {none !== undefined && <option value="">{none}</option>}
          {options.map((option) => (
            <option key={option.value} value={option.value}>
              {option.label}
            </option>
          ))}
        </select>
      )}
    </FieldFrame>
  );
}

function named(properties: readonly Property[]): readonly Choice[] {
  return properties
    .map((property) => ({ value: property.name, label: property.label }))
    .toSorted((a, b) => a.label.localeCompare(b.label));
}
