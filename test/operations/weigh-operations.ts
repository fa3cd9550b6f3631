import { setImmediate } from 'node:timers/promises';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { parentPort } from 'node:worker_threads';
import { type DocumentNode, getOperationAST, parse } from 'graphql';
import { shapes, type WriteOperation } from '../../bench/memory/shapes.ts';
import { uninterrupted } from '../../lib/platform/operations/interruption.ts';
import { createLogger } from '../../lib/platform/process/logger.ts';
import type { Variables } from '../../lib/platform/operations/engine.ts';
import { createOperationMemory } from '../../lib/platform/operations/memory.ts';
import { sizeOf } from '../../lib/platform/operations/size-of.ts';
import { createGraphRequest } from '../../lib/platform/operations/request.ts';
import { subgraphNames } from '../../lib/kit/subgraph-names.ts';
import { createExecutor } from '../../lib/federation/execute.ts';
import { Pace } from '../../lib/federation/pace.ts';
import { buildSchema } from '../../lib/federation/schema.ts';
import { createEngine } from '../../gateway/engine.ts';
import { everyRight as evaluator } from '../differential/viewers.ts';
import { readSupergraph } from '../../gateway/supergraph.ts';
import type { SubgraphTransport } from '../../lib/federation/transport/transport.ts';

/**
 * A thread that measures how much memory operations take, and how much they are charged. It has a heap of its own: in one
 * that other tests have filled, each garbage collection takes ten times as long.
 */

/** What an operation of a shape takes and is charged, in bytes. */
export interface Weight {
  readonly name: string;
  readonly charged: number;
  readonly measured: number;
}

setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc') as () => void; // the function that the flag exposes
const logger = createLogger({ level: 'silent', name: 'test' });
const request = createGraphRequest(evaluator, 'test', logger);

/** A unit that contains itself, to any depth. */
const unit: Record<string, unknown> = { id: '85316115', name: 'A unit', kind: 'MINISTRY' };
unit['parent'] = unit;

/** The subgraphs of this graph, which compile operations and know one unit. */
const transports: SubgraphTransport[] = subgraphNames.map((name) => {
  const Query = name === 'institution-directory' ? { administrativeUnit: () => unit } : {};
  const executor = createExecutor(buildSchema(name, { Query }), { compile: true });
  return {
    name,
    routes: {},
    async execute({ document, variables }) {
      const { data } = await executor.execute(
        { document: document as DocumentNode, variables }, // a plan has a document
        { viewer: null, pace: new Pace(uninterrupted) },
      );
      return { data: structuredClone(data) ?? null };
    },
    subscribe: () => {
      throw new Error('Nothing is subscribed to here.');
    },
    health: async () => [],
    stop: async () => {},
  };
});

/** The heap in use once nothing more is released: what ran before in this process may still be going away. */
async function heapBytes(): Promise<number> {
  let before = Infinity;
  for (;;) {
    collect();
    const { heapUsed } = process.memoryUsage();
    if (heapUsed > before - steadyBytes) return heapUsed;
    before = heapUsed;
    await setImmediate();
  }
}

/** Less released than this in one turn of the event loop counts as nothing. */
const steadyBytes = 1_000;

/**
 * Everything that was executed, and the engines: what was released late, for example because a compilation in the
 * background still referred to it, would otherwise be missing from a later measurement.
 */
const retained: unknown[] = [];

const operations = 8;

interface Weighed {
  write: WriteOperation;
  variables?: readonly Variables[];
}

/** Shapes whose forms weigh more than their fields. */
const others: Readonly<Record<string, Weighed>> = {
  'a long list in the text': {
    write: (number) =>
      `{ q${number}: evaluationQueue(filter: { topicIds: [${'1 '.repeat(1_500)}] }) { nodes { number } } }`,
  },
  'a long list of enums in the text': {
    write: (number) =>
      `{ q${number}: evaluationQueue(filter: { types: [${'REQUEST '.repeat(1_500)}] }) { nodes { number } } }`,
  },
  'a long list with a variable in it': {
    write: (number) =>
      `query ($id: ID! = "a") { q${number}: evaluationQueue(filter: { topicIds: [$id ${'1 '.repeat(1_000)}] }) { nodes { number } } }`,
  },
  'a long list in eight forms': {
    write: (number) => `query ($a: Boolean!, $b: Boolean!, $c: Boolean!) {
      d${number}: leaveDays { date @include(if: $a) name @include(if: $b) addedAt @include(if: $c) }
      evaluationQueue(filter: { topicIds: [${'1 '.repeat(1_500)}] }) { pageInfo { hasNextPage } }
    }`,
    variables: Array.from({ length: 8 }, (_, bits) => ({
      a: (bits & 1) > 0,
      b: (bits & 2) > 0,
      c: (bits & 4) > 0,
    })),
  },
  introspection: {
    write: (number) =>
      `{ __schema { ${Array.from({ length: 300 }, (_, index) => `t${number}_${index}: description`).join(' ')} } }`,
  },
};

const all: Readonly<Record<string, Weighed>> = { ...shapes, ...others };

async function weigh({ write, variables = [{}] }: Weighed) {
  const memory = createOperationMemory(1e9);
  const metrics = {
    fetchObserver: () => ({ ok() {}, errors() {} }),
    planning: { planned() {}, refused() {} },
  };
  const supergraphSdl = readSupergraph();
  const engine = createEngine({ supergraphSdl, transports, metrics, memory, compile: true });

  /** Executes it often enough for everything to be created and cached. */
  async function execute(number: number) {
    const document = parse(write(number), { noLocation: true });
    const definition = getOperationAST(document);
    if (!definition) throw new Error('The shape has an operation.');
    const prepared = engine.prepare({ document, definition });
    for (let time = 0; time < 4; time += 1) {
      for (const values of variables) {
        const executable = await prepared.plan(values, request);
        await executable.execute(request);
        executable.keep(false);
      }
    }
    return { prepared, document };
  }

  // The engine retains some memory for the first executions of its code.
  for (let number = 0; number < 4; number += 1) retained.push(await execute(1_000_000 + number));
  const [heapBefore, plansBefore] = [await heapBytes(), memory.bytes];
  const kept = [];
  for (let number = 0; number < operations; number += 1) kept.push(await execute(number));
  const prepared = kept.reduce(
    (sum, each) => sum + each.prepared.weigh() + sizeOf(each.document),
    0,
  );
  const weighed = {
    charged: (prepared + memory.bytes - plansBefore) / operations,
    measured: ((await heapBytes()) - heapBefore) / operations,
  };
  await engine.stop();
  retained.push(engine, memory, kept);
  return weighed;
}

for (const [name, shape] of Object.entries(all)) {
  const weight: Weight = { name, ...(await weigh(shape)) };
  parentPort?.postMessage(weight);
}
