/** Where setup stores its downloads; removing the folder makes the next setup fetch them again. */
export const MONGODB_FOLDER: string;

/** Setup puts a mongod here only when the download is complete and the binary runs. */
export const FETCHED_MONGOD: string;

/**
 * The mongod to run: the first one on the PATH that is 6.0 or newer, else the one that setup has
 * fetched, else undefined. This order is defined only here.
 */
export function findMongod(): string | undefined;

/** Every mongod on the PATH, of any version. */
export function mongodsOnPath(): string[];

/** The version of a mongod, such as `6.0.5`; undefined when it does not run on this machine. */
export function mongodVersion(path: string): string | undefined;
