import { randomBytes } from 'node:crypto';

/** How the ids of each kind begin. */
const prefixes = {
  appeal: 'apl',
  application: 'app',
  attachment: 'att',
  citizen: 'cit',
  draft: 'drf',
  message: 'msg',
  referral: 'ref',
  unitChange: 'uch',
} as const;

/** What has an id that leaves the graph and tells nothing. Units and what is in the directory have codes instead. */
export type IdKind = keyof typeof prefixes;

export const idKinds = Object.keys(prefixes) as readonly IdKind[]; // the literal above has no other keys

/** 128 bits. */
const idBytes = 16;

/** The last of 22 characters holds two bits: only the spelling that `idOf` gives is an id. */
const form = /^([a-z]{3})_[\w-]{21}[AQgw]$/;

/** The id of 128 bits: the prefix of its kind, `_`, and the bits in base64url without padding. */
export function idOf(kind: IdKind, bits: Uint8Array): string {
  if (bits.length !== idBytes) throw new RangeError(`an id has ${idBytes} bytes`);
  return `${prefixes[kind]}_${Buffer.from(bits).toString('base64url')}`;
}

/** A new id: 128 random bits, so that no id tells of any other or of when it was made. */
export const newId = (kind: IdKind): string => idOf(kind, randomBytes(idBytes));

/** Whether something has the form of an id of that kind. */
export const isIdOf = (kind: IdKind, value: string): boolean =>
  form.exec(value)?.[1] === prefixes[kind];

/** Ids of well-formed 128 bits that are never given: those of zero bits. */
const nobodys = Object.fromEntries(
  idKinds.map((kind) => [kind, idOf(kind, new Uint8Array(idBytes))]),
) as Record<IdKind, string>; // one for each kind

/**
 * What to look up for an id that a client gives. A malformed id and one of another kind become an id that
 * nothing has, so that they are looked up and answered exactly like one that does not exist, and nothing of
 * unbounded length reaches the database.
 */
export const idToLookUp = (kind: IdKind, given: string): string =>
  isIdOf(kind, given) ? given : nobodys[kind];
