import { openTown, type Town } from '../casework/town.ts';
import { dayOf } from '../crawler/oracle/tables.ts';
import { operations, type Standing } from '../casework/operations.ts';
import { act, type Action, type Actor, at, type Staff } from '../casework/random-acts.ts';
import type { SignedInViewer } from '../../lib/kit/viewer.ts';
import type { AnotherGraph, TestGraph } from '../support/graph.ts';
import { personOf } from '../support/person.ts';
import { until } from '../support/wait.ts';
import { poll } from './events-scene.ts';

/** Random work on applications, and what each viewer's filter selects of it: by the timelines, and by the filter alone. */

/** An event as the centre sees it. */
export interface PastEvent {
  readonly cursor: string;
  readonly kind: string;
  readonly at: string;
  readonly number: string;
  readonly referralId: string | null;
  readonly unitId: string | null;
}

/** Somebody who works on applications, and may also follow them. */
export interface Participant extends Actor {
  readonly viewer: Partial<SignedInViewer>;
}

interface Filing {
  readonly type: number;
  readonly topic: number;
  readonly citizen: number;
}

/** Who sees events, and which of them are asked for. */
export interface Filter {
  readonly viewer: Participant;
  readonly field: 'newApplications' | 'applicationChanged' | 'applicationEvents';
  readonly unitId?: string;
  readonly includeSubUnits?: boolean;
  readonly types?: readonly string[];
  readonly topics?: readonly string[];
  readonly number?: string;
  readonly referralId?: string;
}

export const types = ['REQUEST', 'COMPLAINT', 'INFORMATION_REQUEST'] as const;

const newKinds: readonly string[] = ['REFERRED', 'TAKEN_OVER'];
const endings: readonly string[] = ['FORWARDED', 'RETURNED', 'CANCELLED'];

interface Units {
  readonly above: string;
  readonly first: string;
  readonly second: string;
  readonly other: string;
}

/** The applications of a run and the people who work on them, in two processes. */
export class History {
  readonly units: Units;
  readonly staff: Staff;
  readonly centre: Participant;
  readonly citizens: readonly Participant[];
  readonly officers: readonly Participant[];
  readonly topicIds: readonly string[];
  readonly numbers: string[] = [];
  readonly start: string;
  /** What each viewer sees of each application in the end. */
  readonly #seen = new Map<string, Promise<ReadonlySet<string>>>();
  /** What was filed. */
  readonly #filed = new Map<string, { type: string; topicId: string; citizen: Participant }>();

  private constructor(
    fields: Pick<
      History,
      'units' | 'staff' | 'centre' | 'citizens' | 'officers' | 'topicIds' | 'start'
    >,
  ) {
    this.units = fields.units;
    this.staff = fields.staff;
    this.centre = fields.centre;
    this.citizens = fields.citizens;
    this.officers = fields.officers;
    this.topicIds = fields.topicIds;
    this.start = fields.start;
  }

  static async open(graph: TestGraph, other: AnotherGraph): Promise<History> {
    const town = await openTown(graph);
    const units = await makeUnits(town);
    const actor = async (viewer: Partial<SignedInViewer>, client = graph.client) => ({
      ...(await personOf({ ...graph, client }, viewer)),
      viewer,
      unitId: viewer.unitId ?? null,
    });
    const officer = (subject: string, unitId: string, client = graph.client) =>
      actor({ role: 'OFFICER', subject, unitId }, client);
    const citizens = await Promise.all(
      ['c1', 'c2'].map(async (subject) =>
        actor({ role: 'CITIZEN', subject, citizenId: (await graph.data.citizen()).id }),
      ),
    );
    const officers = await Promise.all([
      officer('above', units.above),
      ...[units.first, units.second, units.other].flatMap((unitId, index) => [
        officer(`o${index}a`, unitId),
        officer(`o${index}b`, unitId, other.client),
      ]),
    ]);
    const centre = await actor({ role: 'EVALUATOR', subject: 'e1' });
    const elsewhere = await actor({ role: 'EVALUATOR', subject: 'e2' }, other.client);
    return new History({
      units,
      staff: {
        people: [...citizens, centre, elsewhere, ...officers],
        unitIds: [units.first, units.second, units.other],
      },
      centre,
      citizens,
      officers,
      topicIds: graph.data.directory.topics.slice(0, 2).map(({ _id }) => _id),
      start: (await poll(centre)).pageInfo.endCursor,
    });
  }

