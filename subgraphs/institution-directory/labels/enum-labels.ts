import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Language } from '../../../lib/kit/say.ts';
import type { EnumLabels } from '../schema-types.ts';

/** The labels by type and value. Clients that do not want to request them take the same file. */
type LabelFile = Readonly<
  Record<string, Readonly<Record<string, Readonly<Record<Language, string>>>>>
>;

const enumLabelsPath = resolve(import.meta.dirname, '../../../schema/enum-labels.json');

let file: LabelFile | undefined;

/** The labels of all values of all enums that clients see, by the names of the types. */
export function enumLabels(language: Language): EnumLabels[] {
  file ??= JSON.parse(readFileSync(enumLabelsPath, 'utf8')) as LabelFile; // ours, and tested
  return Object.entries(file).map(([type, values]) => ({
    type,
    values: Object.entries(values).map(([value, labels]) => ({ value, label: labels[language] })),
  }));
}
