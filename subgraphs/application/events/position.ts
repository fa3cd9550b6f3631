import { mongo } from 'mongoose';

/**
 * A place in the order of commits: the cluster time of a commit and an index within it, as text that sorts in this
 * order (24 hexadecimal digits). Every process that reads the change stream finds the same position for an event.
 */
export type EventPosition = string;

const digits = 8;
const hex = (value: number) => value.toString(16).padStart(digits, '0');
const lastIndex = 0xffff_ffff;

/** Before every event. */
export const beginning: EventPosition = '0'.repeat(3 * digits);

/** Events that no stream can show get indexes from here on, at a cluster time that may have others. */
export const firstRecoveredIndex = 0x8000_0000;

export const positionAt = ({ t, i }: mongo.Timestamp, index: number): EventPosition =>
  `${hex(t)}${hex(i)}${hex(index)}`;

/** After every event of a commit. */
export const endOf = (clusterTime: mongo.Timestamp): EventPosition =>
  positionAt(clusterTime, lastIndex);

/** Before every event that is committed from a moment on; cluster times count whole seconds. */
export const positionOfMoment = (moment: Date): EventPosition =>
  positionAt(new mongo.Timestamp({ t: Math.floor(moment.getTime() / 1_000), i: 0 }), 0);

export const clusterTimeOf = (position: EventPosition): mongo.Timestamp =>
  new mongo.Timestamp({ t: partOf(position, 0), i: partOf(position, 1) });

/** The moment of a commit, to the second. */
export const momentOf = (position: EventPosition): Date => new Date(partOf(position, 0) * 1_000);

export const isPosition = (text: string): text is EventPosition => /^[\da-f]{24}$/.test(text);

const partOf = (position: EventPosition, part: number) =>
  Number.parseInt(position.slice(part * digits, (part + 1) * digits), 16);

export const laterOf = (one: EventPosition, other: EventPosition): EventPosition =>
  one > other ? one : other;
