import type { Role } from '../../lib/kit/viewer.ts';

/** Who attacks: nobody in particular, or somebody with an access token of this role. */
export type Attacker = Exclude<Role, 'SERVICE'> | 'anonymous';

/** What the operations are about: the same in every corpus, on whichever data. */
export interface Subjects {
  /** A root of the directory, with units below it in several levels. */
  readonly rootId: string;
  /** A unit with a hundred or more directly below it, or as many as there are. */
  readonly unitId: string;
  /** A unit far down. */
  readonly leafId: string;
  readonly topicId: string;
  /** An application that every role sees which sees any. */
  readonly number: string;
  readonly trackingCode: string;
  /** A number at which so many attempts have failed that each further one is held back. */
  readonly slowedNumber: string;
  /** As many referrals as can be changed at once, open ones, of units of `rootId`. */
  readonly referralIds: readonly string[];
  /** A file of 10 MB that the attacking citizen has uploaded. */
  readonly attachmentId: string;
}

/** How many referrals one mutation changes at most. */
export const mostReferrals = 200;
/** How large a file may be. */
export const mostFileBytes = 10 * 1024 * 1024;

/** What is sent. Texts and bytes are sent as they are, everything else as JSON. */
export interface HostileRequest {
  readonly method?: 'GET' | 'POST';
  readonly path?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Uint8Array | Readonly<Record<string, unknown>> | readonly unknown[];
}

/**
 * How it is sent: `whole`, and the answer is read; `half`, and the rest of the body never comes; `unread`, and nothing
 * of the answer is taken; `leaving`, and the client is gone before it can be answered.
 */
export type Manner = 'whole' | 'half' | 'unread' | 'leaving';

/** By which limit an operation is refused as a whole, before anything of it is executed. */
export type Refusal =
  /** Of the form of operations: see `structural-limits.ts`. */
  | 'depth'
  | 'aliases'
  | 'rootFields'
  | 'mutations'
  | 'listElements'
  /** One name selected too often in one place: see `repeated-fields.ts`. */
  | 'repeats'
  /** The limit of one operation. */
  | 'cost'
  /** The bucket of the viewer. */
  | 'bucket'
  /** A field that a request may ask for once. */
  | 'once'
  /** The places of a role, and those that wait for one. */
  | 'places'
  /** A file of a type that may not be attached. */
  | 'type'
  /** Of tokens, selections or the lengths of names. */
  | 'size'
  /** It is not an operation on this graph, or no operation at all. */
  | 'invalid'
  /** No access token, or one that proves nothing. */
  | 'unauthenticated'
  /** The body is larger than any may be. */
  | 'body';

/**
 * The outcome with the default limits. Of several sent at once, all but at most `butFor` are refused (0 by default).
 * Requests that are refused `onceStored` have to be stored first, since only the whole of them tells.
 */
export type Expected =
  | { readonly refused: Refusal; readonly butFor?: number; readonly onceStored?: boolean }
  | 'answered'
  | 'nothing';

/** One way to do harm by asking. */
export interface HostileOperation {
  readonly name: string;
  readonly by: Attacker;
  readonly kind: Kind;
  readonly manner: Manner;
  /** `nothing` where nobody waits for an answer. */
  readonly expected: Expected;
  /** How many are sent at the same time, all by the same attacker. */
  readonly atOnce: number;
  /** No two numbers give the same request where different texts are the point. */
  write(subjects: Subjects, number: number): HostileRequest;
}

export type Kind =
  | 'deep'
  | 'wide'
  | 'aliases'
  | 'fragments'
  | 'lists'
  | 'changes'
  | 'values'
  | 'texts'
  | 'requests'
  | 'files'
  /** Files whose cleaning is dear; each is sent by a citizen who has hardly sent any before. */
  | 'cleaning'
  | 'tracking';

/** Those that are sent as operations; the others are what else a server is asked for. */
export const isOperation = ({ kind }: Pick<HostileOperation, 'kind'>) =>
  kind !== 'requests' && kind !== 'files' && kind !== 'cleaning';

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
      write: (subjects, number) => ({
        body: {
          query: query(subjects, number),
          ...(variables && { variables: variables(subjects, number) }),
        },
      }),
    }),
  );

/** So many, joined by spaces. */
export const many = (count: number, write: (index: number) => string): string =>
  Array.from({ length: count }, (_, index) => write(index)).join(' ');

export const refused = (by: Refusal): Expected => ({ refused: by });
