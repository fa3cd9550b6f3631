import { answerIn, GraphError, sendToGraph, unreachable } from './graph-error.ts';

interface Question {
  readonly url: string;
  readonly token: string;
  readonly query: string;
  readonly variables?: Record<string, unknown>;
  readonly signal: AbortSignal;
}

/**
 * Sends a query or a mutation.
 * @returns the value of its only root field, whose form the caller checks.
 * @throws GraphError also if the answer has errors.
 */
export async function askGraph({ query, variables, ...to }: Question): Promise<unknown> {
  const body = { query, variables };
  const response = await sendToGraph({ ...to, accept: 'application/json', body });
  const text = await response.text().catch((error: unknown) => {
    throw unreachable(to.url, error);
  });
  const answer = answerIn(text, to.url);
  const [error] = answer.errors;
  if (error) {
    const { code } = error.extensions;
    const isTemporary = code === 'UNAVAILABLE' || code === 'LIMIT_EXCEEDED';
    throw new GraphError(error.message, { code, isTemporary });
  }
  return Object.values(answer.data ?? {})[0];
}
