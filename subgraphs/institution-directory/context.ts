import type { ViewerContext } from '../../lib/federation/authorization.ts';
import type { CursorCodec } from '../../lib/kit/cursor.ts';
import type { Language } from '../../lib/kit/say.ts';
import type { Directory } from './held/index.ts';
import type { Followers } from './feed/index.ts';
import type {
  ChangeReader,
  DirectoryChangeModel,
  DirectoryChanges,
  UnitActs,
  UnitProposals,
} from './changes/index.ts';

/** The capabilities that a resolver of this subgraph can use, created for each request. */
export interface Context extends ViewerContext {
  /** @throws `UNAVAILABLE` until it has been read. */
  readonly directory: Directory;
  readonly cursors: CursorCodec;
  readonly searchCursors: CursorCodec;
  /** The changes to units that the viewer makes alone. */
  readonly acts: UnitActs;
  /** The changes to units that two administrators make together. */
  readonly proposals: UnitProposals;
  /** The record of changes to units, as the viewer sees it. */
  readonly changes: DirectoryChanges;
  /** The same as another viewer sees it, for whom another subgraph asks. */
  changesFor(reader: ChangeReader): DirectoryChanges;
  readonly followers: Followers;
  /** The stored record of changes, for other subgraphs. */
  readonly model: DirectoryChangeModel;
  /** The language of the request. */
  readonly language: Language;
}
