import type { SeenEvent, SourceEvent } from '../events/index.ts';

/** The form in which a subscription's field yields: an event with its cursor, or a cursor alone for progress. */
type Message<Field extends string> = { readonly extensions: { readonly cursor: string } } & {
  readonly [Name in Field]: SeenEvent;
};

/** The messages of a subscription's field. `return` is passed on at once, also while an event is awaited. */
export function messagesOf<Field extends string>(
  field: Field,
  source: AsyncIterableIterator<SourceEvent>,
): AsyncIterableIterator<Message<Field>> {
  return {
    [Symbol.asyncIterator]() {
      return this;
    },
    async next() {
      const { done, value } = await source.next();
      return done ? { done, value: undefined } : { value: messageOf(field, value) };
    },
    async return() {
      await source.return?.();
      return { done: true, value: undefined };
    },
  };
}

function messageOf<Field extends string>(
  field: Field,
  { cursor, event }: SourceEvent,
): Message<Field> {
  const message = { extensions: { cursor }, ...(event && { [field]: event }) };
  return message as Message<Field>; // progress is not executed
}
