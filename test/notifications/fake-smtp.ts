import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { SMTPServer, type SMTPServerSession } from 'smtp-server';

/** An e-mail as the server received it. */
interface ReceivedMail {
  from: string;
  /** Whether it came over TLS. */
  secure: boolean;
  /** The recipients of the envelope. */
  to: string[];
  /** By their names in lower case, decoded. */
  headers: ReadonlyMap<string, string>;
  subject: string;
  text: string;
}

interface Refusal {
  code: number;
  /** An enhanced status code. */
  status?: string;
  message: string;
}

export interface FakeSmtp {
  readonly url: string;
  /** In the order in which they came. */
  readonly mails: ReceivedMail[];
  /** The responses to the next recipients; when empty, all are accepted. */
  readonly refusals: Refusal[];
  /** The same for the next texts. */
  readonly refusedTexts: Refusal[];
  /** Keeps recipients waiting for a response until the returned function is called. */
  hold(): () => void;
  stop(): Promise<void>;
}

/**
 * A mail server on this machine. With a password it requires authentication as `graph`; with TLS it
 * has an untrusted certificate.
 */
export async function startFakeSmtp({
  password,
  tls = false,
  port = 0,
}: { password?: string; tls?: boolean; port?: number } = {}): Promise<FakeSmtp> {
  const mails: ReceivedMail[] = [];
  const refusals: Refusal[] = [];
  const refusedTexts: Refusal[] = [];
  const { pass, hold } = createGate();
  const server = new SMTPServer({
    disabledCommands: tls ? [] : ['STARTTLS'],
    logger: false,
    authOptional: password === undefined,
    allowInsecureAuth: true,
    closeTimeout: 100,
    onAuth(given, _session, done) {
      if (given.username === 'graph' && given.password === password) done(null, { user: 'graph' });
      else done(new Error('wrong'));
    },
    onRcptTo({ address }, _session, done) {
      pass(() => {
        const refusal = refusals.shift();
        done(refusal && errorOf(refusal, address));
      });
    },
    onData(stream, session, done) {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => void chunks.push(chunk));
      stream.on('end', () => {
        const refusal = refusedTexts.shift();
        if (refusal) return done(errorOf(refusal, session.envelope.rcptTo[0]?.address ?? ''));
        mails.push(mailOf(session, Buffer.concat(chunks).toString()));
        done();
      });
    },
  });
  server.on('error', () => {}); // connections that clients reset
  const listening = server.listen(port, '127.0.0.1');
  await once(listening, 'listening');
  const { port: taken } = listening.address() as AddressInfo; // of a TCP server
  const credentials = password === undefined ? '' : `graph:${encodeURIComponent(password)}@`;
  return {
    url: `smtp://${credentials}127.0.0.1:${taken}`,
    mails,
    refusals,
    refusedTexts,
    hold,
    async stop() {
      const { promise, resolve } = Promise.withResolvers<void>();
      server.close(resolve);
      await promise;
    },
  };
}

/** Keeps responses waiting while it is closed. */
function createGate() {
  /** The responses that wait; null while none has to. */
  let held: (() => void)[] | null = null;
  return {
    pass(respond: () => void): void {
      if (held) held.push(respond);
      else respond();
    },
    /** @returns a function that opens it. */
    hold(): () => void {
      held = [];
      return () => {
        const waiting = held ?? [];
        held = null;
        for (const respond of waiting) respond();
      };
    },
  };
}

function mailOf({ envelope, secure }: SMTPServerSession, text: string): ReceivedMail {
  const from = envelope.mailFrom ? envelope.mailFrom.address : '';
  const to = envelope.rcptTo.map(({ address }) => address);
  return { from, secure, to, ...parse(text) };
}

/** As servers do, it repeats the address. */
const errorOf = ({ code, status, message }: Refusal, address: string) =>
  Object.assign(new Error([status ?? [], `<${address}>`, message].flat().join(' ')), {
    responseCode: code,
  });

function parse(raw: string): Pick<ReceivedMail, 'headers' | 'subject' | 'text'> {
  const end = raw.indexOf('\r\n\r\n');
  const lines = raw
    .slice(0, end)
    .replace(/\r\n[ \t]+/g, ' ')
    .split('\r\n');
  const headers = new Map(
    lines.map((line) => {
      const colon = line.indexOf(':');
      return [line.slice(0, colon).toLowerCase(), decodeWords(line.slice(colon + 1).trim())];
    }),
  );
  const encoding = headers.get('content-transfer-encoding') ?? '7bit';
  return {
    headers,
    subject: headers.get('subject') ?? '',
    text: decodeBody(raw.slice(end + 4), encoding)
      .replaceAll('\r\n', '\n')
      .trimEnd(),
  };
}

/** RFC 2047. */
function decodeWords(value: string): string {
  return value
    .replace(/\?=\s+=\?/g, '?==?')
    .replace(/=\?utf-8\?([bq])\?([^?]*)\?=/gi, (_, form: string, word: string) =>
      form.toLowerCase() === 'b'
        ? Buffer.from(word, 'base64').toString('latin1')
        : unquote(word.replaceAll('_', ' ')),
    )
    .replace(/[\u0080-\u00ff]+/g, (bytes) => Buffer.from(bytes, 'latin1').toString());
}

function decodeBody(body: string, encoding: string): string {
  switch (encoding) {
    case 'base64':
      return Buffer.from(body, 'base64').toString();
    case 'quoted-printable':
      return Buffer.from(unquote(body.replace(/=\r\n/g, '')), 'latin1').toString();
    default:
      return body;
  }
}

/** Quoted bytes as characters of Latin-1. */
const unquote = (quoted: string) =>
  quoted.replace(/=([\dA-F]{2})/g, (_, byte: string) =>
    String.fromCharCode(Number.parseInt(byte, 16)),
  );
