import type { CodegenConfig } from '@graphql-codegen/cli';

export default {
  schema: 'schema.graphql',
  documents: 'src/**/*.ts',
  generates: {
    'src/gql/': {
      preset: 'client',
      config: {
        scalars: { Date: 'string', DateTime: 'string' },
        // For Node, which runs TypeScript but needs to know what are types.
        useTypeImports: true,
      },
    },
  },
  importExtension: '.ts',
} satisfies CodegenConfig;
