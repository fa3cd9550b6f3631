import type { SignedInViewer } from '../../lib/kit/viewer.ts';
import type { GraphAnswer } from './client.ts';
import type { TestGraph } from './graph.ts';

/** A person who asks a test graph with a token of their own. */
export interface Person {
  readonly subject: string;
  /** The whole answer. */
  ask(query: string, variables?: Record<string, unknown>): Promise<GraphAnswer>;
  /** The value of the operation's only root field, which must come without errors. */
  do<Value = Record<string, unknown>>(
    query: string,
    variables?: Record<string, unknown>,
  ): Promise<Value>;
  /** The code of the error with which the operation must fail, and its other extensions. */
  refused(query: string, variables?: Record<string, unknown>): Promise<Record<string, unknown>>;
}

export async function personOf(
  graph: TestGraph,
  viewer: Partial<SignedInViewer>,
  options?: Parameters<TestGraph['token']>[1],
): Promise<Person> {
  const { subject = 'somebody' } = viewer;
  const token = await graph.token({ ...viewer, subject }, options);
  const ask: Person['ask'] = (query, variables = {}) =>
    graph.client.ask(query, { variables, token });
  return {
    subject,
    ask,
    async do<Value>(query: string, variables: Record<string, unknown> = {}): Promise<Value> {
      const data = await graph.client.data(query, { variables, token });
      const [value] = Object.values(data);
      return value as Value; // the caller knows the form
    },
    async refused(query, variables) {
      const { data, errors } = await ask(query, variables);
      const [error] = errors;
      if (!error) throw new Error(`This was to be refused: ${query}\n${JSON.stringify(data)}`);
      return error.extensions;
    },
  };
}
