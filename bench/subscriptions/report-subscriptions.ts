import { availableParallelism, totalmem } from 'node:os';
import { type GatewayName, gatewayTitles } from './gateways.ts';
import type { MeasuredDelivery, MeasuredMemory } from './measure.ts';
import { matching } from './scene.ts';

export interface SubscriptionResults {
  memory: readonly MeasuredMemory[];
  /** At fixed rates. */
  deliveries: readonly MeasuredDelivery[];
  /** As fast as possible. */
  saturated: readonly MeasuredDelivery[];
}

const most = { bytesEach: 12_288, times: 2, moreMs: 20 } as const;
const atLeast = { timesHive: 5, cpuFree: 0.3 } as const;

/** Returns the tables in Markdown, and which targets were met. */
export function reportOfSubscriptions(results: SubscriptionResults): string {
  const { memory, deliveries, saturated } = results;
  return [
    'Memory of the gateway for each subscription, beyond those of the first 50, after a garbage collection; one connection each.',
    '',
    '| gateway | stream shared by | subscriptions | resident, bytes each | heap, bytes each | buffers, bytes each |',
    '| --- | --- | --: | --: | --: | --: |',
    ...memory.map(lineOfMemory),
    '',
    `Delivery of referrals, each to ${matching} subscribers, from the moment at which MongoDB wrote the commit (the wall time of the change); beside it a bare change stream of the driver.`,
    '',
    '| gateway | stream shared by | subscriptions | referrals/s | deliveries/s | delivered | missing | repeated | p50 ms | p99 ms | bare reader p50 ms | bare reader p99 ms | gateway, cores | CPU left free | of the machine |',
    '| --- | --- | --: | --: | --: | --: | --: | --: | --: | --: | --: | --: | --: | --: | --: |',
    ...[...deliveries, ...saturated].map(lineOf),
    '',
    '| target | wanted | measured | |',
    '| --- | --: | --: | --- |',
    ...targetsOf(results).map(({ title, wanted, measured, isMet }) =>
      row(title, wanted, measured, isMet ? 'met' : 'missed'),
    ),
    '',
    ...failuresOf([...deliveries, ...saturated]),
    conditions(),
  ].join('\n');
}

const sharedBy = { 'of a unit': `${matching} of a unit`, alone: 'nobody' } as const;

export const lineOfMemory = (one: MeasuredMemory) =>
  row(
    gatewayTitles[one.gateway],
    sharedBy[one.sharing],
    one.subscriptions,
    one.residentEach.toFixed(0),
    one.heapEach.toFixed(0),
    one.externalEach.toFixed(0),
  );

export const lineOf = (one: MeasuredDelivery) =>
  row(
    gatewayTitles[one.gateway],
    sharedBy[one.sharing],
    one.subscriptions,
    one.perSecond ?? 'as fast as possible',
    one.deliveriesPerSecond.toFixed(0),
    one.delivered,
    one.missing,
    one.repeated,
    one.delivery.p50.toFixed(1),
    one.delivery.p99.toFixed(1),
    one.reader.p50.toFixed(1),
    one.reader.p99.toFixed(1),
    one.gatewayCpu.toFixed(2),
    percent(one.cpuFree),
    percent(one.machineFree),
  );

interface Target {
  title: string;
  wanted: string;
  measured: string;
  isMet: boolean;
}

function targetsOf({ memory, deliveries, saturated }: SubscriptionResults): Target[] {
  const ours = ({ gateway }: { gateway: GatewayName }) => gateway !== 'hive';
  const oursDelivered = [...deliveries, ...saturated].filter(ours);
  const missing = oursDelivered.reduce((sum, one) => sum + one.missing, 0);
  return [
    ...memory.filter(ours).map((one): Target => ({
      title: `resident bytes each, ${one.subscriptions} subscriptions, stream shared by ${sharedBy[one.sharing]}`,
      wanted: `at most ${most.bytesEach}`,
      measured: one.residentEach.toFixed(0),
      isMet: one.residentEach <= most.bytesEach,
    })),
    {
      title: 'events that this graph has not delivered',
      wanted: '0',
      measured: String(missing),
      isMet: missing === 0,
    },
    ...latencyTarget(deliveries.filter(({ gateway }) => gateway === 'in-process')),
    ...hiveTargets(saturated),
  ];
}

/** At the highest rate that leaves enough of the CPU. */
function latencyTarget(deliveries: readonly MeasuredDelivery[]): Target[] {
  const calm = deliveries.filter(({ cpuFree }) => cpuFree >= atLeast.cpuFree);
  const highest = calm.toSorted((one, other) => (other.perSecond ?? 0) - (one.perSecond ?? 0))[0];
  if (!highest) return [];
  const limit = most.times * highest.reader.p99 + most.moreMs;
  return [
    {
      title: `p99 from commit to delivery, ms, ${highest.perSecond} referrals/s, ${highest.subscriptions} subscriptions`,
      wanted: `at most ${limit.toFixed(1)} (${most.times} × the bare reader’s, and ${most.moreMs})`,
      measured: highest.delivery.p99.toFixed(1),
      isMet: highest.delivery.p99 <= limit,
    },
  ];
}

function hiveTargets(saturated: readonly MeasuredDelivery[]): Target[] {
  const hive = saturated.find(({ gateway }) => gateway === 'hive');
  if (!hive) return [];
  return saturated
    .filter((one) => one.gateway !== 'hive' && one.subscriptions === hive.subscriptions)
    .map((one) => {
      const ratio = one.deliveriesPerSecond / hive.deliveriesPerSecond;
      return {
        title: `deliveries/s, ${gatewayTitles[one.gateway]} : Hive Gateway, ${one.subscriptions} subscriptions`,
        wanted: `at least ${atLeast.timesHive}`,
        measured: ratio.toFixed(2),
        isMet: ratio >= atLeast.timesHive,
      };
    });
}

const failuresOf = (measured: readonly MeasuredDelivery[]): string[] =>
  measured.flatMap(({ gateway, failures }) =>
    failures.length > 0 ? [`${gatewayTitles[gateway]} has answered:`, ...failures, ''] : [],
  );

const percent = (share: number) => `${(100 * share).toFixed(0)} %`;

const row = (...cells: readonly (string | number)[]) => `| ${cells.join(' | ')} |`;

function conditions(): string {
  const day = new Date().toISOString().slice(0, 10);
  const gigabytes = Math.round(totalmem() / 2 ** 30);
  return `${day}, Node ${process.versions.node}, ${availableParallelism()} cores, ${gigabytes} GiB; clients, writer, bare reader and MongoDB on the same machine.`;
}
