import { initGraphQLTada } from 'gql.tada';
import type { introspection } from './graphql-env.d.ts';

export { readFragment } from 'gql.tada';

export const graphql = initGraphQLTada<{
  introspection: introspection;
  scalars: { Date: string; DateTime: string };
}>();
