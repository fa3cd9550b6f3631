import type { ViewerContext } from '../../lib/federation/authorization.ts';
import type { CursorCodec } from '../../lib/kit/cursor.ts';
import type { Directory } from './held/index.ts';
import type { Followers } from './feed/index.ts';
import type { DirectoryChanges, UnitActs, UnitProposals } from './changes/index.ts';

/** What a resolver of this subgraph can reach, made for each request. */
export interface Context extends ViewerContext {
  /** @throws `UNAVAILABLE` while it was never read. */
  readonly directory: Directory;
  readonly cursors: CursorCodec;
  /** What the viewer does with units alone. */
  readonly acts: UnitActs;
  /** What two administrators do with units together. */
  readonly proposals: UnitProposals;
  /** The record of what was done with units, as the viewer sees it. */
  readonly changes: DirectoryChanges;
  readonly followers: Followers;
}
