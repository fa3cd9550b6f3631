import { setTimeout as delay } from 'node:timers/promises';
import type { SignedInViewer } from '../../../lib/kit/viewer.ts';
import { type Random, randomSource } from '../../../seed/random.ts';
import { operations, type Standing } from '../../casework/operations.ts';
import { GraphClient, type GraphAnswer } from '../../support/client.ts';
import type { TestData } from '../../support/data.ts';
import { filingInput } from '../../support/filing.ts';
import { until } from '../../support/wait.ts';
import { findPlace, type Place } from './place.ts';

/** A graph as its clients reach it. */
export interface ReachableGraph {
  readonly url: string;
  readonly data: TestData;
  token(viewer: Partial<SignedInViewer>): Promise<string>;
}

/** A change that was made through the API and acknowledged. */
export interface Change {
  readonly number: string;
  readonly kind: 'FILED' | 'REFERRED' | 'ACCEPTED' | 'CLARIFICATION_REQUESTED' | 'SUPPLEMENTED';
  /** The unit of the referral that was changed; null for a change of the whole application. */
  readonly unitId: string | null;
  readonly type: string;
  readonly topicId: string;
  /** The name of the citizen who filed the application, and no other. */
  readonly applicant: string;
  /** The units that had been given a referral by then. */
  readonly concerned: readonly string[];
}

/** An application that a unit works on. */
export interface KnownApplication extends Pick<
  Change,
  'number' | 'type' | 'topicId' | 'applicant'
> {
  readonly citizenId: string;
  readonly unitId: string;
  readonly referralId: string;
}

/** People who file applications and work on them, as long as a test lets them. */
export interface Flow {
  readonly place: Place;
  /** Those of one application in their order. */
  readonly changes: readonly Change[];
  /** Applications that were there first, and are worked on now and then. */
  readonly known: readonly KnownApplication[];
  /**
   * Lets a number of pieces of work be done by several people at once, and makes a fault when a third of them is done.
   * Resolves once all of them are acknowledged and the fault is over.
   */
  during(pieces: number, fault: () => unknown): Promise<void>;
}

const writers = 6;
const knownApplications = 12;
const types = ['REQUEST', 'COMPLAINT', 'SUGGESTION'] as const;

/** @param seed decides what is done, not in which order it is committed. */
export async function openFlow(graph: ReachableGraph, seed: number): Promise<Flow> {
  const place = findPlace(graph.data);
  const randomOf = randomSource(seed, 'work');
  const staff = new Staff(graph, place);
  const known: KnownApplication[] = [];
  await staff.register(knownApplications);
  for (let index = 0; index < knownApplications; index += 1) {
    known.push(await staff.begin(randomOf(index)));
  }
  const free = [...known];
  let begun = knownApplications;

  async function work(random: Random): Promise<void> {
    const application = random.chance(0.4) ? free.shift() : undefined;
    if (!application) return staff.handleNew(random);
    await staff.continueWith(application);
    free.push(application);
  }

  return {
    place,
    changes: staff.changes,
    known,
    async during(pieces, fault) {
      await staff.register(pieces);
      let left = pieces;
      let done = 0;
      const write = async () => {
        for (; left > 0; done += 1) {
          left -= 1;
          begun += 1;
          await work(randomOf(begun));
        }
      };
      const writing = Promise.all(Array.from({ length: writers }, write));
      writing.catch(() => {}); // awaited below
      await Promise.race([
        writing,
        until(
          () => done,
          (count) => count >= pieces / 3,
        ),
      ]);
      await fault();
      await writing;
    },
  };
}

/** The citizens, the centre and the officers. */
class Staff {
  readonly changes: Change[] = [];
  readonly #graph: ReachableGraph;
  readonly #place: Place;
  readonly #client: GraphClient;
  /** Citizens who have not filed yet. */
  readonly #applicants: { id: string; name: string }[] = [];
  #registered = 0;
  readonly #tokens = new Map<string, Promise<string>>();

  constructor(graph: ReachableGraph, place: Place) {
    this.#graph = graph;
    this.#place = place;
    this.#client = new GraphClient(`${graph.url}/graphql`);
  }

  /** Stores citizens who will file. They are written without the graph, and so never during a fault. */
  async register(count: number): Promise<void> {
    for (let more = 0; more < count; more += 1) {
      this.#registered += 1;
      const name = `Ayşe ${this.#registered}`;
      const { id } = await this.#graph.data.citizen({ name });
      this.#applicants.push({ id, name });
    }
  }

  /** Files an application, and has a unit begin to work on it. */
  async begin(random: Random): Promise<KnownApplication> {
    const { offices } = this.#place;
    const filed = await this.#file(random);
    const unitId = random.pick(offices);
    const referrals = await this.#refer(filed, [unitId]);
    const referralId = referrals[0]?.id ?? '';
    await this.#accept(filed, unitId, referrals);
    return { ...filed, unitId, referralId };
  }

  /** Files an application and refers it to one or two units, some of which accept it. */
  async handleNew(random: Random): Promise<void> {
    const { all } = this.#place;
    const filed = await this.#file(random);
    const first = random.pick(all);
    const second = random.pick(all);
    const unitIds = second === first || random.chance(0.6) ? [first] : [first, second];
    const referrals = await this.#refer(filed, unitIds);
    for (const unitId of unitIds) {
      if (random.chance(0.5)) await this.#accept(filed, unitId, referrals, unitIds);
    }
  }

