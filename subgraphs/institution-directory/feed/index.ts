/** Changes for processes that decide by a copy of the tree, with leases. */

export { createFollowers, type Followers } from './followers.ts';
export { measuresOfFollowers } from './measures.ts';
export { unitChangesFor } from './unit-changes.ts';
