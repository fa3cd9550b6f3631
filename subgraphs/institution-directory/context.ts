import type { ViewerContext } from '../shared/authorization.ts';
import type { CursorCodec } from '../shared/cursor.ts';
import type { Directory } from './directory.ts';
import type { Followers } from './followers.ts';
import type { UnitActs } from './unit-acts.ts';

/** What a resolver of this subgraph can reach, made for each request. */
export interface Context extends ViewerContext {
  /** @throws `UNAVAILABLE` while it was never read. */
  readonly directory: Directory;
  readonly cursors: CursorCodec;
  readonly acts: UnitActs;
  readonly followers: Followers;
}
