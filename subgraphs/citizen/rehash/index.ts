/** Rehashes identity numbers under a new key. */

export { createRehashing } from './rehash-citizens.ts';
