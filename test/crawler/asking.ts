import type { TestGraph } from '../support/graph.ts';
import { until } from '../support/wait.ts';
import type { Asker } from './facts.ts';
import { differences, type Finding, forbiddenWords, wrongErrors } from './inspect.ts';
import { createOracle, type Oracle } from './oracle.ts';
import type { Asked, Question } from './question.ts';
import type { World } from './world.ts';
import { unpacked } from '../support/client.ts';

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

export interface Answer {
  readonly data?: Record<string, unknown> | null;
  readonly errors?: { message: string; extensions?: Record<string, unknown> }[];
}

/** A request, as far as a finding shows it. */
type Sent = Pick<Question, 'query' | 'variables'>;

/** Further findings of the same kind add nothing. */
const mostFindings = 200;

/** The state of a crawl. */
export interface Crawl {
  readonly graph: TestGraph;
  readonly world: World;
  readonly report: Report;
  /** Whether to stop asking after the first finding. */
  readonly stopsAtFirst: boolean;
  known: Known;
  /** Whether anything follows a position, by the position. */
  readonly lastPositions: Map<string, Promise<boolean>>;
}

/** The oracle of the present data, and the canaries in them. */
interface Known {
  readonly oracle: Oracle;
  readonly words: readonly string[];
  readonly allowed: ReadonlyMap<Asker, ReadonlySet<string>>;
}

/** Reads the current state of the data. */
export function knownOf(world: World): Known {
  const oracle = createOracle(world.facts());
  return {
    oracle,
    words: oracle.facts.canaries.map(({ word }) => word),
    allowed: new Map(world.askers.map((asker) => [asker, oracle.canariesFor(asker)])),
  };
}

export const allowedTo = ({ known }: Crawl, asker: Asker): ReadonlySet<string> =>
  known.allowed.get(asker) ?? new Set();

export const roleOf = ({ role }: Asker) => role ?? 'anonymous';

export const isEnough = ({ stopsAtFirst, report }: Crawl) =>
  stopsAtFirst && report.found.length > 0;

export async function ask(crawl: Crawl, asker: Asker, question: Question): Promise<void> {
  if (isEnough(crawl)) return;
  const { data, errors = [] } = await send(crawl, asker, question);
  note(crawl, asker, wrongErrors(errors), question);
  for (const root of question.asked) {
    const expected = crawl.known.oracle.root(asker, root.field, root.args);
    note(crawl, asker, differences(expected, data?.[root.alias] ?? null, root), question);
  }
  remember(crawl.report, asker, data, question.asked);
}

/** Sends an operation and checks everything in the answer except the expected data. */
export async function send(crawl: Crawl, asker: Asker, question: Sent): Promise<Answer> {
  const { report, known } = crawl;
  const { query, variables } = question;
  const body = JSON.stringify({ query, variables });
  const { text, headers } = query.startsWith('mutation')
    ? await post(crawl, asker, body)
    : await until(() => post(crawl, asker, body), isKnown);
  report.asked.set(roleOf(asker), (report.asked.get(roleOf(asker)) ?? 0) + 1);
  const may = allowedTo(crawl, asker);
  const sent = [headers, text, ...unpackedCursors(text)].join('');
  note(crawl, asker, forbiddenWords(sent, body, known.words, may), question);
  for (const word of may) if (text.includes(word)) report.canaries.add(word);
  return JSON.parse(text) as Answer; // the form of an answer of the graph
}

/** Positions and ids are texts of these characters; what they contain may not be readable. */
const unpackedCursors = (text: string): string[] =>
  [...text.matchAll(/"([\w-]{24,})"/g)].map(([, packed = '']) =>
    Buffer.from(packed, 'base64url').toString(),
  );

async function post({ graph }: Crawl, asker: Asker, body: string) {
  const response = await fetch(`${graph.url}/graphql`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      ...unpacked,
      ...(asker.token !== null && { authorization: `Bearer ${asker.token}` }),
    },
    body,
  });
  return { text: await response.text(), headers: JSON.stringify([...response.headers]) };
}

/** On a busy machine a unit tree may not be known to be the newest: such an answer shows nothing. */
const isKnown = ({ text }: { text: string }) => !text.includes('"code":"UNAVAILABLE"');

/** Adds findings to the report, up to the limit. */
export function note(
  { report }: Crawl,
  asker: Asker,
  findings: readonly Finding[],
  sent: Sent,
): void {
  for (const finding of findings) {
    if (report.found.length < mostFindings) {
      const { query, variables } = sent;
      report.found.push({ ...finding, asker: asker.name, query, variables });
    }
  }
}

/** Adds the fields that had a value to the report. */
export function remember(
  report: Report,
  asker: Asker,
  data: unknown,
  asked: readonly Asked[],
): void {
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
