import {
  type DocumentNode,
  type ExecutionResult,
  getOperationAST,
  GraphQLError,
  type GraphQLSchema,
  type OperationDefinitionNode,
  OperationTypeNode,
  parse,
} from 'graphql';
import type { Logger } from 'pino';
import { clientError } from '../../kit/errors.ts';
import { type Message, say } from '../../kit/say.ts';
import { graphqlError, graphqlErrorFor } from '../errors/graphql-error.ts';
import type { SchemaExposure } from '../errors/schema-exposure.ts';
import type { GraphqlEngine, Variables } from '../operations/engine.ts';
import { firstMistake } from '../operations/first-mistake.ts';
import { rulesOf } from '../operations/document-rules.ts';
import { noType, unresolved } from '../operations/unservable.ts';
import type { SelectionLimits } from '../operations/selection-limits.ts';
import type { Operations, PlannedSubscription } from '../operations/operations.ts';
import type { OperationPolicy } from '../operations/policy.ts';
import type { GraphRequest } from '../operations/request.ts';
import { sizeOf } from '../operations/size-of.ts';
import type { SentOperation } from './subscriber.ts';

export interface PlanOptions {
  engine: Pick<GraphqlEngine, 'schema'>;
  operations: Pick<Operations, 'findSubscription' | 'subscribe'>;
  policy: OperationPolicy;
  limits: SelectionLimits;
  exposure: SchemaExposure;
  logger: Logger;
}

/** A subscription that may begin. */
export interface Beginning {
  planned: PlannedSubscription;
  /** From which it is planned again. */
  sent: SentOperation;
  /** The cursor after which the events begin; null for the present. */
  after: string | null;
  /** For which it was planned. Another one may have taken its place meanwhile. */
  schema: GraphQLSchema;
}

/**
 * Plans a subscription, after the policies have admitted it, or without them if it is open. A text that is not kept is
 * parsed and validated. Of the variables, only those that the operation declares are kept, as long as it is open.
 * @returns errors if it may not begin. Never rejects.
 */
export async function planSent(
  options: PlanOptions,
  { text, operationName, variables }: SentOperation,
  request: GraphRequest,
  isOpen = false,
): Promise<PlannedSubscription | readonly GraphQLError[]> {
  try {
    const { operations } = options;
    const kept = operations.findSubscription(text, operationName);
    const operation = kept ?? received(options, text, operationName);
    const { definition } = 'kept' in operation ? operation.operation.prepared.client : operation;
    const declared = declaredValues(definition, variables);
    if (sizeOf(declared) > mostVariableBytes) throw tooManyVariables();
    const result = await operations.subscribe(operation, declared, request, isOpen);
    return 'subscription' in result ? result : errorsOf(result);
  } catch (thrown) {
    return [graphqlErrorFor(thrown)];
  }
}

/** What a client sends with a subscription stays in memory for hours. */
const mostVariableBytes = 20_000;

const tooManyVariables = () =>
  clientError(
    'LIMIT_EXCEEDED',
    say`The variables of a subscription take more than ${mostVariableBytes} bytes, which is the limit.`,
    { quantity: 'variableBytes', limit: mostVariableBytes },
  );

function declaredValues(
  { variableDefinitions = [] }: OperationDefinitionNode,
  given: Variables,
): Variables {
  const names = variableDefinitions.map(({ variable }) => variable.name.value);
  return Object.fromEntries(
    names.filter((name) => Object.hasOwn(given, name)).map((name) => [name, given[name]]),
  );
}

const errorsOf = ({ errors = [nothingToSend()] }: ExecutionResult) => errors;

function received(options: PlanOptions, text: string, operationName: string | undefined) {
  const document = parsed(text, options.limits);
  const definition = getOperationAST(document, operationName);
  if (!definition) throw invalid(unresolved(operationName));
  if (definition.operation !== OperationTypeNode.SUBSCRIPTION) throw invalid(notSubscription);
  if (!options.engine.schema.getSubscriptionType())
    throw invalid(noType(OperationTypeNode.SUBSCRIPTION));
  validated(document, options);
  return { text, operationName, document, definition };
}

function parsed(text: string, { maxTokens }: SelectionLimits): DocumentNode {
  try {
    return parse(text, { maxTokens });
  } catch (thrown) {
    throw withCode(thrown as GraphQLError, 'GRAPHQL_PARSE_FAILED'); // the parser throws nothing else
  }
}

function validated(document: DocumentNode, { engine, exposure }: PlanOptions): void {
  const mistake = firstMistake(engine.schema, document, rulesOf(exposure));
  if (mistake) throw withCode(mistake, 'GRAPHQL_VALIDATION_FAILED');
}

/** With the codes of Apollo Server, which `presentError` knows. */
function withCode(error: GraphQLError, code: string): GraphQLError {
  const { message, nodes = null, source = null, positions = null, originalError } = error;
  const extensions = { code, ...error.extensions };
  return new GraphQLError(message, { nodes, source, positions, originalError, extensions });
}

const invalid = (said: Message) => graphqlError('BAD_USER_INPUT', said, { reason: 'VALIDATION' });

const notSubscription = say`This is not a subscription. Send queries and mutations by POST, and accept \`application/json\`.`;

/** Conditions leave nothing of the operation. */
const nothingToSend = () => invalid(say`The operation selects nothing to subscribe to.`);
