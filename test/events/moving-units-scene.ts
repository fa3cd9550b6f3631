import { openTown, type Town } from '../casework/town.ts';
import { operations, type Standing } from '../casework/operations.ts';
import {
  type Proposed,
  proposalOperations,
  unitOperations,
} from '../institution-directory/changes/unit-operations.ts';
import { referralModel } from '../../subgraphs/application/record/index.ts';
import type { TestGraph } from '../support/graph.ts';
import { type Person, personOf } from '../support/person.ts';
import { until } from '../support/wait.ts';
import { poll } from './events-scene.ts';
import { Order, UnitHistory } from './unit-history.ts';

/** Units that administrators move and close while applications are filed, referred and forwarded. */

/** An event as the centre sees it, which sees all of them. */
export interface LoggedEvent {
  readonly cursor: string;
  readonly kind: string;
  readonly number: string;
  readonly referralId: string | null;
  /** The unit that the event names. */
  readonly unitId: string | null;
}

/** What was requested for an application, and when. */
interface Request {
  readonly number: string;
  readonly kind: 'FILED' | 'REFERRED' | 'FORWARDED' | 'NOTE_ADDED';
  readonly unitIds: readonly string[];
  readonly sent: number;
}

export interface Case {
  readonly number: string;
  readonly type: string;
  readonly referralId: string;
  readonly unitId: string;
}

interface Administrators {
  readonly first: Person;
  readonly second: Person;
  readonly third: Person;
}

/** The codes with which the rules refuse what another change has overtaken. */
const refusals: readonly unknown[] = ['BAD_USER_INPUT', 'CONFLICT', 'NOT_FOUND'];

const text = 'Yerinde bakıldı.';
const reason = 'Konu başka birimin görev alanındadır.';

/** Two levels of units below three tops: the middle ones and the leaves are moved, and some of the leaves closed. */
export class MovingUnits {
  readonly order = new Order();
  readonly town: Town;
  readonly tops: readonly string[];
  readonly middles: readonly string[];
  readonly leaves: readonly string[];
  readonly history: UnitHistory;
  readonly cases: Case[] = [];
  readonly requests: Request[] = [];
  /** Where everything begins. */
  readonly start: string;
  readonly #graph: TestGraph;
  readonly #admins: Administrators;

  private constructor(fields: {
    graph: TestGraph;
    town: Town;
    units: readonly (readonly string[])[];
    parentOf: ReadonlyMap<string, string | null>;
    start: string;
    admins: Administrators;
  }) {
    const [tops = [], middles = [], leaves = []] = fields.units;
    this.#graph = fields.graph;
    this.#admins = fields.admins;
    this.town = fields.town;
    this.tops = tops;
    this.middles = middles;
    this.leaves = leaves;
    this.start = fields.start;
    this.history = new UnitHistory(this.order, fields.parentOf);
  }

  static async open(graph: TestGraph): Promise<MovingUnits> {
    const town = await openTown(graph);
    const parentOf = new Map<string, string | null>();
    const make = async (name: string, parentId: string) => {
      const id = await town.make(name, { parentId });
      parentOf.set(id, parentId);
      return id;
    };
    const makeBelow = (parentIds: readonly string[], count: number, name: string) =>
      Promise.all(
        Array.from({ length: count }, (_, index) =>
          make(`${name} ${index + 1}`, parentIds[index % parentIds.length] ?? ''),
        ),
      );
    const tops = await makeBelow([town.parentId], 3, 'Üst');
    const middles = await makeBelow(tops, 4, 'Orta');
    const leaves = await makeBelow(middles, 8, 'Uç');
    const admin = (subject: string) => personOf(graph, { role: 'ADMIN', subject });
    const [first, second, third] = [await admin('first'), await admin('second'), await admin('3')];
    const { pageInfo } = await poll(town.evaluator);
    return new MovingUnits({
      graph,
      town,
      units: [tops, middles, leaves],
      parentOf,
      start: pageInfo.endCursor,
      admins: { first, second, third },
    });
  }

  /** Files an application. */
  async file(type: string): Promise<string> {
    const sent = this.order.next();
    const { number } = await this.town.citizen.do<Standing>(operations.file, {
      input: {
        type,
        topicId: this.#graph.data.directory.topics[0]?._id,
        subject: 'Sokak lambaları yanmıyor',
        text: 'Sokağımızdaki lambalar üç haftadır yanmıyor, gereğini arz ederim.',
        provinceCode: '34',
        answerChannel: 'SMS',
        idempotencyKey: crypto.randomUUID(),
      },
    });
    this.requests.push({ number, kind: 'FILED', unitIds: [], sent });
    return number;
  }

