import { expect, test } from '@jest/globals';
import { type FieldDefinitionNode, Kind, parse } from 'graphql';
import { readSupergraph } from './supergraph.ts';

test('whatever is asked for at the root may be missing alone', () => {
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
