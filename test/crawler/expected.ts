/** The value of a field for its arguments. */
export type FieldOf = (args: Readonly<Record<string, unknown>>) => Expected;

/** The expected answer at one place. */
export type Expected =
  /** Any value: everybody may see it, and it leads only to what everybody may see. */
  | { readonly is: 'ANYTHING' }
  | { readonly is: 'VALUE'; readonly value: unknown }
  | { readonly is: 'MATCH'; readonly pattern: RegExp }
  /** A list of some of these values. */
  | { readonly is: 'AMONG'; readonly values: readonly string[] }
  | { readonly is: 'OBJECT'; readonly fields: Readonly<Record<string, FieldOf>> }
  | {
      readonly is: 'LIST';
      readonly items: readonly Expected[];
      /** In this order, or in any; all of them, or only some. */
      readonly order: 'SAME' | 'ANY' | 'SOME';
    };

export const anything: Expected = { is: 'ANYTHING' };
export const value = (value: unknown): Expected => ({ is: 'VALUE', value });
export const nothing = value(null);
export const matching = (pattern: RegExp): Expected => ({ is: 'MATCH', pattern });
export const among = (values: readonly string[]): Expected => ({ is: 'AMONG', values });
export const list = (
  items: readonly Expected[],
  order: 'SAME' | 'ANY' | 'SOME' = 'SAME',
): Expected => ({ is: 'LIST', items, order });

/** An object; a field that is a function is evaluated when the field is requested. */
export function object(fields: Readonly<Record<string, Expected | FieldOf>>): Expected {
  const asked = Object.entries(fields).map(([name, field]): [string, FieldOf] => [
    name,
    typeof field === 'function' ? field : () => field,
  ]);
  return { is: 'OBJECT', fields: Object.fromEntries(asked) };
}

/** An object of which these fields are known, and the others may have any value. */
export const values = (fields: Readonly<Record<string, unknown>>): Expected =>
  object(Object.fromEntries(Object.entries(fields).map(([name, given]) => [name, value(given)])));
