import { textHash } from '../../lib/platform/operations/text-hash.ts';
import {
  type DocumentNode,
  type ExecutionResult,
  executeSync,
  type GraphQLError,
  type GraphQLSchema,
  type OperationDefinitionNode,
  OperationTypeNode,
} from 'graphql';
import type {
  ClientOperation,
  ExecutableOperation,
  ExecutableSubscription,
  PreparedOperation,
  Variables,
} from '../../lib/platform/operations/engine.ts';
import { SelectionOfOperation } from '../../lib/platform/operations/client-selection.ts';
import { clientGone } from '../../lib/platform/operations/interruption.ts';
import { sizeOf } from '../../lib/platform/operations/size-of.ts';
import type { GraphRequest } from '../../lib/platform/operations/request.ts';
import type { SubgraphResult } from '../../lib/federation/transport/transport.ts';
import type { Viewer } from '../../lib/kit/viewer.ts';
import { type CompleteAnswer, compileAnswer } from './answer/answer.ts';
import type { Introspected } from './answer/completion.ts';
import { restoreWritten } from './as-written.ts';
import type { JsonObject } from './json.ts';
import type { AnswerSelection, Refusal } from './normalize/answer-selection.ts';
import { absent, InvalidNull } from './normalize/argument-values.ts';
import { ClientDefinitions } from './normalize/client-definitions.ts';
import type { Conditions } from './normalize/conditions.ts';
import {
  type Choice,
  type LiftedArgument,
  normalizeOperation,
  type NormalizedOperation,
} from './normalize/normalize-operation.ts';
import { type ExecutablePlan, planKey, type PlanStore } from './plan-store.ts';
import type { Execution, PlanContext, Source } from './plan/fetch.ts';
import { graphqlErrorFor } from '../../lib/platform/errors/graphql-error.ts';
import { ResolvedEvents } from './resolved-events.ts';
import type { Rights } from './rights.ts';
import { type SubscribedField, subscribedField, subscribedName } from './subscribed-field.ts';
import { type CheckVariables, compileVariableCheck } from './variables.ts';

interface PrepareContext {
  /** The API schema. */
  readonly schema: GraphQLSchema;
  /** The prefix of generated names. */
  readonly prefix: string;
  readonly plans: PlanStore;
  readonly rightsOf: (viewer: Viewer) => Rights;
  readonly targets: PlanContext['targets'];
  /** The fields (`Type.field`) that depend on the viewer's subject. */
  readonly subjectFields: ReadonlySet<string>;
}

/** The operation's form for one combination of conditions and rights. */
interface Variant extends Pick<
  NormalizedOperation,
  'arguments' | 'withheld' | 'kept' | 'introspection' | 'dependsOnRights'
> {
  readonly complete: CompleteAnswer;
  /** The key of the plan; null when nothing is fetched. */
  readonly planKey: string | null;
  /** Null unless it is a subscription. */
  readonly subscribed: SubscribedField | null;
  /** The operation to plan; null once there was a plan. */
  definition: OperationDefinitionNode | null;
  /** The bytes it keeps in memory. */
  readonly weight: number;
}

/** Maximum number of forms cached for one operation; further ones are normalized for each execution. */
const maxVariants = 8;

/** The memory of an argument, besides its value. */
const bytesOfArgument = 300;

const argumentsWeight = (lifted: readonly LiftedArgument[]) =>
  lifted.reduce((sum, { value }) => sum + bytesOfArgument + value.bytes, 0);

const noRefusals: ReadonlyMap<string, Refusal> = new Map();

/** A client's operation, ready to be planned and executed with any variables. */
export class GatewayOperation implements PreparedOperation {
  readonly client: ClientOperation;
  readonly #context: PrepareContext;
  readonly #definitions: ClientDefinitions;
  readonly #check: CheckVariables;
  readonly #variants = new Map<string, Variant>();
  #normalizations = 0;
  #plannings = 0;

  constructor(client: ClientOperation, context: PrepareContext) {
    this.client = client;
    this.#context = context;
    this.#definitions = new ClientDefinitions(client.document, client.definition, context);
    this.#check = compileVariableCheck(client.definition.variableDefinitions ?? [], context.schema);
  }

  check(given: Variables): readonly GraphQLError[] | null {
    return this.#check(given);
  }

