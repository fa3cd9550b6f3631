import {
  type DocumentNode,
  type ExecutionResult,
  getOperationAST,
  GraphQLError,
  type OperationDefinitionNode,
  parse,
} from 'graphql';
import { isErrorCode } from '../../kit/errors.ts';
import type { GraphRequest } from './request.ts';
import type { Admission } from './admission.ts';
import type {
  ExecutableOperation,
  ExecutionPath,
  GraphqlEngine,
  PreparedOperation,
  Variables,
} from './engine.ts';
import type { OperationMemory } from './memory.ts';
import type { OperationExecution, OperationPolicy } from './policy.ts';
import { sizeOf } from './size-of.ts';
import { textHash } from './text-hash.ts';

export interface OperationsOptions {
  engine: GraphqlEngine;
  memory: OperationMemory;
  policy: OperationPolicy;
  /** Bounds how many are executed at once; without it nothing does. */
  admission?: Admission | undefined;
  /** Called with the path of each execution. */
  observe: (path: ExecutionPath) => void;
}

/** A valid operation as it was received: the text of its document and its name in it. */
export interface ReceivedOperation {
  readonly text: string;
  readonly operationName: string | undefined;
  readonly document: DocumentNode;
  readonly definition: OperationDefinitionNode;
}

/** The single way in which operations are executed, first and repeated, however they were received. */
export interface Operations {
  /** Finds an operation that is kept. It was validated when it was received. */
  find(text: string, operationName: string | undefined): FoundOperation | null;
  /** Executes a valid operation that may be new. */
  execute(
    operation: ReceivedOperation,
    variables: Variables,
    request: GraphRequest,
  ): Promise<ExecutionResult>;
  /** Executes an operation that `find` returned. */
  executeFound(
    operation: FoundOperation,
    variables: Variables,
    request: GraphRequest,
  ): Promise<ExecutionResult>;
}

/** An operation that is kept. */
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

/** The operations of one text that are kept, by their names. */
export interface KeptText {
  readonly text: string;
  readonly document: DocumentNode;
  readonly byName: Map<string | undefined, KeptOperation>;
  /** Of the text and the document. */
  readonly bytes: number;
}

export function createOperations(options: OperationsOptions): Operations {
  const { engine, memory, policy, admission, observe } = options;
  const texts = memory.share<KeptText>();

  async function run(
    prepared: PreparedOperation,
    variables: Variables,
    request: GraphRequest,
  ): Promise<ExecutionResult> {
    const refused = prepared.check(variables);
    if (refused) return { errors: refused };
    const execution: OperationExecution = { operation: prepared.client, variables, request };
    try {
      // What is refused takes no place from others, however long the refusal is held back.
      const limited = policy.beforePlanning?.(execution);
      if (limited) await limited;
      const waiting = admission?.enter(request);
      if (waiting) await waiting;
    } catch (thrown) {
      return { errors: [refusal(thrown)] };
    }
    try {
      return await runAdmitted(prepared, execution);
    } finally {
      admission?.leave(request);
    }
  }

  async function runAdmitted(
    prepared: PreparedOperation,
    execution: OperationExecution,
  ): Promise<ExecutionResult> {
    const { variables, request } = execution;
    let executable: ExecutableOperation;
    try {
      const planned = prepared.plan(variables, request);
      executable = planned instanceof Promise ? await planned : planned;
      const allowed = policy.beforeExecution?.(execution, executable.path);
      if (allowed) await allowed;
    } catch (thrown) {
      return { errors: [refusal(thrown)] };
    }
    const { path } = executable;
    observe(path);
    const result = await executable.execute(request);
    if (path !== 'compiled' && !isRefused(result)) executable.keep(isKnownToRepeat(request));
    const followed = policy.afterResult?.(execution, result, path);
    if (followed) await followed;
    return result;
  }

  /** Keeps an operation that is repeated, or known to be. */
  function keep({ text, operationName }: ReceivedOperation, request: GraphRequest): void {
    const isAgain = () => texts.isAgain(textHash(`${operationName ?? ''} ${text}`));
    if (!isKnownToRepeat(request) && !isAgain()) return;
    const kept = texts.get(text) ?? newText(text);
    const definition = getOperationAST(kept.document, operationName);
    if (!definition) return;
    const prepared = engine.prepare({ document: kept.document, definition });
    const operation: KeptOperation = { prepared, forms: -1, bytes: 0 };
    kept.byName.set(operationName, operation);
    weigh(kept, operation);
  }

  /** Weighs an operation of which more forms are known than before. */
  function weigh(kept: KeptText, operation: KeptOperation): void {
    if (operation.forms === operation.prepared.forms) return;
    operation.forms = operation.prepared.forms;
    operation.bytes = operation.prepared.weigh();
    let bytes = kept.bytes;
    for (const each of kept.byName.values()) bytes += each.bytes;
    texts.set(kept.text, kept, bytes);
  }

  const find: Operations['find'] = (text, operationName) => {
    const kept = texts.get(text);
    const operation = kept?.byName.get(operationName);
    return kept && operation ? { kept, operation } : null;
  };

  const executeFound: Operations['executeFound'] = async (
    { kept, operation },
    variables,
    request,
  ) => {
    const result = await run(operation.prepared, variables, request);
    weigh(kept, operation);
    return result;
  };

  return {
    find,
    executeFound,
    async execute(operation, variables, request) {
      const { text, operationName, document, definition } = operation;
      const found = find(text, operationName);
      if (found) return executeFound(found, variables, request);
      const prepared = engine.prepare({ document, definition });
      const result = await run(prepared, variables, request);
      if (result.data !== undefined && !isRefused(result)) keep(operation, request);
      return result;
    },
  };
}

/** Trusted documents are few, and clients ask for nothing else. */
const isKnownToRepeat = ({ trustedDocument }: GraphRequest): boolean => trustedDocument !== null;

/** Parsed again without source locations, which weigh more than the rest of the document. */
function newText(text: string): KeptText {
  const document = parse(text, { noLocation: true });
  return { text, document, byName: new Map(), bytes: sizeOf(document) + text.length };
}

/** A refusal meant for the client, or a fault of ours, which has the status 500. */
function refusal(thrown: unknown): GraphQLError {
  if (thrown instanceof GraphQLError && isErrorCode(thrown.extensions['code'])) return thrown;
  const originalError = thrown instanceof Error ? thrown : new Error(String(thrown));
  return new GraphQLError(originalError.message, {
    originalError,
    extensions: { http: { status: 500 } },
  });
}

const refusals = new Set<unknown>(['UNAUTHENTICATED', 'FORBIDDEN']);

/** Whether the viewer got nothing of what was asked because of missing rights. */
function isRefused({ data, errors }: ExecutionResult): boolean {
  if (!errors?.some(({ extensions }) => refusals.has(extensions['code']))) return false;
  return !data || Object.values(data).every((value) => value === null);
}
