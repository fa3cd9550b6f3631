/** The languages of messages for people. They are written in English. */
export const languages = ['en', 'tr'] as const;

export type Language = (typeof languages)[number];

/** A message within a message is translated like the whole. */
type Value = string | number | Message;

/**
 * A message for people: a text in English, with the values in it kept apart, so that it can be translated.
 * `lib/platform/errors/in-language.ts` does.
 */
export class Message {
  readonly #parts: readonly string[];
  readonly values: readonly Value[];

  constructor(parts: readonly string[], values: readonly Value[]) {
    this.#parts = parts;
    this.values = values;
  }

  /** The same for all values: `{0}`, `{1}` and so on stand in their places. */
  get template(): string {
    return this.#joined((_value, index) => `{${index}}`);
  }

  /** The text in English. */
  toString(): string {
    return this.#joined(String);
  }

  #joined(written: (value: Value, index: number) => string): string {
    return this.#parts.reduce((text, part, index) => {
      const value = this.values[index - 1];
      return `${text}${value === undefined ? '' : written(value, index - 1)}${part}`;
    });
  }
}

/**
 * A message for people: say`${field} must have ${min} to ${max} characters.` Each has its Turkish text in
 * `schema/messages.tr.json`; a test finds those that have none.
 */
export const say = (parts: TemplateStringsArray, ...values: Value[]): Message =>
  new Message(parts, values);
