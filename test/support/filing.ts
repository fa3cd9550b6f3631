import type { FileApplicationInput } from '../../subgraphs/application/schema-types.ts';
import type { GraphAnswer } from './client.ts';
import type { TestGraph } from './graph.ts';

export const fileMutation = /* GraphQL */ `
  mutation File($input: FileApplicationInput!) {
    fileApplication(input: $input) {
      number
    }
  }
`;

const fileWithAttachments = /* GraphQL */ `
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

/** Something that can be filed, each time under another key. */
export function filingInput(
  graph: Pick<TestGraph, 'data'>,
  fields: Partial<FileApplicationInput> = {},
): FileApplicationInput {
  return {
    type: 'REQUEST',
    topicId: graph.data.directory.topics[0]?._id ?? '',
    subject: 'Yol bakımı',
    text: 'Sokağımızdaki yolun onarılmasını arz ederim.',
    provinceCode: '34',
    answerChannel: 'SMS',
    aboutHeadOfUnit: false,
    hideIdentity: false,
    attachmentIds: [],
    idempotencyKey: crypto.randomUUID(),
    ...fields,
  };
}

/** Files an application that is about nothing in particular. */
export function file(
  graph: TestGraph,
  token: string,
  fields: Record<string, unknown> = {},
): Promise<GraphAnswer> {
  const variables = { input: { ...filingInput(graph), ...fields } };
  return graph.client.ask(fileWithAttachments, { variables, token });
}

/** Of what was filed. */
export function numberOf({ data, errors }: GraphAnswer): string {
  const filed = data?.['fileApplication'] as { number: string } | null | undefined; // as asked above
  if (!filed) throw new Error(`Nothing was filed: ${JSON.stringify(errors)}`);
  return filed.number;
}
