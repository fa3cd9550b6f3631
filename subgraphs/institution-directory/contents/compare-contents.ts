import { isDeepStrictEqual } from 'node:util';
import { isSame, type UnitForm, type UnitRecord } from '../units/index.ts';
import type { DirectoryContents, StoredContents } from './directory-contents.ts';

/** The difference between what is stored of one kind and what is wanted. */
export interface Difference<Stored, Wanted = Stored> {
  readonly added: readonly Wanted[];
  readonly changed: readonly { readonly before: Stored; readonly after: Wanted }[];
  readonly removed: readonly Stored[];
}

/** How the directory would have to change in order to have wanted contents. */
export interface ContentsDifference {
  readonly provinces: Difference<DirectoryContents['provinces'][number]>;
  readonly topics: Difference<DirectoryContents['topics'][number]>;
  readonly units: Difference<UnitRecord, UnitForm>;
}

export const compareContents = (
  stored: StoredContents,
  wanted: DirectoryContents,
): ContentsDifference => ({
  provinces: compare(stored.provinces, wanted.provinces, isDeepStrictEqual),
  topics: compare(stored.topics, wanted.topics, isDeepStrictEqual),
  units: compare<UnitRecord, UnitForm>(stored.units, wanted.units, isSame),
});

/** How many records differ. */
export const sizeOf = ({ added, changed, removed }: Difference<unknown>): number =>
  added.length + changed.length + removed.length;

export const isEmpty = (difference: ContentsDifference): boolean =>
  Object.values(difference).every((one: Difference<unknown>) => sizeOf(one) === 0);

function compare<Stored extends { _id: string }, Wanted extends { _id: string }>(
  stored: readonly Stored[],
  wanted: readonly Wanted[],
  isAlike: (before: Stored, after: Wanted) => boolean,
): Difference<Stored, Wanted> {
  const left = new Map(stored.map((record) => [record._id, record]));
  const added: Wanted[] = [];
  const changed: { before: Stored; after: Wanted }[] = [];
  for (const after of wanted) {
    const before = left.get(after._id);
    left.delete(after._id);
    if (!before) added.push(after);
    else if (!isAlike(before, after)) changed.push({ before, after });
  }
  return { added, changed, removed: [...left.values()] };
}