  async file({ type, topic, citizen: index }: Filing): Promise<string> {
    const citizen = at(this.citizens, index);
    const input = { type: at(types, type), topicId: at(this.topicIds, topic) };
    const { number } = await citizen.do<Standing>(operations.file, {
      input: {
        ...input,
        subject: 'Yol bakımı',
        text: 'Sokağımızdaki yolun onarılmasını arz ederim.',
        provinceCode: '34',
        answerChannel: 'SMS',
        idempotencyKey: crypto.randomUUID(),
      },
    });
    this.numbers.push(number);
    this.#filed.set(number, { ...input, citizen });
    return number;
  }

  standing = (number: string) => this.centre.do<Standing>(operations.standing, { number });

  /** Everything at the same time: acts and filings overlap. */
  async round(actions: readonly Action[], filings: readonly Filing[]): Promise<void> {
    const standings = await Promise.all(this.numbers.map((number) => this.standing(number)));
    await Promise.all([
      ...actions.map((action) => act(action, standings, this.staff)),
      ...filings.map((filing) => this.file(filing)),
    ]);
  }

  isOf = (citizen: Actor, number: string) => this.#filed.get(number)?.citizen === citizen;

  /** Everything that was committed, once the centre sees the last of it. */
  async log(last: string): Promise<PastEvent[]> {
    const events: PastEvent[] = [];
    let after = this.start;
    await until(
      async () => {
        const page = await poll(this.centre, { after, first: 100 });
        after = page.pageInfo.endCursor;
        for (const { cursor, kind, at, application, referral } of page.nodes) {
          const number = application.number ?? '';
          const [referralId, unitId] = [referral?.id ?? null, referral?.unit.id ?? null];
          events.push({ cursor, kind, at, number, referralId, unitId });
        }
        return { kinds: events.map(({ kind }) => kind), more: page.pageInfo.hasNextPage };
      },
      ({ more }) => !more && events.some(({ number }) => number === last),
    );
    return events;
  }

  /** The events of a log that a filter selects, by what its viewer sees in the timelines now. */
  async selected(filter: Filter, log: readonly PastEvent[]): Promise<PastEvent[]> {
    const entries = new Map<string, ReadonlySet<string>>();
    for (const number of new Set(log.map((event) => event.number))) {
      const key = `${filter.viewer.subject} ${number}`;
      const seen = this.#seen.get(key) ?? this.#entriesFor(filter.viewer, number, log);
      this.#seen.set(key, seen);
      entries.set(number, await seen);
    }
    return log.filter(
      (event) =>
        this.#isAskedFor(filter, event, log) && entries.get(event.number)?.has(keyOf(event)),
    );
  }

  /** Whether a viewer's units have ended a part of an application: what they see of it has changed then. */
  hasPassedOn({ unitId }: Actor, number: string, log: readonly PastEvent[]): boolean {
    return log.some(
      (event) =>
        event.number === number &&
        endings.includes(event.kind) &&
        unitId !== null &&
        this.#isWithin(event.unitId, unitId),
    );
  }

