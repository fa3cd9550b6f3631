/** An event of a stream of server-sent events. One without data shows a position or a sign of life. */
export interface ServerSentEvent {
  readonly event: string;
  /** The position after it; null if it has none. */
  readonly id: string | null;
  readonly data: string;
}

/** Above the longest answer of the graph, in characters. */
const longestEvent = 16_000_000;

/**
 * Reads a stream of server-sent events in the form in which the graph writes it: lines end with a line feed, and an event
 * has one line of data.
 * @throws Error for an event of more than 16 million characters.
 */
export async function* serverSentEvents(
  body: AsyncIterable<Uint8Array>,
): AsyncGenerator<ServerSentEvent> {
  const decoder = new TextDecoder();
  let rest = '';
  for await (const chunk of body) {
    const blocks = (rest + decoder.decode(chunk, { stream: true })).split('\n\n');
    rest = blocks.pop() ?? '';
    if (rest.length > longestEvent) throw new Error('An event is too long.');
    for (const block of blocks) yield eventIn(block);
  }
}

function eventIn(block: string): ServerSentEvent {
  const fields = new Map(
    [...block.matchAll(/^(\w+): ?(.*)$/gm)].map(([, name = '', value = '']) => [name, value]),
  );
  return {
    event: fields.get('event') ?? 'message',
    id: fields.get('id') ?? null,
    data: fields.get('data') ?? '',
  };
}
