import { setTimeout as delay } from 'node:timers/promises';
import { z } from 'zod';
import { unitIdForm } from '../lib/kit/unit-id.ts';
import { createLogger } from '../lib/platform/process/logger.ts';
import { runMain, stopOnSignals, stopRequested } from '../lib/platform/process/run.ts';
import { ConfigurationError } from '../lib/platform/process/setting.ts';
import { askGraph } from './client/ask-graph.ts';
import { endpointOf, GraphError } from './client/graph-error.ts';
import { type Configuration } from '../configuration/configuration.ts';
import { configure } from './shared/configure.ts';
import {
  findCitizen,
  inDatabases,
  openLocalAccess,
  refuseInProduction,
} from './shared/local-access.ts';
import { readOptions } from '../lib/platform/process/read-options.ts';

const ministryOfTheInterior = '75451710';
const intervalMs = 5_000;

const usage = `Usage: npm run demo:events [-- --unit <8 digits>]
  --unit <8 digits>          the unit to refer to; by default ${ministryOfTheInterior}, the Ministry of the Interior
  --url <address>            the graph; by default the local one
  --national-id <11 digits>  the citizen who files; by default the first of the demonstration data
  --help                     print this`;

const topicsQuery = '{ topics { id } }';

const topicsForm = z.array(z.object({ id: z.string() })).min(1);

const fileMutation = /* GraphQL */ `
  mutation File($input: FileApplicationInput!) {
    fileApplication(input: $input) {
      number
    }
  }
`;

const numberForm = z.object({ number: z.string() });

const referMutation = /* GraphQL */ `
  mutation Refer($number: String!, $unitIds: [ID!]!) {
    referApplication(number: $number, unitIds: $unitIds) {
      number
    }
  }
`;

const options = {
  unit: { type: 'string' },
  url: { type: 'string' },
  'national-id': { type: 'string' },
} as const;

/** `npm run demo:events`: files and refers an application every five seconds until it is stopped. */
await runMain(usage, async () => {
  const { unitId, url: given, nationalId } = readArguments();
  refuseInProduction('events for demonstration cannot be made there');
  const configuration = configure();
  stopOnSignals([], createLogger({ level: 'error', name: 'demo-events' }));
  const url = endpointOf(given ?? `http://localhost:${configuration.PORT}`);
  const people = await openPeople(configuration, nationalId);
  while (!stopRequested.aborted) {
    const line = await makeEvent(url, people, unitId).catch(temporaryFailure);
    process.stdout.write(`${line}\n`);
    await delay(intervalMs, undefined, { signal: stopRequested });
  }
});

/** Makes the tokens of the people who act; each is used for one request. */
interface People {
  citizenToken(): Promise<string>;
  evaluatorToken(): Promise<string>;
}

async function openPeople(
  configuration: Configuration,
  nationalId: string | undefined,
): Promise<People> {
  const { keys, sign } = await openLocalAccess(configuration);
  const citizenId = await inDatabases({ configuration, keys }, (find) =>
    findCitizen(find, keys, nationalId),
  );
  const nobody = { citizenId: null, unitId: null };
  return {
    citizenToken: () => sign({ ...nobody, subject: 'demo-citizen', role: 'CITIZEN', citizenId }),
    evaluatorToken: () => sign({ ...nobody, subject: 'demo-evaluator', role: 'EVALUATOR' }),
  };
}

/** Files an application on any topic, and refers it. @returns a line that says so. */
async function makeEvent(url: string, people: People, unitId: string): Promise<string> {
  const signal = stopRequested;
  const citizenToken = await people.citizenToken();
  const topics = topicsForm.parse(
    await askGraph({ url, token: citizenToken, query: topicsQuery, signal }),
  );
  const topic = topics[Math.floor(Math.random() * topics.length)];
  const input = {
    type: 'REQUEST',
    topicId: topic?.id,
    subject: 'Gösterim başvurusu',
    text: 'Bu başvuru, olayları izleyen istemcilere gösterilmek için verilmiştir.',
    provinceCode: '34',
    answerChannel: 'SMS',
    idempotencyKey: crypto.randomUUID(),
  };
  const filing = { url, token: citizenToken, query: fileMutation, variables: { input }, signal };
  const { number } = numberForm.parse(await askGraph(filing));
  const variables = { number, unitIds: [unitId] };
  const token = await people.evaluatorToken();
  await askGraph({ url, token, query: referMutation, variables, signal });
  return `Filed ${number} and referred it to ${unitId}.`;
}

/** @returns the line for an error after which the next attempt may succeed. */
function temporaryFailure(error: unknown): string {
  if (error instanceof GraphError && error.isTemporary) return error.message;
  throw error;
}

function readArguments() {
  const {
    unit = ministryOfTheInterior,
    url,
    'national-id': nationalId,
  } = readOptions(options, usage);
  if (!unitIdForm.test(unit)) throw new ConfigurationError(`--unit must have 8 digits.\n${usage}`);
  return { unitId: unit, url, nationalId };
}
