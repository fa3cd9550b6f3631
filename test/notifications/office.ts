import { randomBytes } from 'node:crypto';
import { Types } from 'mongoose';
import { type Level, pino } from 'pino';
import { createLogger } from '../../lib/platform/process/logger.ts';
import { newId } from '../../lib/kit/public-id.ts';
import {
  applicationModel,
  type ApplicationDocument,
  newApplication,
  newEntry,
  createTrackingCodes,
} from '../../subgraphs/application/record/index.ts';
import { createBusinessCalendar } from '../../subgraphs/application/calendar/index.ts';
import type { AnswerChannel } from '../../subgraphs/application/schema-types.ts';
import { storedData } from '../../subgraphs/application/migrations/index.ts';
import type { ChannelPort } from '../../lib/messaging/channel-port.ts';
import { createSmsPort } from '../../lib/messaging/sms-port.ts';
import { createSmtpPort } from '../../lib/messaging/smtp-port.ts';
import { watchPorts } from '../../lib/messaging/watched-ports.ts';
import {
  type Addresses,
  type NotificationDocument,
  notificationModel,
  notificationOf,
  type NotificationTimes,
  createNotificationQueue,
  type Sender,
  senderTimes,
  type SenderTimes,
  startSender,
  createFindStandings,
  createFindTrackingCodes,
  writeNotifications,
} from '../../subgraphs/application/notifications/index.ts';
import {
  openSubgraphDatabase,
  type SubgraphDatabase,
} from '../../lib/federation/subgraph-database.ts';
import { until } from '../support/wait.ts';
import { type FakeSms, startFakeSms } from './fake-sms.ts';
import { type FakeSmtp, startFakeSmtp } from './fake-smtp.ts';

const held = { calendar: createBusinessCalendar(), version: 0 };
const logger = createLogger({ level: process.env['TEST_LOG_LEVEL'] ?? 'silent', name: 'test' });
/** Keys of the process that migrates the office's database. */
export const keys = {
  secrets: { current: 1, versions: { 1: Buffer.alloc(32).toString('base64') } },
};
const trackingKey = { current: 1, versions: [1], of: () => Buffer.alloc(32) };
const from = 'Başvuru Merkezi <bilgi@example.org>';

type Step = NotificationDocument['event'];

/** A line of the log, without the fields that every line has. */
type LogLine = { level: Level; msg: string } & Record<string, unknown>;

interface StartOptions {
  channel?: AnswerChannel;
  times?: SenderTimes;
  /** The URL of the mail server; the fake one's unless given. */
  url?: string;
  /** Instead of a mail server. */
  mail?: ChannelPort;
  /** Instead of the fake service. */
  sms?: ChannelPort;
}

