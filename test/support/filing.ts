import type { GraphAnswer } from './client.ts';
import type { TestGraph } from './graph.ts';

const fileApplication = /* GraphQL */ `
  mutation File($input: FileApplicationInput!) {
    fileApplication(input: $input) {
      number
      attachments {
        id
        name
        contentType
        bytes
      }
    }
  }
`;

let keys = 0;

/** Files an application that is about nothing in particular. */
export function file(
  graph: TestGraph,
  token: string,
  input: Record<string, unknown> = {},
): Promise<GraphAnswer> {
  keys += 1;
  const variables = {
    input: {
      type: 'REQUEST',
      topicId: graph.data.directory.topics[0]?._id,
      subject: 'Yol bakımı',
      text: 'Sokağımızdaki yolun onarılmasını arz ederim.',
      provinceCode: '34',
      answerChannel: 'SMS',
      idempotencyKey: `key-${keys}`,
      ...input,
    },
  };
  return graph.client.ask(fileApplication, { variables, token });
}

/** Of what was filed. */
export function numberOf({ data, errors }: GraphAnswer): string {
  const filed = data?.['fileApplication'] as { number: string } | null | undefined; // as asked above
  if (!filed) throw new Error(`Nothing was filed: ${JSON.stringify(errors)}`);
  return filed.number;
}
