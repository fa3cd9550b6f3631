import { placeOf } from '../../../lib/kit/unit-lineage.ts';
import type { ReadOptions } from '../../../lib/platform/operations/interruption.ts';
import type { UnitTree } from '../units/index.ts';
import type { DirectoryChangeModel, DirectoryChangeRecord } from './directory-change.model.ts';

/** A unit and those above it, as they lay from one version of the directory up to, and without, another. */
interface EarlierPlace {
  readonly ids: readonly string[];
  readonly from: number;
  readonly to: number;
}

interface PlacesDependencies {
  model: DirectoryChangeModel;
  tree: UnitTree;
  options: ReadOptions;
}

type Placing = Pick<DirectoryChangeRecord, 'unitId' | 'kind' | 'oldParentId'> & { version: number };

/** A unit is hardly ever moved. What lay further back counts as the earliest of these. */
const mostPlaces = 100;

/**
 * Where a unit has lain since it was created, the present place first: by the record of moves, its own and those of the
 * units above it.
 */
export async function placesOf(
  unitId: string,
  { model, tree, options }: PlacesDependencies,
): Promise<EarlierPlace[]> {
  const places: EarlierPlace[] = [];
  const placings = new Map<string, readonly Placing[]>();
  for (let to = Infinity; to > 0 && places.length < mostPlaces;) {
    let ids = placeAt(unitId, to, tree, placings);
    for (let unread = ids; unread.length > 0; unread = ids.filter((id) => !placings.has(id))) {
      await readPlacings({ model, tree, options }, unread, placings);
      ids = placeAt(unitId, to, tree, placings);
    }
    const before = ids
      .flatMap((id) => placings.get(id) ?? [])
      .filter(({ version }) => version < to);
    const from = Math.max(0, ...before.map(({ version }) => version));
    places.push({ ids, from, to });
    const isCreated = before.some(
      (one) => one.version === from && one.unitId === unitId && one.kind === 'CREATE',
    );
    to = isCreated ? 0 : from;
  }
  const earliest = places.length === mostPlaces ? places.at(-1) : undefined;
  return earliest ? [...places.slice(0, -1), { ...earliest, from: 0 }] : places;
}

/** The units that were moved since a version of the directory. */
export const movedSince = (
  version: number,
  { model, options }: Pick<PlacesDependencies, 'model' | 'options'>,
): Promise<string[]> =>
  model.distinct('unitId', { state: 'DONE', kind: 'MOVE', version: { $gt: version } }, options);

/** Adds the creations and moves of units, the latest first: those that this process holds. */
async function readPlacings(
  { model, tree, options }: PlacesDependencies,
  unitIds: readonly string[],
  placings: Map<string, readonly Placing[]>,
): Promise<void> {
  const found = await model
    .find(
      {
        unitId: { $in: [...unitIds] },
        state: 'DONE',
        kind: { $in: ['CREATE', 'MOVE'] },
        version: { $lte: tree.version },
      },
      { unitId: 1, kind: 1, oldParentId: 1, version: 1 },
    )
    .sort({ version: -1 })
    .setOptions(options)
    .lean<Placing[]>();
  const byUnit = Map.groupBy(found, ({ unitId }) => unitId);
  for (const id of unitIds) placings.set(id, byUnit.get(id) ?? []);
}

/** The place of a unit immediately before a version, as far as placings are read. */
function placeAt(
  unitId: string,
  version: number,
  tree: UnitTree,
  placings: ReadonlyMap<string, readonly Placing[]>,
): string[] {
  return placeOf(unitId, {
    get(id) {
      const unit = tree.get(id);
      const undone = placings
        .get(id)
        ?.findLast((one) => one.version >= version && one.kind === 'MOVE');
      return unit && undone ? { ...unit, parentId: undone.oldParentId } : unit;
    },
  });
}
