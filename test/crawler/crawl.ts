import { getNamedType, type GraphQLField, isObjectType } from 'graphql';
import type { TestGraph } from '../support/graph.ts';
import { holds } from '../support/unpacked.ts';
import {
  allowedTo,
  type Answer,
  ask,
  type Crawl,
  type Found,
  isEnough,
  knownOf,
  note,
  type Report,
  roleOf,
  send,
} from './asking.ts';
import { asMuchAsFitsOf, everythingAt, everythingOfNodes } from './everything.ts';
import { changeOf, makerOf } from './changes.ts';
import type { Asker, Case } from './facts.ts';
import { exportAll } from './exporting.ts';
import { listen, subscriptionsOf } from './listen.ts';
import { differences, type Finding, forbiddenWords, wrongErrors } from './inspect.ts';
import type { Oracle } from './oracle.ts';
import { type Asked, type Question, QuestionWriter } from './question.ts';
import { Chance } from './random.ts';
import type { World } from './world.ts';
import { askWrongly } from './wrong-questions.ts';

/** Asks a graph as every asker, and compares the answers with an oracle. */
export interface Crawler {
  readonly report: Report;
  /** One finding of each kind, with its count. Clears the list. */
  takeFound(): string[];
  /**
   * Everything in the graph, through every root field, as every asker; or only paths to one field,
   * given as `Type.field`.
   */
  sweep(only?: string | null): Promise<void>;
  /** This number of random queries for each role, each by an asker of that role. */
  queryAtRandom(count: number, seed: number): Promise<void>;
  /** Every change, by every asker who may not make it or has not read the current version. */
  attemptMutations(seed: number, casesEach: number, only?: string | null): Promise<void>;
  /** A change, and everything that its answer shows, compared with the state afterwards. */
  move(asker: Asker, label: string, call: Call): Promise<void>;
  /** Every file, and every export, for every asker. */
  download(): Promise<void>;
  /** Questions about all applications that make no sense, by every asker. */
  askWrongly(): Promise<void>;
}

/** A change and its arguments. */
interface Call {
  readonly field: string;
  readonly args: Readonly<Record<string, unknown>>;
}

export function createCrawler(
  graph: TestGraph,
  world: World,
  { stopsAtFirst = false }: { stopsAtFirst?: boolean } = {},
): Crawler {
  const report: Report = { found: [], asked: new Map(), seen: new Map(), canaries: new Set() };
  const crawl: Crawl = {
    graph,
    world,
    report,
    stopsAtFirst,
    known: knownOf(world),
    lastPositions: new Map(),
  };
  return {
    report,
    takeFound: () => takeFound(report),
    sweep: (only = null) => sweep(crawl, only),
    queryAtRandom: (count, seed) => queryAtRandom(crawl, count, seed),
    attemptMutations: (seed, casesEach, only = null) =>
      attemptMutations(crawl, { seed, casesEach, only }),
    move: (asker, label, call) => move(crawl, asker, label, call),
    download: () => download(crawl),
    askWrongly: () => askWrongly(crawl, oneOfEach(world.askers)),
  };
}

function takeFound(report: Report): string[] {
  const kinds = Map.groupBy(report.found.splice(0), ({ where, asker }) => `${where} for ${asker}`);
  return [...kinds].map(([kind, all]) => {
    const [{ path, expected, actual, query, variables } = {} as Found] = all; // groups are not empty
    const answer = `${path}: ${JSON.stringify(expected)}, not ${JSON.stringify(actual)}`;
    const question = `${query} ${JSON.stringify(variables)}`;
    return `${kind} (${all.length}): ${answer.slice(0, 500)}\n${question.slice(0, 1_000)}`;
  });
}

async function sweep(crawl: Crawl, only: string | null): Promise<void> {
  const { world } = crawl;
  const wanted = questionsOf(world).filter(({ asked }) => only === null || asksFor(asked, only));
  for (const question of wanted) {
    for (const asker of oneOfEach(world.askers)) await ask(crawl, asker, question);
  }
  const listened = subscriptionsOf(world).filter(
    ({ asked }) => only === null || asked.some(({ field }) => only === `Subscription.${field}`),
  );
  for (const asker of oneOfEach(world.askers)) await listen(crawl, asker, listened);
}

/** An operation has a limit of selections. */
const mostNodes = 12;

const inChunks = <Item>(items: readonly Item[], size: number): Item[][] =>
  Array.from({ length: Math.ceil(items.length / size) }, (_, index) =>
    items.slice(index * size, (index + 1) * size),
  );

