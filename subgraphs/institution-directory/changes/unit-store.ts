import type { ClientSession, Connection } from 'mongoose';
import { BusyError, inTransaction } from '../../../lib/mongodb/transaction.ts';
import { unavailable } from '../../../lib/kit/errors.ts';
import { say } from '../../../lib/kit/say.ts';
import {
  directoryModels,
  isLinkedAlike,
  isSame,
  takeVersions,
  type UnitForm,
  type UnitRecord,
} from '../units/index.ts';
import type { ChangeLog, ChangeMaker } from './change-log.ts';
import type { Directory, HeldDirectory } from '../held/index.ts';
import type { Followers } from '../feed/index.ts';

/** How long to retry while another process changes units, or a killed one still holds locks on them. */
const timeoutMs = 5_000;

/** The store through which units are changed. */
export interface UnitStore {
  /**
   * Makes one change, in full, on disk at a majority together with the record of it, and returns the unit as
   * this process then holds it. If it changes the tree, no process decides by an older one once this resolves.
   * A change without effect makes no version and no record, and resolves in the same way.
   * @param decide gets the directory immediately before the change, with no other change in between, and
   * returns the unit in its new form. It may be called several times. An error that it throws ends the change.
   * @param maker the administrator, with the proposal if there is one, which is then done.
   * @throws `UNAVAILABLE` where this process does not follow the directory, in which case the change may have
   * been made, and where other changes prevent it. `CONFLICT` where the proposal is not open.
   */
  change(decide: Decide, maker: ChangeMaker): Promise<UnitRecord>;
}

/** Returns a unit in its new form; reads beside the directory use the session. */
type Decide = (directory: Directory, session: ClientSession) => UnitForm | Promise<UnitForm>;

interface UnitStoreDependencies {
  connection: Connection;
  held: HeldDirectory;
  followers: Followers;
  log: ChangeLog;
}

export function createUnitStore(dependencies: UnitStoreDependencies): UnitStore {
  const { held, followers } = dependencies;
  const serialized = createSerializer();
  return {
    async change(decide, maker) {
      const stored = await serialized(() => write(dependencies, decide, maker));
      const { _id, version, linkVersion } = stored;
      await held.reached(version);
      await followers.reached(linkVersion);
      const unit = held.current().tree.get(_id);
      if (!unit) throw new Error(`unit ${_id} is not held`);
      return unit;
    },
  };
}

/** @returns the unit as it is then stored. */
async function write(
  dependencies: UnitStoreDependencies,
  decide: Decide,
  maker: ChangeMaker,
): Promise<UnitRecord> {
  try {
    return await inTransaction(
      dependencies.connection,
      (session) => makeChange(dependencies, { decide, maker, session }),
      { timeoutMs },
    );
  } catch (error) {
    throw error instanceof BusyError ? unavailable(say`The institution directory`) : error;
  }
}

interface ChangeUnderWay {
  decide: Decide;
  maker: ChangeMaker;
  session: ClientSession;
}

async function makeChange(
  { connection, held, log }: UnitStoreDependencies,
  { decide, maker, session }: ChangeUnderWay,
): Promise<UnitRecord> {
  const { units } = directoryModels(connection);
  const version = await takeVersions(connection, 1, session);
  // Every earlier version is committed, so it will arrive; every later one waits for this transaction to end.
  await held.reached(version - 1);
  const directory = held.current();
  const form = await decide(directory, session);
  const old = directory.tree.get(form._id);
  if (!old) {
    const unit = { ...form, version, linkVersion: version };
    await units.create([unit], { session });
    await log.write({ tree: directory.tree, unit, maker }, session);
    return unit;
  }
  if (isSame(old, form)) {
    await session.abortTransaction(); // no version is taken
    return old;
  }
  const linkVersion = isLinkedAlike(old, form) ? old.linkVersion : version;
  const unit = { ...form, version, linkVersion };
  const { _id, version: oldVersion } = old;
  const { matchedCount } = await units.replaceOne({ _id, version: oldVersion }, unit, { session });
  if (matchedCount === 0) throw new Error(`unit ${_id} is not stored as it is held`);
  await log.write({ tree: directory.tree, unit, maker }, session);
  return unit;
}

/** Runs changes one after the other: concurrent changes would only force each other to retry. */
function createSerializer() {
  let last: Promise<unknown> = Promise.resolve();
  return <Result>(work: () => Promise<Result>): Promise<Result> => {
    const result = last.then(work);
    last = result.catch(() => {}); // its caller gets the error
    return result;
  };
}
