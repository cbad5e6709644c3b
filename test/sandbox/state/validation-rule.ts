/** An admin's rule: these properties are required on create, or whenever `when` holds. Cannot be read by API. */
export type ValidationRule = {
  objectTypeId: string;
  when?: { property: string; value: string };
  require: string[];
};
