import { mapIterator } from '../../../lib/kit/map-iterator.ts';
import {
  extensionsOf,
  type PlaceExtensions,
} from '../../../lib/platform/operations/event-place.ts';
import type { SeenEvent, EventOrProgress } from '../events/index.ts';

/** The form in which a subscription's field yields: an event with its place, or a cursor alone for progress. */
type Message<Field extends string> = { readonly extensions: PlaceExtensions } & {
  readonly [Name in Field]: SeenEvent;
};

/** The messages of a subscription's field. Its end is passed on at once, even while an event is awaited. */
export const messagesOf = <Field extends string>(
  field: Field,
  source: AsyncIterableIterator<EventOrProgress>,
): AsyncIterableIterator<Message<Field>> =>
  mapIterator(source, ({ cursor, event, isReplayed }) => {
    const committedAt = event?.event.committedAt ?? null;
    const extensions = extensionsOf({ cursor, committedAt, isReplayed });
    // Progress is not executed.
    return { extensions, ...(event && { [field]: event }) } as Message<Field>;
  });
