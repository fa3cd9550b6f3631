import type { ExecutionResult, GraphQLError, GraphQLFormattedError } from 'graphql';
import { ownerOf } from '../../kit/owner-of.ts';
import { Counter } from '../../kit/counter.ts';
import { isClientError } from '../../kit/errors.ts';
import { once } from '../../kit/once.ts';
import type { Viewer } from '../../kit/viewer.ts';
import { maskedError } from '../errors/masked-error.ts';
import type { ErrorCounts } from '../operations/error-counts.ts';
import type { PresentError } from '../errors/schema-exposure.ts';
import { type EventPlace, OutdatedEvent } from '../operations/engine.ts';
import { Interruption } from '../operations/interruption.ts';
import { ownerOfRequest } from '../operations/owner-of-request.ts';
import { createGraphRequest, type GraphRequest } from '../operations/request.ts';
import type { SubscriptionMetrics } from './metrics.ts';
import { tokenExpired, type ViewerOfHeader } from './credential.ts';
import { type EndReason, endedBy, failedWith, slow, type SubscriptionEnd } from './ends.ts';
import { EventAdmission } from './event-admission.ts';
import { EventMessage } from './event-message.ts';
import { EventQueues } from './event-queues.ts';
import { HeldOperations } from './held-operations.ts';
import type { LiveConnection } from './live-connection.ts';
import { type Beginning, type PlanOptions, planSent } from './plan-subscription.ts';
import { Readiness } from './readiness.ts';
import { ReadingCharges } from './reading-charges.ts';
import { Replanning } from './replanning.ts';
import { Rounds } from './rounds.ts';
import { SharedStream, type StreamHost } from './shared-stream.ts';
import { streamKey } from './stream-key.ts';
import { type JoinedStream, Subscriber } from './subscriber.ts';
import type { SubscriptionLimits } from './limits.ts';
import type { Waiting } from './waiting.ts';

interface SubscriptionsOptions extends Pick<PlanOptions, 'policy' | 'logger'> {
  /** With which streams are planned again. */
  plan: PlanOptions;
  metrics: SubscriptionMetrics;
  limits: SubscriptionLimits;
  /** The limits of connections from gateways. */
  gatewayLimits: SubscriptionLimits;
  viewerOfHeader: ViewerOfHeader;
  present: PresentError;
  errors: Pick<ErrorCounts, 'belong'>;
  /** How long an operation may take. */
  operationTimeoutMs: number;
}

/**
 * An event may take this many times as long as an operation: nobody waits for an answer, and an event that comes without
 * its content because another primary is being elected has to be fetched again.
 */
const timesOfEvent = 2;

/**
 * How often access tokens are checked against denied ones and removed keys, which the process learns of within a second
 * or two: the subscriptions of such a token end within five.
 */
const checkCredentialsMs = 2_000;

/**
 * The open subscriptions of a server. Subscribers share a stream if their text and variables are the same, and their
 * viewers agree in language, role, unit and citizen, and in their subject if a selected field reads it. A subscriber who resumes
 * begins with a stream of their own, and joins the others when both have the same cursor.
 */
export class Subscriptions implements StreamHost {
  readonly limits: SubscriptionLimits;
  readonly queues: EventQueues;
  readonly readiness: Readiness;
  readonly #options: SubscriptionsOptions;
  /** By their keys. More than one while some of them catch up. */
  readonly #streams = new Map<string, Set<JoinedStream>>();
  readonly #connectionsOf = new Counter();
  readonly #admission = new EventAdmission();
  readonly #charges: ReadingCharges;
  readonly #heartbeats: Rounds<LiveConnection>;
  readonly #checks: Rounds<LiveConnection>;
  readonly #replanning: Replanning;
  readonly #held: HeldOperations;
  #isStopping = false;

