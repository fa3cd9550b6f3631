import type { UnitRecord } from './unit.ts';

/** A unit without its versions, which follow from how it is changed. */
export type UnitForm = Omit<UnitRecord, 'version' | 'linkVersion'>;

/** Whether a unit already has a form. */
export function isSame(unit: UnitRecord, form: UnitForm): boolean {
  return Object.entries(form).every(
    ([key, value]) => unit[key as keyof UnitForm] === value, // the keys of a form
  );
}

/** Whether a unit lies below the same parent as before. */
export const isLinkedAlike = (one: UnitForm, other: UnitForm) =>
  one.parentId === other.parentId &&
  one.status === other.status &&
  one.successorId === other.successorId;
