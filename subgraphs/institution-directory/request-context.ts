import type { GraphRequest } from '../../lib/platform/operations/request.ts';
import type { CursorCodec } from '../../lib/kit/cursor.ts';
import type { Interruption } from '../../lib/platform/operations/interruption.ts';
import { Pace } from '../../lib/federation/pace.ts';
import {
  type ChangeLoaders,
  type ChangeLog,
  type ChangeReader,
  type DirectoryChangeModel,
  createDirectoryChanges,
  type DirectoryChanges,
  createUnitActs,
  type UnitActs,
  createUnitProposals,
  type UnitProposals,
  type UnitStore,
} from './changes/index.ts';
import type { Context } from './context.ts';
import type { Directory, HeldDirectory } from './held/index.ts';
import type { Followers } from './feed/index.ts';

/** Shared by all requests. */
export interface Services {
  held: HeldDirectory;
  followers: Followers;
  model: DirectoryChangeModel;
  log: ChangeLog;
  store: UnitStore;
  cursors: CursorCodec;
  searchCursors: CursorCodec;
  changeCursors: CursorCodec;
  changeLoadersOfRequest: () => ChangeLoaders;
}

/**
 * The parts that one request needs, created when first requested: hardly any request needs more than the
 * directory.
 */
export class RequestContext implements Context {
  readonly viewer: GraphRequest['viewer'];
  readonly language: GraphRequest['language'];
  readonly pace: Pace;
  readonly #interruption: Interruption;
  readonly #services: Services;
  #changeLoaders: ChangeLoaders | null = null;

  constructor({ viewer, language, interruption }: GraphRequest, services: Services) {
    this.viewer = viewer;
    this.language = language;
    this.pace = new Pace(interruption);
    this.#interruption = interruption;
    this.#services = services;
  }

  get directory(): Directory {
    return this.#services.held.current();
  }

  get cursors(): CursorCodec {
    return this.#services.cursors;
  }

  get searchCursors(): CursorCodec {
    return this.#services.searchCursors;
  }

  get followers(): Followers {
    return this.#services.followers;
  }

  get model(): DirectoryChangeModel {
    return this.#services.model;
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
    return this.changesFor(this.viewer);
  }

  changesFor(viewer: ChangeReader): DirectoryChanges {
    const { model, held, changeCursors: cursors, changeLoadersOfRequest } = this.#services;
    const interruption = this.#interruption;
    const loaders = (this.#changeLoaders ??= changeLoadersOfRequest());
    return createDirectoryChanges({ model, held, viewer, loaders, cursors, interruption });
  }
}
