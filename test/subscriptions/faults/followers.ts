import { setTimeout as delay } from 'node:timers/promises';
import type { Random } from '../../../seed/random.ts';
import { GraphClient } from '../../support/client.ts';
import { HttpReader, type Piece } from '../http-reader.ts';
import { type Message, SocketClient } from '../socket-client.ts';
import type { Journal, Result } from './journal.ts';

/** Somebody who follows events and resumes after the last cursor, as docs/clients.md says. */
export interface Following {
  readonly url: string;
  readonly query: string;
  /** With the cursor to begin after as `after`; none for the present. */
  readonly variables: Readonly<Record<string, unknown>>;
  readonly journal: Journal;
  readonly random: Random;
  /** Called whenever the client connects. */
  token(): Promise<string>;
}

/** Connects again and again until the signal is aborted, with a pause in between. */
async function reconnecting(
  { random }: Pick<Following, 'random'>,
  signal: AbortSignal,
  connect: () => Promise<void>,
): Promise<void> {
  while (!signal.aborted) {
    await connect().catch(() => {}); // the server cannot be reached
    await delay(random.between(50, 500), undefined, { signal }).catch(() => {});
  }
}

/** Follows over server-sent events or the multipart protocol. */
export async function followStream(
  accept: 'sse' | 'multipart',
  following: Following,
  signal: AbortSignal,
): Promise<void> {
  const { url, query, variables, journal } = following;
  const take = accept === 'sse' ? takeEvent : takePart;
  await reconnecting(following, signal, async () => {
    const reader = await HttpReader.open(url, {
      accept,
      query,
      variables,
      ...(journal.cursor !== null && resumedAfter(accept, journal.cursor)),
      token: await following.token(),
      take: (piece) => take(journal, piece),
    });
    const close = () => reader.close();
    signal.addEventListener('abort', close);
    if (signal.aborted) close();
    if (reader.response.ok) journal.connect();
    await reader.ended;
    signal.removeEventListener('abort', close);
    const { status, ok } = reader.response;
    if (!ok && status !== unavailableStatus) journal.ends.push(`status ${status} ${reader.text}`);
  });
}

const unavailableStatus = 503;

const resumedAfter = (accept: 'sse' | 'multipart', after: string) =>
  accept === 'sse' ? { headers: { 'last-event-id': after } } : { extensions: { after } };

function takeEvent(journal: Journal, { event, id, data }: Piece): void {
  if (event === 'next')
    journal.take(data as Result); // by the protocol
  else if (event === 'complete') journal.ends.push('complete');
  if (id !== undefined) journal.cursor = id;
}

function takePart(journal: Journal, { data }: Piece): void {
  const part = data as { payload?: Result | null; extensions?: { cursor?: string } } | undefined;
  if (part?.payload) journal.take(part.payload);
  else if (part?.payload === null) journal.ends.push(`complete ${JSON.stringify(data)}`);
  journal.cursor = part?.extensions?.cursor ?? journal.cursor;
}

/** Follows over one WebSocket, each subscription with a token of its own. */
export async function followSocket(
  followings: readonly Following[],
  signal: AbortSignal,
): Promise<void> {
  const [first] = followings;
  if (!first) return;
  await reconnecting(first, signal, async () => {
    const socket = await SocketClient.open(first.url, { token: await first.token() });
    const close = () => socket.close();
    signal.addEventListener('abort', close);
    if (signal.aborted) close();
    const cursors = new Map<string, string>();
    socket.socket.on('message', (data: Buffer) =>
      takeMessage(followings, cursors, JSON.parse(data.toString()) as Message),
    );
    for (const [id, following] of followings.entries()) {
      const { query, variables, journal } = following;
      const authorization = `Bearer ${await following.token()}`;
      journal.connect();
      const after = journal.cursor;
      const extensions = { authorization, ...(after !== null && { after }) };
      socket.subscribe(String(id), query, { variables, extensions });
    }
    const { code, reason } = await socket.closed();
    signal.removeEventListener('abort', close);
    if (code === abnormal) return;
    for (const [id, { journal }] of followings.entries()) {
      const isNamed = cursors.get(String(id)) === journal.cursor;
      const { code: name = '' } = JSON.parse(reason || '{}') as { code?: string };
      journal.ends.push(`${code} ${name}${isNamed ? ' with the last cursor' : ''}`);
    }
  });
}

/** The code of a WebSocket that was closed without a close frame. */
const abnormal = 1006;

/** @param cursors receives those of the latest ping. */
function takeMessage(
  followings: readonly Following[],
  cursors: Map<string, string>,
  { type, id, payload }: Message,
): void {
  if (type === 'ping') {
    const named = (payload as { cursors?: Record<string, string> } | undefined)?.cursors ?? {};
    for (const [each, cursor] of Object.entries(named)) {
      cursors.set(each, cursor);
      const journal = followings[Number(each)]?.journal;
      if (journal) journal.cursor = cursor;
    }
  }
  const journal = followings[Number(id)]?.journal;
  if (type === 'next') journal?.take(payload as Result); // by the protocol
  if (type === 'error' || type === 'complete') {
    journal?.ends.push(`${type} ${JSON.stringify(payload)}`);
  }
}

interface Page {
  nodes: unknown[];
  pageInfo: { hasNextPage: boolean; endCursor: string };
}

/** Polls `applicationEvents`, over what counts as one connection. A page with errors is read again. */
export async function poll(following: Following, signal: AbortSignal): Promise<void> {
  const { url, query, variables, journal, random } = following;
  const client = new GraphClient(`${url}/graphql`);
  await reconnecting(following, signal, async () => {
    for (let hasNextPage = true; hasNextPage && !signal.aborted;) {
      const after = journal.cursor ?? variables['after'];
      const token = await following.token();
      const answer = await client.ask(query, { variables: { ...variables, after }, token });
      if (answer.errors.length > 0) {
        const isPassing = answer.errors.every(({ extensions: { code } }) => code === 'UNAVAILABLE');
        if (!isPassing) journal.ends.push(JSON.stringify(answer.errors));
        return;
      }
      const { nodes, pageInfo } = (answer.data ?? {})['applicationEvents'] as Page; // as selected
      if (journal.connections === 0) journal.connect();
      for (const node of nodes) journal.take({ data: { node } });
      journal.cursor = pageInfo.endCursor;
      ({ hasNextPage } = pageInfo);
    }
    await delay(random.between(1_000, 2_500), undefined, { signal });
  });
}
