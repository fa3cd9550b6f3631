/** Brings citizens on record from a CSV file. */

export { type ImportPlan, planImport, type RecordedCitizen } from './plan-import.ts';
export { checkCitizens, type CitizensFile, columns } from './read-citizens.ts';
