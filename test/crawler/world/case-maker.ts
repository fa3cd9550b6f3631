import { draftOf } from '../../casework/drafts.ts';
import { operations } from '../../casework/operations.ts';
import { made } from '../../support/files.ts';
import { filingInput } from '../../support/filing.ts';
import type { TestGraph } from '../../support/graph.ts';
import type { Person } from '../../support/person.ts';
import { upload } from '../../support/uploads.ts';
import {
  type Case,
  type FactsOfApplication,
  type FactsOfEvent,
  type Moment,
  type Secret,
} from '../facts.ts';
import { eventsQuery, factsQuery } from '../facts-queries.ts';
import type { Canaries } from './canaries.ts';
import type { People } from './people.ts';

/** An attachment to request. */
export interface Download {
  readonly id: string;
  /** Null for an upload that was not filed. */
  readonly label: string | null;
  readonly citizenId: string;
  /** The bytes as they were sent. */
  readonly content: Uint8Array;
}

interface Filed {
  readonly label: string;
  readonly number: string;
  readonly trackingCode: string;
  readonly moments: Map<string, Moment>;
}

interface EventPage {
  readonly nodes: readonly FactsOfEvent[];
  readonly pageInfo: { readonly endCursor: string; readonly hasNextPage: boolean };
}

export const baseText = 'Sokağımızdaki lambalar üç haftadır yanmıyor, gereğini arz ederim.';

/**
 * Makes applications through the API, with a canary in each place where a person can write a word.
 */
export class CaseMaker {
  readonly people: People;
  readonly words: Canaries;
  readonly filed: Filed[] = [];
  /** The latest facts of each application, by label. */
  readonly known = new Map<string, Case>();
  readonly downloads: Download[] = [];
  private readonly graph: TestGraph;

  constructor(graph: TestGraph, people: People, words: Canaries) {
    this.graph = graph;
    this.people = people;
    this.words = words;
  }

  /** A topic other than that of new applications. */
  get otherTopicId(): string | undefined {
    return this.graph.data.directory.topics[1]?._id;
  }

  factsOf(number: string): Promise<FactsOfApplication> {
    return this.people.evaluator.do<FactsOfApplication>(factsQuery, { number });
  }

  /** Every change, up to the latest of those that were made before. */
  async events(): Promise<readonly FactsOfEvent[]> {
    const { evaluator } = this.people;
    const events: FactsOfEvent[] = [];
    for (let after = 'EARLIEST', hasMore = true; hasMore;) {
      const page = await evaluator.do<EventPage>(eventsQuery, { after });
      events.push(...page.nodes);
      ({ endCursor: after, hasNextPage: hasMore } = page.pageInfo);
    }
    return events;
  }

  register(label: string, number: string, trackingCode: string): Filed {
    this.words.add(number, { kind: 'NUMBER', label });
    this.words.add(trackingCode, { kind: 'TRACKING_CODE', label });
    const one = { label, number, trackingCode, moments: new Map<string, Moment>() };
    this.filed.push(one);
    return one;
  }

  async file(label: string, who: Person, input: object = {}): Promise<Filed> {
    const word = () => this.words.of({ kind: 'WORDS', label });
    const { number, trackingCode } = await who.do<{ number: string; trackingCode: string }>(
      'mutation ($input: FileApplicationInput!) { fileApplication(input: $input) { number trackingCode } }',
      {
        input: filingInput(this.graph, {
          subject: `Sokak lambaları ${word()}`,
          text: `${baseText} ${word()}`,
          ...input,
        }),
      },
    );
    return this.register(label, number, trackingCode);
  }

  async attach(label: string | null, who: Person, fixture: string): Promise<string> {
    const citizenId = this.citizenIdOf(who);
    const secret: Secret =
      label === null ? { kind: 'OWN', citizenId } : { kind: 'FILE_NAME', label };
    const content = made(fixture);
    const token =
      this.people.register.askers.find(({ subject }) => subject === who.subject)?.token ?? null;
    const name = `${this.words.of(secret)}.${fixture.split('.').at(-1) ?? ''}`;
    const { body } = await upload(this.graph.url, token, { content, name });
    const { id } = body as { id: string }; // it is a file that may be attached
    this.downloads.push({ id, label, citizenId, content });
    return id;
  }

