import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Role } from '../lib/kit/viewer.ts';
import { demonstration } from '../seed/applications/demonstration.ts';

/** An operation that shows what the graph does, on the demonstration data. */
export interface Example {
  name: string;
  /** The role whose access token it needs; null if anyone may send it. */
  role: Role | null;
  /** The unit of an OFFICER. */
  unitId: string | null;
  query: string;
  variables: Record<string, unknown>;
  /** Whether it asks for lists and statistics of all applications, which are null where analytics does not run. */
  needsAnalytics: boolean;
}

const number = demonstration.firstApplicationNumber;
const trackingCode = demonstration.firstTrackingCode;
/** The unit of the officer in the examples. */
export const ministryOfTheInterior = '75451710';

const filing = {
  type: 'REQUEST',
  topicId: 'sokak-kaldirim',
  subject: 'Kaldırımda çukur',
  text: 'Sokağımızdaki kaldırımda büyük bir çukur var, onarılmasını arz ederim.',
  provinceCode: '35',
  answerChannel: 'SMS',
  idempotencyKey: 'my-first-filing',
};

/** The queries and mutations of GraphiQL, in the order in which a newcomer would try them. */
export const examples: readonly Example[] = [
  example('track', null, { number, trackingCode }),
  example('directory', null),
  example('citizen', 'CITIZEN'),
  example('filing', 'CITIZEN', { input: filing }),
  example('evaluator', 'EVALUATOR', { number }),
  example('lists', 'EVALUATOR', { unitId: ministryOfTheInterior }),
  example('officer', 'OFFICER', { number }),
  example('analyst', 'ANALYST'),
  example('outbox', 'ADMIN'),
];

/** The subscriptions of GraphiQL. */
export const subscriptionExamples: readonly Example[] = [example('subscription', 'OFFICER')];

/** What GraphiQL opens with, a tab for each. */
export const graphiqlExamples: readonly Example[] = [...examples, ...subscriptionExamples];

function example(name: string, role: Role | null, variables: Example['variables'] = {}): Example {
  const query = readFileSync(resolve(import.meta.dirname, `${name}.graphql`), 'utf8');
  const unitId = role === 'OFFICER' ? ministryOfTheInterior : null;
  return { name, role, unitId, query, variables, needsAnalytics: role === 'ANALYST' };
}
