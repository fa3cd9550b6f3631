import { startOfDay } from '../../lib/kit/local-date.ts';
import type { UnitTree } from '../../subgraphs/institution-directory/units/index.ts';

/** A unit that was closed while applications were filed, and the one of the same place that has succeeded it. */
interface ClosedUnit {
  office: string;
  successorOffice: string;
  provinceCode: string;
  closedOn: string;
}

/**
 * In the order in which they were closed, on days on which they had work. The first one was dissolved into its
 * directorate while a complaint about its head lay there, which this one then had to pass on.
 */
export const closedUnits: readonly ClosedUnit[] = [
  {
    office:
      'province:cevre-sehircilik-ve-iklim-degisikligi-il-mudurlugu/altyapi-ve-kentsel-donusum',
    successorOffice: 'province:cevre-sehircilik-ve-iklim-degisikligi-il-mudurlugu',
    provinceCode: '73',
    closedOn: '2026-06-10',
  },
  {
    office: 'province:ticaret-il-mudurlugu',
    successorOffice: 'province:sanayi-ve-teknoloji-il-mudurlugu',
    provinceCode: '55',
    closedOn: '2026-09-14',
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
