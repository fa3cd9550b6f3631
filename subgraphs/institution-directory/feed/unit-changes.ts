import type { Directory } from '../held/index.ts';
import type { UnitRecord, UnitTree } from '../units/index.ts';
import type { Followers } from './followers.ts';

const pageSize = 5_000;

/**
 * Answers a follower, or whoever asks without being one: what changed after a version, and for how long
 * the follower may decide by it.
 */
export async function unitChangesFor(
  { after, follower }: { after: number; follower?: string | null | undefined },
  context: { readonly directory: Directory; readonly followers: Followers },
) {
  const held = () => context.directory.tree.version;
  held(); // throws where nothing was read yet, and so nobody has to follow it
  const freshForMs = follower == null ? 0 : await context.followers.heard(follower, after, held);
  return { ...unitChangesAfter(context.directory.tree, after), freshForMs };
}

/**
 * The units that changed after a version, in the order of their changes; each as it is now, so that a
 * unit which changed twice comes once, at its last place. Nothing up to the version answered is missing:
 * the tree takes in whole changes, one after the other as they were committed.
 */
export function unitChangesAfter(tree: UnitTree, after: number) {
  // Asked several times a second, and there is hardly ever anything newer: then nothing is looked through.
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
