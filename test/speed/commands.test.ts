import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { createBurst } from '../support/burst.ts';
import { countCommands } from '../support/commands.ts';
import { startGraph, type TestGraph, transport } from '../support/graph.ts';
import { until } from '../support/wait.ts';

let graph: TestGraph;

beforeAll(async () => {
  graph = await startGraph();
});

afterAll(() => graph?.stop());

const statusQuery = /* GraphQL */ `
  query Status($number: String!) {
    application(number: $number) {
      number
      stage
      targetDate
      overdue
      responsibleUnit {
        name
        kind
        path
        parent {
          name
        }
      }
      responsibleUnits {
        name
      }
      applicant {
        name
      }
    }
  }
`;

async function filedByOne() {
  const citizen = await graph.data.citizen();
  const unit = graph.data.unit({ kind: 'PROVINCIAL_DIRECTORATE', provinceCode: '34' });
  const application = await graph.data.application({
    citizen,
    referrals: [{ unit }],
    timeline: [{}],
  });
  const token = await graph.token({ role: 'CITIZEN', citizenId: citizen.id });
  const trackingCode = graph.data.trackingCode(application);
  return { number: application.number, token, trackingCode };
}

test('the status query reads each database once and the directory never', async () => {
  const { number, token } = await filedByOne();

  const counts = await countCommands(graph.data, () =>
    graph.client.data(statusQuery, { variables: { number }, token }),
  );

  expect(counts).toEqual({ citizen: 1, application: 1, 'institution-directory': 0 });
});

test('ids of objects are not read by themselves, and a node is read as by its number', async () => {
  const { number, token } = await filedByOne();
  const commandsOf = async (query: string, variables: Record<string, unknown>) => {
    const { application } = await countCommands(graph.data, () =>
      graph.client.data(query, { variables, token }),
    );
    return application;
  };
  const withIds =
    'query ($number: String!) { application(number: $number) { id timeline { id } replies { id } supplements { id } } }';
  const { application } = await graph.client.data(withIds, { variables: { number }, token });
  const { id, timeline } = application as { id: string; timeline: { id: string }[] }; // the query selects it
  const node = 'query ($id: ID!) { node(id: $id) { id ... on Application { stage } } }';

  // The application, its timeline, its referrals and its texts.
  expect(await commandsOf(withIds, { number })).toBe(4);
  expect(await commandsOf(node, { id })).toBe(1);
  expect(await commandsOf(node, { id: timeline[0]?.id })).toBe(2);
});

test('in one process citizens are read in parallel with their applications, if these are requested', async () => {
  const [own, foreign] = [await filedByOne(), await filedByOne()];
  const withApplicant =
    'query ($number: String!) { application(number: $number) { applicant { name } } }';
  const without = 'query ($number: String!) { application(number: $number) { stage } }';
  const ask = (query: string, { number }: { number: string }) =>
    graph.client.ask(query, { variables: { number }, token: own.token });
  const countsOf = async (query: string, asked: { number: string }) => {
    await ask(query, own); // planned
    return countCommands(graph.data, () => ask(query, asked));
  };
  const inTime = transport === 'in-process' ? 1 : 0;

  expect(await countsOf(withApplicant, own)).toMatchObject({ application: 1, citizen: 1 });
  // There is nothing to show, and nothing is shown. The two reads race: on a busy machine the refusal may be first.
  const refused = await until(
    () => countsOf(withApplicant, foreign),
    ({ citizen }) => citizen === inTime,
  );
  expect(refused).toMatchObject({ application: 1 });
  expect((await ask(withApplicant, foreign)).data).toEqual({ application: null });
  expect(await countsOf(without, own)).toMatchObject({ application: 1, citizen: 0 });
});

test('tracking reads the application and the failed attempts once each, and nothing else', async () => {
  const { number, trackingCode } = await filedByOne();

  const counts = await countCommands(graph.data, () =>
    graph.client.data(
      /* GraphQL */ `
        query Track($number: String!, $trackingCode: String!) {
          trackApplication(number: $number, trackingCode: $trackingCode) {
            stage
            overdue
            responsibleUnit {
              name
              path
            }
          }
        }
      `,
      { variables: { number, trackingCode } },
    ),
  );

  expect(counts).toEqual({ citizen: 0, application: 2, 'institution-directory': 0 });
});

test('a wrong tracking code takes the same commands whether the number exists or not', async () => {
  const { number } = await filedByOne();
  const query =
    'query ($number: String!) { trackApplication(number: $number, trackingCode: "0000-0000-0000") { stage } }';
  const track = (tried: string) => graph.client.ask(query, { variables: { number: tried } });
  const codesOf = ({ errors }: Awaited<ReturnType<typeof track>>) =>
    errors.map(({ extensions }) => extensions['code']);
  expect(codesOf(await track(number))).toEqual(['NOT_FOUND']); // planned
  const unused = '2500000004';

  const existing = await countCommands(graph.data, () => track(number));
  const missing = await countCommands(graph.data, () => track(unused));

  expect(codesOf(await track(unused))).toEqual(['NOT_FOUND']);
  expect(missing).toEqual(existing);
});

