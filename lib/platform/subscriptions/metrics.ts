import { Counter, Gauge, Histogram, type Registry } from 'prom-client';
import { earliest } from '../../kit/cursor.ts';
import { durationBuckets } from '../process/metrics.ts';
import { endReasons } from './ends.ts';
import { protocols } from './subscriber.ts';

export interface SubscriptionMetrics {
  /** @param after the cursor after which it begins; null for the present. */
  started(protocol: string, after: string | null): void;
  /** Called once for each that has started. */
  ended(protocol: string, reason: string): void;
  delivered(protocol: string, isReplayed: boolean): void;
  /** Called once an event that was not replayed is sent to all who share it, with the seconds since its commit. */
  lag(seconds: number): void;
  /** Reports how many bytes of events wait, read whenever metrics are requested. */
  queued(bytes: () => number): void;
}

export function createSubscriptionMetrics(registry: Registry): SubscriptionMetrics {
  const registers = [registry];
  const active = new Gauge({
    name: 'graphql_subscriptions_active',
    help: 'Open subscriptions.',
    labelNames: ['protocol'] as const,
    registers,
  });
  const started = new Counter({
    name: 'graphql_subscriptions_started_total',
    help: 'Subscriptions that have begun, by whether after a cursor, with the earliest that is kept, or at the present.',
    labelNames: ['protocol', 'from'] as const,
    registers,
  });
  const ended = new Counter({
    name: 'graphql_subscriptions_ended_total',
    help: 'Subscriptions that have ended, each once, by reason.',
    labelNames: ['protocol', 'reason'] as const,
    registers,
  });
  let queued = () => 0;
  void new Gauge({
    name: 'graphql_subscription_queued_bytes',
    help: 'Bytes of events in memory that wait for clients to read them, each event once for all who share it.',
    registers,
    collect() {
      this.set(queued());
    },
  });
  // From the start, so that rates can be computed.
  for (const protocol of protocols) {
    for (const reason of endReasons) ended.inc({ protocol, reason }, 0);
  }
  return {
    started(protocol, after) {
      const place = after === earliest ? 'earliest' : 'cursor';
      started.inc({ protocol, from: after === null ? 'present' : place });
      active.inc({ protocol });
    },
    ended(protocol, reason) {
      ended.inc({ protocol, reason });
      active.dec({ protocol });
    },
    queued(bytes) {
      queued = bytes;
    },
    ...createEventMetrics(registry),
  };
}

function createEventMetrics(registry: Registry): Pick<SubscriptionMetrics, 'delivered' | 'lag'> {
  const registers = [registry];
  const labelNames = ['protocol'] as const;
  const delivered = new Counter({
    name: 'graphql_subscription_events_total',
    help: 'Events sent to clients.',
    labelNames,
    registers,
  });
  const replayed = new Counter({
    name: 'graphql_subscription_events_replayed_total',
    help: 'Events sent to clients that were read from stored events, and did not just arrive.',
    labelNames,
    registers,
  });
  for (const protocol of protocols) replayed.inc({ protocol }, 0);
  const lag = new Histogram({
    name: 'graphql_subscription_lag_seconds',
    help: 'Time from the commit of an event, by the clock of its database, until it is sent to all who share it; not of replayed ones.',
    buckets: durationBuckets,
    registers,
  });
  return {
    delivered(protocol, isReplayed) {
      delivered.inc({ protocol });
      if (isReplayed) replayed.inc({ protocol });
    },
    // The clocks of two machines may differ.
    lag: (value) => lag.observe(Math.max(0, value)),
  };
}
