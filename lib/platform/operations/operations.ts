import { setTimeout as delay } from 'node:timers/promises';
import {
  type DocumentNode,
  type ExecutionResult,
  getOperationAST,
  type GraphQLError,
  type OperationDefinitionNode,
  parse,
} from 'graphql';
import { isServerBusy } from '../errors/server-busy.ts';
import type { ErrorCounts } from './error-counts.ts';
import type { GraphRequest } from './request.ts';
import type { Admission } from './admission.ts';
import type {
  ExecutableOperation,
  ExecutableSubscription,
  ExecutionPath,
  GraphqlEngine,
  PreparedOperation,
  Variables,
} from './engine.ts';
import type { MemoryShare, OperationMemory } from './memory.ts';
import type { OperationExecution, OperationPolicy } from './policy.ts';
import { isRefused, refusedBy } from './refusals.ts';
import { sizeOf } from './size-of.ts';
import { textHash } from './text-hash.ts';

/** The extension in which a subgraph server names to a gateway how long the answer is to be held back. */
export const heldBackExtension = 'heldBackMs';

interface OperationsOptions {
  engine: GraphqlEngine;
  memory: OperationMemory;
  policy: OperationPolicy;
  /** Limits how many are executed at once; unlimited if absent. */
  admission?: Admission | undefined;
  /** Called with the path of each execution. */
  observe: (path: ExecutionPath) => void;
  /** Notes to which operation errors belong; absent where they are not counted. */
  errors?: Pick<ErrorCounts, 'belong'> | undefined;
}

/** A valid operation as it was received: the text of its document and its name in it. */
interface ReceivedOperation {
  readonly text: string;
  readonly operationName: string | undefined;
  readonly document: DocumentNode;
  readonly definition: OperationDefinitionNode;
}

/** The single way in which operations are executed, first and repeated, however they were received. */
export interface Operations {
  /** Finds a cached operation. It was validated when it was received. */
  find(text: string, operationName: string | undefined): FoundOperation | null;
  /** Executes a valid operation that may be new. */
  execute(
    operation: ReceivedOperation,
    variables: Variables,
    request: GraphRequest,
  ): Promise<ExecutionResult>;
  /** Finds a subscription that is kept, as `find` does for other operations. */
  findSubscription(text: string, operationName: string | undefined): FoundOperation | null;
  /**
   * Plans a subscription that `findSubscription` returned, or a valid one that may be new, after the policies have
   * admitted it. Its events are the caller's to deliver.
   * @param isOpen whether it was admitted before: no policy is asked, and no place taken.
   * @returns a result where nothing can be subscribed to: the subscription is refused.
   */
  subscribe(
    operation: ReceivedOperation | FoundOperation,
    variables: Variables,
    request: GraphRequest,
    isOpen?: boolean,
  ): Promise<PlannedSubscription | ExecutionResult>;
  /** Executes an operation that `find` returned. */
  executeFound(
    operation: FoundOperation,
    variables: Variables,
    request: GraphRequest,
  ): Promise<ExecutionResult>;
}

/** A subscription that may begin. */
export interface PlannedSubscription {
  readonly subscription: ExecutableSubscription;
  readonly execution: OperationExecution;
  /** The memory of its text, document and plans, which stay as long as it is open; about as many bytes. */
  readonly bytes: number;
}

type OpenedSubscription = Omit<PlannedSubscription, 'bytes'>;

const withBytes = (opened: OpenedSubscription | ExecutionResult, bytes: number) =>
  'subscription' in opened ? { ...opened, bytes } : opened;

/** A cached operation. */
export interface FoundOperation {
  readonly operation: KeptOperation;
  readonly kept: KeptText;
}

interface KeptOperation {
  readonly prepared: PreparedOperation;
  /** How many forms of it were known when it was last weighed. */
  forms: number;
  bytes: number;
}

/** The cached operations of one text, by their names. */
interface KeptText {
  readonly text: string;
  readonly document: DocumentNode;
  readonly byName: Map<string | undefined, KeptOperation>;
  /** Of the text and the document. */
  readonly bytes: number;
}

export const createOperations = (options: OperationsOptions): Operations =>
  new OperationsOfEngine(options);

/** A class, since every request passes through it: its methods are shared, and no call makes a closure. */
class OperationsOfEngine implements Operations {
  readonly #engine: GraphqlEngine;
  readonly #policy: OperationPolicy;
  readonly #admission: Admission | undefined;
  readonly #observe: (path: ExecutionPath) => void;
  readonly #errors: OperationsOptions['errors'];
  #texts: MemoryShare<KeptText>;
  /** Apart from the other texts, so that none is found where only results can be sent. */
  #subscriptions: MemoryShare<KeptText>;

