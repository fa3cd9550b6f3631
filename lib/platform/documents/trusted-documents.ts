import { hash } from 'node:crypto';
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { ApolloServerOptions } from '@apollo/server';
import { type DocumentNode, type GraphQLSchema, parse, type ValidationRule } from 'graphql';
import type { Logger } from 'pino';
import { graphqlError } from '../errors/graphql-error.ts';
import { type BudgetName, budgetNameOf } from '../operations/budgets.ts';
import type { MemoryShare, OperationMemory } from '../operations/memory.ts';
import type { OperationPolicy } from '../operations/policy.ts';
import { countSelections } from '../operations/count-selections.ts';
import { firstMistake } from '../operations/first-mistake.ts';
import { sizeOf } from '../operations/size-of.ts';
import type { Viewer } from '../../kit/viewer.ts';
import type { ManifestSource } from './follow-manifests.ts';
import { bareId, type Manifest } from './manifest.ts';
import {
  notInList,
  readSentDocument,
  type SentDocument,
  type SentRequest,
} from './sent-document.ts';
import type { TrustedDocument } from '../operations/trusted-document.ts';
import { say } from '../../kit/say.ts';

/** The origin of a request's document. */
export type DocumentOrigin = 'trusted' | 'other' | 'refused';

interface TrustedDocumentsOptions {
  /** Null if there are none. */
  source: ManifestSource | null;
  /** The roles whose requests may contain trusted documents only. */
  requiredFor: readonly BudgetName[];
  /** May be another one whenever it is read. */
  readonly schema: GraphQLSchema;
  /** The rules for documents beyond those of GraphQL. */
  rules: readonly ValidationRule[];
  limits: { maxTokens: number; maxSelections: number };
  memory: OperationMemory;
  logger: Logger;
  /** Called with each requested document. */
  observe: (role: BudgetName, origin: DocumentOrigin) => void;
}

/** Apollo Server's store of parsed documents, by a key that ends with the SHA-256 of the text. */
type DocumentStore = NonNullable<ApolloServerOptions<object>['documentStore']>;

/** The documents of the manifests in force, and the roles that are restricted to them. */
export interface TrustedDocuments {
  /** Determines which document a request means. */
  read(request: SentRequest): SentDocument;
  /**
   * Decides before anything is parsed whether the viewer may execute it. @returns the document, if
   * it is a trusted one. @throws PERSISTED_QUERY_ID_REQUIRED, PERSISTED_QUERY_NOT_IN_LIST, or
   * BAD_USER_INPUT.
   */
  admit(sent: SentDocument, viewer: Viewer): TrustedDocument | null;
  /** The same for a cached document: true, or false if `admit` would refuse it. */
  isAdmitted(document: TrustedDocument | null, viewer: Viewer): boolean;
  /** Checks all documents again, for another schema. */
  checkAgain(): Promise<void>;
  /** Called for every document that is about to be executed, whatever its origin. */
  readonly policy: OperationPolicy;
  /** Keeps requested trusted documents parsed, within the memory for operations. */
  readonly parsed: DocumentStore;
  /**
   * Whether a viewer who requests the document now is not charged for its text: it is still parsed,
   * or this is the first request for it. Parsing it again, after it was evicted for others, is
   * charged.
   */
  isTextFree(document: TrustedDocument): boolean;
  /**
   * How many the schema accepts, how many it does not, and whether the files have become
   * unreadable.
   */
  readonly status: TrustedDocumentsStatus;
}

export interface TrustedDocumentsStatus {
  readonly accepted: number;
  readonly rejected: number;
  readonly isStale: boolean;
}

/** The documents of one manifest, as checked against this schema. */
interface Checked {
  readonly byId: ReadonlyMap<string, TrustedDocument>;
  /** Why the schema does not accept a document, by its id. */
  readonly mistakes: ReadonlyMap<string, string>;
  /** Of the texts of those accepted. */
  readonly hashes: ReadonlySet<string>;
}

const none: Checked = { byId: new Map(), mistakes: new Map(), hashes: new Set() };

const maxLogged = 20;

/**
 * Follows the manifests. A document that the schema does not accept is refused alone, whenever it
 * is requested: a client that is ahead of this process or behind it does not affect the others.
 */
export async function createTrustedDocuments(
  options: TrustedDocumentsOptions,
): Promise<TrustedDocuments> {
  const documents = new FollowedDocuments(options);
  await options.source?.follow((manifest) => documents.take(manifest));
  return documents;
}

class FollowedDocuments implements TrustedDocuments {
  readonly policy: OperationPolicy;
  readonly parsed: DocumentStore;
  readonly #parsed: MemoryShare<DocumentNode>;
  /** Those whose first parse was free. */
  readonly #askedFor = new WeakSet<TrustedDocument>();
  readonly #options: TrustedDocumentsOptions;
  readonly #requiredFor: ReadonlySet<BudgetName>;
  #manifest: Manifest = new Map();
  #checked = none;

