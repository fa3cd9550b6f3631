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

/** Refusals that are about this recipient or this message. Others are about us, or about the moment. */
const ofTheMessage: readonly unknown[] = ['RCPT TO', 'DATA'];
/** Not the message, but the state of the connection (RFC 5321, 4.2.4). */
const badSequence = 503;

/**
 * E-mail over SMTP, on connections that are kept. A server elsewhere has to offer TLS, since what is
 * sent names people (`?requireTLS=false` in the URL waives that), with a certificate that is trusted. One
 * on this machine needs neither: what goes there does not leave it. The query of the URL decides over
 * both. The `Message-ID` is the same at each attempt.
 */
export function createSmtpPort({ url, from }: SmtpPortOptions): ChannelPort {
  const isHere = isThisMachine(new URL(url).hostname);
  const transport = createTransport({
    pool: true,
    url,
    maxConnections: connections,
    // Whether a message went out when its connection broke is not known: trying again is ours to count.
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
          // Not as text, which could be read as several.
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

/** The reply itself is left out: servers like to repeat the address. */
function deliveryErrorOf(error: unknown): DeliveryError {
  const { code, command, responseCode } = error as Partial<Record<string, unknown>>; // looked at one by one
  const told = [code, command, responseCode, reasonOf(error)].filter(
    (part) => typeof part === 'string' || typeof part === 'number',
  );
  const permanent =
    typeof responseCode === 'number' &&
    responseCode >= 500 &&
    responseCode !== badSequence &&
    ofTheMessage.includes(command);
  return new DeliveryError(`SMTP: ${told.join(' ') || 'unknown'}`, { permanent });
}

/** Why there is no connection, which nodemailer gives one code for, whatever it was. */
function reasonOf(error: unknown): string | null {
  const { code, errno, message } = error as Partial<Record<string, unknown>>; // looked at one by one
  if (code !== 'ESOCKET') return null;
  if (typeof errno === 'number') return getSystemErrorName(errno);
  return /certificate/i.test(String(message)) ? 'CERTIFICATE' : null;
}