  constructor({ engine, memory, policy, admission, observe, errors }: OperationsOptions) {
    this.#engine = engine;
    this.#policy = policy;
    this.#admission = admission;
    this.#observe = observe;
    this.#errors = errors;
    this.#texts = memory.share();
    this.#subscriptions = memory.share();
    engine.onReplaced?.(() => {
      // From then on nothing is found, and others get the memory.
      this.#texts = memory.share();
      this.#subscriptions = memory.share();
    });
  }

  find(text: string, operationName: string | undefined): FoundOperation | null {
    return findIn(this.#texts, text, operationName);
  }

  findSubscription(text: string, operationName: string | undefined): FoundOperation | null {
    return findIn(this.#subscriptions, text, operationName);
  }

  async subscribe(
    operation: ReceivedOperation | FoundOperation,
    variables: Variables,
    request: GraphRequest,
    isOpen = false,
  ): Promise<PlannedSubscription | ExecutionResult> {
    if ('kept' in operation) {
      const opened = await this.#open(operation.operation.prepared, variables, request, isOpen);
      this.#weigh(this.#subscriptions, operation.kept, operation.operation);
      return withBytes(opened, operation.kept.bytes + operation.operation.bytes);
    }
    const { schema } = this.#engine;
    const prepared = this.#engine.prepare(operation);
    const opened = await this.#open(prepared, variables, request, isOpen);
    if ('subscription' in opened && this.#engine.schema === schema)
      this.#keep(this.#subscriptions, operation, request);
    if (!('subscription' in opened)) return opened;
    const { text, document } = operation;
    return withBytes(opened, text.length + sizeOf(document) + prepared.weigh());
  }

  async #open(
    prepared: PreparedOperation,
    variables: Variables,
    request: GraphRequest,
    isOpen: boolean,
  ): Promise<OpenedSubscription | ExecutionResult> {
    const execution: OperationExecution = { operation: prepared.client, variables, request };
    const misfits = this.#misfitsIn(variables, prepared);
    if (misfits) {
      if (!isOpen) this.#policy.afterMisfit?.(request, misfits);
      return this.#noted({ errors: misfits }, execution);
    }
    try {
      if (!isOpen) await this.#admit(execution);
    } catch (thrown) {
      return this.#noted(this.#refused(thrown, execution), execution);
    }
    try {
      const executable = await (isOpen
        ? prepared.plan(variables, request)
        : this.#plan(prepared, execution));
      if (!isOpen) await this.#policy.beforeExecution?.(execution, executable.path);
      this.#observe(executable.path);
      if (executable.path !== 'compiled') executable.keep(isKnownToRepeat(request));
      const { subscription } = executable;
      if (subscription) return { subscription, execution };
      return this.#noted(await executable.execute(request), execution);
    } catch (thrown) {
      const refused = isOpen ? refusedBy(thrown) : this.#refused(thrown, execution);
      return this.#noted(refused, execution);
    } finally {
      if (!isOpen) this.#admission?.leave(request);
    }
  }

  async execute(
    operation: ReceivedOperation,
    variables: Variables,
    request: GraphRequest,
  ): Promise<ExecutionResult> {
    const { text, operationName, document, definition } = operation;
    const found = this.find(text, operationName);
    if (found) return this.executeFound(found, variables, request);
    const { schema } = this.#engine;
    const prepared = this.#engine.prepare({ document, definition });
    const result = await this.#run(prepared, variables, request);
    const isExecuted = result.data !== undefined && this.#engine.schema === schema;
    if (isExecuted && isWorthKeeping(result, request)) this.#keep(this.#texts, operation, request);
    return result;
  }

  async executeFound(
    { kept, operation }: FoundOperation,
    variables: Variables,
    request: GraphRequest,
  ): Promise<ExecutionResult> {
    const result = await this.#run(operation.prepared, variables, request);
    this.#weigh(this.#texts, kept, operation);
    return result;
  }

  async #run(
    prepared: PreparedOperation,
    variables: Variables,
    request: GraphRequest,
  ): Promise<ExecutionResult> {
    const execution: OperationExecution = { operation: prepared.client, variables, request };
    const misfits = this.#misfitsIn(variables, prepared);
    if (misfits) {
      this.#policy.afterMisfit?.(request, misfits);
      return this.#noted({ errors: misfits }, execution);
    }
    try {
      const waiting = this.#admit(execution);
      if (waiting) await waiting;
    } catch (thrown) {
      return this.#noted(this.#refused(thrown, execution), execution);
    }
    let result: ExecutionResult;
    try {
      result = await this.#runAdmitted(prepared, execution);
    } finally {
      this.#admission?.leave(request);
    }
    this.#noted(result, execution);
    return request.heldBackMs === 0 ? result : holdBack(result, request);
  }

  /** The errors of variables that do not fit; null if all do. */
  #misfitsIn(variables: Variables, prepared: PreparedOperation): readonly GraphQLError[] | null {
    try {
      this.#policy.beforeChecking?.(variables);
    } catch (thrown) {
      return refusedBy(thrown).errors;
    }
    return prepared.check(variables);
  }

  /** Notes to which operation the errors of a result belong. @returns the result. */
  #noted<Result extends ExecutionResult>(result: Result, execution: OperationExecution): Result {
    if (result.errors) this.#errors?.belong(result.errors, execution);
    return result;
  }

