import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { until } from '../support/wait.ts';
import { cursorAt } from './event-log.ts';
import { startStreams, type StreamScene } from './stream-scene.ts';

let scene: StreamScene;
let token: string;

beforeAll(async () => {
  scene = await startStreams();
  token = await scene.token();
});

afterAll(() => scene.stop());

afterEach(() => scene.disconnect());

/** How many events the log has before a test. */
let before = 0;

beforeEach(async () => {
  await until(
    () => scene.small.log.followers,
    (followers) => followers === 0,
  );
  before = scene.small.log.length;
});

const event = (number: string, unit = '1') => ({ unit, number });

describe('each event', () => {
  test('is resolved across the subgraphs under the names of the client', async () => {
    const socket = await scene.socket({ token });
    socket.subscribe(
      's',
      `subscription ($unit: ID!, $part: String!, $more: Boolean!) {
        new: filed(unit: $unit) {
          place: position
          application { ...Shown first: part(name: "a") second: part(name: $part) }
        }
      }
      fragment Shown on Application {
        number
        about: subject
        applicant { name residence { name parent { name @include(if: $more) id @skip(if: $more) } } }
      }`,
      { variables: { unit: '1', part: 'b', more: true } },
    );
    await socket.positioned('s');
    scene.small.log.add(event('7'));

    expect(await socket.next('next', 's')).toEqual({
      data: {
        new: {
          place: before + 1,
          application: {
            number: '7',
            about: 'about 7',
            applicant: {
              name: 'name of c-7',
              residence: { name: 'unit u-c-7', parent: { name: 'unit u-c-7-parent' } },
            },
            first: 'part a',
            second: 'part b',
          },
        },
      },
      extensions: { cursor: cursorAt(before + 1) },
    });
  });

  test('has its own errors', async () => {
    const socket = await scene.socket({ token });
    socket.subscribe(
      's',
      'query Q { units } subscription S { filed(unit: 1) { application { number failing applicant { name } } } }',
      { operationName: 'S' },
    );
    await socket.positioned('s');
    scene.small.failing.add('c-9');
    scene.small.log.add(event('9'), event('10'));

    const [ninth, tenth] = await socket.payloads('next', 2, 's');
    expect(ninth).toMatchObject({
      data: { filed: { application: { number: '9', failing: null, applicant: { name: null } } } },
      errors: [
        { path: ['filed', 'application', 'failing'], extensions: { code: 'NOT_FOUND' } },
        { path: ['filed', 'application', 'applicant'], extensions: { code: 'UNAVAILABLE' } },
      ],
    });
    expect(tenth).toMatchObject({
      data: { filed: { application: { number: '10', applicant: { name: 'name of c-10' } } } },
      errors: [{ path: ['filed', 'application', 'failing'] }],
    });
  });

  test('is resolved again while another subgraph cannot reach MongoDB', async () => {
    const socket = await scene.socket({ token });
    socket.subscribe('s', 'subscription { filed(unit: 1) { application { applicant { name } } } }');
    await socket.positioned('s');
    scene.small.citizenFailures = 2;
    scene.small.log.add(event('13'));

    expect(await socket.next('next', 's')).toEqual({
      data: { filed: { application: { applicant: { name: 'name of c-13' } } } },
      extensions: { cursor: expect.any(String) },
    });
    expect(scene.small.citizenFailures).toBe(0);
  });

  test('begins once MongoDB has a primary again', async () => {
    scene.small.failures = 3;
    const socket = await scene.socket({ token });
    socket.subscribe('waits', 'subscription { filed(unit: "late") { position } }');
    await socket.positioned('waits');
    scene.small.log.add({ unit: 'late', number: '1' });

    expect(await socket.next('next', 'waits')).toMatchObject({ data: { filed: {} } });
    expect(scene.small.failures).toBe(0);
    expect(socket.of('error')).toEqual([]);
  });

  test('waits while its subgraph cannot reach MongoDB, and the events after it wait with it', async () => {
    const socket = await scene.socket({ token });
    socket.subscribe('s', 'subscription { filed(unit: 1) { application { subject } } }');
    await socket.positioned('s');
    scene.small.failures = 3;
    scene.small.log.add(event('11'), event('12'));

    expect(await socket.payloads('next', 2, 's')).toEqual([
      {
        data: { filed: { application: { subject: 'about 11' } } },
        extensions: { cursor: expect.any(String) },
      },
      {
        data: { filed: { application: { subject: 'about 12' } } },
        extensions: { cursor: expect.any(String) },
      },
    ]);
    expect(scene.small.failures).toBe(0);
  });

  test('is delivered once and in order over each protocol', async () => {
    const query = 'subscription { filed(unit: 1) { application { number } } }';
    const socket = await scene.socket({ token });
    socket.subscribe('s', query);
    await socket.positioned('s');
    const sse = await scene.read({ accept: 'sse', query, token });
    const multipart = await scene.read({ accept: 'multipart', query, token });
    const get = await scene.read({ accept: 'sse', query, token, method: 'GET' });
    const numbers = Array.from({ length: 40 }, (_, index) => String(index));
    for (const reader of [sse, multipart, get]) {
      expect(reader.response.status).toBe(200);
      await until(
        () => reader.text,
        (text) => text.includes('at-'),
      );
    }
    for (const number of numbers) scene.small.log.add(event(number), event(number, 'other'));

    const expected = numbers.map((number, index) => ({
      data: { filed: { application: { number } } },
      extensions: { cursor: cursorAt(before + 2 * index + 1) },
    }));
    expect(await socket.payloads('next', 40, 's')).toEqual(expected);
    expect(await sse.waitForEvents(40)).toEqual(expected);
    expect(await multipart.waitForEvents(40)).toEqual(expected);
    expect(await get.waitForEvents(40)).toEqual(expected);
    expect(sse.pieces.filter(({ event }) => event === 'next').map(({ id }) => id)).toEqual(
      expected.map(({ extensions }) => extensions.cursor),
    );
  });
});

