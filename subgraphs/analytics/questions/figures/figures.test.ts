import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import {
  buildASTSchema,
  getNamedType,
  type GraphQLOutputType,
  isNonNullType,
  isObjectType,
  parse,
} from 'graphql';
import { sdlPath } from '../../../../lib/federation/schema.ts';
import { raw, type Sql } from '../statement.ts';
import { applicationSubject } from './application-subject.ts';
import type { Dimension } from './dimensions.ts';
import { placedOn } from './periods.ts';
import { referralSubject } from './referral-subject.ts';
import { stepSubject } from './step-subject.ts';

/** The declarations of figures and dimensions, compared with the schema and with what may be read. */

const schema = buildASTSchema(parse(readFileSync(sdlPath('analytics'), 'utf8')), {
  assumeValidSDL: true,
});
const subjects = [
  { subject: applicationSubject, group: 'ApplicationGroup' },
  { subject: referralSubject, group: 'ReferralGroup' },
  { subject: stepSubject, group: 'StepGroup' },
] as const;

/** The leaf at a path of a type; null if there is none. */
function leafAt(typeName: string, path: readonly string[]): GraphQLOutputType | null {
  const type = schema.getType(typeName);
  const [name = '', ...rest] = path;
  const field = isObjectType(type) ? type.getFields()[name] : undefined;
  if (!field) return null;
  const named = getNamedType(field.type);
  if (rest.length > 0) return leafAt(named.name, rest);
  return isObjectType(named) ? null : field.type;
}

const snake = (path: string) =>
  path
    .replaceAll(/([A-Z])/g, '_$1')
    .replaceAll('.', '_')
    .toUpperCase();

describe.each(subjects)('$group', ({ subject, group }) => {
  test('has a leaf for each figure, which is called as the figure', () => {
    const { measures, others } = subject.figures;
    for (const [name, { path }] of Object.entries(measures)) {
      expect(name).toBe(snake(path));
      expect(leafAt(group, path.split('.'))).not.toBeNull();
    }
    for (const { path } of others) expect(leafAt(group, path.split('.'))).not.toBeNull();
  });

  test('has a value of nothing for each figure that is never null', () => {
    const { measures, others } = subject.figures;
    const all = [...Object.values(measures), ...others];
    const without = all.filter(({ ofNone }) => ofNone === undefined);
    const isNeverNull = ({ path }: { path: string }) =>
      isNonNullType(leafAt(group, path.split('.')));
    expect(without.filter(isNeverNull).map(({ path }) => path)).toEqual([]);
  });

  test('has a field for each dimension', () => {
    const type = schema.getType(group);
    const fields = isObjectType(type) ? Object.keys(type.getFields()) : [];
    for (const { field } of Object.values<Dimension>(subject.dimensions)) {
      expect(fields).toContain(field);
    }
  });

  test('nothing but counts of persons reads what stands for one', () => {
    const reads = (part: Sql) => /person|record_key/.test(part.text.join(''));
    const context = { placed: placedOn(raw('filed_on')), isLevel: true };
    const dimensions = Object.entries<Dimension>(subject.dimensions);
    expect(
      dimensions.filter(([, { value }]) => reads(value(context))).map(([name]) => name),
    ).toEqual([]);
    const measures = Object.entries(subject.figures.measures);
    expect(measures.filter(([, { value }]) => reads(value)).map(([name]) => name)).toEqual(
      group === 'ApplicationGroup' ? ['APPLICANTS', 'REPEAT_APPLICANTS'] : [],
    );
  });
});
