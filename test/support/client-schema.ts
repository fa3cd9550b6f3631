import {
  buildClientSchema,
  getIntrospectionQuery,
  type GraphQLSchema,
  type IntrospectionQuery,
} from 'graphql';
import type { TestGraph } from './graph.ts';

/** The schema that the graph shows its clients. */
export async function clientSchemaOf({
  client,
}: Pick<TestGraph, 'client'>): Promise<GraphQLSchema> {
  const data = await client.data(getIntrospectionQuery());
  return buildClientSchema(data as unknown as IntrospectionQuery); // the form of the introspection query
}