describe('resuming', () => {
  const query = 'subscription ($after: String) { filed(unit: 1, after: $after) { position } }';

  test('begins after the cursor, in each place that a protocol has for it', async () => {
    scene.small.log.add(event('a'), event('b'), event('c'));
    const after = cursorAt(before + 1);
    const expected = [2, 3].map((place) => ({
      data: { filed: { position: before + place } },
      extensions: { cursor: cursorAt(before + place) },
    }));
    const socket = await scene.socket({ token });
    socket.subscribe('argument', query, { variables: { after } });
    socket.subscribe('extension', query, { extensions: { after } });
    socket.subscribe('both', query, { extensions: { after }, variables: { after: cursorAt(0) } });
    const sse = await scene.read({
      accept: 'sse',
      query,
      token,
      headers: { 'last-event-id': after },
    });
    const again = await scene.read({
      accept: 'sse',
      query,
      token,
      extensions: { after: cursorAt(before) },
      headers: { 'last-event-id': after },
    });
    const multipart = await scene.read({
      accept: 'multipart',
      query,
      token,
      extensions: { after },
    });

    for (const id of ['argument', 'extension', 'both']) {
      expect(await socket.payloads('next', 2, id)).toEqual(expected);
    }
    expect(await sse.waitForEvents(2)).toEqual(expected);
    expect(await again.waitForEvents(2)).toEqual(expected);
    expect(await multipart.waitForEvents(2)).toEqual(expected);
    expect(scene.small.log.begun).toContain(after);
  });

  test('joins those who have reached the same position', async () => {
    const socket = await scene.socket({ token });
    socket.subscribe('live', query);
    await socket.positioned('live');
    scene.small.log.add(event('a'), event('b'));
    await socket.payloads('next', 2, 'live');
    socket.subscribe('behind', query, { extensions: { after: cursorAt(before) } });
    await socket.payloads('next', 2, 'behind');
    await until(
      () => scene.small.log.followers,
      (followers) => followers === 1,
    );
    scene.small.log.add(event('c'));

    const last = {
      data: { filed: { position: before + 3 } },
      extensions: { cursor: cursorAt(before + 3) },
    };
    expect((await socket.payloads('next', 3, 'live'))[2]).toEqual(last);
    expect((await socket.payloads('next', 3, 'behind'))[2]).toEqual(last);
  });
});