  constructor(options: SubscriptionsOptions) {
    this.#options = options;
    this.limits = options.limits;
    this.#charges = new ReadingCharges(options.policy);
    this.queues = new EventQueues(options.limits, options.gatewayLimits);
    options.metrics.queued(() => this.queues.bytes);
    this.readiness = new Readiness(options.policy, this.queues);
    this.#held = new HeldOperations(options.limits.operationBytesPerViewer);
    this.#replanning = new Replanning({
      open: () => this.#streams.values().flatMap((streams) => streams),
      plan: (sent, request) => planSent(options.plan, sent, request, true),
      refuse: (stream, errors, member) =>
        this.ended(stream, failedWith(this.#present(errors, member))),
    });
    this.#heartbeats = new Rounds({
      everyMs: options.limits.heartbeatMs,
      visit: (connection) => connection.beat(),
    });
    this.#checks = new Rounds({
      everyMs: checkCredentialsMs,
      visit: (connection) => connection.checkCredentials(),
    });
  }

  get isStopping(): boolean {
    return this.#isStopping;
  }

  /** The limits of a connection. */
  limitsOf({ isGateway }: { readonly isGateway: boolean }): SubscriptionLimits {
    return isGateway ? this.#options.gatewayLimits : this.limits;
  }

  /** Counts a connection for a viewer. @returns a function that ends that, or null if the viewer has too many. */
  count(
    viewer: Viewer,
    clientAddress: string,
    most = this.limits.connectionsPerViewer,
  ): (() => void) | null {
    return this.#connectionsOf.take(ownerOf(viewer, clientAddress), most);
  }

  /** Adds a connection, which is counted apart. @returns a function that removes it. */
  open(connection: LiveConnection): () => void {
    const beating = this.#heartbeats.add(connection);
    const checked = this.#checks.add(connection);
    return () => {
      beating.delete(connection);
      checked.delete(connection);
    };
  }

  /** @throws `LIMIT_EXCEEDED` if the viewer's open subscriptions hold too much for another one. */
  requireRoomFor({ planned: { execution, bytes } }: Beginning): void {
    this.#held.requireRoom(ownerOfRequest(execution.request), execution.operation, bytes);
  }

  /** Begins to send events to a client. @throws as `requireRoomFor`. */
  begin(
    beginning: Beginning,
    connection: Pick<Subscriber, 'client' | 'id' | 'credential'>,
  ): Subscriber {
    this.requireRoomFor(beginning);
    const { planned, sent, after, schema } = beginning;
    const { client, id, credential } = connection;
    const { subscription, execution } = planned;
    const subscriber = new Subscriber(client, id, execution, credential);
    const key = streamKey(sent, subscription, execution.request);
    this.#held.add(ownerOfRequest(execution.request), execution.operation, planned.bytes);
    this.#options.metrics.started(client.protocol, after);
    const shared = this.#findAt(key, after);
    if (shared) {
      subscriber.join(shared);
      if (shared.cursor !== after) this.#showPosition(subscriber);
    } else {
      const stream = new SharedStream(key, { first: subscriber, sent, after }, this);
      subscriber.stream = stream;
      this.#add(stream);
      stream.begin(subscription);
      const { round } = this.#replanning;
      // It may be planned for a schema that was replaced meanwhile: those that were open then did not include it.
      const isOutdated = schema !== this.#options.plan.engine.schema;
      stream.plannedFor = isOutdated ? round - 1 : round;
      if (isOutdated) void this.#replanning.planOutdated();
    }
    return subscriber;
  }

  /** Ends a subscription without a message to its client, which knows. May be called twice. */
  leave(subscriber: Subscriber, reason: EndReason): void {
    this.#remove(subscriber, reason);
  }

  /** Ends a subscription and tells the client. May be called twice. */
  end(subscriber: Subscriber, end: SubscriptionEnd): void {
    const { cursor } = subscriber;
    if (this.#remove(subscriber, end.reason)) subscriber.client.end(subscriber, end, cursor);
  }

  /**
   * Plans every stream again, for another schema. Ends those that it does not accept; those that cannot be planned at the
   * moment go on as they are, and are tried again. Never rejects.
   */
  planAgain(): Promise<void> {
    return this.#replanning.planAll();
  }

  /** For a member of a stream: all of them have the same language. */
  #present(errors: readonly GraphQLError[], { execution }: Subscriber): GraphQLFormattedError[] {
    const { present } = this.#options;
    return errors.map((error) => present(error.toJSON(), error, execution.request));
  }

  /** Ends everything, with the last cursors. May be called twice. */
  readonly stop = once(async () => {
    this.#isStopping = true;
    this.#replanning.stop();
    this.#heartbeats.stop();
    this.#checks.stop();
    for (const connection of this.#checks) connection.shutDown();
  });

  requestLike(request: GraphRequest, waiting: Waiting): GraphRequest {
    const { viewer, requestId, clientAddress, language } = request;
    const { logger, operationTimeoutMs } = this.#options;
    return createGraphRequest(viewer, requestId, logger, {
      clientAddress,
      language,
      interruption: new Interruption(waiting, timesOfEvent * operationTimeoutMs),
    });
  }

  async resolve(
    ...[stream, resolve, { waiting, canWait }]: Parameters<StreamHost['resolve']>
  ): Promise<ExecutionResult | null> {
    const [first] = stream.members;
    if (!first) return null;
    const owner = ownerOfRequest(first.execution.request);
    const share = this.#options.policy.shareOfEvent?.(first.execution) ?? 0;
    const room = this.#admission.enter(owner, share);
    if (room) await room;
    try {
      if (canWait && !this.makeReady(stream)) throw new OutdatedEvent();
      const member = this.#whoCanPay(stream);
      return member && (await resolve(this.requestLike(member.execution.request, waiting)));
    } finally {
      this.#admission.leave(owner, share);
    }
  }

  makeReady(stream: SharedStream): boolean {
    const { members, key, sent, cursor: after, subscription } = stream;
    const late = this.readiness.lateOf(members);
    const [first] = late;
    if (!first) return true;
    if (late.length === members.size) return false;
    const apart = new SharedStream(key, { first, sent, after }, this);
    apart.isPositioned = stream.isPositioned;
    apart.plannedFor = stream.plannedFor;
    for (const member of late) {
      members.delete(member);
      member.join(apart);
    }
    this.#add(apart);
    if (subscription) apart.openOnceReady(subscription);
    return true;
  }

  /** Ends the members before the first who can. */
  #whoCanPay({ members }: JoinedStream): Subscriber | null {
    const { policy } = this.#options;
    for (const member of members) {
      const { execution } = member;
      const refused = this.#refusedBy(() => policy.beforeResolving?.(execution));
      if (!refused) return member;
      this.end(member, refused);
    }
    return null;
  }

  pay(stream: JoinedStream): Promise<void> {
    return this.#charges.pay(stream);
  }

  /** Sends the first position at once, since a client without one cannot resume. */
  positioned({ members }: JoinedStream): void {
    for (const member of members) this.#showPosition(member);
  }

  deliver({ members }: JoinedStream, result: ExecutionResult, place: EventPlace): void {
    const { metrics } = this.#options;
    const { committedAt, isReplayed } = place;
    let message: EventMessage | null = null;
    const now = Date.now();
    for (const member of members) {
      const refused = this.#refusal(member, result, now);
      if (refused) {
        this.end(member, refused);
        continue;
      }
      // Once it is accepted: a policy may replace a result that is too large.
      if (!message && result.errors) this.#options.errors.belong(result.errors, member.execution);
      message ??= new EventMessage(result, this.#present(result.errors ?? [], member), place);
      if (member.client.send(member, message)) {
        metrics.delivered(member.client.protocol, isReplayed);
      } else this.end(member, slow);
    }
    if (message && committedAt !== null && !isReplayed) {
      metrics.lag((Date.now() - committedAt) / 1_000);
    }
  }

  /** Joins streams that have reached the same position: the members of the smaller one move. */
  advanced(stream: JoinedStream): void {
    const streams = this.#streams.get(stream.key);
    if (!streams || streams.size < 2) return;
    for (const other of streams) {
      if (other === stream || other.isWaiting || other.cursor !== stream.cursor) continue;
      const [from, to] =
        other.members.size < stream.members.size ? [other, stream] : [stream, other];
      for (const member of from.members) {
        this.#charges.settle(from, member);
        member.join(to);
      }
      from.members.clear();
      to.isLive ||= from.isLive;
      to.isPositioned ||= from.isPositioned;
      this.#close(from);
      return;
    }
  }

  ended({ members }: JoinedStream, end: SubscriptionEnd): void {
    for (const member of members) this.end(member, end);
  }

  #showPosition(subscriber: Subscriber): void {
    const { cursor, client } = subscriber;
    if (cursor !== null) client.showPosition(subscriber, cursor);
  }

  /** Why an event may not be delivered. */
  #refusal(
    { credential, execution }: Subscriber,
    result: ExecutionResult,
    now: number,
  ): SubscriptionEnd | null {
    if (credential.expiresAt <= now) return endedBy('unauthenticated', tokenExpired());
    return this.#refusedBy(() => this.#options.policy.beforeEvent?.(execution, result));
  }

  /** How a subscription ends that a policy refuses to continue. */
  #refusedBy(policy: () => void): SubscriptionEnd | null {
    try {
      policy();
      return null;
    } catch (thrown) {
      const error = isClientError(thrown) ? thrown : maskedError(thrown, this.#options.logger);
      return endedBy('limited', error);
    }
  }

  /** @returns false if it has ended before. */
  #remove(subscriber: Subscriber, reason: EndReason): boolean {
    const { stream, client, execution } = subscriber;
    if (!stream) return false;
    subscriber.stream = null;
    this.#held.remove(ownerOfRequest(execution.request), execution.operation);
    stream.members.delete(subscriber);
    this.#options.metrics.ended(client.protocol, reason);
    if (stream.members.size === 0) {
      this.#charges.settle(stream, subscriber);
      this.#close(stream);
    }
    return true;
  }

  /** A stream at the position at which a subscriber begins; for the present, any that is live. */
  #findAt(key: string, after: string | null): JoinedStream | null {
    for (const stream of this.#streams.get(key) ?? []) {
      const isThere = after === null ? stream.isLive : stream.cursor === after;
      if (isThere && !stream.isWaiting) return stream;
    }
    return null;
  }

  #add(stream: JoinedStream): void {
    const streams = this.#streams.get(stream.key);
    if (streams) streams.add(stream);
    else this.#streams.set(stream.key, new Set([stream]));
  }

  #close(stream: JoinedStream): void {
    stream.stop();
    const streams = this.#streams.get(stream.key);
    streams?.delete(stream);
    if (streams?.size === 0) this.#streams.delete(stream.key);
  }
}
