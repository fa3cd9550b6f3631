import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import {
  buildSchema,
  type GraphQLField,
  isInputObjectType,
  isInterfaceType,
  isIntrospectionType,
  isObjectType,
  isEnumType,
  isScalarType,
  isSpecifiedScalarType,
} from 'graphql';
import { type Role, roles } from '../lib/kit/viewer.ts';
import { createRights } from './execution/rights.ts';
import { createPlanner } from './planning/planner.ts';
import { apiSdlOf } from './api-schema.ts';
import { apiSchemaPath, readSupergraph } from './supergraph.ts';

/** The published schema of this graph: what it says to those who have nothing else. */

const { apiSchema, supergraphSchema } = createPlanner(readSupergraph());
const schema = buildSchema(readFileSync(apiSchemaPath, 'utf8'));
const types = Object.values(schema.getTypeMap()).filter(
  (type) => !isIntrospectionType(type) && !isSpecifiedScalarType(type),
);
const rootTypes = [schema.getQueryType(), schema.getMutationType(), schema.getSubscriptionType()];

it('is the file in schema/, complete', () => {
  expect(readFileSync(apiSchemaPath, 'utf8')).toBe(apiSdlOf(apiSchema));
});

it('describes itself and everything in it', () => {
  const undescribed = types.flatMap((type) => {
    const own = type.description ? [] : [type.name];
    if (isEnumType(type)) {
      return [...own, ...type.getValues().flatMap((one) => (one.description ? [] : [one.name]))];
    }
    if (!isObjectType(type) && !isInterfaceType(type) && !isInputObjectType(type)) return own;
    const fields = Object.values(type.getFields()).flatMap((field) => {
      const args: readonly { name: string; description?: unknown }[] =
        'args' in field ? field.args : [];
      return [field, ...args].flatMap(({ name, description }) =>
        description ? [] : [`${type.name}.${field.name} ${name}`],
      );
    });
    return [...own, ...fields];
  });

  expect(undescribed).toEqual([]);
  expect(schema.description).toEqual(expect.stringContaining('FORBIDDEN'));
});

it('specifies its scalars', () => {
  const urls = types.flatMap((type) =>
    isScalarType(type) ? [[type.name, type.specifiedByURL]] : [],
  );

  expect(Object.fromEntries(urls)).toEqual({
    Date: 'https://scalars.graphql.org/andimarek/local-date',
    DateTime: 'https://scalars.graphql.org/andimarek/date-time',
  });
});

describe('the description of each root field', () => {
  /** The roles of clients, as descriptions call them. */
  const words: Readonly<Partial<Record<Role, RegExp>>> = {
    CITIZEN: /\bcitizens?\b/i,
    EVALUATOR: /\bevaluators?\b/i,
    OFFICER: /\bofficers?\b/i,
    ANALYST: /\banalysts?\b/i,
    ADMIN: /\badministrators?\b/i,
  };
  const rightsOf = createRights(supergraphSchema);
  const viewerOf = (role: Role) => ({ subject: '', role, citizenId: null, unitId: null });
  const clientRoles = roles.filter((role) => words[role] !== undefined);

  /** The roles that may use a field; `EVERYONE` with those who are not signed in. */
  function rolesOf(type: string, field: string): string[] {
    const may = clientRoles.filter((role) => !rightsOf(viewerOf(role)).refusalOf(type, field));
    if (!rightsOf(null).refusalOf(type, field)) return ['EVERYONE'];
    return may.length === clientRoles.length ? ['EVERY ROLE'] : may;
  }

  /** The roles that its sentence beginning with "For" names. */
  function rolesIn({ description }: GraphQLField<unknown, unknown>): string[] {
    const text = (description ?? '').replaceAll(/\s+/g, ' ');
    const [, sentence = ''] = /(?:^|[.:] )For ([^.]*)\./.exec(text) ?? [];
    if (/^everyone\b/.test(sentence)) return ['EVERYONE'];
    if (/^every signed-in role\b/.test(sentence)) return ['EVERY ROLE'];
    return clientRoles.filter((role) => words[role]?.test(sentence));
  }

  it.each(
    rootTypes.flatMap((type) =>
      Object.values(type?.getFields() ?? {}).map(
        (field) => [`${type?.name}.${field.name}`, field] as const,
      ),
    ),
  )('says which roles may use %s', (name, field) => {
    const [type = ''] = name.split('.');
    expect(rolesIn(field)).toEqual(rolesOf(type, field.name));
  });
});
