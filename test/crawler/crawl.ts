import { getNamedType, type GraphQLField, isObjectType } from 'graphql';
import type { TestGraph } from '../support/graph.ts';
import { holds } from '../support/unpacked.ts';
import { until } from '../support/wait.ts';
import type { Asker, Case } from './facts.ts';
import { changeOf, makerOf } from './changes.ts';
import { differences, type Finding, forbiddenWords, wrongErrors } from './inspect.ts';
import { createOracle, type Oracle } from './oracle.ts';
import {
  type Asked,
  everythingAt,
  everythingOf,
  type Question,
  QuestionWriter,
} from './question.ts';
import { Chance } from './random.ts';
import type { World } from './world.ts';

/** What was found in the answer to an asker. */
export interface Found extends Finding {
  readonly asker: string;
  readonly query: string;
  readonly variables: unknown;
}

/** What was asked and found. */
export interface Report {
  readonly found: Found[];
  /** How many requests each role has sent. */
  readonly asked: Map<string, number>;
  /** The fields that had a value, by role. */
  readonly seen: Map<string, Set<string>>;
  /** The canaries that were seen by askers who may see them. */
  readonly canaries: Set<string>;
}

interface Answer {
  readonly data?: Record<string, unknown> | null;
  readonly errors?: { message: string; extensions?: Record<string, unknown> }[];
}

/** Further findings of the same kind add nothing. */
const mostFindings = 200;

export type Crawler = ReturnType<typeof createCrawler>;