  /** Asks the citizen, who answers. */
  async continueWith(application: KnownApplication): Promise<void> {
    const { number, unitId, referralId, citizenId } = application;
    const officer = { role: 'OFFICER', unitId, subject: 'officer' } as const;
    const citizen = { role: 'CITIZEN', citizenId, subject: citizenId } as const;
    const isAsked = (standing: Standing) => standing.referrals[0]?.state === 'AWAITING_CITIZEN';
    const concerned = [unitId];
    const question = 'Ne zaman oldu?';
    const ask = { query: operations.requestClarification, variables: { referralId, question } };
    await this.#move(officer, ask, number, isAsked);
    this.#record(application, 'CLARIFICATION_REQUESTED', unitId, concerned);
    const supplement = { query: operations.supplement, variables: { number, text: 'Dün oldu.' } };
    await this.#move(citizen, supplement, number, (standing) => !isAsked(standing));
    this.#record(application, 'SUPPLEMENTED', null, concerned);
  }

  async #file(random: Random) {
    const type = random.pick(types);
    const topicId = random.pick(this.#place.topics);
    const citizen = this.#applicants.shift();
    if (!citizen) throw new Error('Every registered citizen has filed');
    const { id: citizenId, name: applicant } = citizen;
    const input = filingInput(this.#graph, { type, topicId });
    const viewer = { role: 'CITIZEN', citizenId, subject: citizenId } as const;
    const { data } = await this.#send(viewer, { query: operations.file, variables: { input } });
    const { number } = (data ?? {})['fileApplication'] as Standing; // the operation selects it
    const filed = { number, type, topicId, applicant, citizenId };
    this.#record(filed, 'FILED', null, []);
    return filed;
  }

  async #refer(filed: Filed, unitIds: string[]): Promise<Standing['referrals']> {
    const { number } = filed;
    const refer = { query: operations.refer, variables: { number, unitIds } };
    const centre = { role: 'EVALUATOR', subject: 'centre' } as const;
    await this.#move(centre, refer, number, ({ referrals }) => referrals.length > 0);
    for (const unitId of unitIds) this.#record(filed, 'REFERRED', unitId, unitIds);
    return (await this.#standing(number)).referrals;
  }

  async #accept(
    filed: Filed,
    unitId: string,
    referrals: Standing['referrals'],
    concerned: readonly string[] = [unitId],
  ): Promise<void> {
    const referralId = referrals.find(({ unit }) => unit.id === unitId)?.id;
    const officer = { role: 'OFFICER', unitId, subject: 'officer' } as const;
    const accept = { query: operations.accept, variables: { referralId } };
    await this.#move(officer, accept, filed.number, (standing) =>
      standing.referrals.some(({ id, state }) => id === referralId && state === 'IN_PROGRESS'),
    );
    this.#record(filed, 'ACCEPTED', unitId, concerned);
  }

  #record(
    { number, type, topicId, applicant }: Pick<Change, 'number' | 'type' | 'topicId' | 'applicant'>,
    kind: Change['kind'],
    unitId: string | null,
    concerned: readonly string[],
  ): void {
    this.changes.push({ number, kind, unitId, type, topicId, applicant, concerned });
  }

  /** Makes a move. If it is unknown whether an earlier attempt was carried out, the application shows it. */
  async #move(
    viewer: Partial<SignedInViewer>,
    request: Request,
    number: string,
    isMade: (standing: Standing) => boolean,
  ): Promise<void> {
    const { errors } = await this.#send(viewer, request);
    if (errors.length === 0) return;
    const standing = await this.#standing(number);
    if (isMade(standing)) return;
    throw new Error(`Not acknowledged: ${JSON.stringify({ request, errors, standing })}`);
  }

  async #standing(number: string): Promise<Standing> {
    const centre = { role: 'EVALUATOR', subject: 'centre' } as const;
    const read = { query: operations.standing, variables: { number } };
    const { data } = await this.#send(centre, read);
    return data?.['application'] as Standing; // the operation selects it
  }

  /**
   * Sends a request until it is answered by something else than an error of the moment.
   * @returns an answer without errors, or a conflict with an earlier attempt.
   */
  async #send(viewer: Partial<SignedInViewer>, { query, variables }: Request) {
    const deadline = Date.now() + unavailableMs;
    for (let attempt = 1; ; attempt += 1) {
      const token = await this.#tokenOf(viewer);
      const answer = await this.#client
        .ask(query, { variables, token })
        .catch((error: unknown) => String(error));
      if (typeof answer !== 'string') {
        if (answer.errors.length === 0 || (attempt > 1 && isConflict(answer))) return answer;
        if (!isPassing(answer)) throw new Error(`Refused: ${JSON.stringify({ query, answer })}`);
      }
      if (Date.now() > deadline) throw new Error(`Not answered: ${JSON.stringify(answer)}`);
      await delay(repeatMs);
    }
  }

  #tokenOf(viewer: Partial<SignedInViewer>): Promise<string> {
    const key = JSON.stringify(viewer);
    const token = this.#tokens.get(key) ?? this.#graph.token(viewer);
    this.#tokens.set(key, token);
    return token;
  }
}

type Filed = Pick<Change, 'number' | 'type' | 'topicId' | 'applicant'>;
interface Request {
  query: string;
  variables: Record<string, unknown>;
}

/** The time for which a client repeats a request, and the pause between two attempts. */
const unavailableMs = 90_000;
const repeatMs = 100;

const isPassing = ({ errors, status }: GraphAnswer) =>
  status === 503 || errors.every(({ extensions }) => extensions['code'] === 'UNAVAILABLE');

const isConflict = ({ errors }: GraphAnswer) =>
  errors.every(({ extensions: { code, reason } }) => [code, reason].includes('CONFLICT'));
