import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { GraphClient } from '../support/client.ts';
import { fileMutation, filingInput } from '../support/filing.ts';
import { freePort } from '../support/free-port.ts';
import { onceInTheSuite } from '../support/graph.ts';
import { type KillableGraph, openKillableGraph } from '../support/killable-graph.ts';
import type { StartedProcess } from '../support/processes.ts';
import { until } from '../support/wait.ts';

/** The commands for people who follow new applications, as processes beside a graph in processes of its own. */

const referMutation = /* GraphQL */ `
  mutation Refer($number: String!, $unitIds: [ID!]!) {
    referApplication(number: $number, unitIds: $unitIds) {
      number
    }
  }
`;

onceInTheSuite('npm run watch', () => {
  let graph: KillableGraph;
  let unitId: string;
  let nationalId: string;
  let citizen: string;
  let evaluator: string;
  /** A process that stays. */
  let beside: GraphClient;
  let url: string;

  beforeAll(async () => {
    graph = await openKillableGraph();
    unitId = graph.data.unit({ kind: 'GOVERNORSHIP', provinceCode: '34' })._id;
    const person = await graph.data.citizen();
    ({ nationalId } = person);
    citizen = await graph.token({ role: 'CITIZEN', citizenId: person.id });
    evaluator = await graph.token({ role: 'EVALUATOR' });
    const { server, client } = await graph.start();
    beside = client;
    url = await server.address();
  });

  afterAll(() => graph?.stop());

  async function refer(): Promise<string> {
    const variables = { input: filingInput(graph) };
    const filed = await beside.data(fileMutation, { variables, token: citizen });
    const { number } = filed['fileApplication'] as { number: string }; // the form of the mutation
    const referral = { variables: { number, unitIds: [unitId] }, token: evaluator };
    await beside.data(referMutation, referral);
    return number;
  }

  const watch = (...args: string[]) => graph.run(['apps/watch.ts', ...args]);

  interface Line {
    cursor: string;
    application: { number: string };
  }

  const linesOf = ({ said }: StartedProcess) =>
    said.out
      .split('\n')
      .slice(0, -1)
      .map((line) => JSON.parse(line) as Line); // as the command prints it
  const numbersOf = (watcher: StartedProcess) =>
    linesOf(watcher).map(({ application }) => application.number);
  const hasSaid = (watcher: StartedProcess, text: string | RegExp) =>
    until(
      () => watcher.said.err,
      (err) => err.search(text) !== -1,
    );
  const hasPrinted = (watcher: StartedProcess, count: number) =>
    until(
      () => numbersOf(watcher),
      ({ length }) => length >= count,
    );

  /** The exit code and the messages. */
  async function ended(watcher: StartedProcess) {
    return [await watcher.exit(), watcher.said.err];
  }

  test('prints each application once, across a server that is killed and one that stops, and ends with 0', async () => {
    const port = await freePort();
    const first = await graph.start(port);
    const watcher = watch('--unit', unitId, '--url', `http://127.0.0.1:${port}`);
    await hasSaid(watcher, 'Subscribed at');
    const numbers = [await refer(), await refer()];
    await hasPrinted(watcher, 2);

    await first.server.kill();
    numbers.push(await refer());
    await hasSaid(watcher, /cannot be reached \(\w+\): trying again in [\d.]+ s\./);
    numbers.push(await refer());
    const second = await graph.start(port);
    await hasPrinted(watcher, 4);
    second.server.child.kill('SIGTERM');
    expect(await second.server.exit()).toBe(0);
    numbers.push(await refer());
    const third = await graph.start(port);
    await hasPrinted(watcher, 5);
    numbers.push(await refer());
    await hasPrinted(watcher, 6);
    watcher.child.kill('SIGINT');

    expect(await watcher.exit()).toBe(0);
    expect(numbersOf(watcher)).toEqual(numbers);
    const last = linesOf(watcher).at(-1);
    expect(last).toEqual({
      cursor: expect.any(String),
      application: {
        number: numbers.at(-1),
        type: 'REQUEST',
        stage: 'REFERRED',
        filedAt: expect.any(String),
        subject: 'Yol bakımı',
        topic: { name: graph.data.directory.topics[0]?.name },
      },
      referral: {
        id: expect.stringMatching(/^ref_/),
        fileNumber: expect.any(String),
        state: 'PENDING',
        statutoryDate: expect.any(String),
        unit: { id: unitId, name: graph.data.unit({ _id: unitId }).name },
      },
    });
    expect(watcher.said.err).toMatch(/Continue with --after \S+\n$/);
    await third.server.kill();
  });

  test('continues after a cursor that was printed before, and from the earliest one', async () => {
    const earlier = watch('--unit', unitId, '--url', url, '--after', 'EARLIEST');
    const [first, second] = [await refer(), await refer()];
    const numbers = await until(
      () => numbersOf(earlier),
      (printed) => printed.includes(second),
    );
    earlier.child.kill('SIGINT');
    const [before] = linesOf(earlier).slice(-3);
    const continued = watch('--unit', unitId, '--url', url, '--after', before?.cursor ?? '');
    await hasPrinted(continued, 2);
    continued.child.kill('SIGINT');

    expect(await earlier.exit()).toBe(0);
    expect(await continued.exit()).toBe(0);
    expect(numbers.slice(-2)).toEqual([first, second]);
    expect(numbersOf(continued)).toEqual([first, second]);
  });

  test('says in one sentence why it cannot go on', async () => {
    const unknown = watch('--unit', '99999999', '--url', url);
    const refused = watch('--url', url, '--token', 'x');
    const forbidden = watch('--url', url, '--token', citizen);
    const malformed = watch('--unit', unitId, '--url', url, '--after', 'x');
    const elsewhere = watch('--unit', unitId, '--url', `${url}/health/live`);

    expect(await ended(unknown)).toEqual([1, expect.stringMatching(/^[^\n]+\.\n$/)]);
    expect(await ended(refused)).toEqual([1, expect.stringMatching(/^[^\n]+\.\n$/)]);
    expect(await ended(forbidden)).toEqual([1, expect.stringMatching(/^[^\n]+\.\n$/)]);
    expect(await ended(malformed)).toEqual([1, 'This cursor was not issued by this list.\n']);
    expect(await ended(elsewhere)).toEqual([1, 'There is nothing at this address.\n']);
  });

  test('explains its options', async () => {
    const help = watch('--help');
    const missing = watch();
    const unit = watch('--unit', '12');
    const option = watch('--unit', unitId, '--nothing');
    const address = watch('--unit', unitId, '--url', 'localhost');

    expect(await ended(help)).toEqual([0, '']);
    expect(help.said.out).toMatch(/^Usage: npm run --silent watch -- --unit <8 digits>\n/);
    expect(await ended(missing)).toEqual([1, `--unit is missing.\n${help.said.out}`]);
    expect(await ended(unit)).toEqual([1, `--unit must have 8 digits.\n${help.said.out}`]);
    expect(await ended(option)).toEqual([1, expect.stringContaining('--nothing')]);
    expect(await ended(address)).toEqual([
      1,
      '--url must be an address that begins with http:// or https://.\n',
    ]);
  });

  test('shows what npm run demo:events files and refers', async () => {
    const watcher = watch('--unit', unitId, '--url', url);
    await hasSaid(watcher, 'Subscribed at');
    const demo = graph.run([
      'apps/demo-events.ts',
      '--unit',
      unitId,
      '--url',
      url,
      '--national-id',
      nationalId,
    ]);
    await until(
      () => demo.said,
      ({ out }) => out !== '',
    );
    const [number] = await hasPrinted(watcher, 1);
    demo.child.kill('SIGINT');
    watcher.child.kill('SIGINT');

    expect(await ended(demo)).toEqual([0, '']);
    expect(demo.said.out).toBe(`Filed ${number} and referred it to ${unitId}.\n`);
    expect(await watcher.exit()).toBe(0);
  });

  test('signs no tokens in production', async () => {
    const production = { NODE_ENV: 'production' };
    const demo = graph.run(['apps/demo-events.ts'], production);
    const watcher = graph.run(['apps/watch.ts', '--unit', unitId], production);

    const reason = 'Production has no key to sign access tokens with:';
    expect(await ended(demo)).toEqual([
      1,
      `${reason} events for demonstration cannot be made there.\n`,
    ]);
    expect(await ended(watcher)).toEqual([1, `${reason} give --token and --url.\n`]);
  });
});
