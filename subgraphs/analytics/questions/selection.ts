import { fieldInPath } from '../../../lib/kit/client-selection.ts';
import type { Selected } from '../../../lib/kit/selected.ts';

/** Everything that is selected below a field, under whatever names. */
export const below = (fields: readonly Selected[], name: string): readonly Selected[] =>
  fields.filter((field) => field.name === name).flatMap((field) => field.fields);

export const isSelected = (fields: readonly Selected[], name: string): boolean =>
  fields.some((field) => field.name === name);

/** The selection as it goes on record: the paths of its leaves, with arguments. */
export const pathsOf = (fields: readonly Selected[]): string[] =>
  fields.flatMap(({ name, args, fields: more }) => {
    const own = fieldInPath(name, args);
    return more.length === 0 ? [own] : pathsOf(more).map((path) => `${own}.${path}`);
  });
