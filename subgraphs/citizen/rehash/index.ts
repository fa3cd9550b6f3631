/** Rehashes identity numbers under a new key. */

export { recoverNationalId } from './recover.ts';
export { startRehashing } from './start-rehashing.ts';
