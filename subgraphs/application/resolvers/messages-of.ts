import { MappedSource, type PushSource } from '../../../lib/kit/push-source.ts';
import {
  extensionsOf,
  type ProgressExtensions,
} from '../../../lib/platform/operations/event-place.ts';
import type { SeenEvent, EventOrProgress } from '../events/index.ts';

/** The form in which a subscription's field yields: an event with its place, or extensions alone for progress. */
type Message<Field extends string> = { readonly extensions: ProgressExtensions } & {
  readonly [Name in Field]: SeenEvent;
};

const messageOf =
  <Field extends string>(field: Field) =>
  ({ cursor, event, isReplayed, cost }: EventOrProgress) =>
    ({
      extensions: {
        ...extensionsOf({
          cursor,
          committedAt: event?.event.committedAt ?? null,
          isReplayed,
        }),
        ...(cost > 0 && { cost }),
      },
      ...(event && { [field]: event }),
    }) as Message<Field>; // progress, which has no event, is not executed

/** Creates a function that gives events the form of messages of a subscription's field. All its sources share it. */
export const messagesOf =
  <Field extends string>(field: Field, map = messageOf(field)) =>
  (source: PushSource<EventOrProgress>) =>
    new MappedSource(source, map);
