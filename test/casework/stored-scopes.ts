import type { Types } from 'mongoose';
import { referralModel } from '../../subgraphs/application/record/index.ts';
import { directoryModels } from '../../subgraphs/institution-directory/units/index.ts';
import type { TestData } from '../support/data.ts';
import { until } from '../support/wait.ts';

export interface StoredScope {
  _id: Types.ObjectId;
  unitId: string;
  scopeIds: string[];
  /** As the tree in MongoDB is now. */
  wanted: string[];
}

/** The way up from a unit, the root last; from a closed one through its successor. */
export type ScopeOf = (unitId: string) => string[];

/** From the tree as MongoDB has it now, independently of the graph's own code. */
export async function scopesNow({ databases }: TestData): Promise<ScopeOf> {
  const { units } = directoryModels(databases.directory.connection);
  const found = await units.find({}, { parentId: 1, successorId: 1 }).lean();
  const above = new Map(found.map((unit) => [unit._id, unit.successorId ?? unit.parentId]));
  return function scopeOf(unitId): string[] {
    const next = above.get(unitId);
    return next ? [unitId, ...scopeOf(next)] : [unitId];
  };
}

/** The stored scopes of every referral, beside the expected ones. */
export async function storedScopes(
  { databases }: TestData,
  scopeOf: ScopeOf,
): Promise<StoredScope[]> {
  const found = await referralModel(databases.application.connection)
    .find({}, { unitId: 1, scopeIds: 1 })
    .sort({ _id: 1 })
    .lean();
  return found.map(({ _id, unitId, scopeIds }) => {
    return { _id, unitId, scopeIds, wanted: scopeOf(unitId) };
  });
}

export const isRight = ({ scopeIds, wanted }: StoredScope) => scopeIds.join() === wanted.join();

/** Waits until all stored scopes are as expected. The tree must not change meanwhile. */
export async function untilAllRight(data: TestData): Promise<StoredScope[]> {
  const scopeOf = await scopesNow(data);
  return until(
    () => storedScopes(data, scopeOf),
    (scopes) => scopes.every(isRight),
  );
}
