import {
  createTransportMetrics,
  type TransportMetrics,
} from '../lib/federation/transport/metrics.ts';
import { createDocumentMetrics, type DocumentMetrics } from '../lib/platform/documents/metrics.ts';
import { createHttpMetrics, type HttpMetrics } from '../lib/platform/http/metrics.ts';
import {
  createOperationMetrics,
  type OperationMetrics,
} from '../lib/platform/operations/metrics.ts';
import {
  createSubscriptionMetrics,
  type SubscriptionMetrics,
} from '../lib/platform/subscriptions/metrics.ts';
import { type CostMetrics, createCostMetrics } from './demand-control/metrics.ts';
import { createPlanningMetrics, type PlanningMetrics } from './planning/metrics.ts';

/** All metrics of a gateway. */
export interface GatewayMetrics
  extends
    HttpMetrics,
    OperationMetrics,
    DocumentMetrics,
    TransportMetrics,
    CostMetrics,
    PlanningMetrics {
  readonly subscriptions: SubscriptionMetrics;
}

export function createGatewayMetrics(): GatewayMetrics {
  const http = createHttpMetrics();
  const { registry } = http;
  return {
    ...http,
    ...createOperationMetrics(registry),
    ...createDocumentMetrics(registry),
    ...createTransportMetrics(registry),
    ...createCostMetrics(registry),
    ...createPlanningMetrics(registry),
    subscriptions: createSubscriptionMetrics(registry),
  };
}
