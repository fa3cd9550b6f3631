/** Where set-up keeps what it fetches; removing the folder makes the next set-up fetch it again. */
export const MONGODB_FOLDER: string;

/** Set-up puts a mongod here only when it is complete and has been seen to run. */
export const FETCHED_MONGOD: string;

/**
 * The mongod to run: the first one on the PATH that is 6.0 or newer, else the one that set-up has
 * fetched, else undefined. The one place where this order stands.
 */
export function findMongod(): string | undefined;

/** Every mongod on the PATH, of whatever version. */
export function mongodsOnPath(): string[];

/** The version of a mongod, such as `6.0.5`; undefined when it does not run on this machine. */
export function mongodVersion(path: string): string | undefined;
