import { DateInput, Input, Select, TextArea } from '@hubspot/ui-extensions';
import type { createStage } from './stage.tsx';

type Stage = Pick<ReturnType<typeof createStage>, 'find' | 'findAll'>;

/** What a person does with the fields of a form, by the name of the field. */
export function fieldsOf(stage: Stage) {
  return {
    choose: (name: string, value: string) => stage.find(Select, { name }).props.onChange?.(value),
    write: (name: string, value: string) => stage.find(Input, { name }).props.onChange?.(value),
    writeText: (name: string, value: string) => stage.find(TextArea, { name }).props.onChange?.(value),
    pickDay: (name: string, year: number, month: number, date: number) =>
      stage.find(DateInput, { name }).props.onChange?.({ year, month: month - 1, date }),
    /** HubSpot reports null then, though the type does not say so. */
    clearDay: (name: string) => {
      const { onChange } = stage.find(DateInput, { name }).props;
      if (onChange) Reflect.apply(onChange, undefined, [null]);
    },
  };
}

/** Each field of the open form with its value and, where there is one, its problem. */
export function formOf(stage: Stage): Record<string, unknown> {
  const inputs = [
    ...stage.findAll(Select),
    ...stage.findAll(DateInput),
    ...stage.findAll(TextArea),
    ...stage.findAll(Input),
  ];
  return Object.fromEntries(
    inputs.map(({ props }) => {
      const { name, value, readOnly, validationMessage } = props;
      const state = [...(readOnly ? ['read-only'] : []), ...(validationMessage ? [validationMessage] : [])];
      return [name, state.length === 0 ? value : [value, ...state]];
    }),
  );
}
