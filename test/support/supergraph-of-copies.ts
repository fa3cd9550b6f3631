import { composeServices } from '@apollo/composition';
import { Kind, type OperationDefinitionNode, parse } from 'graphql';

const fieldCount = 12;

/**
 * A supergraph with a thing whose every field can be fetched from each of several subgraphs: there are as many ways to
 * reach a field, and as many plans for several fields as there are combinations.
 */
export function supergraphOfCopies(copies: number): string {
  const fields = Array.from({ length: fieldCount }, (_, index) => `f${index}: Int @shareable`);
  const link =
    'extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key", "@shareable"])';
  const root = {
    name: 'root',
    typeDefs: 'type Query { thing: Thing } type Thing @key(fields: "id") { id: ID! }',
  };
  const subgraphs = [
    root,
    ...Array.from({ length: copies }, (_, index) => ({
      name: `copy-${index}`,
      typeDefs: `type Thing @key(fields: "id") { id: ID! thing: Thing @shareable ${fields.join(' ')} }`,
    })),
  ];
  const { supergraphSdl, errors } = composeServices(
    subgraphs.map(({ name, typeDefs }) => ({
      name,
      url: `http://${name}.example`,
      typeDefs: parse(`${link} ${typeDefs}`),
    })),
  );
  if (!supergraphSdl) throw new AggregateError(errors ?? [], 'The copies do not compose.');
  return supergraphSdl;
}

/** Selects this many fields of the thing. */
export function askFor(fields: number, from = 0): OperationDefinitionNode {
  const names = Array.from({ length: fields }, (_, index) => `f${(from + index) % fieldCount}`);
  return operationOf(`{ thing { ${names.join(' ')} } }`);
}

/** Selects nested things: with two copies, the number of ways to the innermost doubles with each level. */
export const askNested = (levels: number): OperationDefinitionNode =>
  operationOf(`{ thing { ${'thing { '.repeat(levels)} f0 f1 ${'}'.repeat(levels)} } }`);

function operationOf(text: string): OperationDefinitionNode {
  const [definition] = parse(text, { noLocation: true }).definitions;
  if (definition?.kind !== Kind.OPERATION_DEFINITION) throw new Error('It is an operation.');
  return definition;
}
