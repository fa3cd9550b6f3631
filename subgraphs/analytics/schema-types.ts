export type Maybe<T> = T | null;
export type InputMaybe<T> = Maybe<T>;
/** All built-in and custom scalars, mapped to their actual values */
export type Scalars = {
  ID: { input: string; output: string; }
  String: { input: string; output: string; }
  Boolean: { input: boolean; output: boolean; }
  Int: { input: number; output: number; }
  Float: { input: number; output: number; }
  /** An instant in UTC, `YYYY-MM-DDTHH:mm:ss.sssZ`. */
  DateTime: { input: Date; output: Date; }
  _FieldSet: { input: string; output: string; }
};

/** What applications can be grouped by. */
export type ApplicationDimension =
  /** The type. */
  | 'TYPE';

/** Applications that agree in every dimension of the question. */
export type ApplicationGroup = {
  __typename?: 'ApplicationGroup';
  /** The number of applications. */
  count: Scalars['Int']['output'];
  /** The type. Null unless `TYPE` is one of the dimensions. */
  type?: Maybe<ApplicationType>;
};

/** Applications in groups. */
export type ApplicationStatistics = {
  __typename?: 'ApplicationStatistics';
  /** Everything that was committed by this moment is counted. It is a few seconds ago. */
  asOf: Scalars['DateTime']['output'];
  /** The groups that are not empty, the largest first. */
  groups: Array<ApplicationGroup>;
  /** The number of applications in all groups together. */
  totalCount: Scalars['Int']['output'];
};

/** The types of application. */
export type ApplicationType =
  /** Şikâyet: complains about something done or not done. */
  | 'COMPLAINT'
  /** Bilgi edinme: asks for information or documents (law 4982). */
  | 'INFORMATION_REQUEST'
  /** Görüş / yönetime katıl: takes part in a debate. */
  | 'OPINION'
  /** İhbar: reports wrongdoing. */
  | 'REPORT'
  /** İstek: asks for something to be done. */
  | 'REQUEST'
  /** Öneri: proposes something. */
  | 'SUGGESTION'
  /** Teşekkür: thanks. */
  | 'THANKS';

/**
 * The entry points for reading. A field that names roles is closed to all others: they get null with a
 * `FORBIDDEN` error, and anonymous callers get null with an `UNAUTHENTICATED` error.
 */
export type Query = {
  __typename?: 'Query';
  /**
   * All applications in groups, the largest group first. For evaluators and analysts. Each question is put on record with
   * the viewer who asked. `BAD_USER_INPUT` for the same dimension twice. `LIMIT_EXCEEDED` when the question takes too
   * long, or too many questions are waiting. `UNAVAILABLE`, with the `progress`, while the copy of facts is being built.
   */
  applicationStatistics?: Maybe<ApplicationStatistics>;
};


/**
 * The entry points for reading. A field that names roles is closed to all others: they get null with a
 * `FORBIDDEN` error, and anonymous callers get null with an `UNAUTHENTICATED` error.
 */
export type QueryApplicationStatisticsArgs = {
  groupBy: Array<ApplicationDimension>;
};