  get made(): number {
    return Math.max(0, this.#normalizations - 1) + this.#plannings;
  }

  get forms(): number {
    return this.#variants.size;
  }

  weigh(): number {
    let bytes = 0;
    for (const { weight, definition } of this.#variants.values()) {
      bytes += weight + (definition ? sizeOf(definition) : 0);
    }
    return bytes;
  }

  plan(
    given: Variables,
    request: GraphRequest,
  ): ExecutableOperation | Promise<ExecutableOperation> {
    const variables = this.#definitions.withDefaults(given);
    const conditions = this.#definitions.conditions.read(variables);
    const rights = this.#context.rightsOf(request.viewer);
    let variant = this.#variantFor(conditions, rights);
    let bound = bind(variant, variables);
    const { refused } = bound;
    if (refused.size > 0) {
      variant = this.#normalize({ conditions, rights, refused });
      bound = bind(variant, variables);
    }
    const { sent } = bound;
    const known = this.#knownPlan(variant);
    const values = { isKnown: known !== null, conditions, refused, given, sent };
    if (known) return this.#executable(variant, known, values);
    const made = this.#planAnew(variant, { conditions, rights, refused }, request);
    return made instanceof Promise
      ? made.then((plan) => this.#executable(variant, plan, values))
      : this.#executable(variant, made, values);
  }

  #executable(
    variant: Variant,
    plan: ExecutablePlan,
    values: Values & { isKnown: boolean },
  ): ExecutableOperation {
    const { isKnown, given, sent } = values;
    const { source } = plan;
    return {
      path: plan.isCompiled ? (isKnown ? 'compiled' : 'first') : 'fallback',
      subscription: source ? this.#subscription(variant, plan, source, values) : undefined,
      execute: (request) => this.#execute(variant, plan, { request, given, sent }),
      keep: (atOnce) => {
        if (!isKnown && variant.planKey) this.#context.plans.keep(variant.planKey, plan, atOnce);
      },
    };
  }

  #subscription(
    variant: Variant,
    plan: ExecutablePlan,
    source: Source,
    { conditions, refused, given, sent }: Values,
  ): ExecutableSubscription | undefined {
    const { subscribed } = variant;
    if (!subscribed) return undefined;
    const { afterVariable, readsSubject } = subscribed;
    const { [afterVariable ?? '']: after, ...others } = sent;
    const name = subscribedName(this.client.document, this.client.definition);
    return {
      // Short, since it stays as long as the subscription is open.
      key: textHash(JSON.stringify([conditions, [...refused.keys()], others])),
      readsSubject,
      after: typeof after === 'string' ? after : null,
      open: (start, receiver) =>
        source.open(
          sent,
          start,
          new ResolvedEvents(receiver, {
            execute: (event, request) =>
              this.#execute(variant, plan, { request, given, sent, event }),
            name,
          }),
        ),
    };
  }

  #variantFor(conditions: Conditions, rights: Rights): Variant {
    const key = conditions.length === 0 ? '' : conditions.map(Number).join('');
    const common = this.#variants.get(key);
    if (common) return common;
    const ofRights = `${key} ${rights.key}`;
    const known = this.#variants.get(ofRights);
    if (known) return known;
    const variant = this.#normalize({ conditions, rights, refused: noRefusals });
    if (this.#variants.size < maxVariants) {
      this.#variants.set(variant.dependsOnRights ? ofRights : key, variant);
    }
    return variant;
  }

  #normalize(choice: Choice): Variant {
    this.#normalizations += 1;
    const { definition, answer, ...normalized } = normalizeOperation(this.#definitions, choice);
    return {
      arguments: normalized.arguments,
      withheld: normalized.withheld,
      dependsOnRights: normalized.dependsOnRights,
      kept: normalized.kept,
      introspection: normalized.introspection,
      complete: compileAnswer(this.#definitions.root, answer, this.#context),
      planKey: definition && planKey(definition),
      subscribed: subscribedField(definition, this.#context.schema, this.#context.subjectFields),
      definition,
      weight:
        answerWeight(answer) +
        sizeOf(normalized.introspection) +
        argumentsWeight(normalized.arguments) +
        argumentsWeight(normalized.withheld),
    };
  }

  #knownPlan(variant: Variant): ExecutablePlan | null {
    if (variant.planKey === null) return nothingToFetch;
    const plan = this.#context.plans.find(variant.planKey);
    if (plan) variant.definition = null;
    return plan;
  }

  #planAnew(
    variant: Variant,
    choice: Choice,
    request: GraphRequest,
  ): ExecutablePlan | Promise<ExecutablePlan> {
    this.#plannings += 1;
    // The definition was dropped when there was a plan, which has since been evicted.
    const definition =
      variant.definition ?? normalizeOperation(this.#definitions, choice).definition;
    if (!definition || variant.planKey === null) return nothingToFetch;
    variant.definition = null;
    return this.#context.plans.plan({ key: variant.planKey, definition }, request);
  }

  async #execute(
    variant: Variant,
    plan: ExecutablePlan,
    { request, given, sent, event }: Sending,
  ): Promise<OperationResult> {
    const { targets, schema } = this.#context;
    request.clientSelection = new SelectionOfOperation(this.client, given);
    // Entities prefetched before a mutation must not be returned by reads after it.
    if (this.client.definition.operation === OperationTypeNode.QUERY) {
      for (const name of plan.entitiesOf) targets.get(name)?.transport.expectEntities?.(request);
    }
    const execution: Execution = {
      request,
      variables: sent,
      data: {},
      errors: [],
      problems: [],
      event: event ?? null,
      isOver: false,
      asWritten: (operation) =>
        restoreWritten(operation, variant.arguments, this.#definitions, given),
    };
    const pending = plan.execute(execution);
    if (pending) await pending;
    // Do not build an answer that nobody will read.
    if (request.interruption.isAbandoned)
      return { errors: [graphqlErrorFor(clientGone())], data: null };
    return answer(variant.complete, execution, () =>
      variant.introspection ? introspect(schema, variant.introspection, given) : null,
    );
  }
}