  /** Files an application and refers it. @returns its parts with the units; none if a unit was closed meanwhile. */
  async refer(unitIds: readonly string[], type = 'REQUEST'): Promise<Case[]> {
    const number = await this.file(type);
    const sent = this.order.next();
    const standing = await this.#attempt<Standing>(this.town.evaluator, operations.refer, {
      number,
      unitIds,
    });
    if (!standing) return [];
    this.requests.push({ number, kind: 'REFERRED', unitIds, sent });
    const cases = standing.referrals.map(({ id, unit }) => ({
      number,
      type,
      referralId: id,
      unitId: unit.id,
    }));
    this.cases.push(...cases);
    return cases;
  }

  /** Has the unit of a referral pass it on, to one that has not had the application. */
  async forward({ number, type, referralId, unitId: from }: Case, unitId: string): Promise<void> {
    if (this.cases.some((one) => one.number === number && one.unitId === unitId)) return;
    const officer = await this.town.officerOf(from);
    const sent = this.order.next();
    const input = { referralId, unitId, reason };
    const done = await this.#attempt<{ application: Standing }>(officer, operations.forward, input);
    if (!done) return;
    this.requests.push(
      { number, kind: 'FORWARDED', unitIds: [from], sent },
      { number, kind: 'REFERRED', unitIds: [unitId], sent },
    );
    const { id } = done.application.referrals.find(({ unit }) => unit.id === unitId) ?? {};
    if (id !== undefined) this.cases.push({ number, type, referralId: id, unitId });
  }

  /** Adds a note to an application, as its unit. */
  async note({ number, referralId, unitId }: Case): Promise<void> {
    const officer = await this.town.officerOf(unitId);
    this.requests.push({
      number,
      kind: 'NOTE_ADDED',
      unitIds: [unitId],
      sent: this.order.next(),
    });
    await officer.do(operations.note, { referralId, text });
  }

  /** Moves or closes a unit. @returns whether the rules allowed it. */
  change(by: string, change: { unitId: string; above: string; closes: boolean }): Promise<boolean> {
    return this.history.change(by, change, () => this.#make(change));
  }

  /** By one administrator if that is allowed, by two otherwise. */
  async #make({ unitId, above, closes }: Parameters<MovingUnits['change']>[1]): Promise<boolean> {
    const { first, second, third } = this.#admins;
    const alone = closes
      ? await third.ask(unitOperations.close, { id: unitId, successorId: above })
      : await third.ask(unitOperations.move, { id: unitId, parentId: above });
    if (alone.errors.length === 0) return true;
    const input = { unitId, reason, ...(closes ? { successorId: above } : { parentId: above }) };
    const proposal = await this.#attempt<Proposed>(first, proposalOperations.propose, { input });
    if (!proposal) return false;
    const { id } = proposal;
    if (await this.#attempt(second, proposalOperations.approve, { id })) return true;
    await second.do(proposalOperations.reject, { id, reason });
    return false;
  }

  /** Waits until closed units have no open referral: their successors have taken them over. */
  async untilClosedAreLeft(): Promise<void> {
    const tree = this.history.known();
    const closed = this.leaves.filter((id) => tree.isClosed(id));
    const referrals = referralModel(this.#graph.data.databases.application.connection);
    await until(
      () => referrals.countDocuments({ unitId: { $in: closed }, open: true }),
      (count) => count === 0,
    );
  }

  /** Everything since the beginning, once the centre sees the last of it. */
  async log(last: (event: LoggedEvent) => boolean): Promise<LoggedEvent[]> {
    const events: LoggedEvent[] = [];
    let after = this.start;
    await until(
      async () => {
        const page = await poll(this.town.evaluator, { after, first: 100 });
        after = page.pageInfo.endCursor;
        for (const { cursor, kind, application, referral } of page.nodes) {
          const number = application.number ?? '';
          const [referralId, unitId] = [referral?.id ?? null, referral?.unit.id ?? null];
          events.push({ cursor, kind, number, referralId, unitId });
        }
        return { isOver: !page.pageInfo.hasNextPage && events.some(last), count: events.length };
      },
      ({ isOver }) => isOver,
    );
    return events;
  }

  /**
   * A moment before which an event was certainly not committed.
   * @param before the events before it, of the same application.
   */
  earliest({ kind, number, unitId }: LoggedEvent, before: readonly LoggedEvent[]): number {
    const ofApplication = this.requests.filter((request) => request.number === number);
    const requests = ofApplication.filter(
      (one) => one.kind === kind && (unitId === null || one.unitIds.includes(unitId)),
    );
    const count = before.filter((one) => one.kind === kind && one.unitId === unitId).length;
    const request = requests[count];
    if (request) return request.sent;
    // It followed from the closing of a unit: a unit takes over right after the other one has left.
    const leaving = kind === 'TAKEN_OVER' ? before.at(-1)?.unitId : unitId;
    const sent = ofApplication.map((one) => one.sent);
    return Math.max(Math.min(...sent), this.history.closedAt(leaving ?? ''));
  }

  async #attempt<Value>(
    person: Person,
    query: string,
    variables: Record<string, unknown>,
  ): Promise<Value | null> {
    const { data, errors } = await person.ask(query, variables);
    const unexpected = errors.filter(({ extensions }) => !refusals.includes(extensions['code']));
    if (unexpected.length > 0) throw new Error(`Refused: ${JSON.stringify(unexpected)}`);
    return (Object.values(data ?? {})[0] ?? null) as Value | null; // the caller knows the form
  }
}