test('a hundred status queries at once share their commands', async () => {
  const filed = await Promise.all(Array.from({ length: 100 }, filedByOne));
  const burst = createBurst(`${graph.url}/graphql`);
  const askAll = () =>
    burst.sendAll(
      filed.map(({ number, token }) => ({ query: statusQuery, variables: { number }, token })),
    );
  // As in a busy process: connections are open and tokens verified.
  for (let round = 0; round < 4; round += 1) await askAll();

  // Again where a server that shares the machine with much else was not reached in time.
  const { answers, counts } = await until(
    async () => {
      let answers: unknown[] = [];
      const counts = await countCommands(graph.data, async () => {
        answers = await askAll();
      });
      return { answers, counts };
    },
    ({ answers }) => !JSON.stringify(answers).includes('UNAVAILABLE'),
  );
  burst.stop();

  expect(answers).toEqual(
    filed.map(({ number }) => ({ data: { application: expect.objectContaining({ number }) } })),
  );
  expect(counts['institution-directory']).toBe(0);
  // One for each group that is read at the same time; a busy machine reads them in more groups than an idle one, which
  // needs up to five.
  expect(counts.application).toBeLessThanOrEqual(20);
  expect(counts.citizen).toBeLessThanOrEqual(20);
});

test('a page of applications with everything on it needs one command for each kind of thing', async () => {
  const citizen = await graph.data.citizen();
  const unit = graph.data.unit({ kind: 'PROVINCIAL_DIRECTORATE', provinceCode: '34' });
  for (let index = 0; index < 10; index += 1) {
    await graph.data.application({ citizen, referrals: [{ unit }] });
  }
  const token = await graph.token({ role: 'CITIZEN', citizenId: citizen.id });

  const counts = await countCommands(graph.data, () =>
    graph.client.data(
      /* GraphQL */ `
        query {
          myApplications(first: 10) {
            nodes {
              subject
              text
              referrals {
                state
                unit {
                  path
                }
              }
              replies {
                text
              }
              timeline {
                event
              }
              applicant {
                name
              }
            }
          }
        }
      `,
      { token },
    ),
  );

  // The page itself, the contents, the referrals and the timelines.
  expect(counts).toEqual({ citizen: 1, application: 4, 'institution-directory': 0 });
});

test('a page of an inbox needs one command for the referrals, and one for each other kind of thing on it', async () => {
  const citizen = await graph.data.citizen();
  const unit = graph.data.unit({ kind: 'DISTRICT_GOVERNORSHIP', provinceCode: '69' });
  for (let index = 0; index < 12; index += 1) {
    await graph.data.application({ citizen, referrals: [{ unit }] });
  }
  const token = await graph.token({ role: 'OFFICER', unitId: unit._id });
  const inbox = (asked: string) => /* GraphQL */ `
    query {
      unitInbox(unitId: "${unit._id}", first: 10, filter: { states: [IN_PROGRESS] }) {
        ${asked}
      }
    }
  `;
  const page = /* GraphQL */ `
    nodes {
      state
      statutoryDate
      unit {
        path
      }
      application {
        number
        type
        stage
        topic {
          name
        }
        applicant {
          name
        }
      }
    }
    pageInfo {
      hasNextPage
      endCursor
    }
  `;
  const commandsFor = (asked: string) =>
    countCommands(graph.data, () => graph.client.data(inbox(asked), { token }));

  // The referrals and their applications.
  expect(await commandsFor(page)).toEqual({
    citizen: 1,
    application: 2,
    'institution-directory': 0,
  });
  // The texts as well; and, apart from the page, the counts of the four states.
  expect(await commandsFor(`${page} edges { node { application { subject text } } }`)).toEqual({
    citizen: 1,
    application: 3,
    'institution-directory': 0,
  });
  expect(await commandsFor('counts { state count }')).toEqual({
    citizen: 0,
    application: 2 + 4,
    'institution-directory': 0,
  });
});

test('a page of the evaluation queue needs one command', async () => {
  const citizen = await graph.data.citizen();
  await graph.data.application({ citizen });
  await graph.data.application({ citizen });
  const token = await graph.token({ role: 'EVALUATOR' });

  const counts = await countCommands(graph.data, () =>
    graph.client.data('{ evaluationQueue { nodes { number stage claimedBy } } }', { token }),
  );

  expect(counts).toEqual({ citizen: 0, application: 1, 'institution-directory': 0 });
});
