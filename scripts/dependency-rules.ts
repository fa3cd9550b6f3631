import { cyclesIn } from './import-cycles.ts';
import { importedBy, importsOf, locatedBy } from './imports.ts';

/**
 * The rules of imports between folders, type imports included. `npm run check` enforces them, and docs/architecture.md
 * is generated from them.
 */

/** The folders, from the most basic to the entry points. Each may import those named, and itself. */
export const layers: Readonly<Record<string, readonly string[]>> = {
  'lib/kit': [],
  'lib/mongodb': ['lib/kit'],
  'lib/platform': ['lib/kit', 'lib/mongodb'],
  'lib/messaging': ['lib/kit', 'lib/mongodb', 'lib/platform'],
  'lib/federation': ['lib/kit', 'lib/mongodb', 'lib/platform', 'lib/messaging'],
  gateway: ['lib'],
  subgraphs: ['lib'],
  seed: ['lib', 'subgraphs'],
  examples: ['lib', 'seed'],
  configuration: ['lib', 'gateway', 'subgraphs', 'seed'],
  apps: ['lib', 'gateway', 'subgraphs', 'seed', 'examples', 'configuration'],
};

/**
 * Folders outside the layers may import everything, as may tests next to their files and the fixtures of these tests;
 * no layer may import them.
 */
const outside = ['bench', 'scripts', 'test'];

/** Tests and their fixtures, next to the files that they test. */
const isUnitTest = (path: string) => path.endsWith('.test.ts') || path.includes('/fixtures/');

const isOutside = (path: string) =>
  isUnitTest(path) || outside.some((folder) => isIn(path, folder));

const isTest = (path: string) => isUnitTest(path) || isIn(path, 'test');

/** The modules of each subgraph, in levels. A module may import those of lower levels, not of its own. */
export const modules: Readonly<Record<string, readonly (readonly string[])[]>> = {
  'subgraphs/citizen': [['citizens'], ['rehash'], ['importing', 'resolvers']],
  'subgraphs/application': [
    ['peers'],
    ['calendar', 'numbers', 'units'],
    ['record'],
    ['notifications', 'reading'],
    ['attachments', 'tracking'],
    ['events'],
    ['filing', 'worklists'],
    ['casework', 'migrations'],
    ['facts'],
    ['resolvers'],
  ],
  'subgraphs/analytics': [
    ['database', 'peers', 'record'],
    ['facts'],
    ['copy'],
    ['limits'],
    ['questions'],
    ['export', 'published'],
    ['resolvers'],
  ],
  'subgraphs/institution-directory': [
    ['labels', 'units'],
    ['contents', 'search', 'suggestions'],
    ['held'],
    ['feed', 'reading'],
    ['changes'],
    ['exchange', 'resolvers'],
  ],
};

/**
 * The folders of layers that have no modules, in levels, each with what it holds. A folder may import those of lower
 * levels, not of its own. Their files are entered directly.
 */
export const folders: Readonly<Record<string, readonly Readonly<Record<string, string>>[]>> = {
  'lib/platform': [
    { process: 'Settings, what production requires, logs, metrics, shutdown, supervised threads.' },
    { errors: 'The form in which errors are presented to clients.', identity: 'Tokens and keys.' },
    { http: 'The HTTP server, its limits, and routes beside GraphQL.' },
    {
      operations: 'How operations are executed, what limits them, and what is remembered of them.',
    },
    {
      documents: 'Which document a request means: its text, a persisted query, a trusted document.',
    },
    { subscriptions: 'The protocols, limits and ends of subscriptions.' },
    { 'graphql-server': 'GraphQL over HTTP: Apollo Server, and the direct path around it.' },
  ],
  gateway: [
    {
      pages: 'The landing page and GraphiQL, and access tokens for pages on this machine.',
      'demand-control': 'The costs of operations, and the refusal of those that are too expensive.',
    },
    { planning: 'Plans operations, large ones in a thread.' },
    { execution: 'Normalizes operations, and executes their plans.' },
  ],
};

/** Packages restricted to some folders. */
const packages: Readonly<Record<string, readonly string[]>> = {
  graphql: [
    'lib/platform',
    'lib/federation',
    'gateway',
    ...Object.keys(modules).map((subgraph) => `${subgraph}/resolvers`),
  ],
  fastify: ['lib/platform', 'lib/federation/server.ts', 'gateway'],
  mongoose: ['lib/mongodb', 'lib/messaging', 'subgraphs', 'seed'],
};

/** The only part of HTTP that a subgraph may import: the form of its routes, in the files that serve them. */
const servesHttp = /^subgraphs\/[^/]+\/(?:index|[^/]+\/routes)\.ts$/;

/** All that domain modules may import of the layers that know HTTP and GraphQL. */
export const forDomain: Readonly<Record<string, readonly string[]>> = {
  'lib/platform': [
    'lib/platform/identity/keys.ts',
    'lib/platform/operations/interruption.ts',
    'lib/platform/process/setting.ts',
    'lib/platform/process/supervised-thread.ts',
    'lib/platform/process/thread-priority.ts',
  ],
  'lib/federation': [
    'lib/federation/citizen-proof.ts',
    'lib/federation/peers.ts',
    'lib/federation/subgraph-database.ts',
    'lib/federation/subgraph.ts',
  ],
};