/** Everything in the world, through every root field. */
function questionsOf({ schema, pools }: World): Question[] {
  const all = { first: 100 };
  const states = ['PENDING', 'UPHELD', 'DISMISSED'];
  return [
    ...pools.numbers.map((number) => everythingAt(schema, 'application', { number }, 1)),
    ...pools.referralIds.map((id) => everythingAt(schema, 'referral', { id }, 1)),
    ...pools.fileNumbers.map((fileNumber) => everythingAt(schema, 'referral', { fileNumber }, 0)),
    ...pools.citizenIds.map((id) => everythingAt(schema, 'citizen', { id }, 1)),
    ...pools.unitIds.flatMap((unitId) => [
      everythingAt(schema, 'unitInbox', { unitId, ...all }, 1),
      everythingAt(schema, 'closedReferrals', { unitId, ...all }, 1),
      everythingAt(schema, 'applicationEvents', { unitId, after: 'EARLIEST', ...all }, 0),
      everythingAt(schema, 'applicationEvents', { unitId, after: 'EARLIEST', first: 5 }, 1),
      everythingAt(schema, 'unitAppeals', { unitId, states, ...all }, 2),
      everythingAt(schema, 'directoryChanges', { unitId, ...all }, 0),
    ]),
    ...pools.nodeIds.flatMap((ids) =>
      inChunks(ids, mostNodes).map((some) => everythingOfNodes(schema, some)),
    ),
    ...pools.tracked.map((pair) => everythingAt(schema, 'trackApplication', pair, 0)),
    ...pools.texts.map((input) => everythingAt(schema, 'similarApplications', { input }, 1)),
    ...questionsAboutAll(schema),
    everythingAt(schema, 'viewer', {}, 2),
    everythingAt(schema, 'me', {}, 2),
    everythingAt(schema, 'myApplications', all, 2),
    everythingAt(schema, 'evaluationQueue', all, 2),
    everythingAt(schema, 'closedApplications', all, 1),
    everythingAt(schema, 'leaveDays', {}, 0),
    everythingAt(schema, 'citizenSearches', all, 0),
    everythingAt(schema, 'outbox', all, 0),
    everythingAt(schema, 'myUndeliveredMessages', {}, 1),
    everythingAt(schema, 'notificationBacklog', {}, 0),
    everythingAt(schema, 'proposedUnitChanges', all, 0),
  ];
}

const mostAppeals = [{ by: 'APPEALS', direction: 'DESC' }];

/** Through the fields about all applications. */
function questionsAboutAll(schema: World['schema']): Question[] {
  const dimensions = [['TYPE'], ['UNIT', 'STAGE'], ['TOPIC', 'PROVINCE', 'DISTRICT', 'CHANNEL']];
  return [
    // As many as there is room for in a list of errors, since an analyst gets one for each text.
    everythingAt(schema, 'applications', { first: 8 }, 1),
    everythingAt(schema, 'applications', { filter: { open: false }, first: 8 }, 1),
    everythingAt(schema, 'applications', { orderBy: mostAppeals, first: 1 }, 2),
    ...dimensions.map((groupBy) => everythingAt(schema, 'applicationStatistics', { groupBy }, 1)),
    ...[['UNIT'], ['STATE', 'DAY']].map((groupBy) =>
      everythingAt(schema, 'referralStatistics', { groupBy }, 1),
    ),
    ...[['KIND'], ['UNIT', 'DAY']].map((groupBy) =>
      everythingAt(schema, 'stepStatistics', { groupBy }, 1),
    ),
    ...[['TYPE'], ['TOPIC', 'PROVINCE']].map((groupBy) =>
      everythingAt(schema, 'publishedStatistics', { groupBy }, 1),
    ),
  ];
}

async function queryAtRandom(crawl: Crawl, count: number, seed: number): Promise<void> {
  const { world } = crawl;
  const chance = new Chance(seed);
  const writer = new QuestionWriter(chance, world.schema, world.pools);
  const roles = Map.groupBy(world.askers, roleOf);
  for (let index = 0; index < count; index += 1) {
    const question = writer.write();
    for (const askers of roles.values()) await ask(crawl, chance.oneOf(askers), question);
  }
}

interface MutationAttempts {
  readonly seed: number;
  readonly casesEach: number;
  readonly only: string | null;
}

async function attemptMutations(
  crawl: Crawl,
  { seed, casesEach, only }: MutationAttempts,
): Promise<void> {
  const { world, known } = crawl;
  const chance = new Chance(seed);
  const type = world.schema.getMutationType();
  if (!type) throw new Error('The schema has changes.');
  const all = known.oracle.facts.cases;
  const referred = all.filter(({ facts }) => facts.referrals.length > 0);
  const askersOfRole = [...Map.groupBy(world.askers, roleOf).values()];
  const fields = Object.values(type.getFields());
  for (const field of fields.filter(({ name }) => only === null || name === only)) {
    const maker = makerOf(field.name);
    const cases = field.args.some(({ name }) => name === 'number') ? all : referred;
    const others = askersOfRole.map((askers) => chance.oneOf(askers));
    for (const asker of others.filter(({ role }) => role !== maker)) {
      await tryTo(crawl, { field, asker, one: chance.oneOf(cases), isOurs: false });
    }
    // A change with a version that the application never has is refused after it is found.
    if (!field.args.some(({ name }) => name === 'expectedVersion') || maker === 'ADMIN') continue;
    for (const asker of oneOfEach(world.askers.filter(({ role }) => role === maker))) {
      for (const one of chance.some(cases, casesEach)) {
        await tryTo(crawl, { field, asker, one, isOurs: true });
      }
    }
  }
}