export function createCrawler(
  graph: TestGraph,
  world: World,
  /** Whether to stop asking after the first finding. */
  { stopsAtFirst = false }: { stopsAtFirst?: boolean } = {},
) {
  const report: Report = {
    found: [],
    asked: new Map(),
    seen: new Map(),
    canaries: new Set(),
  };
  let oracle: Oracle;
  let words: string[] = [];
  let allowed = new Map<Asker, ReadonlySet<string>>();

  /** Reads the current state of the data. */
  function look(): void {
    oracle = createOracle(world.facts());
    words = oracle.facts.canaries.map(({ word }) => word);
    allowed = new Map(world.askers.map((asker) => [asker, oracle.canariesFor(asker)]));
  }
  look();

  const roleOf = ({ role }: Asker) => role ?? 'anonymous';

  function note(
    asker: Asker,
    findings: readonly Finding[],
    question: Pick<Question, 'query' | 'variables'>,
  ) {
    for (const finding of findings) {
      if (report.found.length < mostFindings) {
        const { query, variables } = question;
        report.found.push({ ...finding, asker: asker.name, query, variables });
      }
    }
  }

  /** Sends an operation and checks everything in the answer except the expected data. */
  async function send(
    asker: Asker,
    { query, variables }: Pick<Question, 'query' | 'variables'>,
  ): Promise<Answer> {
    const body = JSON.stringify({ query, variables });
    async function post() {
      const response = await fetch(`${graph.url}/graphql`, {
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          ...(asker.token !== null && { authorization: `Bearer ${asker.token}` }),
        },
        body,
      });
      return { text: await response.text(), headers: JSON.stringify([...response.headers]) };
    }
    // On a busy machine a unit tree may not be known to be the newest: such an answer shows
    // nothing.
    const isKnown = ({ text }: { text: string }) => !text.includes('"code":"UNAVAILABLE"');
    const { text, headers } = query.startsWith('mutation')
      ? await post()
      : await until(post, isKnown);
    report.asked.set(roleOf(asker), (report.asked.get(roleOf(asker)) ?? 0) + 1);
    const may = allowed.get(asker) ?? new Set();
    note(asker, forbiddenWords(`${headers}${text}`, body, words, may), { query, variables });
    for (const word of may) if (text.includes(word)) report.canaries.add(word);
    return JSON.parse(text) as Answer; // the form of an answer of the graph
  }

  function remember(asker: Asker, data: unknown, asked: readonly Asked[]): void {
    const role = roleOf(asker);
    const seen = report.seen.get(role) ?? new Set();
    report.seen.set(role, seen);
    const walk = (found: unknown, { parent, field, below }: Asked): void => {
      if (found == null) return;
      if (Array.isArray(found) && below) {
        for (const item of found) walk(item, { parent, field, below, alias: '', args: {} });
        return;
      }
      seen.add(`${parent}.${field}`);
      for (const child of below ?? []) walk((found as Record<string, unknown>)[child.alias], child); // an object
    };
    for (const root of asked) walk((data as Record<string, unknown> | null)?.[root.alias], root);
  }

  const isEnough = () => stopsAtFirst && report.found.length > 0;

  async function ask(asker: Asker, question: Question): Promise<void> {
    if (isEnough()) return;
    const { data, errors = [] } = await send(asker, question);
    note(asker, wrongErrors(errors), question);
    for (const root of question.asked) {
      const expected = oracle.root(asker, root.field, root.args);
      note(asker, differences(expected, data?.[root.alias] ?? null, root), question);
    }
    remember(asker, data, question.asked);
  }

  return {
    report,
    look,

    /** One finding of each kind, with its count. Clears the list. */
    takeFound(): string[] {
      const kinds = Map.groupBy(
        report.found.splice(0),
        ({ where, asker }) => `${where} for ${asker}`,
      );
      return [...kinds].map(([kind, all]) => {
        const [{ path, expected, actual, query, variables } = {} as Found] = all; // groups are not empty
        const answer = `${path}: ${JSON.stringify(expected)}, not ${JSON.stringify(actual)}`;
        const question = `${query} ${JSON.stringify(variables)}`;
        return `${kind} (${all.length}): ${answer.slice(0, 500)}\n${question.slice(0, 1_000)}`;
      });
    },

    /**
     * Everything in the graph, through every root field, as every asker; or only paths to one
     * field, given as `Type.field`.
     */
    async sweep(only: string | null = null): Promise<void> {
      const { schema, pools } = world;
      const all = { first: 100 };
      const questions = [
        ...pools.numbers.map((number) => everythingAt(schema, 'application', { number }, 1)),
        ...pools.referralIds.map((id) => everythingAt(schema, 'referral', { id }, 1)),
        ...pools.fileNumbers.map((fileNumber) =>
          everythingAt(schema, 'referral', { fileNumber }, 0),
        ),
        ...pools.citizenIds.map((id) => everythingAt(schema, 'citizen', { id }, 1)),
        ...pools.unitIds.flatMap((unitId) => [
          everythingAt(schema, 'unitInbox', { unitId, ...all }, 1),
          everythingAt(
            schema,
            'unitAppeals',
            { unitId, states: ['PENDING', 'UPHELD', 'DISMISSED'], ...all },
            2,
          ),
          everythingAt(schema, 'directoryChanges', { unitId, ...all }, 0),
        ]),
        ...pools.tracked.map((pair) => everythingAt(schema, 'trackApplication', pair, 0)),
        ...pools.texts.map((input) => everythingAt(schema, 'similarApplications', { input }, 1)),
        everythingAt(schema, 'viewer', {}, 2),
        everythingAt(schema, 'me', {}, 2),
        everythingAt(schema, 'myApplications', all, 2),
        everythingAt(schema, 'evaluationQueue', all, 2),
        everythingAt(schema, 'leaveDays', {}, 0),
        everythingAt(schema, 'outbox', all, 0),
        everythingAt(schema, 'notificationBacklog', {}, 0),
        everythingAt(schema, 'proposedUnitChanges', all, 0),
      ];
      const wanted = questions.filter(({ asked }) => only === null || asksFor(asked, only));
      for (const question of wanted) {
        for (const asker of oneOfEach(world.askers)) await ask(asker, question);
      }
    },

    /** This number of random queries for each role, each by an asker of that role. */
    async wander(count: number, seed: number): Promise<void> {
      const chance = new Chance(seed);
      const writer = new QuestionWriter(chance, world.schema, world.pools);
      const roles = Map.groupBy(world.askers, roleOf);
      for (let index = 0; index < count; index += 1) {
        const question = writer.write();
        for (const askers of roles.values()) await ask(chance.oneOf(askers), question);
      }
    },

    /** Every change, by every asker who may not make it or has not read the current version. */
    async meddle(seed: number, casesEach: number, only: string | null = null): Promise<void> {
      const chance = new Chance(seed);
      const type = world.schema.getMutationType();
      if (!type) throw new Error('The schema has changes.');
      const all = oracle.facts.cases;
      const referred = all.filter(({ facts }) => facts.referrals.length > 0);
      const askersOfRole = [...Map.groupBy(world.askers, roleOf).values()];
      const fields = Object.values(type.getFields());
      for (const field of fields.filter(({ name }) => only === null || name === only)) {
        const maker = makerOf(field.name);
        const cases = field.args.some(({ name }) => name === 'number') ? all : referred;
        const others = askersOfRole.map((askers) => chance.oneOf(askers));
        for (const asker of others.filter(({ role }) => role !== maker)) {
          await tryTo(field, asker, chance.oneOf(cases), false);
        }
        // A change with a version that the application never has is refused after it is found.
        if (!field.args.some(({ name }) => name === 'expectedVersion') || maker === 'ADMIN')
          continue;
        for (const asker of oneOfEach(world.askers.filter(({ role }) => role === maker))) {
          for (const one of chance.some(cases, casesEach)) await tryTo(field, asker, one, true);
        }
      }
    },

    /** A change, and everything that its answer shows, compared with the state afterwards. */
    async move(
      asker: Asker,
      label: string,
      call: { field: string; args: Readonly<Record<string, unknown>> },
    ): Promise<void> {
      const { schema } = world;
      const field = schema.getMutationType()?.getFields()[call.field];
      if (!field) throw new Error(`There is no change ${call.field}.`);
      const type = getNamedType(field.type);
      if (!isObjectType(type)) throw new Error('A change answers an object.');
      const { text, below } = everythingOf(type, 2);
      const used = field.args.filter(({ name }) => name in call.args);
      const definitions = used.map(({ name, type }) => `$${name}: ${String(type)}`).join(', ');
      const given = used.map(({ name }) => `${name}: $${name}`).join(', ');
      const question = {
        query: `mutation (${definitions}) { ${call.field}(${given}) ${text} }`,
        variables: call.args,
      };
      const { data, errors = [] } = await send(asker, question);
      const one = await world.refresh(label);
      look();
      note(asker, wrongErrors(errors), question);
      const referralId = call.args['referralId'];
      const expected =
        type.name === 'Referral' && typeof referralId === 'string'
          ? oracle.referralOf(asker, one, referralId)
          : oracle.applicationOf(asker, one);
      const asked = { parent: 'Mutation', field: call.field, alias: call.field, args: {}, below };
      note(asker, differences(expected, data?.[call.field] ?? null, asked), question);
    },

    /** Every file, for every asker. */
    async download(): Promise<void> {
      for (const asker of oneOfEach(world.askers)) {
        for (const { id, label, citizenId, content } of world.downloads) {
          if (isEnough()) return;
          const response = await fetch(`${graph.url}/attachments/${id}`, {
            headers: asker.token === null ? {} : { authorization: `Bearer ${asker.token}` },
          });
          const body = Buffer.from(await response.arrayBuffer());
          const headers = decodeURIComponent(JSON.stringify([...response.headers]));
          const { isFile, isOriginal } = oracle.download(asker, { id, label, citizenId });
          const what = {
            query: `GET /attachments/{a file of ${label ?? 'nothing'}}`,
            variables: { id },
          };
          const differs = (expected: unknown, actual: unknown) =>
            note(asker, [{ where: 'download', path: id, expected, actual }], what);
          if ((response.status === 200) !== isFile) differs(isFile, response.status);
          if (response.status === 200) {
            if (isOriginal !== (Buffer.compare(body, content) === 0))
              differs(isOriginal, 'other bytes');
            if (!isOriginal && holds(body, 'CANARY')) differs('a clean file', 'CANARY');
          }
          const sent = `${headers}${response.status === 200 ? '' : body.toString()}`;
          note(asker, forbiddenWords(sent, '', words, allowed.get(asker) ?? new Set()), what);
        }
      }
    },
  };

  async function tryTo(
    field: GraphQLField<unknown, unknown>,
    asker: Asker,
    one: Case,
    isOurs: boolean,
  ): Promise<void> {
    if (isEnough()) return;
    const question = changeOf(field, one, world);
    const { data, errors = [] } = await send(asker, question);
    const where = `Mutation.${field.name}`;
    if (data?.[field.name] != null) {
      note(asker, [{ where, path: field.name, expected: null, actual: data }], question);
    }
    note(asker, refusalsOf(asker, one, errors, field.name, isOurs), question);
  }

  /** The findings in the errors that refuse a change. */
  function refusalsOf(
    asker: Asker,
    one: Case,
    errors: NonNullable<Answer['errors']>,
    field: string,
    isOurs: boolean,
  ): Finding[] {
    const where = `Mutation.${field}`;
    const [error] = errors;
    const { code, ...rest } = error?.extensions ?? {};
    const wrong = (expected: unknown): Finding[] => [
      { where, path: field, expected, actual: error ?? null },
    ];
    if (!isOurs) {
      const expected = asker.role === null ? 'UNAUTHENTICATED' : 'FORBIDDEN';
      return code === expected && Object.keys(rest).length === 0 ? [] : wrong(expected);
    }
    if (!oracle.mayActOn(asker, one, field)) {
      return code === 'NOT_FOUND' && Object.keys(rest).length === 0 ? [] : wrong('NOT_FOUND');
    }
    const moment = oracle.momentFor(asker, one);
    const { version = moment.version, stage = one.facts.stage } = rest;
    return version === moment.version && stage === one.facts.stage ? [] : wrong(moment);
  }
}

const asksFor = (asked: readonly Asked[], coordinate: string): boolean =>
  asked.some(
    ({ parent, field, below }) =>
      `${parent}.${field}` === coordinate || asksFor(below ?? [], coordinate),
  );

/** One of the askers who see the same. */
const oneOfEach = (askers: readonly Asker[]): Asker[] => {
  const groups = Map.groupBy(
    askers,
    ({ role, citizenId, unitId }) => `${role} ${citizenId} ${unitId}`,
  );
  return [...groups.values()].flatMap(([one]) => one ?? []);
};
