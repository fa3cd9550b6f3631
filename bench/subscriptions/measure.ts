import { cpus } from 'node:os';
import { cpuSeconds } from '../processes.ts';
import type { InspectedGateway } from './gateways.ts';
import { matching, type Scene, type Sharing, unitOf } from './scene.ts';
import type { Subscribers } from './subscribers.ts';

/** The memory that a gateway has taken for its subscriptions, in bytes each. */
export interface MeasuredMemory {
  gateway: InspectedGateway['name'];
  sharing: Sharing;
  subscriptions: number;
  residentEach: number;
  heapEach: number;
  externalEach: number;
}

interface Percentiles {
  p50: number;
  p99: number;
}

export interface MeasuredDelivery {
  gateway: InspectedGateway['name'];
  sharing: Sharing;
  subscriptions: number;
  /** Referrals per second; null for as fast as possible. */
  perSecond: number | null;
  referrals: number;
  delivered: number;
  /** Not delivered while others were, or within the time. */
  missing: number;
  repeated: number;
  /** Milliseconds from the commit. */
  delivery: Percentiles;
  reader: Percentiles;
  /** From the first commit to the last delivery. */
  deliveriesPerSecond: number;
  /** Of all cores: what the processes of the bench, and all processes of the machine, have left. */
  cpuFree: number;
  machineFree: number;
  /** Of one core. */
  gatewayCpu: number;
  failures: readonly string[];
}

export interface Measured {
  say: (line: string) => void;
  scene: Scene;
  gateway: InspectedGateway;
  subscribers: Subscribers;
  mongodPid: number;
}

/**
 * Writes one referral to each unit, until every subscriber has received one: a gateway need not say when a
 * subscription has begun.
 */
async function untilSubscribed({ scene, subscribers }: Pick<Measured, 'scene' | 'subscribers'>) {
  const unitIds = scene.unitIds.slice(0, Math.ceil(subscribers.count / matching));
  const missing = new Set(Array.from({ length: subscribers.count }, (_, index) => index));
  const failures: string[] = [];
  for (let attempt = 0; attempt < maxAttempts && missing.size > 0; attempt += 1) {
    await scene.writer.ask('file', { count: unitIds.length });
    await scene.writer.ask('write', { unitIds, count: unitIds.length, perSecond: probesPerSecond });
    const received = await subscribers.receive(subscribers.count);
    failures.push(...received.failures);
    for (const { subscriber } of received.deliveries) missing.delete(subscriber);
  }
  if (missing.size > 0) {
    throw new Error(
      `${missing.size} of ${subscribers.count} have not subscribed: ${failures.join('\n')}`,
    );
  }
}

const maxAttempts = 3;
const probesPerSecond = 100;

/** Opens subscriptions up to each size, and measures the memory of the gateway after a garbage collection. */
export async function measureMemory(
  measured: Measured,
  sizes: readonly number[],
): Promise<MeasuredMemory[]> {
  const { gateway, subscribers, say } = measured;
  // Code that is loaded and compiled for the first subscriptions is not counted.
  await subscribers.openUpTo(warmUp);
  await untilSubscribed(measured);
  const before = await gateway.inspected.bytesAfterCollection();
  const results: MeasuredMemory[] = [];
  for (const size of sizes) {
    await subscribers.openUpTo(size);
    say(`${size} connections are open.`);
    await untilSubscribed(measured);
    const { resident, heap, external } = await gateway.inspected.bytesAfterCollection();
    const added = size - warmUp;
    results.push({
      gateway: gateway.name,
      sharing: subscribers.sharing,
      subscriptions: size,
      residentEach: (resident - before.resident) / added,
      heapEach: (heap - before.heap) / added,
      externalEach: (external - before.external) / added,
    });
  }
  return results;
}

const warmUp = 50;

interface Load {
  count: number;
  perSecond: number | null;
  /** How long to wait for deliveries once everything is written; by default as long as there are any. */
  longestMs?: number;
}

