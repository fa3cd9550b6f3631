import type { ClientSession, Connection } from 'mongoose';
import { BusyError, inTransaction } from '../../../lib/mongodb/transaction.ts';
import { unavailable } from '../../../lib/kit/errors.ts';
import { directoryModels, type UnitRecord, takeVersions } from '../units/index.ts';
import type { ChangeLog, ChangeMaker } from './change-log.ts';
import type { Directory, HeldDirectory } from '../held/index.ts';
import type { Followers } from '../feed/index.ts';

/** How long to try while another process changes units, or one that was killed holds on to them. */
const timeoutMs = 5_000;

/** A unit as it is to be; its versions follow from the change. */
export type UnitForm = Omit<UnitRecord, 'version' | 'linkVersion'>;

/** Where units are changed. */
export interface UnitStore {
  /**
   * Makes one change, whole, on disk at a majority together with the record of it, and answers the unit as
   * this process then holds it. If it changes the tree, no process decides by an older one when this
   * resolves. A change that changes nothing makes no version and no record, and resolves in the same way.
   *
   * @param decide is given the directory right before the change, nothing else can come between, and
   *   answers the unit as it is to be. It may be called several times. What it throws ends the change.
   * @param maker who makes it, by which proposal if there is one: that is then done with.
   * @throws `UNAVAILABLE` where this process does not follow the directory, and the change may have been
   *   made; and where others keep it from being made. `CONFLICT` where the proposal is not open.
   */
  change(decide: Decide, maker: ChangeMaker): Promise<UnitRecord>;
}

/** Answers a unit as it is to be; what it reads beside the directory it reads in the session. */
export type Decide = (directory: Directory, session: ClientSession) => UnitForm | Promise<UnitForm>;

export function createUnitStore(
  connection: Connection,
  { held, followers, log }: { held: HeldDirectory; followers: Followers; log: ChangeLog },
): UnitStore {
  const { units } = directoryModels(connection);
  const inTurn = createTurns();

  async function makeChange(
    decide: Decide,
    maker: ChangeMaker,
    session: ClientSession,
  ): Promise<UnitRecord> {
    const version = await takeVersions(connection, 1, session);
    // All before it is committed, so it comes; all after it waits for this transaction to end.
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
    const { matchedCount } = await units.replaceOne({ _id, version: oldVersion }, unit, {
      session,
    });
    if (matchedCount === 0) throw new Error(`unit ${_id} is not stored as it is held`);
    await log.write({ tree: directory.tree, unit, maker }, session);
    return unit;
  }

  /** @returns the unit as it is stored then. */
  async function write(decide: Decide, maker: ChangeMaker): Promise<UnitRecord> {
    try {
      const work = (session: ClientSession) => makeChange(decide, maker, session);
      return await inTransaction(connection, work, { timeoutMs });
    } catch (error) {
      throw error instanceof BusyError ? unavailable('The institution directory') : error;
    }
  }

  return {
    async change(decide, maker) {
      const { _id, version, linkVersion } = await inTurn(() => write(decide, maker));
      await held.reached(version);
      await followers.reached(linkVersion);
      const unit = held.current().tree.get(_id);
      if (!unit) throw new Error(`unit ${_id} is not held`);
      return unit;
    },
  };
}

/** Whether a unit is already as it is to be. */
export function isSame(unit: UnitRecord, form: UnitForm): boolean {
  return Object.entries(form).every(
    ([key, value]) => unit[key as keyof UnitForm] === value, // the keys of a form
  );
}

/** Whether a unit hangs below the same as before. */
const isLinkedAlike = (one: UnitForm, other: UnitForm) =>
  one.parentId === other.parentId && one.status === other.status;

/** Lets one begin when the one before has ended: at once they would only make each other begin anew. */
function createTurns() {
  let last: Promise<unknown> = Promise.resolve();
  return <Result>(work: () => Promise<Result>): Promise<Result> => {
    const turn = last.then(work);
    last = turn.catch(() => {}); // whoever asked for it learns
    return turn;
  };
}
