import { z } from 'zod';
import {
  type Environment,
  flag,
  httpUrl,
  type Need,
  type SettingGroup,
} from '../../lib/platform/process/setting.ts';

const urlOrOutbox = (protocol: RegExp, error: string) =>
  z.union([z.literal('outbox'), z.url({ protocol, error })]);

/** One address, with or without a name, and nothing that could be parsed as another. */
const mailFromForm = /^(?:[^\s<>@,;]+@[^\s<>@,;]+|[^<>@,;:"\\\p{Cc}]+ <[^\s<>@,;]+@[^\s<>@,;]+>)$/u;

/** The settings for counting dates and for notifying applicants. */
export const applicationSettings = {
  HALF_DAYS_ARE_BUSINESS_DAYS: {
    schema: flag.default(true),
    about: 'whether the eves of bayrams and 28 October count as business days (see below)',
  },
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
  },
  SMS_TOKEN: {
    schema: z
      .string()
      .regex(/^[\x21-\x7e]+$/, 'must be visible ASCII characters')
      .optional(),
    about: 'bearer token of the SMS service',
  },
  PUBLIC_URL: {
    schema: httpUrl.optional(),
    about: 'where applicants sign in, for messages to name; without it they only say so',
  },
} as const satisfies SettingGroup;

export const isServer = (url: string | undefined): url is string =>
  url !== undefined && url !== 'outbox';

export const applicationNeeds: readonly Need[] = [
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
