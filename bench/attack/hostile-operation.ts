import type { Role } from '../../lib/kit/viewer.ts';

/** The attacker: an anonymous client, or one with an access token of this role. */
export type Attacker = Exclude<Role, 'SERVICE'> | 'anonymous';

/** The objects of the operations: the same in every corpus, on any data. */
export interface Subjects {
  /** A root of the directory, with units below it in several levels. */
  readonly rootId: string;
  /** A unit with a hundred or more units directly below it, or as many as there are. */
  readonly unitId: string;
  /** A unit far down. */
  readonly leafId: string;
  readonly topicId: string;
  /** An application that every role sees that sees any application. */
  readonly number: string;
  readonly trackingCode: string;
  /** A number whose failed attempts have reached the limit from which each further one is delayed. */
  readonly slowedNumber: string;
  /** As many open referrals of units of `rootId` as can be changed at once. */
  readonly referralIds: readonly string[];
  /** A file of 10 MB that the attacking citizen has uploaded. */
  readonly attachmentId: string;
}

/** Maximum number of referrals that one mutation changes. */
export const mostReferrals = 100;
/** Maximum size of a file. */
export const mostFileBytes = 10 * 1024 * 1024;

/** The request. Texts and bytes are sent unchanged, everything else as JSON. */
export interface HostileRequest {
  readonly method?: 'GET' | 'POST';
  readonly path?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Uint8Array | Readonly<Record<string, unknown>> | readonly unknown[];
}

/**
 * How it is sent: `whole`, and the response is read; `half`, and the rest of the body never comes;
 * `unread`, and the response is not read; `leaving`, and the client disconnects before the
 * response.
 */
export type Manner = 'whole' | 'half' | 'unread' | 'leaving';

/** The limit by which an operation is refused as a whole, before anything of it is executed. */
export type Refusal =
  /** Of the form of operations: see `structural-limits.ts`. */
  | 'depth'
  | 'aliases'
  | 'rootFields'
  | 'mutations'
  | 'listElements'
  | 'inputObjects'
  | 'inputDepth'
  /** Before validation: see `selection-limits.ts`. */
  | 'selections'
  /** One name selected too often in one place: see `selection-limits.ts`. */
  | 'comparisons'
  /** The limit of one operation. */
  | 'cost'
  /** The bucket of the viewer. */
  | 'bucket'
  /** A field that a request may select once. */
  | 'once'
  /** The places of a role, and its queue. */
  | 'places'
  /** A file of a type that may not be attached. */
  | 'type'
  /** Of tokens or the lengths of names. */
  | 'size'
  /** It is not an operation on this graph, or not an operation. */
  | 'invalid'
  /** No access token, or an invalid one. */
  | 'unauthenticated'
  /** The body is larger than the limit. */
  | 'body'
  /** The address is longer than the limit. */
  | 'address';

/**
 * The outcome with the default limits. Of several sent at once, all but at most `butFor` are
 * refused (0 by default). Requests that are refused `onceStored` have to be stored first, since
 * only the complete body shows what they contain.
 */
type Expected =
  | { readonly refused: Refusal; readonly butFor?: number; readonly onceStored?: boolean }
  | 'answered'
  | 'nothing';

/** One attack by requests. */
export interface HostileOperation {
  readonly name: string;
  readonly by: Attacker;
  readonly kind: Kind;
  readonly manner: Manner;
  /** `nothing` if no response is awaited. */
  readonly expected: Expected;
  /** How many are sent at the same time, all by the same attacker. */
  readonly atOnce: number;
  /** How many of these are admitted, for each of which the work counts; 1 to count it for all together. */
  readonly admitted: number;
  /** Different numbers give different requests where the attack depends on different texts. */
  write(subjects: Subjects, number: number): HostileRequest;
}

type Kind =
  | 'deep'
  | 'wide'
  | 'aliases'
  | 'fragments'
  | 'leaves'
  | 'lists'
  | 'changes'
  | 'values'
  | 'texts'
  | 'requests'
  /** Requests that are answered by a stream of events. */
  | 'subscriptions'
  | 'files'
  /**
   * Files that are expensive to clean; each is sent by a citizen who has sent hardly any before.
   */
  | 'cleaning'
  | 'tracking'
  /** Questions about all applications. */
  | 'statistics'
  /** The rows behind them. */
  | 'exports';

/** Those that are sent as operations; the others are requests of other kinds. */
export const isOperation = ({ kind }: Pick<HostileOperation, 'kind'>) => !otherKinds.has(kind);

const otherKinds: ReadonlySet<Kind> = new Set([
  'requests',
  'subscriptions',
  'files',
  'cleaning',
  'exports',
]);

type Query = (subjects: Subjects, number: number) => string;

type Variables = (subjects: Subjects, number: number) => Readonly<Record<string, unknown>>;

interface Written {
  by?: Attacker;
  query: Query;
  variables?: Variables;
  expected: Expected;
  manner?: Manner;
  atOnce?: number;
}

/** Entries of one kind that are sent as operations usually are. */
export const operationsOf = (
  kind: Kind,
  written: Readonly<Record<string, Written>>,
): readonly HostileOperation[] =>
  Object.entries(written).map(
    ([name, { by = 'anonymous', query, variables, expected, manner = 'whole', atOnce = 1 }]) => ({
      name,
      by,
      kind,
      manner,
      expected,
      atOnce,
      admitted: 1,
      write: (subjects, number) => ({
        body: {
          query: query(subjects, number),
          ...(variables && { variables: variables(subjects, number) }),
        },
      }),
    }),
  );

/** `count` texts, joined by spaces. */
export const many = (count: number, write: (index: number) => string): string =>
  Array.from({ length: count }, (_, index) => write(index)).join(' ');

export const refused = (by: Refusal): Expected => ({ refused: by });
