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
  mapIterator(
    source,
    ({ cursor, event, isReplayed }) =>
      ({
        extensions: extensionsOf({
          cursor,
          committedAt: event?.event.committedAt ?? null,
          isReplayed,
        }),
        ...(event && { [field]: event }),
      }) as Message<Field>, // progress, which has no event, is not executed
  );
