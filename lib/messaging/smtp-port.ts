import { isIP } from 'node:net';
import { getSystemErrorName } from 'node:util';
import { createTransport } from 'nodemailer';
import { type ChannelPort, DeliveryError } from './channel-port.ts';

export interface SmtpPortOptions {
  /** `smtp://user:password@host:port`, or `smtps://` for TLS from the first byte. */
  url: string;
  /** `address` or `Name <address>`. */
  from: string;
}

const connections = 4;
const connectTimeoutMs = 10_000;
const silenceTimeoutMs = 20_000;

/**
 * Refusals after which no attempt with the same address can succeed: the mailbox does not exist, has moved or was closed,
 * or the address is malformed. Everything else may change: a mailbox is full (552), a policy refuses the server or the text
 * (554, 550 5.7.1), the sender is not configured.
 */
const permanentRefusals = {
  /** Enhanced status codes, which say more than the reply code (RFC 3463; RFC 7505). */
  statuses: ['5.1.1', '5.1.2', '5.1.3', '5.1.4', '5.1.6', '5.1.10', '5.2.1'],
  /** Reply codes to the recipient, without an enhanced status code (RFC 5321, 4.2.3; RFC 7504). */
  codes: [501, 550, 551, 553, 556],
} as const;

const statusForm = /^[45]\d\d[ -]([45]\.\d{1,3}\.\d{1,3})\b/;

/**
 * Sends e-mail over pooled SMTP connections. A remote server must offer TLS with a trusted certificate, since messages
 * contain personal data (`?requireTLS=false` in the URL waives that). A server on this machine needs neither: the data
 * does not leave it. The URL's query overrides both. The `Message-ID` is the same for each attempt.
 */
export function createSmtpPort({ url, from }: SmtpPortOptions): ChannelPort {
  const isHere = isThisMachine(new URL(url).hostname);
  const transport = createTransport({
    pool: true,
    url,
    maxConnections: connections,
    // After a broken connection it is unknown whether the message was sent: retries are counted by the caller.
    maxRequeues: 0,
    requireTLS: !isHere,
    ...(isHere && { tls: { rejectUnauthorized: false } }),
    connectionTimeout: connectTimeoutMs,
    greetingTimeout: connectTimeoutMs,
    dnsTimeout: connectTimeoutMs,
    socketTimeout: silenceTimeoutMs,
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  const domain = /@([^\s<>@]+)>?$/.exec(from)?.[1] ?? 'localhost';

  return {
    async send({ id, to: address, subject, text }, signal) {
      try {
        await transport.sendMail({
          messageId: `<${id}@${domain}>`,
          from,
          // As an object: a string could be parsed as several addresses.
          to: { name: '', address },
          subject: subject ?? '',
          text,
          headers: { 'Auto-Submitted': 'auto-generated' },
          signal,
        });
      } catch (error) {
        throw deliveryErrorOf(error);
      }
    },
    async stop() {
      transport.close({ force: true });
    },
  };
}

function isThisMachine(hostname: string): boolean {
  const host = hostname.replace(/^\[|\]$/g, '');
  return host === 'localhost' || host === '::1' || (isIP(host) === 4 && host.startsWith('127.'));
}

/** Omits the server's reply except for its codes: servers tend to repeat the address. */
function deliveryErrorOf(error: unknown): DeliveryError {
  const { code, command, responseCode, response } = error as Partial<Record<string, unknown>>; // checked below
  const status = (typeof response === 'string' && statusForm.exec(response)?.[1]) || null;
  const details = [code, command, responseCode, status, reasonOf(error)].filter(
    (part) => typeof part === 'string' || typeof part === 'number',
  );
  const { statuses, codes } = permanentRefusals;
  const permanent =
    status === null
      ? command === 'RCPT TO' && codes.some((one) => one === responseCode)
      : statuses.some((one) => one === status);
  return new DeliveryError(`SMTP: ${details.join(' ') || 'unknown'}`, { permanent });
}

/** The reason for a failed connection; nodemailer uses one code for all of them. */
function reasonOf(error: unknown): string | null {
  const { code, errno, message } = error as Partial<Record<string, unknown>>; // checked below
  if (code !== 'ESOCKET') return null;
  if (typeof errno === 'number') return getSystemErrorName(errno);
  return /certificate/i.test(String(message)) ? 'CERTIFICATE' : null;
}
