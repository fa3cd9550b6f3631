/** Rehashes identity numbers under a new key. */

export { startRehashing } from './start-rehashing.ts';
