import type { CursorCodec } from '../../lib/kit/cursor.ts';
import { Pace } from '../../lib/federation/pace.ts';
import { ownerOfRequest } from '../../lib/platform/operations/owner-of-request.ts';
import type { GraphRequest } from '../../lib/platform/operations/request.ts';
import type { Context } from './context.ts';
import type { Limits } from './limits/index.ts';
import type { Published } from './published/index.ts';
import { createQuestions, type Questions } from './questions/index.ts';
import type { QuestionRecord } from './record/index.ts';

/** Shared by all requests. */
export interface Services {
  limits: Limits;
  published: Published;
  record: QuestionRecord;
  /** Of pages of applications. */
  cursors: CursorCodec;
}

/** The parts that one request needs. */
export class RequestContext implements Context {
  readonly viewer: GraphRequest['viewer'];
  readonly pace: Pace;
  readonly #request: GraphRequest;
  readonly #services: Services;

  constructor(request: GraphRequest, services: Services) {
    this.viewer = request.viewer;
    this.pace = new Pace(request.interruption);
    this.#request = request;
    this.#services = services;
  }

  get questions(): Questions {
    const { viewer, interruption, clientSelection } = this.#request;
    const { limits, record, cursors } = this.#services;
    return createQuestions({ limits, record, cursors, viewer, interruption, clientSelection });
  }

  get publishedStatistics(): Context['publishedStatistics'] {
    const { interruption } = this.#request;
    const asker = { owner: ownerOfRequest(this.#request), interruption };
    return (given) => this.#services.published.statistics(asker, given);
  }
}
