import { describe, expect, it, jest } from '@jest/globals';
import type { ApolloGateway } from '@apollo/gateway';
import {
  buildSchema,
  type DocumentNode,
  GraphQLError,
  Kind,
  OperationTypeNode,
  parse,
} from 'graphql';
import { createLogger } from '../../platform/logger.ts';
import { createGraphRequest } from '../../platform/request.ts';
import type { SubgraphName } from '../../subgraphs/names.ts';
import type { SubgraphTransport } from '../transport/transport.ts';
import { createCompiledExecutor } from './compiled-executor.ts';

type Executor = ApolloGateway['executor'];
type RequestContext = Parameters<Executor>[0];

const schema = buildSchema('type Query { a: Int }');
const logger = createLogger({ level: 'silent', name: 'test' });
const byApollo = { data: { by: 'Apollo' } };

const contextOf = (document: DocumentNode, operationName?: string) =>
  ({ document, request: { operationName }, context: {} }) as unknown as RequestContext; // all that is read

function setUp() {
  const { didResolveQueryPlan, over } = createCompiledExecutor({
    targets: new Map(),
    satisfies: () => false,
  });
  const execute = over(jest.fn<Executor>().mockResolvedValue(byApollo));
  return {
    execute: (document: DocumentNode, operationName?: string) =>
      execute(contextOf(document, operationName)),
    /** As Apollo's gateway does when it has planned the operation. */
    plan(document: DocumentNode, operationName?: string) {
      const operation = document.definitions.find(
        (definition) =>
          definition.kind === Kind.OPERATION_DEFINITION &&
          (!operationName || definition.name?.value === operationName),
      );
      if (operation?.kind !== Kind.OPERATION_DEFINITION) throw new Error('no such operation');
      didResolveQueryPlan({
        queryPlan: { kind: 'QueryPlan' },
        serviceMap: {},
        requestContext: contextOf(document, operationName),
        operationContext: { schema, operation, fragments: {} },
      });
    },
  };
}

describe('the compiled executor', () => {
  it('leaves an operation to Apollo’s executor until that has planned it', async () => {
    const { execute, plan } = setUp();
    const document = parse('{ __typename }');
    expect(await execute(document)).toBe(byApollo);
    plan(document);
    expect(await execute(document)).toEqual({ data: { __typename: 'Query' } });
    expect(await execute(document)).toEqual({ data: { __typename: 'Query' } });
  });

  it('knows the operations of one document apart', async () => {
    const { execute, plan } = setUp();
    const document = parse('query A { one: __typename } query B { two: __typename }');
    plan(document, 'A');
    expect(await execute(document, 'A')).toEqual({ data: { one: 'Query' } });
    expect(await execute(document, 'B')).toBe(byApollo);
    plan(document, 'B');
    expect(await execute(document, 'B')).toEqual({ data: { two: 'Query' } });
  });

  it('leaves what it cannot compile to Apollo’s executor for good', async () => {
    const { execute, plan } = setUp();
    const document = parse('{ __typename @skip(if: false) }');
    plan(document);
    expect(await execute(document)).toBe(byApollo);
    plan(document);
    expect(await execute(document)).toBe(byApollo);
  });
});

describe('a compiled mutation', () => {
  it('whose answer cannot be made is not left to be executed again', async () => {
    const document = parse('mutation { rename { name } }');
    const transport = {
      name: 'people' as SubgraphName, // whatever it is called
      execute: jest.fn<SubgraphTransport['execute']>().mockResolvedValue({ data: { rename: 1 } }),
      routes: {},
      health: async () => [],
      stop: async () => {},
    };
    const { didResolveQueryPlan, execute } = createCompiledExecutor({
      targets: new Map([['people', { transport, observe: () => {} }]]),
      satisfies: () => false,
    });
    const [operation] = document.definitions;
    if (operation?.kind !== Kind.OPERATION_DEFINITION) throw new Error('no operation');
    didResolveQueryPlan({
      queryPlan: {
        kind: 'QueryPlan',
        node: {
          kind: 'Fetch',
          serviceName: 'people',
          operation: 'mutation { rename { name } }',
          operationName: undefined,
          operationKind: OperationTypeNode.MUTATION,
        },
      },
      serviceMap: {},
      requestContext: contextOf(document),
      operationContext: {
        schema: buildSchema(
          'type Query { a: Int } type Mutation { rename: Person } type Person { name: String }',
        ),
        operation,
        fragments: {},
      },
    });

    const result = await execute({ document }, createGraphRequest(null, 'r', logger));

    expect(result).toEqual({ data: null, errors: [expect.any(GraphQLError)] });
    expect(transport.execute).toHaveBeenCalledTimes(1);
  });
});
