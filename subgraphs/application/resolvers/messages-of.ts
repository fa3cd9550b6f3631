import { mapIterator } from '../../../lib/kit/map-iterator.ts';
import type { SeenEvent, EventOrProgress } from '../events/index.ts';

/** The form in which a subscription's field yields: an event with its cursor, or a cursor alone for progress. */
type Message<Field extends string> = { readonly extensions: { readonly cursor: string } } & {
  readonly [Name in Field]: SeenEvent;
};

/** The messages of a subscription's field. Its end is passed on at once, even while an event is awaited. */
export const messagesOf = <Field extends string>(
  field: Field,
  source: AsyncIterableIterator<EventOrProgress>,
): AsyncIterableIterator<Message<Field>> =>
  mapIterator(
    source,
    ({ cursor, event }) =>
      // Progress is not executed.
      ({ extensions: { cursor }, ...(event && { [field]: event }) }) as Message<Field>,
  );
