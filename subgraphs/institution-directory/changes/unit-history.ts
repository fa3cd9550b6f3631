import { background } from '../../../lib/kit/background.ts';
import { type LocalDate, localDateOf } from '../../../lib/kit/local-date.ts';
import type { Directory } from '../held/index.ts';
import type { UnitRecord } from '../units/index.ts';
import type { DirectoryChangeModel, DirectoryChangeRecord } from './directory-change.model.ts';

type Form = Pick<
  UnitRecord,
  'name' | 'kind' | 'status' | 'parentId' | 'provinceCode' | 'districtCode' | 'successorId'
> & { from: LocalDate | null };

interface UnitHistory {
  id: string;
  /** The earliest first. */
  forms: Form[];
}

interface UnitHistories {
  units: UnitHistory[];
  version: number;
  more: boolean;
  generation: number;
}

type Change = Pick<
  DirectoryChangeRecord,
  | 'kind'
  | 'unitId'
  | 'oldName'
  | 'newName'
  | 'oldParentId'
  | 'newParentId'
  | 'at'
  | 'decidedAt'
  | 'version'
>;

interface Changed {
  readonly changes: readonly { readonly id: string }[];
  readonly version: number;
  readonly more: boolean;
  readonly generation: number;
}

/** The histories of changed units, from their present forms and the record of changes. */
export async function unitHistoriesOf(
  { changes, version, more, generation }: Changed,
  { directory, model }: { directory: Directory; model: DirectoryChangeModel },
): Promise<UnitHistories> {
  const ids = changes.map(({ id }) => id);
  const made = await changesOf(model, ids);
  const units = ids.flatMap((id) => {
    const unit = directory.tree.get(id);
    if (!unit) return [];
    // A change that this process does not hold yet is not undone.
    const held = made.get(id)?.filter(({ version }) => (version ?? 0) <= unit.version) ?? [];
    return { id, forms: formsOf(unit, held) };
  });
  return { units, version, more, generation };
}

/** The changes that were made of units, the latest first. */
async function changesOf(
  model: DirectoryChangeModel,
  unitIds: readonly string[],
): Promise<Map<string, Change[]>> {
  if (unitIds.length === 0) return new Map();
  const found = await model
    .find({ unitId: { $in: [...unitIds] }, state: 'DONE', version: { $ne: null } })
    .sort({ version: -1 })
    .comment(background)
    .lean<Change[]>();
  return Map.groupBy(found, ({ unitId }) => unitId);
}

/** Undoes the changes of a unit one by one. */
function formsOf(unit: UnitRecord, changes: readonly Change[]): Form[] {
  const { name, kind, status, parentId, provinceCode, districtCode, successorId } = unit;
  let form = { name, kind, status, parentId, provinceCode, districtCode, successorId };
  const forms: Form[] = [];
  for (const change of changes) {
    const from = localDateOf(change.decidedAt ?? change.at);
    // Of several forms on one day the last one counts, which was found first.
    if (forms[0]?.from !== from) forms.unshift({ ...form, from });
    if (change.kind === 'CREATE') return forms;
    form = { ...form, ...before(change) };
  }
  forms.unshift({ ...form, from: null });
  return forms;
}

function before({ kind, oldName, newName, oldParentId, newParentId }: Change): Partial<Form> {
  return {
    ...(newName !== null && oldName !== null && { name: oldName }),
    ...((oldParentId !== null || newParentId !== null) && { parentId: oldParentId }),
    ...(kind === 'CLOSE' && { status: 'ACTIVE' as const, successorId: null }),
  };
}
