import { afterAll, beforeAll } from '@jest/globals';
import { operations } from '../casework/operations.ts';
import { file, numberOf } from '../support/filing.ts';
import { startGraph, type TestGraph } from '../support/graph.ts';
import { type Person, personOf } from '../support/person.ts';
import { upload } from '../support/uploads.ts';

/** Applications with files at a unit, on a graph of its own for each test file that imports this. */

export let graph: TestGraph;
export let citizenToken: string;
export let officerToken: string;
export let evaluatorToken: string;
export let evaluator: Person;
let unitId: string;

beforeAll(async () => {
  graph = await startGraph();
  const citizen = await graph.data.citizen();
  unitId = graph.data.unit({ kind: 'DISTRICT_GOVERNORSHIP', provinceCode: '34' })._id;
  citizenToken = await graph.token({ role: 'CITIZEN', citizenId: citizen.id });
  officerToken = await graph.token({ role: 'OFFICER', unitId });
  evaluatorToken = await graph.token({ role: 'EVALUATOR' });
  evaluator = await personOf(graph, { role: 'EVALUATOR' });
});

afterAll(() => graph?.stop());

export const originals = 'IMG_20260101_Ayşe.jpg';

export async function uploaded(content: Uint8Array<ArrayBuffer>, name: string): Promise<string> {
  const { body } = await upload(graph.url, citizenToken, { content, name });
  return (body as { id: string }).id; // the type of the file is accepted
}

/** An application with these files, referred to a unit. */
export async function referred(
  files: readonly [content: Uint8Array<ArrayBuffer>, name: string][],
  input: object = { type: 'COMPLAINT', hideIdentity: true },
) {
  const ids: string[] = [];
  for (const [content, name] of files) ids.push(await uploaded(content, name));
  const number = numberOf(await file(graph, citizenToken, { attachmentIds: ids, ...input }));
  await evaluator.do(operations.refer, { number, unitIds: [unitId] });
  return { ids, number };
}

export async function download(id: string, token: string) {
  const response = await fetch(`${graph.url}/attachments/${id}`, {
    headers: { authorization: `Bearer ${token}` },
  });
  const headers = Object.fromEntries(response.headers);
  const body = Buffer.from(await response.arrayBuffer());
  return { status: response.status, headers, body };
}

/** An application as one viewer sees it; for an officer, who does not know its number, by its referral. */
export async function seenBy<Seen>(token: string, number: string, fields: string): Promise<Seen> {
  if (token !== officerToken) {
    const query = `query ($number: String!) { application(number: $number) { ${fields} } }`;
    const data = await graph.client.data(query, { variables: { number }, token });
    return data['application'] as Seen; // as requested above
  }
  const { referrals } = await evaluator.do<{ referrals: { id: string }[] }>(
    'query ($number: String!) { application(number: $number) { referrals { id } } }',
    { number },
  );
  const query = `query ($id: ID!) { referral(id: $id) { application { ${fields} } } }`;
  const data = await graph.client.data(query, { variables: { id: referrals[0]?.id }, token });
  return (data['referral'] as { application: Seen }).application; // as requested above
}

export async function listedFor(token: string, number: string) {
  const fields = 'attachments { id name contentType bytes withheld }';
  return (await seenBy<{ attachments: object[] }>(token, number, fields)).attachments;
}

/** The attachments of an application as the centre sees them. */
export async function centreView(number: string) {
  const query = `query ($number: String!) { application(number: $number) { availableActions attachments { withheld withheldReason warnings } } }`;
  return evaluator.do<{ availableActions: string[]; attachments: object[] }>(query, { number });
}