  async #entriesFor(
    viewer: Actor,
    number: string,
    log: readonly PastEvent[],
  ): Promise<ReadonlySet<string>> {
    const ids = log.flatMap((one) => (one.number === number && one.referralId) || []);
    const byNumber = await viewer.ask(
      `query ($number: String!) { application(number: $number) { ${entries} } }`,
      { number },
    );
    const found = [byNumber.data?.['application']];
    // Officers do not know the numbers of hidden applications.
    for (const id of viewer.unitId === null || found[0] != null ? [] : new Set(ids)) {
      const { data } = await viewer.ask(
        `query ($id: ID!) { referral(id: $id) { application { ${entries} } } }`,
        { id },
      );
      found.push((data?.['referral'] as { application: unknown } | null)?.application);
    }
    const [seen] = found.filter((one) => one != null) as { timeline: Entry[] }[]; // the queries select it
    const own = log.filter((event) => event.number === number);
    // A change without a referral may have a unit all the same: the one that decides an appeal.
    return new Set(
      momentsOf(seen?.timeline ?? [], own).flatMap(({ event, at, unit }) => [
        `${event} ${at} ${unit?.id}`,
        `${event} ${at} undefined`,
      ]),
    );
  }

  /** Apart from what its viewer sees. */
  #isAskedFor(filter: Filter, event: PastEvent, log: readonly PastEvent[]): boolean {
    const { kind, number, unitId } = event;
    const { viewer, field } = filter;
    const { type = '', topicId = '' } = this.#filed.get(number) ?? {};
    const wanted = filter.unitId ?? viewer.unitId;
    switch (field) {
      case 'applicationChanged':
        return filter.number === undefined
          ? log.some((one) => one.number === number && one.referralId === filter.referralId)
          : number === filter.number;
      case 'applicationEvents':
        return wanted === null || concerned(event, log).some((id) => this.#isWithin(id, wanted));
      case 'newApplications': {
        const { includeSubUnits = true } = filter;
        if (filter.types && !filter.types.includes(type)) return false;
        if (filter.topics && !filter.topics.includes(topicId)) return false;
        if (wanted === null) return kind === 'FILED';
        if (!newKinds.includes(kind)) return false;
        return includeSubUnits ? this.#isWithin(unitId, wanted) : unitId === wanted;
      }
    }
  }

  #isWithin(unitId: string | null, ancestorId: string): boolean {
    const { above, first, second } = this.units;
    const isBelow = ancestorId === above && (unitId === first || unitId === second);
    return unitId === ancestorId || isBelow;
  }
}

const entries = 'timeline { event at unit { id } }';

interface Entry {
  readonly event: string;
  readonly at: string;
  readonly unit: { readonly id: string } | null;
}

/**
 * A timeline with the moments of the log. What a hidden applicant did has the beginning of its day instead; both are in
 * the order in which things happened.
 */
function momentsOf(timeline: readonly Entry[], log: readonly PastEvent[]): Entry[] {
  const taken = new Set<PastEvent>();
  return timeline.map((entry) => {
    if (!entry.at.endsWith(beginningOfDay)) return entry;
    const event = log.find(
      (one) =>
        one.kind === entry.event &&
        (one.unitId === null || one.unitId === entry.unit?.id) &&
        dayOf(one.at) === dayOf(entry.at) &&
        !taken.has(one),
    );
    if (!event) return entry;
    taken.add(event);
    return { ...entry, at: event.at };
  });
}

/** Midnight in Istanbul, as the API writes it. */
const beginningOfDay = 'T21:00:00.000Z';

const keyOf = ({ kind, at, unitId }: PastEvent) => `${kind} ${at} ${unitId ?? undefined}`;

/** The unit of an event, and those that had been given a referral by then. */
function concerned(event: PastEvent, log: readonly PastEvent[]): string[] {
  const end = log.findLastIndex(({ number, at }) => number === event.number && at === event.at);
  return [event, ...log.slice(0, end + 1).filter(({ kind }) => newKinds.includes(kind))]
    .filter(({ number }) => number === event.number)
    .flatMap(({ unitId }) => unitId ?? []);
}

async function makeUnits(town: Town): Promise<Units> {
  const above = await town.make('Üst');
  const [first, second, other] = await Promise.all([
    town.make('Birinci', { parentId: above }),
    town.make('İkinci', { parentId: above }),
    town.make('Başka'),
  ]);
  return { above, first, second, other };
}