/** The values with which an operation is executed, and by which its form was chosen. */
type Values = Pick<Sending, 'given' | 'sent'> & Pick<Choice, 'conditions' | 'refused'>;

interface Sending {
  readonly request: GraphRequest;
  /** The client's variables. */
  readonly given: Variables;
  /** The variables of the plan's fetches. */
  readonly sent: Variables;
  /** The event of a subscription. */
  readonly event?: SubgraphResult;
}

const nothingToFetch: ExecutablePlan = {
  execute: () => undefined,
  isCompiled: true,
  entitiesOf: new Set(),
  source: null,
};

/** The memory of the selections once answers were built: see test/operations/weights.test.ts. */
const answerWeight = (selections: readonly AnswerSelection[]) => 7 * sizeOf(selections);

/** The values to send, and the fields that are not executed because a value is invalid. */
function bind(
  { arguments: lifted, withheld, kept }: Pick<Variant, 'arguments' | 'withheld' | 'kept'>,
  variables: Variables,
): { sent: JsonObject; refused: ReadonlyMap<string, Refusal> } {
  const sent: JsonObject = {};
  let refused: Map<string, Refusal> | null = null;
  const refuse = (argument: LiftedArgument, invalid: InvalidNull): void => {
    refused ??= new Map();
    if (!refused.has(argument.fieldId)) refused.set(argument.fieldId, argument.refuse(invalid));
  };
  for (const argument of lifted) {
    const { name, value } = argument;
    const read = value.read(variables);
    if (read === absent) continue;
    if (value.mayBeInvalid && read instanceof InvalidNull) refuse(argument, read);
    else sent[name] = read;
  }
  for (const argument of withheld) {
    const read = argument.value.read(variables);
    if (read instanceof InvalidNull) refuse(argument, read);
  }
  for (const { given, sent: name } of kept) {
    if (Object.hasOwn(variables, given)) sent[name] = variables[given];
  }
  return { sent, refused: refused ?? noRefusals };
}

function introspect(
  schema: GraphQLSchema,
  document: DocumentNode,
  variableValues: Variables,
): Introspected {
  const { data, errors = [] } = executeSync({ schema, document, variableValues });
  return { data: data ?? {}, errors };
}

type OperationResult = ExecutionResult<JsonObject, Extensions>;

interface Extensions {
  [name: string]: unknown;
  valueCompletion: readonly GraphQLError[];
}

/** Nulls in non-null positions that no error explains go into `extensions`, as in Apollo's gateway. */
function answer(
  complete: CompleteAnswer,
  execution: Execution,
  introspected: () => Introspected | null,
): OperationResult {
  try {
    const { data, errors, problems } = complete({ ...execution, introspected: introspected() });
    return {
      ...(errors.length > 0 && { errors }),
      data,
      ...(problems.length > 0 && { extensions: { valueCompletion: problems } }),
    };
  } catch (thrown) {
    // With `data`, since the operation was executed.
    return { errors: [graphqlErrorFor(thrown)], data: null };
  }
}
