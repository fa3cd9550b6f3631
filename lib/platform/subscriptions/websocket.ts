import type { GraphQLFormattedError } from 'graphql';
import { GRAPHQL_TRANSPORT_WS_PROTOCOL, MessageType } from 'graphql-ws';
import { WebSocket } from 'ws';
import type { ClientError } from '../../kit/errors.ts';
import type { Language } from '../../kit/say.ts';
import { formattedError } from '../errors/graphql-error.ts';
import { maskedError } from '../errors/masked-error.ts';
import { Credential } from './credential.ts';
import {
  type Close,
  closeOf,
  closes,
  type Closing,
  cursorOfAll,
  type EndReason,
  errorsWithCursor,
  reasonOf,
  type SubscriptionEnd,
  tokenRefused,
} from './ends.ts';
import type { EventMessage } from './event-message.ts';
import { SocketCharges } from './message-charges.ts';
import { isRecord } from '../../kit/is-record.ts';
import { readSubscription } from './read-subscription.ts';
import {
  authorizationIn,
  idIn,
  isId,
  languageIn,
  longestInitialisation,
  malformed,
  type Message,
  messageIn,
  nothingToRenew,
  payloadOf,
  tooManySubscriptions,
} from './socket-messages.ts';
import { maxIdleBeats, type SubscriptionLimits, tooManyConnections } from './limits.ts';
import { Replies } from './replies.ts';
import { SocketOperations } from './socket-operations.ts';
import { SocketOutlet } from './socket-outlet.ts';
import { SocketPlaces } from './socket-places.ts';
import type { Start, StreamClient, Subscriber } from './subscriber.ts';
import type { LiveConnection } from './live-connection.ts';
import type { UpgradedRequest, WebSocketOptions } from './websocket-options.ts';

/** One WebSocket with its subscriptions, in the protocol graphql-transport-ws. */
export class Connection extends SocketOutlet implements StreamClient, LiveConnection {
  readonly protocol = 'websocket';
  readonly #socket: WebSocket;
  readonly #options: WebSocketOptions;
  readonly #of: UpgradedRequest;
  readonly #limits: SubscriptionLimits;
  readonly #replies: Replies;
  readonly #charges: SocketCharges;
  readonly #places: SocketPlaces;
  readonly #operations: SocketOperations;
  #language: Language;
  /** Null until `connection_init` was accepted. */
  #credential: Credential | null = null;
  #isInitialising = false;
  #initialisation: NodeJS.Timeout | null;
  #leave: (() => void) | null = null;
  #idleBeats = 0;

