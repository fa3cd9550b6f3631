import { randomFillSync } from 'node:crypto';

/** The id prefix of each kind. */
const prefixes = {
  appeal: 'apl',
  application: 'app',
  attachment: 'att',
  citizen: 'cit',
  draft: 'drf',
  message: 'msg',
  referral: 'ref',
  reply: 'rpl',
  supplement: 'sup',
  timelineEntry: 'tle',
  unitChange: 'uch',
} as const;

/** The kinds of things with an opaque public id. Units and the rest of the directory have codes instead. */
export type IdKind = keyof typeof prefixes;

export const idKinds = Object.keys(prefixes) as readonly IdKind[]; // the literal above has no other keys

/** 128 bits. */
const idBytes = 16;

/** The last of 22 characters encodes two bits: only the canonical spelling that `idOf` returns is an id. */
const form = /^([a-z]{3})_[\w-]{21}[AQgw]$/;

/** Formats 128 bits as an id: the prefix of its kind, `_`, and the bits in base64url without padding. */
export function idOf(kind: IdKind, bits: Uint8Array): string {
  if (bits.length !== idBytes) throw new RangeError(`an id has ${idBytes} bytes`);
  return `${prefixes[kind]}_${Buffer.from(bits).toString('base64url')}`;
}

/** Random bits for the next ids: drawing them for one id takes longer than making it. */
const drawn = Buffer.alloc(256 * idBytes);
let used = drawn.length;

/** A new id of 128 random bits: it reveals nothing about other ids or about when it was made. */
export function newId(kind: IdKind): string {
  if (used === drawn.length) {
    randomFillSync(drawn);
    used = 0;
  }
  used += idBytes;
  return idOf(kind, drawn.subarray(used - idBytes, used));
}

/** Whether something has the form of an id of that kind. */
export const isIdOf = (kind: IdKind, value: string): boolean =>
  form.exec(value)?.[1] === prefixes[kind];

const kindOfPrefix = new Map<string, IdKind>(idKinds.map((kind) => [prefixes[kind], kind]));

/** The kind of an id; null for anything that has not the form of one. */
export const kindOf = (value: string): IdKind | null =>
  kindOfPrefix.get(form.exec(value)?.[1] ?? '') ?? null;

/** Well-formed ids that are never issued: those of zero bits. */
const neverIssued = Object.fromEntries(
  idKinds.map((kind) => [kind, idOf(kind, new Uint8Array(idBytes))]),
) as Record<IdKind, string>; // one for each kind

/**
 * The id to look up for one that a client sent. A malformed id or one of another kind becomes an id that is never
 * issued: it is looked up and answered exactly like one that does not exist, and nothing of unbounded length reaches
 * the database.
 */
export const idToLookUp = (kind: IdKind, given: string): string =>
  isIdOf(kind, given) ? given : neverIssued[kind];