  constructor(options: TrustedDocumentsOptions) {
    this.#options = options;
    this.#requiredFor = new Set(options.requiredFor);
    this.policy = {
      beforePlanning: ({ request: { viewer, trustedDocument } }) => {
        if (!trustedDocument && this.#isRequiredFor(viewer)) throw idRequired();
      },
    };
    this.#parsed = options.memory.share();
    this.parsed = keepParsed(this.#parsed, (hash) => this.#checked.hashes.has(hash));
  }

  /** Puts a manifest in force. */
  async take(manifest: Manifest): Promise<void> {
    this.#manifest = manifest;
    this.#checked = await check(manifest, this.#options, this.#checked);
    reportChecked(this.#checked, this.#options.logger);
  }

  async checkAgain(): Promise<void> {
    this.#checked = await check(this.#manifest, this.#options, none);
    reportChecked(this.#checked, this.#options.logger);
  }

  read(request: SentRequest): SentDocument {
    return readSentDocument(request, (id) => this.#checked.byId.get(bareId(id)) ?? null);
  }

  admit(sent: SentDocument, viewer: Viewer): TrustedDocument | null {
    let origin: DocumentOrigin = 'refused';
    try {
      const trusted = this.#admitted(sent, viewer);
      origin = trusted ? 'trusted' : 'other';
      return trusted;
    } finally {
      this.#options.observe(budgetNameOf(viewer), origin);
    }
  }

  isAdmitted(document: TrustedDocument | null, viewer: Viewer): boolean {
    const isRefused = document
      ? this.#checked.mistakes.has(document.id)
      : this.#isRequiredFor(viewer);
    if (isRefused) return false;
    this.#options.observe(budgetNameOf(viewer), document ? 'trusted' : 'other');
    return true;
  }

  isTextFree(document: TrustedDocument): boolean {
    const isFirst = !this.#askedFor.has(document);
    this.#askedFor.add(document);
    return isFirst || this.#parsed.get(hash('sha256', document.text, 'hex')) !== undefined;
  }

  get status(): TrustedDocumentsStatus {
    const { byId, mistakes } = this.#checked;
    return {
      accepted: byId.size - mistakes.size,
      rejected: mistakes.size,
      isStale: this.#options.source?.isStale ?? false,
    };
  }

  #admitted(sent: SentDocument, viewer: Viewer): TrustedDocument | null {
    if (sent.refusal) throw sent.refusal;
    const { trusted, id } = sent;
    if (trusted) {
      const mistake = this.#checked.mistakes.get(trusted.id);
      if (mistake !== undefined) throw notAccepted(mistake);
      return trusted;
    }
    if (id !== null && (!sent.isAutomatic || this.#isRequiredFor(viewer))) throw notInList(id);
    if (sent.text !== null && this.#isRequiredFor(viewer)) throw idRequired();
    return null;
  }

  #isRequiredFor(viewer: Viewer): boolean {
    return this.#requiredFor.has(budgetNameOf(viewer));
  }
}

/** Keeps documents parsed whose hash is that of a trusted document. */
function keepParsed(
  parsed: MemoryShare<DocumentNode>,
  isTrusted: (hash: string) => boolean,
): DocumentStore {
  return {
    get: async (key) => parsed.get(hashIn(key)),
    // Apollo Server has validated it.
    async set(key, document) {
      const hash = hashIn(key);
      if (!isTrusted(hash)) return;
      const { source: { body = '' } = {} } = document.loc ?? {};
      // Without source locations, which weigh more than the rest of the document.
      const kept = parse(body, { noLocation: true });
      parsed.set(hash, kept, sizeOf(kept));
    },
    delete: async (key) => parsed.delete(hashIn(key)),
  };
}

function reportChecked({ byId, mistakes }: Checked, logger: Logger): void {
  logger.info({ documents: byId.size, refused: mistakes.size }, 'trusted documents in force');
  if (mistakes.size === 0) return;
  const refused = [...mistakes].slice(0, maxLogged).map(([id, mistake]) => ({ id, mistake }));
  logger.warn(
    { refused, more: mistakes.size - refused.length },
    'the schema does not accept all trusted documents: these are refused',
  );
}

const hashLength = 64;
const hashIn = (key: string) => key.slice(-hashLength);

type Rules = Pick<TrustedDocumentsOptions, 'schema' | 'rules' | 'limits'>;

/**
 * Checks each document that was not checked before, in a separate event-loop turn, so that other
 * requests are answered meanwhile.
 */
async function check(manifest: Manifest, rules: Rules, before: Checked): Promise<Checked> {
  const byId = new Map<string, TrustedDocument>();
  const mistakes = new Map<string, string>();
  const hashes = new Set<string>();
  for (const [id, text] of manifest) {
    byId.set(id, { id, text });
    const isKnown = before.byId.get(id)?.text === text;
    const mistake = isKnown ? before.mistakes.get(id) : mistakeOf(text, rules);
    if (mistake === undefined) hashes.add(hash('sha256', text, 'hex'));
    else mistakes.set(id, mistake);
    if (!isKnown) await nextTurn();
  }
  return { byId, mistakes, hashes };
}

const maxMistakeLength = 300;

/** The reason for which Apollo Server would refuse the text; null if it would not. */
function mistakeOf(text: string, { schema, rules, limits }: Rules): string | undefined {
  let document: DocumentNode;
  try {
    document = parse(text, { noLocation: true, maxTokens: limits.maxTokens });
  } catch (error) {
    return String(error instanceof Error ? error.message : error).slice(0, maxMistakeLength);
  }
  const mistake = firstMistake(schema, document, rules);
  if (mistake) return mistake.message.slice(0, maxMistakeLength);
  return countSelections(document) > limits.maxSelections
    ? `The document has more than ${limits.maxSelections} selections with its fragments spread.`
    : undefined;
}

const notAccepted = (mistake: string) =>
  graphqlError(
    'BAD_USER_INPUT',
    say`The schema does not accept this trusted document: ${mistake}`,
    {
      reason: 'VALIDATION',
      http: { status: 400 },
    },
  );

const idRequired = () =>
  graphqlError(
    'PERSISTED_QUERY_ID_REQUIRED',
    say`Only trusted documents are executed for you here: send the id of one, and no text.`,
    { http: { status: 400 } },
  );
