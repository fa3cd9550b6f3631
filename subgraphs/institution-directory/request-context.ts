import type { GraphRequest } from '../../lib/platform/operations/request.ts';
import type { CursorCodec } from '../../lib/kit/cursor.ts';
import { Pace } from '../../lib/federation/pace.ts';
import type { ChangeLog } from './changes/change-log.ts';
import type { Context } from './context.ts';
import type { Directory } from './held/directory.ts';
import type { DirectoryChangeModel } from './changes/directory-change.model.ts';
import { createDirectoryChanges, type DirectoryChanges } from './changes/directory-changes.ts';
import type { Followers } from './feed/followers.ts';
import type { HeldDirectory } from './held/held-directory.ts';
import { createUnitActs, type UnitActs } from './changes/unit-acts.ts';
import { createUnitProposals, type UnitProposals } from './changes/unit-proposals.ts';
import type { UnitStore } from './changes/unit-store.ts';

/** What all requests share. */
export interface Services {
  held: HeldDirectory;
  followers: Followers;
  model: DirectoryChangeModel;
  log: ChangeLog;
  store: UnitStore;
  cursors: CursorCodec;
  changeCursors: CursorCodec;
}

/** What one request needs, made when it is asked for: hardly any request needs more than the directory. */
export class RequestContext implements Context {
  readonly viewer: GraphRequest['viewer'];
  readonly pace: Pace;
  readonly #services: Services;

  constructor({ viewer, interruption }: GraphRequest, services: Services) {
    this.viewer = viewer;
    this.pace = new Pace(interruption);
    this.#services = services;
  }

  get directory(): Directory {
    return this.#services.held.current();
  }

  get cursors(): CursorCodec {
    return this.#services.cursors;
  }

  get followers(): Followers {
    return this.#services.followers;
  }

  get acts(): UnitActs {
    const { store, log } = this.#services;
    return createUnitActs({ store, log, viewer: this.viewer });
  }

  get proposals(): UnitProposals {
    const { model, store, held } = this.#services;
    return createUnitProposals({ model, store, held, viewer: this.viewer });
  }

  get changes(): DirectoryChanges {
    const { model, held, changeCursors: cursors } = this.#services;
    return createDirectoryChanges({ model, held, viewer: this.viewer, cursors });
  }
}