  /** The referrals that result from a `refer`, by their units. */
  async refer({ number }: Filed, ...unitIds: string[]): Promise<Record<string, string>> {
    await this.people.evaluator.do(operations.refer, { number, unitIds });
    const { referrals } = await this.factsOf(number);
    return Object.fromEntries(referrals.map(({ id, unit }) => [unit.id, id]));
  }

  shared({ label }: Filed, unitId: string | null): string {
    return this.words.of({ kind: 'SHARED', label, unitId });
  }

  inside({ label }: Filed, unitId: string): string {
    return this.words.of({ kind: 'INSIDE', label, unitId });
  }

  /** Two officers of a unit bring a referral to a reply. */
  async reply(
    one: Filed,
    unitId: string,
    referralId: string | undefined,
    [drafter, approver]: readonly [Person, Person],
    outcome: string | null,
  ): Promise<void> {
    const text = `Ekip gönderildi, bilgilerinize sunulur. ${this.shared(one, unitId)}`;
    const kind = outcome === null ? 'INTERIM' : 'FINAL';
    await drafter.do(operations.draft, { referralId, kind, outcome, text });
    await approver.do(operations.approve, await draftOf(approver, one.number, referralId));
  }

  /** Records the state right after a referral was passed on. */
  async passed(one: Filed, referralId: string | undefined): Promise<void> {
    one.moments.set(referralId ?? '', await this.factsOf(one.number));
  }

  later({ label }: Filed): string {
    return this.words.of({ kind: 'LATER_WORDS', label });
  }

  redactedLater({ label }: Filed): string {
    return this.words.of({ kind: 'REDACTED_LATER_WORDS', label });
  }

  pairOf(unitId: string): readonly [Person, Person] {
    const { units, o1a, o1b, o2a, o2b, oda, odb } = this.people;
    if (unitId === units.p1) return [o1a, o1b];
    if (unitId === units.p2) return [o2a, o2b];
    if (unitId === units.d) return [oda, odb];
    throw new Error('nobody works there');
  }

  /** Filed so long ago that its unit is late and the passed date has been reported. */
  async fileLongAgo(label: string, who: Person, day: string): Promise<Filed> {
    const citizen = this.people.register.residents.get(this.citizenIdOf(who));
    if (!citizen) throw new Error('all are known');
    const { units, o1b } = this.people;
    const word = () => this.words.of({ kind: 'WORDS', label });
    const old = await this.graph.data.application({
      citizen,
      fields: { filedAt: new Date(`${day}T09:00:00.123Z`) },
      content: { subject: word(), text: `${baseText} ${word()}` },
      referrals: [{ unit: { _id: units.p1 }, raisedToUnitId: units.g, assignedTo: o1b.subject }],
      timeline: [
        {},
        { event: 'REFERRED', actor: 'EVALUATOR', unitId: units.p1 },
        { event: 'STATUTORY_PASSED', actor: null, unitId: units.p1, public: false },
      ],
    });
    return this.register(label, old.number, this.graph.data.trackingCode(old));
  }

  /** Passes on the referral of one unit; @returns the referral of the next one. */
  async forward(
    one: Filed,
    { from, to, by }: { from: string; to: string; by: Person },
  ): Promise<string | undefined> {
    const before = await this.factsOf(one.number);
    const referralId = before.referrals.find(({ unit }) => unit.id === from)?.id;
    const reason = `Yetkili birim değiliz. ${this.shared(one, from)}`;
    await by.do(operations.forward, { referralId, unitId: to, reason });
    await this.passed(one, referralId);
    const { referrals } = await this.factsOf(one.number);
    return referrals.find(({ unit }) => unit.id === to)?.id;
  }

  async appeal(who: Person, one: Filed): Promise<void> {
    await who.do(operations.appeal, {
      number: one.number,
      text: `Verilen cevabı kabul etmiyorum. ${this.later(one)}`,
    });
  }

  private citizenIdOf(who: Person): string {
    const { askers } = this.people.register;
    return askers.find(({ subject }) => subject === who.subject)?.citizenId ?? '';
  }

  /** Reads the current state of an application. */
  async refresh(label: string): Promise<Case> {
    const one = this.filed.find((each) => each.label === label);
    if (!one) throw new Error(`there is no ${label}`);
    const facts = await this.factsOf(one.number);
    const now = { ...one, facts };
    this.known.set(label, now);
    return now;
  }
}
