import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, it, test } from '@jest/globals';
import { buildSchema, type GraphQLEnumType, isEnumType } from 'graphql';
import { languages } from '../../../lib/kit/say.ts';
import { enumLabels } from './enum-labels.ts';

/** `schema/enum-labels.json`, compared with the schema that clients see. */

const root = resolve(import.meta.dirname, '../../..');
const sdl = readFileSync(resolve(root, 'schema/api.graphql'), 'utf8');
const enums = Object.values(buildSchema(sdl, { assumeValidSDL: true }).getTypeMap())
  .filter((type): type is GraphQLEnumType => isEnumType(type) && !type.name.startsWith('__'))
  .toSorted((one, other) => (one.name < other.name ? -1 : 1));

/** The word with which a description begins that gives the Turkish term: "Alındı: filed. …". */
const termIn = (description: string | null | undefined) =>
  /^([^\s:.,]+(?: [^:.]+)?): |^([^:.]*[çğıöşüİ][^:.]*)\.$/.exec(description ?? '');

describe.each(languages)('in %s', (language) => {
  const labels = enumLabels(language);

  it('every value of every enum has a label, in the order of the schema', () => {
    expect(labels.map(({ type, values }) => [type, values.map(({ value }) => value)])).toEqual(
      enums.map((type) => [type.name, type.getValues().map(({ name }) => name)]),
    );
  });

  it.each(labels)('the labels of $type are short, and distinguish its values', ({ values }) => {
    const texts = values.map(({ label }) => label);
    for (const text of texts) expect(text).toMatch(/^\p{Lu}[^\n]{1,59}(?<![.\s])$/u);
    expect(new Set(texts).size).toBe(texts.length);
  });
});

test('the labels in Turkish are the terms that the descriptions of the schema give', () => {
  const labels = new Map(
    enumLabels('tr').flatMap(({ type, values }) =>
      values.map(({ value, label }) => [`${type}.${value}`, label] as const),
    ),
  );
  const terms = enums
    .filter(({ name }) => ['ApplicationType', 'Stage', 'UnitKind'].includes(name))
    .flatMap((type) =>
      type.getValues().flatMap(({ name, description }) => {
        const [, term, alone] = termIn(description) ?? [];
        const given = term ?? alone;
        return given ? [[`${type.name}.${name}`, given] as const] : [];
      }),
    );

  expect(terms.length).toBeGreaterThan(25);
  for (const [name, term] of terms) expect([name, labels.get(name)]).toEqual([name, term]);
});