async function move(crawl: Crawl, asker: Asker, label: string, call: Call): Promise<void> {
  const { world } = crawl;
  const field = world.schema.getMutationType()?.getFields()[call.field];
  if (!field) throw new Error(`There is no change ${call.field}.`);
  const type = getNamedType(field.type);
  if (!isObjectType(type)) throw new Error('A change answers an object.');
  const { text, below } = asMuchAsFitsOf(type);
  const used = field.args.filter(({ name }) => name in call.args);
  const definitions = used.map(({ name, type }) => `$${name}: ${String(type)}`).join(', ');
  const given = used.map(({ name }) => `${name}: $${name}`).join(', ');
  const question = {
    query: `mutation (${definitions}) { ${call.field}(${given}) ${text} }`,
    variables: call.args,
  };
  const { data, errors = [] } = await send(crawl, asker, question);
  const one = await world.refresh(label);
  crawl.known = knownOf(world);
  const { oracle } = crawl.known;
  note(crawl, asker, wrongErrors(errors), question);
  const referralId = call.args['referralId'];
  const expected =
    type.name === 'Referral' && typeof referralId === 'string'
      ? oracle.referralOf(asker, one, referralId)
      : oracle.applicationOf(asker, one);
  const asked = { parent: 'Mutation', field: call.field, alias: call.field, args: {}, below };
  note(crawl, asker, differences(expected, data?.[call.field] ?? null, asked), question);
}

async function download(crawl: Crawl): Promise<void> {
  for (const asker of oneOfEach(crawl.world.askers)) {
    for (const file of crawl.world.downloads) {
      if (isEnough(crawl)) return;
      await downloadOne(crawl, asker, file);
    }
  }
  await exportAll(crawl, oneOfEach(crawl.world.askers));
}

async function downloadOne(
  crawl: Crawl,
  asker: Asker,
  { id, label, citizenId, content }: World['downloads'][number],
): Promise<void> {
  const { graph, known } = crawl;
  const response = await fetch(`${graph.url}/attachments/${id}`, {
    headers: asker.token === null ? {} : { authorization: `Bearer ${asker.token}` },
  });
  const body = Buffer.from(await response.arrayBuffer());
  const headers = decodeURIComponent(JSON.stringify([...response.headers]));
  const { isFile, isOriginal } = known.oracle.download(asker, { id, label, citizenId });
  const what = {
    query: `GET /attachments/{a file of ${label ?? 'nothing'}}`,
    variables: { id },
  };
  const differs = (expected: unknown, actual: unknown) =>
    note(crawl, asker, [{ where: 'download', path: id, expected, actual }], what);
  if ((response.status === 200) !== isFile) differs(isFile, response.status);
  if (response.status === 200) {
    if (isOriginal !== (Buffer.compare(body, content) === 0)) differs(isOriginal, 'other bytes');
    if (!isOriginal && holds(body, 'CANARY')) differs('a clean file', 'CANARY');
  }
  const sent = `${headers}${response.status === 200 ? '' : body.toString()}`;
  note(crawl, asker, forbiddenWords(sent, '', known.words, allowedTo(crawl, asker)), what);
}

/** A change that is to be refused. */
interface Attempt {
  readonly field: GraphQLField<unknown, unknown>;
  readonly asker: Asker;
  readonly one: Case;
  /** Whether the asker has the role that makes such changes. */
  readonly isOurs: boolean;
}

async function tryTo(crawl: Crawl, attempt: Attempt): Promise<void> {
  if (isEnough(crawl)) return;
  const { field, asker, one } = attempt;
  const question = changeOf(field, one, crawl.world);
  const { data, errors = [] } = await send(crawl, asker, question);
  const where = `Mutation.${field.name}`;
  if (data?.[field.name] != null) {
    note(crawl, asker, [{ where, path: field.name, expected: null, actual: data }], question);
  }
  note(crawl, asker, refusalsOf(crawl.known.oracle, attempt, errors), question);
}

/** The findings in the errors that refuse a change. */
function refusalsOf(
  oracle: Oracle,
  { field: { name: field }, asker, one, isOurs }: Attempt,
  errors: NonNullable<Answer['errors']>,
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
