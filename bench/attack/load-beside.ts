import { setTimeout as delay } from 'node:timers/promises';
import { corpus } from './corpus.ts';
import type { HostileOperation, Subjects } from './hostile-operation.ts';
import { send } from './send.ts';

/**
 * Attacks, or only burns as much CPU time, until it is stopped; in a separate process. Prints a
 * line once its buckets are empty, and its measurements as JSON at the end.
 */
export type BesideTask =
  | {
      /** As fast as responses come, over this number of connections; all from one address. */
      kind: 'flood';
      url: string;
      connections: number;
      subjects: Subjects;
      address: string;
    }
  | {
      /** Each at the rate at which the bucket refills. */
      kind: 'paced';
      url: string;
      tokens: readonly string[];
      by: HostileOperation['by'];
      subjects: Subjects;
    }
  | {
      /** A share of one core, without requests. */
      kind: 'burn';
      share: number;
    };

export interface BesideReport {
  /** Responses by status. */
  statuses: Record<number, number>;
  /** Of one core. */
  cpuShare: number;
}

const task = JSON.parse(process.argv[2] ?? '') as BesideTask; // created by measure-beside.ts
const statuses: Record<number, number> = {};
const over = new AbortController();
process.once('SIGTERM', () => over.abort());
let number = Math.floor(Date.now() / 1_000) % 1_000_000;

/** The number of connections or viewers that were throttled at least once. */
const throttled = new Set<number>();

function wasThrottled(one: number, of: number): void {
  if (throttled.has(one)) return;
  throttled.add(one);
  if (throttled.size === of) process.stdout.write('throttled\n');
}

async function attackWith(
  operation: HostileOperation,
  target: { url: string; token: string | null; address?: string },
): Promise<number> {
  if (task.kind === 'burn') throw new Error('This asks for nothing.');
  number += 1;
  const request = operation.write(task.subjects, number);
  const { outcome, close } = await send(target, request, operation.manner);
  close();
  const status = outcome?.status ?? 0;
  statuses[status] = (statuses[status] ?? 0) + 1;
  return status;
}

/** Everything that can be sent without a token, in a different order on each connection. */
async function flood({ url, connections, address }: BesideTask & { kind: 'flood' }) {
  const operations = corpus.filter(
    ({ by, manner }) => by === 'anonymous' && (manner === 'whole' || manner === 'leaving'),
  );
  await Promise.all(
    Array.from({ length: connections }, async (_, connection) => {
      for (let step = connection * 7; !over.signal.aborted; step += 1) {
        const operation = operations[step % operations.length];
        if (!operation) return;
        // A connection may be cut, or refused.
        const target = { url, token: null, address };
        const status = await attackWith(operation, target).catch(() => null);
        if (status === 429) wasThrottled(connection, connections);
      }
    }),
  );
}

/** A request that is answered, repeatedly: while the bucket is empty the response is delayed. */
async function paced({ url, tokens, by }: BesideTask & { kind: 'paced' }) {
  const operations = corpus.filter(
    ({ by: role, expected }) => role === by && expected === 'answered',
  );
  await Promise.all(
    tokens.map(async (token, index) => {
      for (let step = index; !over.signal.aborted; step += 1) {
        const operation = operations[step % operations.length];
        if (!operation) return;
        while (!over.signal.aborted && (await attackWith(operation, { url, token })) === 429) {
          wasThrottled(index, tokens.length);
        }
      }
    }),
  );
}

/** Sleeps and works in turns. */
async function burn({ share }: BesideTask & { kind: 'burn' }) {
  process.stdout.write('throttled\n');
  const sliceMs = 10;
  while (!over.signal.aborted) {
    const until = performance.now() + sliceMs * Math.min(1, share);
    while (performance.now() < until);
    await delay(sliceMs * Math.max(0, 1 - share));
  }
}

const begun = performance.now();
const cpu = process.cpuUsage();
if (task.kind === 'flood') await flood(task);
else if (task.kind === 'paced') await paced(task);
else await burn(task);
const { user, system } = process.cpuUsage(cpu);
const report: BesideReport = {
  statuses,
  cpuShare: (user + system) / 1_000 / (performance.now() - begun),
};
process.stdout.write(JSON.stringify(report));
process.exit();
