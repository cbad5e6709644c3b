import type { ActivityField } from '../../crm/activity-kind.ts';
import { FieldFrame } from '../../design/FieldFrame.tsx';

export function ActivityInput(props: {
  field: ActivityField;
  value: string;
  onChange: (value: string) => void;
}) {
  const { field, value, onChange } = props;
  return (
    <FieldFrame label={field.label} required={field.isRequired}>
      {(attributes) => {
        const shared = { ...attributes, className: 'input', value };
        switch (field.input) {
          case 'long-text':
            return <textarea {...shared} onChange={(event) => onChange(event.target.value)} />;
          case 'choice':
            return (
              <select {...shared} onChange={(event) => onChange(event.target.value)}>
                {field.choices?.map(([choice, words]) => (
                  <option key={choice} value={choice}>
                    {words}
                  </option>
                ))}
              </select>
            );
          case 'text':
          case 'time':
            return (
              <input
                {...shared}
                type={field.input === 'time' ? 'datetime-local' : 'text'}
                onChange={(event) => onChange(event.target.value)}
              />
            );
        }
      }}
    </FieldFrame>
  );
}
