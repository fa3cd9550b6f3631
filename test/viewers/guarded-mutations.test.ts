import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { newId } from '../../lib/kit/public-id.ts';
import {
  getNamedType,
  getNullableType,
  type GraphQLField,
  type GraphQLInputType,
  type GraphQLSchema,
  isEnumType,
  isInputObjectType,
  isLeafType,
  isListType,
  isRequiredArgument,
  isRequiredInputField,
} from 'graphql';
import { type Role, roles, scopesOfRole } from '../../lib/kit/viewer.ts';
import { clientSchemaOf } from '../support/client-schema.ts';
import { startGraph, type TestGraph } from '../support/graph.ts';
import { scopesOfField } from './field-scopes.ts';

/** Every mutation, for each role that lacks its scope: refused before anything is read. */

let graph: TestGraph;
let schema: GraphQLSchema;

beforeAll(async () => {
  graph = await startGraph();
  schema = await clientSchemaOf(graph);
});
afterAll(() => graph?.stop());

/** Some value of a type; it need not be meaningful. */
function literal(inputType: GraphQLInputType): string {
  const type = getNullableType(inputType);
  if (isListType(type)) return '[]';
  if (isEnumType(type)) return type.getValues()[0]?.name ?? '';
  if (isInputObjectType(type)) {
    const fields = Object.values(type.getFields()).filter(isRequiredInputField);
    return `{ ${fields.map((field) => `${field.name}: ${literal(field.type)}`).join(', ')} }`;
  }
  switch (getNamedType(type).name) {
    case 'Int':
      return '1';
    case 'Boolean':
      return 'true';
    case 'Date':
      return '"2026-12-01"';
    default:
      return '"x"';
  }
}

function mutationOf(field: GraphQLField<unknown, unknown>): string {
  const args = field.args
    .filter(isRequiredArgument)
    .map(({ name, type }) => `${name}: ${literal(type)}`);
  const selection = isLeafType(getNamedType(field.type)) ? '' : '{ __typename }';
  return `mutation { ${field.name}${args.length > 0 ? `(${args.join(', ')})` : ''} ${selection} }`;
}

type Asker = Exclude<Role, 'SERVICE'> | null;
const askers: readonly Asker[] = [...roles.filter((role) => role !== 'SERVICE'), null];

const tokenOf = (role: Asker) =>
  role &&
  graph.token({
    role,
    ...(role === 'CITIZEN' && { citizenId: newId('citizen') }),
    ...(role === 'OFFICER' && { unitId: '85316115' }),
  });

test('every mutation is guarded', () => {
  const mutations = Object.keys(schema.getMutationType()?.getFields() ?? {});
  const unguarded = mutations.filter((name) => !scopesOfField[`Mutation.${name}`]);
  expect(unguarded).toEqual([]);
  expect(mutations.length).toBeGreaterThan(20);
});

describe.each(askers.map((role) => [role ?? 'nobody', role] as const))('%s', (_, role) => {
  test('cannot make a move for which the role has no scope', async () => {
    const scopes: readonly string[] = role ? scopesOfRole[role] : [];
    const token = await tokenOf(role);
    const foreign = Object.values(schema.getMutationType()?.getFields() ?? {}).filter(
      ({ name }) => !scopesOfField[`Mutation.${name}`]?.some((scope) => scopes.includes(scope)),
    );
    for (const field of foreign) {
      const { errors } = await graph.client.ask(mutationOf(field), { token });
      expect([field.name, errors.map(({ extensions }) => extensions)]).toEqual([
        field.name,
        [{ code: role ? 'FORBIDDEN' : 'UNAUTHENTICATED' }],
      ]);
    }
    expect(foreign.length).toBeGreaterThan(0);
  });
});
