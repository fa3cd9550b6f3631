import type { SubgraphResult } from './transport.ts';

/**
 * Entity representations without duplicates, and a function that maps the result back to the
 * original order.
 */
interface Deduplicated {
  representations: unknown[];
  /** Restores the entity and the error of each place. */
  expand(result: SubgraphResult): SubgraphResult;
}

/**
 * The planner sends one representation for each place where an entity occurs; a list of
 * applications of one unit names that unit once for each. Null when there are no duplicates.
 */
export function deduplicate(representations: readonly unknown[]): Deduplicated | null {
  const distinct = new Map<string, number>();
  const indexOf = representations.map((representation) => {
    const key = JSON.stringify(representation);
    const known = distinct.get(key);
    if (known !== undefined) return known;
    distinct.set(key, distinct.size);
    return distinct.size - 1;
  });
  if (distinct.size === representations.length) return null;
  return {
    representations: [...distinct.keys()].map((key): unknown => JSON.parse(key)),
    expand: ({ data, errors }) => ({
      ...(data !== undefined && { data: data && expandData(data, indexOf) }),
      ...(errors && { errors: expandErrors(errors, indexOf) }),
    }),
  };
}

function expandData(data: Record<string, unknown>, indexOf: readonly number[]) {
  const entities = data['_entities'];
  if (!Array.isArray(entities)) return data;
  const used = new Set<number>();
  // The gateway merges later results into these objects, so no two places may share one.
  const copyFor = (index: number): unknown => {
    if (used.has(index)) return structuredClone(entities[index]);
    used.add(index);
    return entities[index];
  };
  return { ...data, _entities: indexOf.map(copyFor) };
}

function expandErrors(errors: NonNullable<SubgraphResult['errors']>, indexOf: readonly number[]) {
  return errors.flatMap((error) => {
    const [root, index, ...rest] = error.path ?? [];
    if (root !== '_entities' || typeof index !== 'number') return [error];
    return indexOf.flatMap((distinct, place) =>
      distinct === index ? [{ ...error, path: [root, place, ...rest] }] : [],
    );
  });
}
