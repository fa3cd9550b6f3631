import { Counter, Gauge, type Registry } from 'prom-client';
import { endReasons } from './ends.ts';
import { protocols } from './subscriber.ts';

export interface SubscriptionMetrics {
  started(protocol: string, isResumed: boolean): void;
  /** Called once for each that has started. */
  ended(protocol: string, reason: string): void;
  delivered(protocol: string): void;
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
    help: 'Subscriptions that have begun, by whether after a cursor or at the present.',
    labelNames: ['protocol', 'from'] as const,
    registers,
  });
  const ended = new Counter({
    name: 'graphql_subscriptions_ended_total',
    help: 'Subscriptions that have ended, each once, by reason.',
    labelNames: ['protocol', 'reason'] as const,
    registers,
  });
  // From the start, so that rates can be computed.
  for (const protocol of protocols) {
    for (const reason of endReasons) ended.inc({ protocol, reason }, 0);
  }
  const delivered = new Counter({
    name: 'graphql_subscription_events_total',
    help: 'Events sent to clients.',
    labelNames: ['protocol'] as const,
    registers,
  });
  return {
    started(protocol, isResumed) {
      started.inc({ protocol, from: isResumed ? 'cursor' : 'present' });
      active.inc({ protocol });
    },
    ended(protocol, reason) {
      ended.inc({ protocol, reason });
      active.dec({ protocol });
    },
    delivered: (protocol) => delivered.inc({ protocol }),
  };
}
