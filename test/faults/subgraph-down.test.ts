import { afterEach, expect, test } from '@jest/globals';
import { overHttp, startGraph, type TestGraph } from '../support/graph.ts';
import { until } from '../support/wait.ts';

let graph: TestGraph;

afterEach(() => graph?.stop());

const query = /* GraphQL */ `
  query Status($number: String!) {
    application(number: $number) {
      number
      stage
      responsibleUnit {
        id
        name
      }
      applicant {
        name
      }
    }
  }
`;

async function fileOne() {
  const citizen = await graph.data.citizen();
  const unit = graph.data.unit({ kind: 'GOVERNORSHIP', provinceCode: '34' });
  const { number } = await graph.data.application({ citizen, referrals: [{ unit }] });
  const token = await graph.token({ role: 'CITIZEN', citizenId: citizen.id });
  return {
    number,
    ask: () => graph.client.ask(query, { variables: { number }, token }),
    ready: async () => (await fetch(`${graph.url}/health/ready`)).status,
  };
}

const missing = (...path: (string | number)[]) => ({
  message: 'A part of the system cannot be reached at the moment. Try again later.',
  path,
  extensions: { code: 'UNAVAILABLE' },
});

overHttp('when a subgraph is down', () => {
  test('the directory’s: a citizen still gets the status, with an error on the unit alone', async () => {
    graph = await startGraph();
    const { number, ask, ready } = await fileOne();
    await graph.servers.get('institution-directory')?.stop();

    const answer = await ask();

    expect(answer.data).toEqual({
      application: {
        number,
        stage: 'IN_PROGRESS',
        responsibleUnit: null,
        applicant: { name: 'Ayşe' },
      },
    });
    expect(answer.errors).toEqual([missing('application', 'responsibleUnit')]);
    expect(await ready()).toBe(503);
  });

  test('the application’s: the error is on the fields that it owns, and the rest is answered', async () => {
    graph = await startGraph();
    const { ask } = await fileOne();
    await graph.servers.get('application')?.stop();

    const answer = await ask();
    const { data, errors } = await graph.client.ask(
      '{ myApplications { nodes { number } } leaveDays { date } provinces { code } }',
    );

    expect(answer.data).toEqual({ application: null });
    expect(answer.errors).toEqual([missing('application')]);
    expect(data).toEqual({
      myApplications: null,
      leaveDays: null,
      provinces: [{ code: '34' }, { code: '54' }, { code: '69' }],
    });
    // Fields that need a signed-in viewer are refused without calling the subgraph.
    expect(errors).toEqual([
      {
        message: 'Sign in first: this needs an access token.',
        path: ['myApplications'],
        extensions: { code: 'UNAUTHENTICATED' },
      },
      missing('leaveDays'),
    ]);
  });

  test('at the gateway’s start: it serves the others, and all of them once it is up', async () => {
    graph = await startGraph({ without: ['citizen'] });
    const { ask, ready } = await fileOne();

    const before = await ask();
    await until(
      async () => {
        await ask();
        return (await fetch(`${graph.url}/metrics`)).text();
      },
      (text) => text.includes('subgraph_circuit_open{subgraph="citizen"} 1'),
    );
    await graph.restart('citizen');
    const after = await until(ask, ({ errors }) => errors.length === 0);

    expect(before.data).toMatchObject({
      application: { stage: 'IN_PROGRESS', applicant: { name: null } },
    });
    expect(before.errors).toEqual([missing('application', 'applicant')]);
    expect(after.data).toMatchObject({ application: { applicant: { name: 'Ayşe' } } });
    await until(ready, (status) => status === 200);
  });
});