/** Packages that no domain module may import. */
const protocolPackages =
  /^(?:@apollo\/|@fastify\/|@as-integrations\/|fastify$|graphql(?:-|$)|node:https?2?\b|undici$|ws$)/;

/** Files that may not import the database: modules decide what is read and written. */
const withoutDatabase = /^subgraphs\/[^/]+\/(?:resolvers\/|(?:request-)?context\.ts$)/;

/** The text of each source file by its path in the repository. */
export type Sources = ReadonlyMap<string, string>;

/** @returns the violations, one per line; empty if there are none. */
export function brokenRules(sources: Sources): string[] {
  const graph = new Map([...sources].map(([path, text]) => [path, importsOf(path, text)]));
  const broken: string[] = [];
  for (const from of sources.keys()) {
    const unlisted = ruleAgainstPlace(from);
    if (unlisted) broken.push(`${from}: ${unlisted}`);
    const text = sources.get(from) ?? '';
    const located = locatedBy(from, text).map((name) => ({ name, isFile: true }));
    for (const { name: to, isFile } of [...importedBy(from, text), ...located]) {
      const rule = isFile ? ruleAgainstFile(from, to) : againstPackages(from, to);
      if (rule) broken.push(`${from} imports ${to}: ${rule}`);
    }
  }
  return [
    ...broken,
    ...onlyForTests(sources).map((path) => `${path}: only tests import it, so it belongs in test/`),
    ...cyclesIn(graph).map((cycle) => `import cycle: ${cycle.join(' → ')}`),
  ];
}

/** The files of layers that only tests import. Examples are written for readers and run by tests. */
function onlyForTests(sources: Sources): string[] {
  const byTests = new Set<string>();
  const byOthers = new Set<string>();
  for (const [from, text] of sources) {
    const users = isTest(from) ? byTests : byOthers;
    for (const to of [...importsOf(from, text), ...locatedBy(from, text)]) users.add(to);
  }
  return [...sources.keys()].filter(
    (path) =>
      byTests.has(path) && !byOthers.has(path) && !isOutside(path) && !isIn(path, 'examples'),
  );
}

/**
 * @returns the rule that forbids a file's place: the imports of a folder without rules could not be
 * checked.
 */
function ruleAgainstPlace(path: string): string | null {
  const [top = '', ...below] = path.split('/');
  if (below.length === 0 || isOutside(path)) return null;
  if (!Object.keys(layers).some((folder) => isIn(path, folder))) {
    const folder = below.length > 1 && top === 'lib' ? `${top}/${below[0]}` : top;
    return `${folder} is not a layer of scripts/dependency-rules.ts`;
  }
  const layer = Object.keys(folders).find((folder) => isIn(path, folder));
  if (layer && path.slice(layer.length + 1).includes('/') && !folderOf(path)) {
    return `${path
      .split('/')
      .slice(0, layer.split('/').length + 1)
      .join('/')} is not a folder of scripts/dependency-rules.ts`;
  }
  if (top !== 'subgraphs' || below.length === 1) return null;
  const subgraph = `${top}/${below[0]}`;
  if (!modules[subgraph]) return `${subgraph} is not a subgraph of scripts/dependency-rules.ts`;
  if (below.length === 2 || moduleOf(path)) return null;
  return `${subgraph}/${below[1]} is not a module of scripts/dependency-rules.ts`;
}

/** @returns the rule that forbids the import of a file. */
function ruleAgainstFile(from: string, to: string): string | null {
  if (isOutside(from)) return againstEntrance(from, to);
  return (
    againstLayers(from, to) ??
    againstFolders(from, to) ??
    againstModules(from, to) ??
    againstEntrance(from, to) ??
    againstFrozen(from, to) ??
    againstProtocols(from, to) ??
    againstDatabase(from, to)
  );
}

const isIn = (path: string, folder: string) => path === folder || path.startsWith(`${folder}/`);

function againstLayers(from: string, to: string): string | null {
  if (isUnitTest(to)) return 'nothing may import tests';
  const layer = Object.keys(layers).find((folder) => isIn(from, folder));
  if (layer === undefined || isIn(to, layer)) return againstOtherSubgraph(from, to);
  if (outside.some((folder) => isIn(to, folder))) return `nothing may import ${to.split('/')[0]}`;
  const other = Object.keys(layers).find((folder) => isIn(to, folder));
  if (other === undefined) return `${to} is in no layer of scripts/dependency-rules.ts`;
  if (layers[layer]?.some((folder) => isIn(other, folder))) return null;
  return `${layer} may not import ${other}`;
}

function againstOtherSubgraph(from: string, to: string): string | null {
  const subgraphs = Object.keys(modules);
  const [one, other] = [from, to].map((path) => subgraphs.find((folder) => isIn(path, folder)));
  return one && other && one !== other ? 'a subgraph may not import another one' : null;
}

