import { EventEmitter } from 'node:events';
import { describe, expect, test } from '@jest/globals';
import { Interruption } from './interruption.ts';
import { createLogger } from '../process/logger.ts';
import { createGraphRequest } from './request.ts';
import type { Role, SignedInViewer } from '../../kit/viewer.ts';
import { createAdmission, defaultConcurrency, parseConcurrency } from './admission.ts';

const logger = createLogger({ level: 'silent', name: 'test' });

function requestOf(role: Role | null, interruption?: Interruption) {
  const viewer: SignedInViewer | null = role && {
    subject: 'somebody',
    role,
    citizenId: null,
    unitId: null,
  };
  return createGraphRequest(viewer, 'test', logger, interruption ? { interruption } : {});
}

const tooMany = expect.objectContaining({
  message: 'The server is busy. Try again in a moment.',
  extensions: { code: 'LIMIT_EXCEEDED', http: { status: 503 } },
});

describe('of each role', () => {
  const limits = { anonymous: 1, ANALYST: 1 };

  test('a limited number is executed at once, and the others are served in order', async () => {
    const admission = createAdmission({ limits, queueTimeoutMs: 60_000 });
    const analyst = requestOf('ANALYST');
    const order: number[] = [];

    expect(admission.enter(analyst)).toBeUndefined();
    const waiting = [1, 2].map((number) =>
      admission.enter(analyst)?.then(() => order.push(number)),
    );
    expect(admission.enter(requestOf(null))).toBeUndefined();
    expect(admission.enter(requestOf('SERVICE'))).toBeUndefined();
    admission.leave(analyst);
    await waiting[0];
    expect(order).toEqual([1]);
    admission.leave(analyst);
    await waiting[1];
    expect(order).toEqual([1, 2]);

    admission.leave(analyst);
    expect(admission.enter(analyst)).toBeUndefined();
  });

  test('a limited number waits, for a limited time; a refused one neither takes nor frees a place', async () => {
    const admission = createAdmission({ limits, queueTimeoutMs: 20 });
    const anybody = requestOf(null);
    expect(admission.enter(anybody)).toBeUndefined();
    const waiting = Array.from({ length: 4 }, async () => admission.enter(anybody));

    expect(() => admission.enter(anybody)).toThrow(tooMany);
    const outcomes = await Promise.allSettled(waiting);
    expect(outcomes).toEqual(waiting.map(() => ({ status: 'rejected', reason: tooMany })));

    admission.leave(anybody);
    expect(admission.enter(anybody)).toBeUndefined();
    await expect(admission.enter(anybody)).rejects.toEqual(tooMany);
  });

  test('a request whose client disconnects stops waiting', async () => {
    const admission = createAdmission({ limits, queueTimeoutMs: 60_000 });
    const client = Object.assign(new EventEmitter(), { destroyed: false });
    const leaving = requestOf(null, new Interruption(client, 60_000));
    const staying = requestOf(null);
    expect(admission.enter(staying)).toBeUndefined();
    const waiting = admission.enter(leaving);
    const behind = admission.enter(staying);

    client.destroyed = true;
    client.emit('close');

    await expect(waiting).rejects.toMatchObject({ code: 'UNAVAILABLE' });
    admission.leave(staying);
    await behind;
  });
});

describe('one owner of many', () => {
  const from = (clientAddress: string) =>
    createGraphRequest(null, 'test', logger, { clientAddress });
  const admission = () => createAdmission({ limits: { anonymous: 8 }, queueTimeoutMs: 60_000 });

  test('gets a quarter of the places, whoever else is waiting', async () => {
    const { enter, leave } = admission();
    const [one, other] = [from('192.0.2.1'), from('192.0.2.2')];
    const order: string[] = [];

    expect([enter(one), enter(one)]).toEqual([undefined, undefined]);
    const third = enter(one)?.then(() => order.push('one'));
    expect([enter(other), enter(other)]).toEqual([undefined, undefined]);
    const waiting = enter(other)?.then(() => order.push('other'));
    leave(other);
    await waiting;
    expect(order).toEqual(['other']);
    leave(one);
    await third;
    expect(order).toEqual(['other', 'one']);
  });

  test('gets a quarter of the queue', async () => {
    const { enter, leave } = admission();
    const one = from('2001:db8::1');
    expect([enter(one), enter(one)]).toEqual([undefined, undefined]);
    const waiting = Array.from({ length: 8 }, async () => enter(one));
    expect(await Promise.race([...waiting, Promise.resolve('all wait')])).toBe('all wait');

    expect(() => enter(one)).toThrow(tooMany);
    // Of one network, and so the same.
    expect(() => enter(from('2001:db8::2'))).toThrow(tooMany);
    expect(enter(from('192.0.2.2'))).toBeUndefined();
    waiting.forEach(() => leave(one));
    await expect(Promise.all(waiting)).resolves.toHaveLength(waiting.length);
  });
});

test('limits that are not given have their defaults', () => {
  expect(parseConcurrency('')).toEqual(defaultConcurrency);
  expect(parseConcurrency('anonymous=1, CITIZEN=20')).toEqual({
    ...defaultConcurrency,
    anonymous: 1,
    CITIZEN: 20,
  });
});

test.each(['CITIZEN', 'CITIZEN=0', 'SERVICE=1', 'citizen=1', 'CITIZEN=1,', '=1', 'CITIZEN=-1'])(
  'no numbers are read from %j',
  (text) => {
    expect(parseConcurrency(text)).toBeUndefined();
  },
);
