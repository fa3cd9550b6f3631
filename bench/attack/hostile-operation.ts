import type { Role } from '../../lib/kit/viewer.ts';

/** Who attacks: nobody in particular, or somebody with an access token of this role. */
export type Attacker = Exclude<Role, 'SERVICE'> | 'anonymous';

export const attackers: readonly Attacker[] = [
  'anonymous',
  'CITIZEN',
  'OFFICER',
  'EVALUATOR',
  'ANALYST',
  'ADMIN',
];

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
}

/** What is sent. A text is sent as it is, everything else as JSON. */
export interface HostileRequest {
  readonly method?: 'GET' | 'POST';
  readonly path?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Readonly<Record<string, unknown>> | readonly unknown[];
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
  /** Of tokens, selections or the lengths of names. */
  | 'size'
  /** It is not an operation on this graph, or no operation at all. */
  | 'invalid'
  /** No access token, or one that proves nothing. */
  | 'unauthenticated'
  /** The body is larger than any may be. */
  | 'body';

/** What becomes of it with the default limits. */
export type Expected = { readonly refused: Refusal } | 'answered' | 'nothing';

/** One way to do harm by asking. */
export interface HostileOperation {
  readonly name: string;
  readonly by: Attacker;
  readonly kind: Kind;
  readonly manner: Manner;
  /** `nothing` where nobody waits for an answer. */
  readonly expected: Expected;
  /** No two numbers give the same request where different texts are the point. */
  write(subjects: Subjects, number: number): HostileRequest;
}

export type Kind =
  'deep' | 'wide' | 'aliases' | 'fragments' | 'lists' | 'changes' | 'values' | 'texts' | 'requests';

type Query = (subjects: Subjects, number: number) => string;

type Variables = (subjects: Subjects, number: number) => Readonly<Record<string, unknown>>;

interface Written {
  by?: Attacker;
  query: Query;
  variables?: Variables;
  expected: Expected;
  manner?: Manner;
}

/** Entries of one kind that are sent as operations usually are. */
export const operationsOf = (
  kind: Kind,
  written: Readonly<Record<string, Written>>,
): readonly HostileOperation[] =>
  Object.entries(written).map(
    ([name, { by = 'anonymous', query, variables, expected, manner = 'whole' }]) => ({
      name,
      by,
      kind,
      manner,
      expected,
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