  constructor(socket: WebSocket, options: WebSocketOptions, of: UpgradedRequest) {
    const limits = options.subscriptions.limitsOf(of);
    super(socket, of.isGateway ? limits.queueBytes / 2 : 0);
    this.#socket = socket;
    this.#options = options;
    this.#of = of;
    this.#language = of.language;
    this.#limits = limits;
    this.#replies = new Replies(socket, this.#limits.queueBytes);
    this.#charges = new SocketCharges(of, options, this.#limits);
    this.#places = new SocketPlaces(options.subscriptions, of, this.#charges);
    this.#operations = new SocketOperations(options.subscriptions, of, this.#places);
    this.#initialisation = setTimeout(
      () => this.#close(closes.notInitialisedInTime),
      this.#limits.initialisationMs,
    );
    if (socket.protocol !== GRAPHQL_TRANSPORT_WS_PROTOCOL) {
      this.#close(closes.otherProtocol);
    }
  }

  /** Never throws: a message that fails closes its connection. */
  receive(data: Buffer, isBinary: boolean): void {
    this.#receive(data, isBinary).catch((thrown: unknown) => {
      const { said } = maskedError(thrown, this.#options.logger);
      this.#closeAll(closes.failed, 'failed', { said });
    });
  }

  async #receive(data: Buffer, isBinary: boolean): Promise<void> {
    if (!this.#admits(data)) return;
    if (!this.#credential && data.length > longestInitialisation) {
      this.#close(closes.tooLarge);
      return;
    }
    const message = isBinary ? null : messageIn(data);
    if (!message) {
      this.#closeAll(closes.malformed, 'misused', { said: malformed.notJson });
      return;
    }
    if (!this.#credential && message['type'] !== MessageType.ConnectionInit) {
      this.#close(closes.notInitialised);
      return;
    }
    switch (message['type']) {
      case MessageType.ConnectionInit:
        return this.#initialise(message['payload']);
      case MessageType.Subscribe:
        return this.#subscribe(message);
      case MessageType.Complete:
        if (isId(message['id'])) this.#operations.unsubscribe(message['id']);
        return;
      case MessageType.Ping:
        return this.#pong(message['payload']);
      case MessageType.Pong:
        // A client that answers what it has not read yet does not read.
        if (this.#replies.areSent) this.hasRead();
        return;
      default:
        this.#closeAll(closes.malformed, 'misused', { said: malformed.unknownType });
    }
  }

  /** Answers a ping of the WebSocket itself. */
  pinged(data: Buffer): void {
    if (this.#admits(data)) this.#replies.pong(data);
  }

  closed(): void {
    this.#endInitialisation();
    this.#leave?.();
    this.#places.giveOwn();
    this.#operations.leave('disconnected');
  }

  /** The socket is closing because of a frame or a message that it does not accept. */
  unreadable(): void {
    this.#operations.leave('misused');
  }

  send(subscriber: Subscriber, message: EventMessage): boolean {
    const { queues } = this.#options.subscriptions;
    const { id } = subscriber;
    if (this.#of.isGateway) return queues.send(this, message.gatewayMessage(id), null);
    return queues.send(this, message.socketMessage(id), subscriber);
  }

  endAsSlow(): void {
    this.#closeAll(closes.slow, 'slow');
  }

  showPosition({ id }: Subscriber, cursor: string): void {
    this.#post({ type: MessageType.Ping, payload: { cursors: { [id]: cursor } } });
  }

  report(to: Subscriber, cost: number): Promise<void> | undefined {
    return this.#of.isGateway ? this.#operations.report(to, cost, this.#replies) : undefined;
  }

  end(subscriber: Subscriber, end: SubscriptionEnd, cursor: string | null): void {
    const { id, credential, execution } = subscriber;
    const { reason } = end;
    this.#operations.delete(id);
    if (reason === 'completed') this.#post({ id, type: MessageType.Complete });
    else if (reason === 'slow') this.#closeAll(closes.slow, reason, { ended: { id, cursor } });
    else if (reason === 'unauthenticated' && this.#livesBy(credential)) {
      this.#closeAll(closes.unauthenticated, reason, { ended: { id, cursor } });
    } else this.#refuse(id, errorsWithCursor(end, cursor, execution.request.language));
  }

  beat(): void {
    this.#charges.beat();
    this.#idleBeats = this.#operations.size > 0 || this.#of.isGateway ? 0 : this.#idleBeats + 1;
    if (this.isSilent(this.#limits.queueBytes)) this.destroy();
    else if (this.#idleBeats > maxIdleBeats) this.#close(closes.idle);
    else if (this.#socket.bufferedAmount <= this.#limits.queueBytes) {
      this.#post({ type: MessageType.Ping, ...payloadOf(this.#operations.cursors) });
    }
  }

  async checkCredentials(): Promise<void> {
    const { viewerOfHeader, subscriptions } = this.#options;
    const connected = this.#credential;
    const refusal = await connected?.refusal(viewerOfHeader);
    if (connected && refusal) this.#refuseToken(connected, refusal);
    else this.#accept(connected);
    for (const subscriber of this.#operations.subscribers()) {
      const { credential } = subscriber;
      const refused = credential !== connected && (await credential.refusal(viewerOfHeader));
      if (refused) subscriptions.end(subscriber, tokenRefused(refused));
    }
  }

  /** Ends the subscriptions of the connection's token: by closing it, unless others have tokens of their own. */
  #refuseToken(connected: Credential, refusal: ClientError): void {
    const end = tokenRefused(refusal);
    if (this.#livesBy(connected)) this.#closeAll(closeOf(refusal.code), end.reason);
    this.#places.giveOwn();
    for (const subscriber of this.#operations.subscribers()) {
      if (subscriber.credential === connected) this.#options.subscriptions.end(subscriber, end);
    }
  }

  /** The connection counts for the viewer of its token again, unless they have too many. */
  #accept(credential: Credential | null): void {
    const isOwn = credential !== null && credential === this.#credential;
    if (isOwn && this.#isOpen) this.#places.takeOwn(credential.viewer);
  }

  /** Whether this is the token of the connection and of everything on it. */
  #livesBy(credential: Credential): boolean {
    return credential === this.#credential && !this.#operations.hasOthersThan(credential);
  }

  shutDown(): void {
    this.#closeAll(closes.goingAway, 'shutdown');
  }

  /** Counts and charges a message before anything is done with it. @returns false if it closes the connection. */
  #admits({ length }: Buffer): boolean {
    if (!this.#isOpen) return false;
    if (this.#charges.message(length)) return true;
    this.#closeAll(closes.tooManyMessages, 'limited');
    return false;
  }

  async #initialise(payload: unknown): Promise<void> {
    if (this.#isInitialising) {
      this.#closeAll(closes.initialisedTwice, 'misused');
      return;
    }
    this.#isInitialising = true;
    const { viewerOfHeader, subscriptions } = this.#options;
    const { authorization } = this.#of;
    this.#language = languageIn(payload) ?? this.#language;
    try {
      const given = authorizationIn(payload);
      const credential = await (given === undefined
        ? Credential.of(authorization, viewerOfHeader)
        : Credential.of(given, this.#charges.prove));
      if (!this.#isOpen) return;
      this.#endInitialisation();
      if (subscriptions.isStopping) {
        this.#close(closes.goingAway);
        return;
      }
      if (!this.#places.takeOwn(credential.viewer)) {
        this.#close(closes.tooManyConnections);
        return;
      }
      this.#leave = subscriptions.open(this);
      this.#credential = credential;
      this.#post({ type: MessageType.ConnectionAck });
    } catch (thrown) {
      const { code, said } = maskedError(thrown, this.#options.logger);
      this.#close(closeOf(code), { said });
    }
  }

  async #subscribe({ id, payload }: Message): Promise<void> {
    const connected = this.#credential;
    if (!connected) {
      this.#close(closes.notInitialised);
      return;
    }
    if (!isId(id) || !isRecord(payload)) {
      this.#closeAll(closes.malformed, 'misused', { said: malformed.incomplete });
      return;
    }
    if (this.#operations.get(id)) {
      this.#closeAll(closes.repeatedId, 'misused');
      return;
    }
    const { perConnection } = this.#limits;
    if (this.#operations.size >= perConnection) {
      this.#refuse(id, [formattedError(tooManySubscriptions(perConnection), this.#language)]);
      return;
    }
    const start = this.#operations.plan(id);
    const refused = await this.#begin(id, payload, connected, start);
    this.#operations.planned(start);
    if (!refused || this.#operations.get(id) !== start) return;
    this.#operations.delete(id);
    this.#refuse(id, refused);
  }

  /** @returns the errors of a subscription that may not begin. */
  async #begin(
    id: string,
    body: Message,
    connected: Credential,
    start: Start,
  ): Promise<readonly GraphQLFormattedError[] | null> {
    const { subscriptions, present, logger } = this.#options;
    const { requestId, clientAddress } = this.#of;
    let credential: Credential;
    try {
      credential = await this.#credentialFor(body, connected);
    } catch (thrown) {
      return this.#formatted(thrown);
    }
    // The client may have ended it, or the connection, in the meantime.
    const isOver = () => this.#operations.get(id) !== start;
    if (isOver()) return null;
    this.#accept(credential);
    const language = languageIn(body['extensions']) ?? this.#language;
    if (!this.#operations.admit(start, credential)) {
      return [formattedError(tooManyConnections(), language)];
    }
    const sent = { body, viewer: credential.viewer, requestId, clientAddress, language };
    const read = await readSubscription(this.#options, sent);
    const to = { language, logger };
    if (!('planned' in read)) return read.map((error) => present(error.toJSON(), error, to));
    if (isOver() || !this.#isOpen) return null;
    try {
      this.#operations.begun(id, subscriptions.begin(read, { client: this, id, credential }));
      return null;
    } catch (thrown) {
      return this.#formatted(thrown);
    }
  }

  /** A subscription may bring a token in `extensions.authorization`: a newer one renews that of the connection. */
  async #credentialFor({ extensions }: Message, connected: Credential): Promise<Credential> {
    const given = authorizationIn(extensions);
    if (given === undefined) return connected.unlessRefused(this.#options.viewerOfHeader);
    // A gateway renews the token of its connection, and that of each subscription, by themselves.
    if (this.#of.isGateway) return Credential.of(given, this.#charges.prove);
    return connected.orOwn(given, this.#charges.prove);
  }

  /** Answers a ping, which may bring a new access token; that of a gateway, whose viewer is charged. */
  async #pong(payload: unknown): Promise<void> {
    const authorization = authorizationIn(payload);
    this.#operations.acknowledge(idIn(payload, 'charged'));
    if (authorization === undefined) this.#post({ type: MessageType.Pong });
    else {
      const id = idIn(payload, 'id');
      const renewed = await this.#renew(authorization, id);
      this.#post({ type: MessageType.Pong, payload: { ...(id && { id }), ...renewed } });
    }
  }

  async #renew(authorization: string, id: string | undefined): Promise<object> {
    try {
      const credential = id === undefined ? this.#credential : this.#operations.get(id)?.credential;
      if (!credential) throw nothingToRenew();
      await credential.renew(authorization, this.#charges.prove);
      this.#accept(credential);
      return { renewed: true, expiresAt: new Date(credential.expiresAt).toISOString() };
    } catch (thrown) {
      return { renewed: false, errors: this.#formatted(thrown) };
    }
  }

  /** @returns the errors for the client. */
  #formatted(thrown: unknown): readonly GraphQLFormattedError[] {
    return [formattedError(maskedError(thrown, this.#options.logger), this.#language)];
  }

  #refuse(id: string, errors: readonly GraphQLFormattedError[]): void {
    this.#post({ id, type: MessageType.Error, payload: errors });
  }

  /**
   * Ends every subscription by closing the connection. The last cursors are in a ping before, and in the reason if all
   * are the same.
   */
  #closeAll(close: Close, reason: EndReason, { ended, said }: Closing = {}): void {
    const { cursors, size } = this.#operations;
    if (ended && ended.cursor !== null) cursors[ended.id] = ended.cursor;
    if (Object.keys(cursors).length > 0)
      this.#post({ type: MessageType.Ping, payload: { cursors } });
    this.#operations.leave(reason);
    this.#close(close, { cursor: cursorOfAll(cursors, ended ? size + 1 : size), said });
  }

  get #isOpen(): boolean {
    return this.#socket.readyState === WebSocket.OPEN;
  }

  #post(message: object): void {
    this.#replies.post(message);
  }

  #close(close: Close, more: Parameters<typeof reasonOf>[1] = {}): void {
    this.#endInitialisation();
    if (this.#isOpen) this.#socket.close(close.code, reasonOf(close, more, this.#language));
  }

  #endInitialisation(): void {
    if (this.#initialisation) clearTimeout(this.#initialisation);
    this.#initialisation = null;
  }
}
