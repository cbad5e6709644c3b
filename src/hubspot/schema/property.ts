/** Who writes a property. What only the app writes is put back when edited by hand, and never subscribed to (R17, R30). */
export type WrittenBy = 'app' | 'person' | 'both';

export type PropertyType = 'string' | 'number' | 'enumeration' | 'bool' | 'date' | 'datetime';
export type FieldType = 'text' | 'textarea' | 'number' | 'select' | 'checkbox' | 'booleancheckbox' | 'date';

export type OptionSpec = { readonly value: string; readonly label: string };

/** One property as it should be in every portal. Names are a contract: add, never rename. */
export type PropertySpec = {
  readonly name: string;
  readonly label: string;
  /** Help text in HubSpot, for admins. */
  readonly description: string;
  readonly type: PropertyType;
  readonly fieldType: FieldType;
  readonly options: readonly OptionSpec[];
  /** HubSpot refuses a second record with the same value; cannot be changed later. */
  readonly unique: boolean;
  /** `currency`: shown with the company currency's symbol (R3, R43). */
  readonly display: 'plain' | 'currency';
  readonly writtenBy: WrittenBy;
  /** Labels of earlier releases: only these are replaced, an admin's own wording stays. */
  readonly formerLabels: readonly string[];
};
