import { unavailable } from '../../../lib/kit/errors.ts';
import { say } from '../../../lib/kit/say.ts';
import type { Directory } from '../held/index.ts';
import type { UnitRecord, UnitTree } from '../units/index.ts';
import type { Followers } from './followers.ts';

const pageSize = 5_000;

interface Asked {
  after: number;
  /** The generation of the caller's copy, if it has one. */
  generation?: number | null | undefined;
  follower?: string | null | undefined;
}

/**
 * Answers a follower or any other caller: the changes after a version, and for how long the
 * follower may decide by them. @throws `UNAVAILABLE` where the caller's copy is of a later generation.
 */
export async function unitChangesFor(
  { after, generation, follower }: Asked,
  context: { readonly directory: Directory; readonly followers: Followers },
) {
  const held = () => context.directory.tree.version;
  held(); // throws if nothing has been read yet, so that no change waits for this follower
  // Another process of the directory has taken in a reset that this one is reading.
  if ((generation ?? 0) > context.directory.tree.generation) {
    throw unavailable(say`The institution directory`);
  }
  const freshForMs = follower == null ? 0 : await context.followers.confirm(follower, after, held);
  const { tree } = context.directory;
  // A copy of before a reset has units that are no longer there: it is read again from the beginning.
  const isOfBefore = generation != null && generation !== tree.generation;
  return {
    ...unitChangesAfter(tree, isOfBefore ? 0 : after),
    generation: tree.generation,
    freshForMs,
  };
}

/**
 * The units that changed after a version, in the order of their changes. Each is given in its
 * present form, so a unit that changed twice appears once, at its last position. Nothing up to the
 * returned version is missing: the tree applies whole changes, in the order in which they were
 * committed.
 */
function unitChangesAfter(tree: UnitTree, after: number) {
  // Polled several times a second, and there is hardly ever anything newer: then nothing is
  // searched.
  if (tree.version <= after) return { changes: [], version: after, more: false };
  const changed = [...tree.values()]
    .filter((unit) => unit.version > after)
    .toSorted((one, other) => one.version - other.version);
  const page = changed.slice(0, pageSize);
  const more = changed.length > page.length;
  return {
    changes: page.map(changeOf),
    version: (more ? page.at(-1)?.version : undefined) ?? tree.version,
    more,
  };
}

const changeOf = (unit: UnitRecord) => ({ ...unit, id: unit._id });
