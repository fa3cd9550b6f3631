import { expect, test } from '@jest/globals';
import { createLogger } from '../process/logger.ts';
import type { OperationPolicy } from '../operations/policy.ts';
import { createGraphRequest } from '../operations/request.ts';
import { ReadingCharges } from './reading-charges.ts';
import type { JoinedStream, Subscriber } from './subscriber.ts';

const logger = createLogger({ level: 'silent', name: 'test' });

/** Viewers who can pay, by their names, and what was charged to whom. */
function scene() {
  const able = new Set<string>();
  const charged: string[] = [];
  const policy: OperationPolicy = {
    afterReading({ request }, cost) {
      const { subject = '' } = request.viewer ?? {};
      if (!able.has(subject)) return 0.01;
      charged.push(`${subject} ${cost}`);
      return 0;
    },
  };
  const charges = new ReadingCharges(policy);
  return {
    able,
    charged,
    /** @returns whether a stream has read on, and a promise that it does. */
    pay(owed: number, ...subjects: string[]) {
      const state = { hasGoneOn: false };
      const members = new Set(subjects.map(memberOf));
      const stream = { members, owed } as Partial<JoinedStream> as JoinedStream;
      const done = charges.pay(stream).then(() => (state.hasGoneOn = true));
      return { state, done };
    },
  };
}

function memberOf(subject: string): Subscriber {
  const viewer = { subject, role: 'OFFICER', unitId: '10000001', citizenId: null } as const;
  const request = createGraphRequest(viewer, 'request-1', logger);
  return { client: {}, execution: { request } } as Partial<Subscriber> as Subscriber;
}

test('the streams of one viewer wait one after the other', async () => {
  const { able, charged, pay } = scene();
  const first = pay(1, 'ayse');
  const second = pay(2, 'ayse');
  able.add('ayse');
  await second.done;

  expect(first.state.hasGoneOn).toBe(true);
  expect(charged).toEqual(['ayse 1', 'ayse 2']);
});

test('a stream does not wait for those of one member while another can pay', async () => {
  const { able, charged, pay } = scene();
  const paused = pay(1, 'ayse');
  const shared = pay(2, 'ayse', 'ali');
  const last = pay(3, 'ayse');
  able.add('ali');
  await shared.done;

  expect(charged).toEqual(['ali 2']);
  expect([paused, last].map(({ state }) => state.hasGoneOn)).toEqual([false, false]);

  able.add('ayse');
  await last.done;
  expect(charged).toEqual(['ali 2', 'ayse 1', 'ayse 3']);
});
