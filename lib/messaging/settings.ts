import { z } from 'zod';
import {
  type Environment,
  type Need,
  type SettingGroup,
  type ValuesOf,
} from '../platform/process/setting.ts';
import type { PortSettings } from './ports.ts';

const urlOrOutbox = (protocol: RegExp, error: string) =>
  z.union([z.literal('outbox'), z.url({ protocol, error })]);

/** One address, with or without a name, and nothing that could be parsed as another. */
const mailFromForm = /^(?:[^\s<>@,;]+@[^\s<>@,;]+|[^<>@,;:"\\\p{Cc}]+ <[^\s<>@,;]+@[^\s<>@,;]+>)$/u;

/** The services that send messages. */
export const messagingSettings = {
  SMTP_URL: {
    schema: urlOrOutbox(
      /^smtps?$/,
      'must begin with smtp:// or smtps://, or be `outbox`',
    ).optional(),
    about: 'mail server, `smtp://user:password@host:port`; `outbox` keeps mail here (see below)',
  },
  MAIL_FROM: {
    schema: z.string().regex(mailFromForm, 'must be `address` or `Name <address>`').optional(),
    about: 'who e-mails are from, `address` or `Name <address>`; needed with a mail server',
  },
  SMS_URL: {
    schema: urlOrOutbox(
      /^https?$/,
      'must begin with http:// or https://, or be `outbox`',
    ).optional(),
    about: 'SMS service that text messages are posted to; `outbox` keeps them here (see below)',
    needsTls: true,
  },
  SMS_TOKEN: {
    schema: z
      .string()
      .regex(/^[\x21-\x7e]+$/, 'must be visible ASCII characters')
      .optional(),
    about: 'bearer token of the SMS service',
  },
} as const satisfies SettingGroup;

type MessagingSettings = ValuesOf<typeof messagingSettings>;

const isServer = (url: string | undefined): url is string => url !== undefined && url !== 'outbox';

/** Requirements of a process that sends messages. */
export const messagingNeeds: readonly Need[] = [
  ...(['SMTP_URL', 'SMS_URL'] as const).map((setting) => ({
    setting,
    lacking: (environment: Environment) =>
      environment['NODE_ENV'] === 'production' && environment[setting] === undefined,
    message: 'must be set in production, if only to `outbox`',
  })),
  {
    setting: 'MAIL_FROM',
    lacking: ({ SMTP_URL, MAIL_FROM }) => isServer(SMTP_URL) && MAIL_FROM === undefined,
    message: 'must be set where SMTP_URL names a server',
  },
];

/** The configured service of each channel. */
export const portSettingsOf = ({
  SMTP_URL,
  MAIL_FROM,
  SMS_URL,
  SMS_TOKEN,
}: MessagingSettings): PortSettings => ({
  mail: isServer(SMTP_URL) && MAIL_FROM !== undefined ? { url: SMTP_URL, from: MAIL_FROM } : null,
  sms: isServer(SMS_URL) ? { url: SMS_URL, token: SMS_TOKEN } : null,
});
