import { buildDirectory, type Directory } from '../../../seed/directory/build-directory.ts';
import { UnitTree } from '../../../subgraphs/institution-directory/units/index.ts';

/** The provinces of the test directory: a metropolitan one and one that is not. */
const provinceCodes = ['34', '54', '69'];

/**
 * The initial directory of every test graph. Building it numbers the units of all 81 provinces,
 * which is done once in each worker. It is frozen, since all test files of the worker share it.
 */
export const testDirectory: Directory = buildDirectory({ provinceCodes });
for (const record of Object.values(testDirectory).flat()) Object.freeze(record);
for (const records of Object.values(testDirectory)) Object.freeze(records);

/** The same as a tree. */
export const testTree = new UnitTree(testDirectory.units);
