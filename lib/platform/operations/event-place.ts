import { isRecord } from '../../kit/is-record.ts';
import type { EventPlace } from './engine.ts';

/** An event's place in the extensions of a message. Clients get the cursor alone. */
export interface PlaceExtensions {
  readonly cursor?: string;
  /** As in {@link EventPlace}; absent if it is not known. */
  readonly committedAt?: number;
  /** Absent unless it is true. */
  readonly replayed?: true;
}

/** The extensions of progress, as a source yields it. */
export interface ProgressExtensions extends PlaceExtensions {
  /** Of reading stored events, as in `SourceEvent`; absent for none. */
  readonly cost?: number;
}

/** @param extensions of an event or of its result; a part of another type counts as absent. */
export function placeIn(extensions: unknown): EventPlace {
  const { cursor, committedAt, replayed } = isRecord(extensions) ? extensions : {};
  return {
    cursor: typeof cursor === 'string' ? cursor : null,
    committedAt: typeof committedAt === 'number' ? committedAt : null,
    isReplayed: replayed === true,
  };
}

/** The cost that progress reports; undefined for none. */
export function costIn(extensions: unknown): number | undefined {
  const cost = isRecord(extensions) ? extensions['cost'] : undefined;
  return typeof cost === 'number' ? cost : undefined;
}

/** The extensions from which `placeIn` reads the place. */
export const extensionsOf = ({ cursor, committedAt, isReplayed }: EventPlace): PlaceExtensions => ({
  ...(cursor !== null && { cursor }),
  ...(committedAt !== null && { committedAt }),
  ...(isReplayed && { replayed: true }),
});