  /**
   * Asks the policies, and takes a place: a refused operation takes none from others, however long the refusal is
   * delayed. @returns undefined if that needs no waiting.
   */
  #admit(execution: OperationExecution): Promise<void> | undefined {
    const limited = this.#policy.beforePlanning?.(execution);
    if (limited) return limited.then(() => this.#admission?.enter(execution.request));
    return this.#admission?.enter(execution.request);
  }

  /** The result of an operation that was not executed, after `beforePlanning` was called. */
  #refused(thrown: unknown, execution: OperationExecution): ExecutionResult {
    if (isServerBusy(thrown)) this.#policy.afterBusy?.(execution);
    return refusedBy(thrown);
  }

  /** Plans an operation, and tells the policies if anything had to be made, whether or not that succeeds. */
  #plan(
    prepared: PreparedOperation,
    execution: OperationExecution,
  ): ExecutableOperation | Promise<ExecutableOperation> {
    const { made } = prepared;
    try {
      return prepared.plan(execution.variables, execution.request);
    } finally {
      if (prepared.made !== made) this.#policy.afterMaking?.(execution);
    }
  }

  async #runAdmitted(
    prepared: PreparedOperation,
    execution: OperationExecution,
  ): Promise<ExecutionResult> {
    const { request } = execution;
    let executable: ExecutableOperation;
    try {
      const planned = this.#plan(prepared, execution);
      executable = planned instanceof Promise ? await planned : planned;
      const allowed = this.#policy.beforeExecution?.(execution, executable.path);
      if (allowed) await allowed;
    } catch (thrown) {
      return this.#refused(thrown, execution);
    }
    const { path } = executable;
    this.#observe(path);
    const result = await executable.execute(request);
    if (path !== 'compiled' && isWorthKeeping(result, request))
      executable.keep(isKnownToRepeat(request));
    const followed = this.#policy.afterResult?.(execution, result, path);
    if (followed) await followed;
    return result;
  }

  /** Caches an operation that is repeated, or known to be. */
  #keep(texts: MemoryShare<KeptText>, received: ReceivedOperation, request: GraphRequest): void {
    if (!isKnownToRepeat(request) && !isAgain(texts, received)) return;
    const { text, operationName } = received;
    const kept = texts.get(text) ?? newText(text);
    const definition = getOperationAST(kept.document, operationName);
    if (!definition) return;
    const prepared = this.#engine.prepare({ document: kept.document, definition });
    const operation: KeptOperation = { prepared, forms: -1, bytes: 0 };
    kept.byName.set(operationName, operation);
    this.#weigh(texts, kept, operation);
  }

  /** Updates the weight of an operation if more forms are known than before. */
  #weigh(texts: MemoryShare<KeptText>, kept: KeptText, operation: KeptOperation): void {
    if (operation.forms === operation.prepared.forms) return;
    operation.forms = operation.prepared.forms;
    operation.bytes = operation.prepared.weigh();
    let bytes = kept.bytes;
    for (const each of kept.byName.values()) bytes += each.bytes;
    texts.set(kept.text, kept, bytes);
  }
}

function findIn(
  texts: MemoryShare<KeptText>,
  text: string,
  operationName: string | undefined,
): FoundOperation | null {
  const kept = texts.get(text);
  const operation = kept?.byName.get(operationName);
  return kept && operation ? { kept, operation } : null;
}

const isAgain = (
  texts: MemoryShare<KeptText>,
  { text, operationName }: ReceivedOperation,
): boolean => texts.isAgain(textHash(`${operationName ?? ''} ${text}`));

/** Trusted documents are few, and their clients send nothing else. */
const isKnownToRepeat = ({ trustedDocument }: GraphRequest): boolean => trustedDocument !== null;

/** Parsed again without source locations, which weigh more than the rest of the document. */
function newText(text: string): KeptText {
  const document = parse(text, { noLocation: true });
  return { text, document, byName: new Map(), bytes: sizeOf(document) + text.length };
}

/** Delays an answer, or names the delay to a caller that holds answers back itself. */
async function holdBack(
  result: ExecutionResult,
  { heldBackMs, callerHoldsBack }: GraphRequest,
): Promise<ExecutionResult> {
  if (callerHoldsBack) {
    return { ...result, extensions: { ...result.extensions, [heldBackExtension]: heldBackMs } };
  }
  await delay(heldBackMs);
  return result;
}

/** What viewers without the rights send could be anything, unless it is trusted. */
const isWorthKeeping = (result: ExecutionResult, request: GraphRequest): boolean =>
  isKnownToRepeat(request) || !isRefused(result);