interface Module {
  readonly path: string;
  readonly name: string;
  /** The subgraph or layer that it belongs to. */
  readonly owner: string;
  readonly level: number;
}

const folderLevels = Object.fromEntries(
  Object.entries(folders).map(([layer, levels]) => [
    layer,
    levels.map((level) => Object.keys(level)),
  ]),
);

const moduleOf = (path: string) => placeIn(modules, path);
const folderOf = (path: string) => placeIn(folderLevels, path);

function placeIn(levelsOf: typeof modules, path: string): Module | null {
  for (const [owner, levels] of Object.entries(levelsOf)) {
    if (!isIn(path, owner)) continue;
    const name = path.slice(owner.length + 1).split('/')[0] ?? '';
    const level = levels.findIndex((names) => names.includes(name));
    if (level !== -1) return { path: `${owner}/${name}`, name, owner, level };
  }
  return null;
}

const againstFolders = (from: string, to: string) => againstLevels(folderOf(from), folderOf(to));

function againstLevels(own: Module | null, target: Module | null): string | null {
  if (!own || !target || own.owner !== target.owner || own.name === target.name) return null;
  return own.level <= target.level ? `${own.name} stands no higher than ${target.name}` : null;
}

function againstModules(from: string, to: string): string | null {
  const target = moduleOf(to);
  const own = moduleOf(from);
  if (own && target === null && isIn(to, own.owner)) return againstRoot(own, to);
  return againstLevels(own, target);
}

/** Resolver types are in no index: nobody else needs them. */
function againstEntrance(from: string, to: string): string | null {
  const target = moduleOf(to);
  if (!target || target.path === moduleOf(from)?.path || to === `${target.path}/index.ts`)
    return null;
  return `${target.path} is entered through its index.ts`;
}

/** Modules do not import the files that assemble them, except generated types; resolvers get the context. */
function againstRoot({ name, owner: subgraph }: Module, to: string): string | null {
  if (to === `${subgraph}/schema-types.ts`) return null;
  if (name === 'resolvers' && to === `${subgraph}/context.ts`) return null;
  return `a module may not import ${to.slice(subgraph.length + 1)}, which puts modules together`;
}

/** Migrations, which never change once they have landed. Their index names the models whose indexes are declared. */
const frozen = /^(subgraphs\/[^/]+)\/migrations\/(?!index\.ts$)/;

/** The calendar is data: which days are business days. The days themselves are arithmetic. */
function againstFrozen(from: string, to: string): string | null {
  const subgraph = frozen.exec(from)?.[1];
  if (!subgraph) return null;
  const may = [
    `${subgraph}/migrations`,
    `${subgraph}/calendar`,
    'lib/mongodb',
    'lib/kit/local-date.ts',
  ];
  if (may.some((folder) => isIn(to, folder))) return null;
  return 'a migration never changes, and imports no code that may';
}

/** The files beside the modules of a subgraph that decide something by themselves. */
const decidesBeside = /^subgraphs\/[^/]+\/(?:lists|migrations|nodes|settings)\.ts$/;

/** Resolvers are the edge of a subgraph: they know GraphQL. */
function isDomain(path: string): boolean {
  const module = moduleOf(path);
  return module === null ? decidesBeside.test(path) : module.name !== 'resolvers';
}

/** The libraries of domain code. */
const knowsNoProtocol = ['lib/kit', 'lib/mongodb'];

function againstProtocols(from: string, to: string): string | null {
  if (!isIn(from, 'subgraphs')) return null;
  if (isIn(to, 'lib/platform/http')) {
    return servesHttp.test(from) ? null : 'domain code knows nothing of HTTP';
  }
  const layer = Object.keys(forDomain).find((folder) => isIn(to, folder));
  if (layer === undefined || !isDomain(from) || forDomain[layer]?.includes(to)) return null;
  return `domain code may import of ${layer} only ${forDomain[layer]?.join(', ')}`;
}

function againstDatabase(from: string, to: string): string | null {
  return withoutDatabase.test(from) && isIn(to, 'lib/mongodb') ? databaseRule : null;
}

const databaseRule = 'resolvers and contexts know nothing of the database';

/** The package of a module: `graphql` of `graphql/utilities`, `@apollo/server` of `@apollo/server/standalone`. */
const packageOf = (to: string) =>
  to
    .split('/')
    .slice(0, to.startsWith('@') ? 2 : 1)
    .join('/');

function againstPackages(from: string, to: string): string | null {
  const layer = Object.keys(layers).find((folder) => isIn(from, folder));
  if (layer === undefined || isOutside(from)) return null;
  const named = packageOf(to);
  if (named === 'mongoose' && withoutDatabase.test(from)) return databaseRule;
  const isOfDomain = isDomain(from) || knowsNoProtocol.some((folder) => isIn(from, folder));
  if (isOfDomain && protocolPackages.test(named)) {
    return 'domain code knows neither HTTP nor GraphQL';
  }
  const allowed = packages[named];
  if (!allowed || allowed.some((folder) => isIn(from, folder))) return null;
  return `only ${allowed.join(', ')} may import ${to}`;
}
