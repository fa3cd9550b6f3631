import { expect, test } from '@jest/globals';
import { type FieldDefinitionNode, Kind, parse } from 'graphql';
import { createPlanner } from './planning/planner.ts';
import { readSupergraph } from './supergraph.ts';

test.each(['context', 'policy'])('a supergraph that relies on %s is refused', (feature) => {
  const url = `https://specs.apollo.dev/${feature}/v0.1`;
  const sdl = readSupergraph().replace(/^schema$/m, `schema @link(url: "${url}", for: SECURITY)`);

  expect(() => createPlanner(sdl)).toThrow(`uses the feature "${feature}"`);
});

test('every root field is nullable', () => {
  const { definitions } = parse(readSupergraph());
  const roots = definitions.flatMap((definition) =>
    definition.kind === Kind.OBJECT_TYPE_DEFINITION &&
    ['Query', 'Mutation'].includes(definition.name.value)
      ? (definition.fields ?? [])
      : [],
  );
  const isForClients = ({ directives = [] }: FieldDefinitionNode) =>
    directives.every(({ name }) => name.value !== 'inaccessible');

  const demanded = roots.filter((field) => field.type.kind === Kind.NON_NULL_TYPE);

  expect(roots.length).toBeGreaterThan(50);
  expect(demanded.filter(isForClients).map(({ name }) => name.value)).toEqual([]);
});
