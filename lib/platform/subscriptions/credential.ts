import { decodeJwt } from 'jose';
import {
  type ClientError,
  forbidden,
  isClientError,
  unauthenticated,
  unavailable,
} from '../../kit/errors.ts';
import { say } from '../../kit/say.ts';
import type { Viewer } from '../../kit/viewer.ts';

/** The viewer of an `Authorization` header. Throws, or rejects with, an error for the client. */
export type ViewerOfHeader = (authorization: string | undefined) => Viewer | Promise<Viewer>;

/** The access token for which events are delivered. It may be replaced by a newer one of the same viewer. */
export class Credential {
  readonly viewer: Viewer;
  #authorization: string | undefined;
  /** Milliseconds since the epoch. */
  #expiresAt: number;
  /** Why it is refused for good; null while it is not. */
  #withdrawal: ClientError | null = null;

  private constructor(viewer: Viewer, authorization: string | undefined) {
    this.viewer = viewer;
    this.#authorization = authorization;
    this.#expiresAt = expiryOf(authorization);
  }

  /** Rejects with the error for the client. */
  static async of(
    authorization: string | undefined,
    viewerOf: ViewerOfHeader,
  ): Promise<Credential> {
    return new Credential(await viewerOf(authorization), authorization);
  }

  get expiresAt(): number {
    return this.#expiresAt;
  }

  /**
   * Replaces the token, also one that has expired.
   * @throws, or rejects with, the error for the client: the new token is invalid, or of another viewer, or the one before
   * was denied or its key removed. Nothing changes.
   */
  async renew(authorization: string, viewerOf: ViewerOfHeader): Promise<void> {
    if (this.#withdrawal) throw this.#withdrawal;
    const newer = await Credential.of(authorization, viewerOf);
    if (!isSame(newer.viewer, this.viewer)) {
      throw forbidden(say`The new access token belongs to another viewer. Reconnect.`);
    }
    this.#take(newer);
  }

  /**
   * The credential for a subscription with a token of its own: this one, renewed, where that token is of the same viewer
   * and expires no earlier.
   * @throws, or rejects with, the error for the client: the token is invalid. Nothing changes.
   */
  async orOwn(authorization: string, viewerOf: ViewerOfHeader): Promise<Credential> {
    const own = await Credential.of(authorization, viewerOf);
    const isOther = !isSame(own.viewer, this.viewer) || own.expiresAt < this.#expiresAt;
    if (isOther || this.#withdrawal) return own;
    this.#take(own);
    return this;
  }

  /** @throws, or rejects with, why nothing may be done for its viewer. */
  async unlessRefused(viewerOf: ViewerOfHeader): Promise<this> {
    const refusal = await this.refusal(viewerOf);
    if (refusal) throw refusal;
    return this;
  }

  #take(newer: Credential): void {
    this.#authorization = newer.#authorization;
    this.#expiresAt = newer.#expiresAt;
  }

  /**
   * @returns why events may no longer be delivered; null while they may. A token that was denied, or whose key was removed,
   * is refused for good. One that has expired, or cannot be verified at the moment, may be replaced.
   */
  async refusal(viewerOf: ViewerOfHeader): Promise<ClientError | null> {
    const authorization = this.#authorization;
    if (this.#withdrawal) return this.#withdrawal;
    if (authorization === undefined) return null;
    try {
      const proved = viewerOf(authorization);
      if (proved instanceof Promise) await proved;
      return null;
    } catch (thrown) {
      // Renewed in the meantime.
      if (authorization !== this.#authorization) return null;
      const error = isClientError(thrown)
        ? thrown
        : unavailable(say`The verification of access tokens`);
      const isForGood = error.code === 'UNAUTHENTICATED' && this.#expiresAt > Date.now();
      if (isForGood) this.#withdrawal = error;
      return error;
    }
  }
}

export const tokenExpired = () =>
  unauthenticated(say`The access token has expired. Subscribe again with a new one.`);

/** The issuer is the same as well: it is the only one whose tokens are accepted. */
function isSame(one: Viewer, other: Viewer): boolean {
  if (!one || !other) return one === other;
  return (
    one.subject === other.subject &&
    one.role === other.role &&
    one.unitId === other.unitId &&
    one.citizenId === other.citizenId
  );
}

/** Of a token that was verified. Without a token there is nothing that expires. */
function expiryOf(authorization: string | undefined): number {
  if (authorization === undefined) return Infinity;
  const { exp } = decodeJwt(authorization.replace(/^Bearer +/i, ''));
  return exp === undefined ? Infinity : 1_000 * exp;
}