/** Senders over one database and real servers, with a clock that is advanced by hand. */
export class Office {
  readonly database: SubgraphDatabase;
  readonly smtp: FakeSmtp;
  readonly sms: FakeSms;
  /** The applicants' contacts, or why they cannot be read. */
  contact: Addresses | Error = { mobilePhone: '+905551112233', email: 'ayse@example.org' };
  preference: 'ALL_STEPS' | 'IMPORTANT_STEPS' = 'ALL_STEPS';
  /** Each step is due at once, at any hour. */
  times: NotificationTimes = { mergeMs: 0, quietHours: null };
  #clock = Date.parse('2026-11-24T09:00:00Z');
  /** The log lines of the senders. */
  readonly logged: LogLine[] = [];
  readonly #logger = pino(
    { base: null, timestamp: false, formatters: { level: (level) => ({ level }) } },
    { write: (line) => void this.logged.push(JSON.parse(line)) },
  );
  readonly #senders: Sender[] = [];
  readonly #ports: ChannelPort[] = [];
  /** The applications of messages, which are not stored. */
  readonly #applications = new Map<string, ApplicationDocument>();

  constructor(database: SubgraphDatabase, smtp: FakeSmtp, sms: FakeSms) {
    this.database = database;
    this.smtp = smtp;
    this.sms = sms;
  }

  readonly now = () => new Date(this.#clock);

  pass(ms: number): void {
    this.#clock += ms;
  }

  /** The clock is set to the time at which something is due. */
  awaitTurnOf(message: NotificationDocument | undefined): void {
    if (message) this.#clock = message.dueAt.getTime();
  }

  get notifications() {
    return notificationModel(this.database.connection);
  }

  queue(channel: AnswerChannel) {
    return createNotificationQueue({ notifications: this.notifications, channel });
  }

  /** An application's messages: one for each event, as they are written with the steps. */
  async steps(channel: AnswerChannel, events: readonly Step[]): Promise<NotificationDocument[]> {
    const application = newApplication(
      {
        _id: new Types.ObjectId(),
        number: '2400990673',
        type: 'REQUEST',
        topicId: 'yol',
        provinceCode: '34',
        citizenId: newId('citizen'),
        applicantHash: 'x',
        tracking: { keyVersion: 1, counter: 0 },
        answerChannel: channel,
        filedAt: this.now(),
      },
      held,
    );
    this.#applications.set(application._id.toHexString(), application);
    const documents = events.flatMap(
      (event, index) => this.#messageOf({ ...application, version: index + 1 }, event) ?? [],
    );
    await this.notifications.insertMany(documents);
    return documents;
  }

  /** Another step of the application of a message, written as moves write it. @returns all messages about it. */
  async nextStep(
    { applicationId }: NotificationDocument,
    event: Step,
  ): Promise<NotificationDocument[]> {
    const application = this.#applications.get(applicationId.toHexString());
    if (!application) throw new Error('no message of this office is about that application');
    const version = 1 + (await this.notifications.countDocuments({ applicationId })) + 1;
    const message = this.#messageOf({ ...application, version }, event);
    const { connection } = this.database;
    await connection.transaction((session) =>
      writeNotifications(
        connection.collection('notifications') as never, // the driver's own, as moves have it
        message ? [message] : [],
        session,
      ),
    );
    return this.notifications
      .find({ applicationId })
      .sort({ version: 1 })
      .lean<NotificationDocument[]>();
  }

  #messageOf(application: ApplicationDocument, event: Step): NotificationDocument | null {
    const actor = event === 'FILED' ? ('CITIZEN' as const) : ('OFFICER' as const);
    const entry = newEntry({ at: this.now(), event, actor, public: true });
    return notificationOf(application, [entry], this.times);
  }

  mailPort(url = this.smtp.url): ChannelPort {
    const port = createSmtpPort({ url, from });
    this.#ports.push(port);
    return port;
  }

  smsPort(): ChannelPort {
    const port = createSmsPort({ url: this.sms.url, token: undefined });
    this.#ports.push(port);
    return port;
  }

  start({ channel = 'EMAIL', times = senderTimes, url, mail, sms }: StartOptions = {}): Sender {
    const ports = { EMAIL: mail ?? this.mailPort(url), SMS: sms ?? this.smsPort() };
    const sender = startSender({
      name: channel,
      queue: this.queue(channel),
      contacts: async (ids) => {
        const { contact, preference } = this;
        if (contact instanceof Error) throw contact;
        return new Map(ids.map((id) => [id, { ...contact, preference }]));
      },
      standings: createFindStandings(applicationModel(this.database.connection)),
      trackingCodes: createFindTrackingCodes(
        applicationModel(this.database.connection),
        createTrackingCodes(trackingKey),
      ),
      ports: watchPorts(ports, { logger: this.#logger, now: this.now }),
      publicUrl: undefined,
      after: Promise.resolve(),
      logger: this.#logger,
      times,
      notificationTimes: this.times,
      now: this.now,
    });
    this.#senders.push(sender);
    return sender;
  }

  /** All senders poll for due messages. */
  wake(): void {
    for (const sender of this.#senders) sender.wake();
  }

  /** In the order of the steps. */
  stored(documents: readonly NotificationDocument[]): Promise<NotificationDocument[]> {
    return this.notifications
      .find({ _id: { $in: documents.map(({ _id }) => _id) } })
      .sort({ version: 1 })
      .lean<NotificationDocument[]>();
  }

  /**
   * The stored messages, once all of them are as expected. `passing` advances the clock before each
   * poll: a message that waits behind one that another sender has claimed is postponed by a second
   * of that clock.
   */
  become(
    documents: readonly NotificationDocument[],
    wanted: (seen: NotificationDocument) => boolean,
    { passing = 0 }: { passing?: number } = {},
  ): Promise<NotificationDocument[]> {
    return until(
      () => {
        this.pass(passing);
        this.wake();
        return this.stored(documents);
      },
      (seen) => seen.length > 0 && seen.every(wanted),
    );
  }

  /** Whether it is unclaimed and not yet due. */
  readonly isPutOff = ({ lease, dueAt }: NotificationDocument) =>
    lease === null && dueAt.getTime() > this.#clock;

  /** The ids of the received e-mails, in the order in which they came. */
  mailIds(): (string | undefined)[] {
    return this.smtp.mails.map(({ headers }) => headers.get('message-id'));
  }

  async stop(): Promise<void> {
    await Promise.all(this.#senders.map((sender) => sender.stop()));
    await Promise.all(this.#ports.map((port) => port.stop()));
    await Promise.all([this.smtp.stop(), this.sms.stop()]);
    await this.database.connection.dropDatabase();
    await this.database.stop();
  }
}

export async function openOffice(): Promise<Office> {
  const uri = process.env['TEST_MONGODB_URI'];
  if (!uri) throw new Error('global-setup starts MongoDB');
  const mongodb = { uri, databasePrefix: `t${randomBytes(6).toString('hex')}` };
  const database = openSubgraphDatabase('application', { mongodb, keys, logger }, storedData);
  await database.migrated;
  return new Office(database, await startFakeSmtp(), await startFakeSms());
}

/** As the e-mails name themselves. */
export const idsOf = (documents: readonly NotificationDocument[]) =>
  documents.map(({ publicId }) => `<${publicId}@example.org>`);

type Seen = NotificationDocument;

export const isSent = ({ state }: Seen) => state === 'SENT';
export const isFailed = ({ state }: Seen) => state === 'FAILED';
export const isTried =
  (times: number) =>
  ({ attempts }: Seen) =>
    attempts === times;

export const outcomeOf = ({ state, attempts, lastError }: Seen) => ({ state, attempts, lastError });