/** Writes referrals, each of which ten subscribers receive, and measures their delivery. */
export async function measureDelivery(
  { scene, gateway, subscribers, mongodPid }: Measured,
  { count, perSecond, longestMs }: Load,
): Promise<MeasuredDelivery> {
  const unitIds = scene.unitIds.slice(0, Math.ceil(subscribers.count / matching));
  await scene.writer.ask('file', { count });
  await scene.reader.ask('seen', 0);
  await subscribers.receive(0);
  const pids = [
    gateway.pid,
    ...gateway.behind,
    ...subscribers.pids,
    scene.writer.pid,
    scene.reader.pid,
    mongodPid,
  ];
  const before = usage(pids, gateway.pid);
  const written = await scene.writer.ask('write', { unitIds, count, perSecond });
  const { deliveries, failures } = await subscribers.receive(count * matching, longestMs);
  const after = usage(pids, gateway.pid);
  const seen = await scene.reader.ask('seen', count);
  const seconds = (after.atMs - before.atMs) / 1_000;
  const cores = cpus().length;
  const commits = new Map(
    seen.map(({ applicationId, committedMs }) => [applicationId, committedMs]),
  );
  const sent = new Map(
    written.map(({ applicationId, referralId, unitId }) => [
      referralId,
      { unitId, committedMs: commits.get(applicationId) ?? Number.NaN },
    ]),
  );
  const checked = check(deliveries, sent, unitIds);
  const last = deliveries.reduce((latest, { atMs }) => Math.max(latest, atMs), 0);
  const first = seen.reduce(
    (earliest, { committedMs }) => Math.min(earliest, committedMs),
    Infinity,
  );
  return {
    gateway: gateway.name,
    sharing: subscribers.sharing,
    subscriptions: subscribers.count,
    perSecond,
    referrals: count,
    delivered: checked.delays.length,
    missing: count * matching - checked.delays.length,
    repeated: checked.repeated,
    delivery: percentiles(checked.delays),
    reader: percentiles(seen.map(({ committedMs, atMs }) => atMs - committedMs)),
    deliveriesPerSecond: (1_000 * checked.delays.length) / (last - first),
    cpuFree: 1 - (after.all - before.all) / (cores * seconds),
    machineFree: (after.idle - before.idle) / (cores * seconds),
    gatewayCpu: (after.gateway - before.gateway) / seconds,
    failures,
  };
}

interface Delivery {
  subscriber: number;
  referralId: string;
  atMs: number;
}

/** The delays of the first delivery of each event to each of its subscribers. @throws for one to anybody else. */
function check(
  deliveries: readonly Delivery[],
  sent: ReadonlyMap<string, { unitId: string; committedMs: number }>,
  unitIds: readonly string[],
) {
  const known = new Set<string>();
  const delays: number[] = [];
  let repeated = 0;
  for (const { subscriber, referralId, atMs } of deliveries) {
    const referral = sent.get(referralId);
    if (!referral) continue; // of an earlier run
    if (referral.unitId !== unitOf(unitIds, subscriber)) {
      throw new Error(`Subscriber ${subscriber} has received an event of ${referral.unitId}.`);
    }
    const key = `${subscriber} ${referralId}`;
    if (known.has(key)) repeated += 1;
    else delays.push(atMs - referral.committedMs);
    known.add(key);
  }
  return { delays, repeated };
}

function percentiles(values: readonly number[]): Percentiles {
  const sorted = values
    .filter((value) => !Number.isNaN(value))
    .toSorted((one, other) => one - other);
  const at = (share: number) => sorted[Math.ceil(share * sorted.length) - 1] ?? Number.NaN;
  return { p50: at(0.5), p99: at(0.99) };
}

/** In seconds. */
function usage(pids: readonly number[], gatewayPid: number) {
  return {
    atMs: performance.now(),
    all: cpuSeconds(pids) ?? Number.NaN,
    gateway: cpuSeconds([gatewayPid]) ?? Number.NaN,
    idle: cpus().reduce((sum, { times }) => sum + times.idle, 0) / 1_000,
  };
}
