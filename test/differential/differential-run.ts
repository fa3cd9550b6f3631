import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { type GraphQLSchema, OperationTypeNode, parse, validate } from 'graphql';
import type { ExecutionPath } from '../../lib/platform/operations/engine.ts';
import type { Viewer } from '../../lib/kit/viewer.ts';
import { compare, executeWhole, isOpen, type Outcome, reportsEnoughOf } from './compare.ts';
import { composeLibrary, type Faults } from './library/library.ts';
import { withEveryError, wholeLibrary } from './library/whole.ts';
import { RandomOperation } from './random-operation.ts';
import { type Ask, createSubject, type Subject, type TransportKind } from './subject.ts';
import { everyRight, viewerOf } from './viewers.ts';

interface Differential {
  readonly subject: Subject;
  readonly whole: GraphQLSchema;
  /** The same, with every error that an operation can meet. */
  readonly everyError: GraphQLSchema;
  stop(): Promise<void>;
}

export async function openDifferential(transport: TransportKind): Promise<Differential> {
  const library = composeLibrary();
  // On one of the transports all plans are created in a thread.
  const planning = transport === 'http' ? { selectionsAtOnce: 0 } : {};
  const subject = await createSubject(library, { transport, planning });
  return {
    subject,
    whole: wholeLibrary(subject.schema, library),
    everyError: withEveryError(wholeLibrary(subject.schema, library)),
    stop: () => subject.stop(),
  };
}

/** Fields of a type or value hidden from clients cause problems that one schema cannot have. */
const without = ['archive', 'formerGenre'];

/**
 * The fields that fail, except those that one subgraph requires of another: one schema requires
 * nothing.
 */
const fields: Readonly<Record<string, string>> = {
  Query: 'books masterpiece authors page',
  Mutation: 'retitle reprint rename',
  Reader: 'name favourite query',
  Shelf: 'label rows first',
  Book: 'title price reviews author sequel bundle genre',
  Film: 'minutes price director',
  Author: 'name books rival address',
  Review: 'stars by',
  Stock: 'count',
};
const places = Object.entries(fields).flatMap(([owner, members]) =>
  members.split(' ').map((member) => `${owner}.${member}`),
);
const keys = ['', '', ':b1', ':b2', ':a1', ':a2', ':a3', ':f1'];

const faults: fc.Arbitrary<Faults> = fc.dictionary(
  fc.tuple(fc.constantFrom(...places), fc.constantFrom(...keys)).map((parts) => parts.join('')),
  fc.constantFrom('error', 'coded error', 'null'),
  { maxKeys: 2 },
);

/** Most of them have every right. */
const viewers: fc.Arbitrary<Viewer> = fc.oneof(
  { weight: 3, arbitrary: fc.constant(everyRight) },
  { weight: 1, arbitrary: fc.constantFrom(viewerOf('CITIZEN'), viewerOf('ANALYST')) },
  { weight: 1, arbitrary: fc.constantFrom(viewerOf('ADMIN'), null) },
);

interface RunOptions {
  /** The number of valid operations to execute. */
  operations: number;
  seed: number;
}

/** @throws when the gateway and graphql differ, with the smallest operation found that shows it. */
export async function differentialRun(
  differential: Differential,
  { operations, seed }: RunOptions,
): Promise<{ executed: Record<ExecutionPath, number> }> {
  const executed = { first: 0, compiled: 0, fallback: 0 };
  const { schema } = differential.subject;

  /** The outcome with all errors that could have been reported instead. */
  async function everyErrorOf(ask: Ask, expected: Outcome): Promise<Outcome> {
    if (expected.errors.length === 0) return expected;
    const { errors } = await executeWhole(differential.everyError, ask);
    const all = [...expected.errors, ...errors].map((error) => JSON.stringify(error));
    return { data: expected.data, errors: [...new Set(all)].map((error) => JSON.parse(error)) };
  }

  async function compareOne(ask: Ask): Promise<void> {
    const { expected, actual, paths } = await compare(ask, differential);
    const possible = await everyErrorOf(ask, expected);
    const isAmbiguous = isOpen(possible);
    const shown = `${ask.query}\n${JSON.stringify([ask.variables, ask.faults, ask.viewer])}`;
    for (const outcome of actual) {
      if (isAmbiguous) {
        assert.deepEqual(outcome.data, expected.data, shown);
        assert.ok(reportsEnoughOf(outcome, possible), shown);
      } else {
        assert.deepEqual(outcome, expected, shown);
        assert.equal(JSON.stringify(outcome), JSON.stringify(expected), shown);
      }
    }
    fc.pre(!isAmbiguous); // does not count
    for (const path of paths) if (path) executed[path] += 1;
  }

  const property = fc.asyncProperty(
    fc.gen(),
    fc.oneof({ weight: 1, arbitrary: fc.constant({}) }, { weight: 2, arbitrary: faults }),
    viewers,
    async (gen, given, viewer) => {
      const operation =
        gen(fc.nat, { max: 7 }) === 7 ? OperationTypeNode.MUTATION : OperationTypeNode.QUERY;
      const ask = new RandomOperation(gen, schema, { operation, without }).write();
      fc.pre(validate(schema, parse(ask.query)).length === 0);
      await compareOne({ ...ask, faults: given, viewer });
    },
  );
  await fc.assert(property, { numRuns: operations, seed, maxSkipsPerRun: 50 });
  return { executed };
}
