import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { openTown, type Town } from '../casework/town.ts';
import { operations, type Standing } from '../casework/operations.ts';
import { HttpReader } from '../subscriptions/http-reader.ts';
import { SocketClient } from '../subscriptions/socket-client.ts';
import { startGraph, type TestGraph } from '../support/graph.ts';
import { type Person, personOf } from '../support/person.ts';
import { until } from '../support/wait.ts';
import { now } from './events-scene.ts';

/** Nothing that was resolved for an event is kept: what is hidden after it was delivered is hidden in its replay. */

let graph: TestGraph;
let town: Town;
let citizen: Person;

const name = 'Gizlenenad';
const subjectWord = 'Gizlenmeyenkonu';
const textWord = 'Gizlenenmetin';
const noteWord = 'Başkabirimnotu';

beforeAll(async () => {
  graph = await startGraph();
  town = await openTown(graph);
  const { id: citizenId } = await graph.data.citizen({ name });
  citizen = await personOf(graph, { role: 'CITIZEN', citizenId });
});

afterAll(() => graph?.stop());

const fields = /* GraphQL */ `
  cursor
  application {
    number
    subject
    text
    version
    applicant {
      name
    }
    responsibleUnits {
      id
    }
    referrals {
      id
      unit {
        id
      }
    }
  }
`;

const newQuery = `subscription ($after: String) { event: newApplications(after: $after) { ${fields} } }`;
const changedQuery = `subscription ($id: ID!, $after: String) {
  event: applicationChanged(referralId: $id, after: $after) { kind ${fields} } }`;
const pollQuery = `query ($after: String) { applicationEvents(after: $after) { nodes { kind ${fields} } } }`;

interface Event {
  readonly cursor: string;
  readonly application: Record<string, unknown> & { readonly referrals: readonly unknown[] };
}

/** Everything that an officer is sent for a subscription, and its events. */
interface Sent {
  readonly text: string;
  readonly events: readonly Event[];
}

const eventOf = (payload: unknown) => (payload as { data: { event: Event } }).data.event; // as asked

/** The first events of a subscription. */
async function read(
  protocol: 'websocket' | 'sse',
  token: string,
  { query, variables, count }: { query: string; variables: object; count: number },
): Promise<Sent> {
  if (protocol === 'sse') {
    const reader = await HttpReader.open(graph.url, { accept: 'sse', query, variables, token });
    const events = await reader.waitForEvents(count);
    reader.close();
    return { text: reader.text, events: events.map(eventOf) };
  }
  const socket = await SocketClient.open(graph.url, { token });
  socket.subscribe('s', query, { variables });
  const payloads = await socket.payloads('next', count, 's');
  socket.close();
  return { text: JSON.stringify(socket.received), events: payloads.map(eventOf) };
}

test('an identity hidden, a text redacted and a referral forwarded after delivery are so in the replay', async () => {
  const [unitId, other] = [await town.make('İlk'), await town.make('Sonra')];
  const officer = await town.officerOf(unitId);
  const token = await graph.token({ role: 'OFFICER', unitId });
  const after = await now(officer);
  const live = await SocketClient.open(graph.url, { token });
  live.subscribe('s', newQuery);
  await live.positioned('s');

  const { number } = await citizen.do<Standing>(operations.file, {
    input: {
      type: 'COMPLAINT',
      topicId: graph.data.directory.topics[0]?._id,
      subject: subjectWord,
      text: `Sokağımızdaki lambalar üç haftadır yanmıyor. ${textWord}`,
      provinceCode: '34',
      answerChannel: 'SMS',
      idempotencyKey: crypto.randomUUID(),
    },
  });
  const { referrals } = await town.evaluator.do<Standing>(operations.refer, {
    number,
    unitIds: [unitId],
  });
  const id = referrals[0]?.id;
  const delivered = eventOf(await live.next('next', 's'));
  expect(delivered.application).toMatchObject({
    number,
    subject: subjectWord,
    text: expect.stringContaining(textWord),
    applicant: { name },
    responsibleUnits: [{ id: unitId }],
  });

  /** What each way to read again shows, once there are as many changes. */
  async function replays(changes: number): Promise<Sent[]> {
    const polled = await until(
      () => officer.do<{ nodes: Event[] }>(pollQuery, { after }),
      ({ nodes }) => nodes.length >= changes,
    );
    const all = { query: changedQuery, variables: { id, after }, count: changes + 1 };
    const first = { query: newQuery, variables: { after }, count: 1 };
    return [
      { text: JSON.stringify(polled), events: polled.nodes },
      await read('websocket', token, first),
      await read('sse', token, first),
      await read('websocket', token, all),
      await read('sse', token, all),
    ];
  }

  /** The replays show the event again, with these fields, and none of these words. */
  async function expectShown(changes: number, shown: object, hidden: readonly string[]) {
    for (const { text, events } of await replays(changes)) {
      const again = events.find(({ cursor }) => cursor === delivered.cursor);
      expect(again?.application).toMatchObject(shown);
      for (const { application } of events) expect(application).toEqual(again?.application);
      expect(hidden.filter((word) => text.includes(word))).toEqual([]);
    }
  }

  await town.evaluator.do(operations.hideIdentity, { number });
  await expectShown(2, { number: null, applicant: null, subject: subjectWord }, [number, name]);

  await town.evaluator.do(operations.redact, { number, redactedText: 'Kısaltılmış metin.' });
  const redacted = { number: null, text: 'Kısaltılmış metin.' };
  await expectShown(2, redacted, [number, name, textWord]);

  const reason = 'Konu başka birimin görev alanındadır.';
  await officer.do(operations.forward, { referralId: id, unitId: other, reason });
  const { version, referrals: both } = await town.standing(number);
  const second = await town.officerOf(other);
  await second.do(operations.accept, { referralId: both[1]?.id });
  await second.do(operations.note, { referralId: both[1]?.id, text: noteWord });
  const passedOn = { ...redacted, version, responsibleUnits: [], referrals: [{ id }] };
  const kept = [number, name, textWord, noteWord, other];
  await expectShown(3, passedOn, kept);
  live.close();
});
