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

/** A valid input for filing, each time under another key. */
export function filingInput(
  graph: { readonly data: Pick<TestGraph['data'], 'directory'> },
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

/** Files an application with default fields. */
export function file(
  graph: TestGraph,
  token: string,
  fields: Record<string, unknown> = {},
): Promise<GraphAnswer> {
  const variables = { input: { ...filingInput(graph), ...fields } };
  return graph.client.ask(fileWithAttachments, { variables, token });
}

/** The fields of the filed application. */
export function numberOf({ data, errors }: GraphAnswer): string {
  const filed = data?.['fileApplication'] as { number: string } | null | undefined; // the form of the mutation
  if (!filed) throw new Error(`Nothing was filed: ${JSON.stringify(errors)}`);
  return filed.number;
}
