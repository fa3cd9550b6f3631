import type { Directory } from '../../held/index.ts';
import type { UnitRecord } from '../../units/index.ts';
import type { DirectoryChangeRecord } from '../directory-change.model.ts';
import { closedFor, requireNewParent, requireNewSuccessor } from '../unit-rules.ts';

/** The proposed place of a unit: exactly one of the two. */
export type Aim = Pick<DirectoryChangeRecord, 'newParentId' | 'successorId'>;

/** The unit as the change leaves it. @throws the errors of the rules of `moveUnit` and `closeUnit`. */
export function changedTo(directory: Directory, unit: UnitRecord, aim: Aim): UnitRecord {
  if (aim.successorId !== null) {
    requireNewSuccessor(directory, unit, aim.successorId);
    return { ...unit, ...closedFor(aim.successorId) };
  }
  if (aim.newParentId === null) throw new Error('a proposal has an aim');
  requireNewParent(directory, unit, aim.newParentId);
  return { ...unit, parentId: aim.newParentId };
}
