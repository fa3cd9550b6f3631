import type { ApplicationFacts } from '../peers/index.ts';
import type { factTables, RowOf } from './schema.ts';

/** The rows of some applications, from which the columns of each table are computed. */
export type FactRows = { readonly [Name in (typeof factTables)[number]]: RowOf<Name>[] };

/** @param keyOf the key of an application within the copy. */
export function factRows(
  applications: readonly ApplicationFacts[],
  keyOf: (facts: ApplicationFacts) => number,
): FactRows {
  const rows: FactRows = { applications: [], referrals: [], steps: [] };
  for (const facts of applications) {
    const app = keyOf(facts);
    rows.applications.push({ app, facts });
    for (const [place, fact] of facts.referrals.entries()) {
      rows.referrals.push({ app, facts, fact, place });
    }
    for (const [place, fact] of facts.steps.entries()) {
      rows.steps.push({ app, facts, fact, place });
    }
  }
  return rows;
}
