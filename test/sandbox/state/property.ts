export type PropertyType =
  | 'string'
  | 'number'
  | 'date'
  | 'datetime'
  | 'enumeration'
  | 'bool'
  | 'phone_number';

export type PropertyOption = {
  label: string;
  value: string;
  description?: string;
  displayOrder: number;
  hidden: boolean;
};

export type PropertyGroup = { name: string; label: string; displayOrder: number; archived: boolean };

export type PropertyDefinition = {
  name: string;
  label: string;
  type: PropertyType;
  fieldType: string;
  groupName: string;
  description: string;
  options: PropertyOption[];
  hasUniqueValue: boolean;
  hidden: boolean;
  formField: boolean;
  displayOrder: number;
  hubspotDefined: boolean;
  calculated: boolean;
  /** Refused when written through the API. */
  readOnly: boolean;
  showCurrencySymbol?: boolean;
  numberDisplayHint?: string;
  calculationFormula?: string;
  /** What decides whether a value is allowed, where it is not the options. */
  values?: 'owner' | 'pipeline' | 'stage' | 'currency' | 'email';
  createdAt: number;
  updatedAt: number;
  archivedAt?: number;
};

type Sketch = Pick<PropertyDefinition, 'name' | 'type'> & Partial<PropertyDefinition>;

/** Fills a definition up from its name, type and whatever differs from the usual. */
export function defineProperty(sketch: Sketch, at: number): PropertyDefinition {
  return {
    label: sketch.name,
    fieldType: usualFieldType(sketch.type),
    groupName: '',
    description: '',
    options: sketch.type === 'bool' ? YES_NO : [],
    hasUniqueValue: false,
    hidden: false,
    formField: false,
    displayOrder: -1,
    hubspotDefined: false,
    calculated: false,
    readOnly: false,
    createdAt: at,
    updatedAt: at,
    ...sketch,
  };
}

const YES_NO: PropertyOption[] = [
  { label: 'Yes', value: 'true', displayOrder: 0, hidden: false },
  { label: 'No', value: 'false', displayOrder: 1, hidden: false },
];

function usualFieldType(type: PropertyType): string {
  switch (type) {
    case 'number':
      return 'number';
    case 'date':
    case 'datetime':
      return 'date';
    case 'enumeration':
      return 'select';
    case 'bool':
      return 'booleancheckbox';
    case 'phone_number':
      return 'phonenumber';
    case 'string':
      return 'text';
  }
}
