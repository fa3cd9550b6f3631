import { foldTurkish } from '../../lib/kit/turkish-text.ts';

/**
 * The list of offices that a key comes from; it distinguishes offices of one name at two levels.
 */
export type OfficeScope =
  | 'central'
  | 'province'
  | 'district'
  | 'metropolitan-municipality'
  | 'municipality'
  | 'town-municipality'
  | 'university';

/** A name as lower-case ASCII words with hyphens. */
export function slugOf(name: string): string {
  return foldTurkish(name)
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '');
}

/**
 * The key of a kind of office, from its scope and its names in `institution-names.json`, from the
 * institution down: `district:ilce-muftulugu`, `province:il-emniyet-mudurlugu/asayis`. Without names
 * it is the institution that the scope is named for: `municipality`.
 */
export function officeKey(scope: OfficeScope, ...names: readonly string[]): string {
  return names.length === 0 ? scope : `${scope}:${names.map(slugOf).join('/')}`;
}
