import { readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import {
  buildASTSchema,
  isEnumType,
  isInputObjectType,
  isListType,
  getNamedType,
  getNullableType,
  parse,
} from 'graphql';
import { applicationConditions } from './application-conditions.ts';
import type { Condition } from './conditions.ts';
import { Mentioned } from './mentioned.ts';
import { referralConditions } from './referral-conditions.ts';
import { stepConditions } from './step-conditions.ts';

const sdl = readFileSync(new URL('../../../../schema/analytics.graphql', import.meta.url), 'utf8');
const schema = buildASTSchema(parse(sdl), { assumeValidSDL: true });

/** The fields of a filter that are lists of enum values, each with the values of its enum. */
function enumListsOf(filter: string) {
  const type = schema.getType(filter);
  if (!isInputObjectType(type)) throw new Error(`${filter} is no input.`);
  return Object.values(type.getFields()).flatMap(({ name, type: of, description }) => {
    const named = getNamedType(of);
    if (!isListType(getNullableType(of)) || !isEnumType(named)) return [];
    return { filter, name, description, values: named.getValues().map(({ name: value }) => value) };
  });
}

const conditions = {
  ApplicationFilter: applicationConditions,
  ReferralFilter: referralConditions,
  StepFilter: stepConditions,
} as unknown as Record<string, Record<string, Condition<readonly string[]>>>; // for the fields that are lists

test.each(Object.keys(conditions).flatMap(enumListsOf))(
  '$name of $filter takes every value of its enum, and says how many there are',
  ({ filter, name, description, values }) => {
    const condition = conditions[filter]?.[name];
    const asked = (given: readonly string[]) => () =>
      condition?.(given, { field: name, mentioned: new Mentioned(), today: '2026-01-01' });

    expect(description).toMatch(new RegExp(`\\b1 to ${values.length}\\.$`));
    expect(asked(values)).not.toThrow();
    expect(asked([...values, 'ONE_MORE'])).toThrow(`${values.length}`);
  },
);
