import { startOfDay } from '../../subgraphs/application/calendar/index.ts';
import type { UnitTree } from '../../subgraphs/institution-directory/units/index.ts';

/** A unit that was closed while applications were filed, and the one of the same place that has succeeded it. */
interface ClosedUnit {
  office: string;
  successorOffice: string;
  provinceCode: string;
  closedOn: string;
}

/**
 * In the order in which they were closed. The first one was dissolved into its directorate while a complaint about its
 * head lay there, so that this one had to pass the complaint on.
 */
export const closedUnits: readonly ClosedUnit[] = [
  {
    office: 'province:il-emniyet-mudurlugu/ruhsat',
    successorOffice: 'province:il-emniyet-mudurlugu',
    provinceCode: '70',
    closedOn: '2025-02-01',
  },
  {
    office: 'province:ticaret-il-mudurlugu',
    successorOffice: 'province:sanayi-ve-teknoloji-il-mudurlugu',
    provinceCode: '55',
    closedOn: '2026-03-02',
  },
];

/** A closing of a unit that is in the directory. */
export interface Closing {
  unitId: string;
  successorId: string;
  office: string;
  provinceCode: string;
  atMs: number;
}

/** Those that the directory, which need not be the seeded one, knows as closed. */
export const closingsIn = (tree: UnitTree): Closing[] =>
  closedUnits.flatMap(({ office, provinceCode, closedOn }) => {
    const unit = tree
      .unitsAt(provinceCode, null)
      .find((one) => one.office === office && one.status === 'CLOSED');
    return unit?.successorId
      ? {
          unitId: unit._id,
          successorId: unit.successorId,
          office,
          provinceCode,
          atMs: startOfDay(closedOn).getTime(),
        }
      : [];
  });
