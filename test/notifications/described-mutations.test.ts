import { readFileSync } from 'node:fs';
import { expect } from '@jest/globals';
import { Kind, parse } from 'graphql';
import {
  applicationRules,
  referralConsequences,
  referralRules,
} from '../../subgraphs/application/casework/index.ts';
import { isNotifiedOf } from '../../subgraphs/application/notifications/index.ts';
import { resolvers } from '../../subgraphs/application/resolvers/index.ts';
import { testOnceInTheSuite as test } from '../support/graph.ts';

/** What the SDL says of each mutation, on one line. */
function descriptions(): Map<string, string> {
  const sdl = readFileSync(new URL('../../schema/application.graphql', import.meta.url), 'utf8');
  const fields = parse(sdl).definitions.flatMap((definition) =>
    (definition.kind === Kind.OBJECT_TYPE_DEFINITION ||
      definition.kind === Kind.OBJECT_TYPE_EXTENSION) &&
    definition.name.value === 'Mutation'
      ? (definition.fields ?? [])
      : [],
  );
  return new Map(
    fields.map(({ name, description }) => [
      name.value,
      (description?.value ?? '').replaceAll(/\s+/g, ' '),
    ]),
  );
}

/** The action of each mutation that performs one. */
function actions(): Map<string, string> {
  const found = new Map<string, string>();
  for (const [name, resolve] of Object.entries(resolvers.Mutation)) {
    const performing = (action: string) => void found.set(name, action);
    const acts = { onApplication: performing, onReferral: performing, onEachReferral: performing };
    const others = { file() {}, renew() {}, add() {}, remove() {} };
    const context = { acts: { ...others, ...acts }, tracking: others, leaveDays: others };
    // The resolvers only pass their arguments on.
    (resolve as unknown as (parent: object, given: object, context: object) => unknown)(
      {},
      {},
      context,
    );
  }
  return found;
}

const isNotifying = (action: string) =>
  [
    ...[...applicationRules, ...referralRules].filter((rule) => rule.action === action),
    ...referralConsequences.filter(({ of }) => of === action),
  ].some((rule) => {
    const actor = 'by' in rule && rule.by === 'CITIZEN' ? 'CITIZEN' : 'OFFICER';
    return rule.writes !== null && isNotifiedOf({ ...rule.writes, actor });
  });

test('what the SDL says about notifying applicants is what the table of templates does', () => {
  const sdl = descriptions();
  const byMutation = [...actions()];
  const said = byMutation.map(([name]) => {
    const [sentence, not] =
      /\bapplicants? (?:is|are) (not )?notified\b/.exec(sdl.get(name) ?? '') ?? [];
    return [name, sentence !== undefined && not === undefined];
  });

  expect(said).toEqual(byMutation.map(([name, action]) => [name, isNotifying(action)]));
  expect(byMutation.length).toBeGreaterThan(20);
});
