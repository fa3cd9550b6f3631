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

export type AdministrativeUnit = {
  __typename?: 'AdministrativeUnit';
  id: Scalars['ID']['output'];
};

/** The part of a citizen's record that another subgraph needs about an applicant. */
export type Applicant = {
  __typename?: 'Applicant';
  /** The address for e-mail notifications. Null when the citizen gave none. */
  email?: Maybe<Scalars['String']['output']>;
  /** When the citizen last gave or removed the e-mail address by `changeContact`. Null when never. */
  emailGivenAt?: Maybe<Scalars['DateTime']['output']>;
  /** The keyed hash that is stored with the citizen's applications. Null when none was ever stored. */
  hash?: Maybe<Scalars['String']['output']>;
  /** The phone number for notifications, in international form. */
  mobilePhone?: Maybe<Scalars['String']['output']>;
  /** When the citizen last gave the phone number by `changeContact`. Null when never. */
  mobilePhoneGivenAt?: Maybe<Scalars['DateTime']['output']>;
  /** The steps of which the citizen is notified. */
  preference: NotificationPreference;
};

/**
 * A person who files applications. Citizens see their own record in full, and evaluators see every record in
 * full. Officers see the name and the masked identity number of an applicant whose identity is not hidden from
 * them. No other role sees anything. A field that the viewer may not see is null with a `FORBIDDEN` error.
 */
export type Citizen = Node & {
  __typename?: 'Citizen';
  /** The e-mail address. For the citizen concerned and evaluators. Also null when the citizen gave none. */
  email?: Maybe<Scalars['String']['output']>;
  /** Opaque: `cit_` and 22 random characters. Access tokens identify a citizen by this id. */
  id: Scalars['ID']['output'];
  /**
   * The Turkish identity number (T.C. kimlik no), with all but the first two and last two digits replaced by
   * `*`. For the citizen concerned, evaluators, and officers who may see the applicant.
   */
  maskedNationalId?: Maybe<Scalars['String']['output']>;
  /** The mobile phone number in international form (`+905…`). For the citizen concerned and evaluators. */
  mobilePhone?: Maybe<Scalars['String']['output']>;
  /**
   * The given name. For the citizen concerned, evaluators, and officers who may see the applicant. Null when the
   * viewer may not see it.
   */
  name?: Maybe<Scalars['String']['output']>;
  /** The steps of their applications of which the citizen is notified. For the citizen concerned and evaluators. */
  notificationPreference?: Maybe<NotificationPreference>;
  /**
   * For references between subgraphs. It proves that the referring subgraph allowed this viewer to follow the
   * reference. A reference to a citizen other than the viewer resolves to nobody without a valid proof. Null
   * when read here.
   */
  proof?: Maybe<Scalars['String']['output']>;
  /**
   * The family name. For the citizen concerned, evaluators, and officers who may see the applicant. Null when
   * the viewer may not see it.
   */
  surname?: Maybe<Scalars['String']['output']>;
};

/** A search for a citizen by identity number. It does not say whose number it was. */
export type CitizenSearch = {
  __typename?: 'CitizenSearch';
  /** The time of the search. */
  at: Scalars['DateTime']['output'];
  /** The subject of the evaluator who searched. */
  by: Scalars['String']['output'];
  /** Whether a citizen had the number. */
  found: Scalars['Boolean']['output'];
  /** The reason that the evaluator gave. */
  reason: Scalars['String']['output'];
};

/** One page of searches for citizens. */
export type CitizenSearchConnection = {
  __typename?: 'CitizenSearchConnection';
  /** The searches of this page, each with its position. */
  edges: Array<CitizenSearchEdge>;
  /** The searches of this page. */
  nodes: Array<CitizenSearch>;
  /** Whether and where the list continues. */
  pageInfo: PageInfo;
};

/** A search for a citizen at its position in the list. */
export type CitizenSearchEdge = {
  __typename?: 'CitizenSearchEdge';
  /** The position of this search. Pass it as `after` to continue from here. */
  cursor: Scalars['String']['output'];
  /** The search. */
  node: CitizenSearch;
};

/** Where a citizen is to be notified. What is not given stays as it is; at least one has to be given. */
export type ContactInput = {
  /**
   * An e-mail address, at most 254 characters. Its domain is stored in lower case, and in ASCII if it has other letters.
   * Null removes the address: messages then go by text message, also of applications filed with e-mail as their channel.
   */
  email?: InputMaybe<Scalars['String']['input']>;
  /**
   * A Turkish mobile phone number, with or without `+90` or 0 and with spaces, hyphens, dots and parentheses as people
   * write them. It is stored in international form (`+905…`).
   */
  mobilePhone?: InputMaybe<Scalars['String']['input']>;
};

/**
 * The entry points for changing data. A mutation that names roles is closed to all others: they get null with a
 * `FORBIDDEN` error, and anonymous callers get null with an `UNAUTHENTICATED` error.
 */
export type Mutation = {
  __typename?: 'Mutation';
  /**
   * Corrects where the signed-in citizen is notified, and returns the citizen. For citizens. It is stored durably
   * before this returns. May be sent again.
   *
   * Messages that wait, or whose delivery has failed and is retried, go to the new address at their next attempt, at
   * most six hours later. A message that was given up, or went by the other channel, is not sent again: its application
   * shows what it said, and `myUndeliveredMessages` shows from then on that the address was `corrected`.
   *
   * Addresses are not compared with those of other people, so the answer says nothing about them. `BAD_USER_INPUT` names
   * every field that is wrong: `REQUIRED` if no address is given, or for null as the phone number; `FORMAT` for what is
   * not an address. `NOT_FOUND` for a citizen who is no longer on record.
   */
  changeContact?: Maybe<Citizen>;
  /**
   * Finds the citizen with an identity number. For evaluators. The search is recorded durably before this returns,
   * whether or not it finds anybody: the evaluator, the time, the reason, the citizen, and a keyed hash of the number.
   * Null with a `NOT_FOUND` error when no citizen on record has the number. `BAD_USER_INPUT` for a number that is not
   * well-formed (`FORMAT`, `CHECKSUM`) and a reason of an invalid length; `UNAVAILABLE` when the search cannot be
   * recorded.
   */
  findCitizen?: Maybe<Citizen>;
  /**
   * Sets of which steps of their applications the signed-in citizen is notified, and returns the citizen. For
   * citizens. It is stored durably before this returns, and applies to messages that have not been sent yet. May
   * be sent again. `NOT_FOUND` for a citizen who is no longer on record.
   */
  setNotificationPreference?: Maybe<Citizen>;
};


/**
 * The entry points for changing data. A mutation that names roles is closed to all others: they get null with a
 * `FORBIDDEN` error, and anonymous callers get null with an `UNAUTHENTICATED` error.
 */
export type MutationChangeContactArgs = {
  contact: ContactInput;
};


/**
 * The entry points for changing data. A mutation that names roles is closed to all others: they get null with a
 * `FORBIDDEN` error, and anonymous callers get null with an `UNAUTHENTICATED` error.
 */
export type MutationFindCitizenArgs = {
  nationalId: Scalars['String']['input'];
  reason: Scalars['String']['input'];
};


/**
 * The entry points for changing data. A mutation that names roles is closed to all others: they get null with a
 * `FORBIDDEN` error, and anonymous callers get null with an `UNAUTHENTICATED` error.
 */
export type MutationSetNotificationPreferenceArgs = {
  preference: NotificationPreference;
};

/**
 * An object with an id of its own. `Query.node` finds it again, and clients can keep it in a normalised cache under its
 * id: no two objects share one. Objects of types that have no id belong to the object that contains them, or have a
 * code, such as `Province.code`.
 */
export type Node = {
  /** Opaque and permanent. Its beginning, or 8 digits for a unit, reveals the type and nothing else. */
  id: Scalars['ID']['output'];
};

/**
 * Of which steps of their applications citizens are notified. The confirmation of a filing is always sent. Nobody
 * is notified of steps of their own.
 */
export type NotificationPreference =
  /** Of every step that changes who is responsible or by when, asks something, answers or decides. The default. */
  | 'ALL_STEPS'
  /**
   * Only of steps that ask something of the citizen, answer or decide, change by when an answer is due, or of which the
   * law demands a notice: not of referrals by the centre, nor of their cancellation.
   */
  | 'IMPORTANT_STEPS';

/** The position of a page in its list. */
export type PageInfo = {
  __typename?: 'PageInfo';
  /** The position of the last item. Null on an empty page. */
  endCursor?: Maybe<Scalars['String']['output']>;
  /** Whether more items follow. */
  hasNextPage: Scalars['Boolean']['output'];
  /** Whether items precede this page. False on pages requested without `after`. */
  hasPreviousPage: Scalars['Boolean']['output'];
  /** The position of the first item. Null on an empty page. */
  startCursor?: Maybe<Scalars['String']['output']>;
};

/**
 * The entry points for reading. A field that names roles is closed to all others: they get null with a
 * `FORBIDDEN` error, and anonymous callers get null with an `UNAUTHENTICATED` error.
 */
export type Query = {
  __typename?: 'Query';
  /**
   * Returns the application subgraph's view of a citizen who acts. For the application subgraph only. Null when
   * there is no such citizen.
   */
  applicant?: Maybe<Applicant>;
  /**
   * Returns up to 100 applicants in the order of the ids. For the application subgraph only. An entry is null
   * when there is no such citizen.
   */
  applicants?: Maybe<Array<Maybe<Applicant>>>;
  /**
   * A citizen by id. For citizens (their own record) and evaluators. Null with a `NOT_FOUND` error when no
   * citizen with this id is visible to the viewer.
   */
  citizen?: Maybe<Citizen>;
  /**
   * The searches for citizens by their identity numbers, the latest first: who searched, when and why. Kept for two
   * years. For administrators. Null with a `FORBIDDEN` error for all other roles.
   */
  citizenSearches?: Maybe<CitizenSearchConnection>;
  /**
   * The signed-in citizen. For every signed-in role; null for staff. Null with an `UNAUTHENTICATED` error
   * without an access token.
   */
  me?: Maybe<Citizen>;
  /** The caller, as proved by the access token. For everyone. Null without an access token. */
  viewer?: Maybe<Viewer>;
};


/**
 * The entry points for reading. A field that names roles is closed to all others: they get null with a
 * `FORBIDDEN` error, and anonymous callers get null with an `UNAUTHENTICATED` error.
 */
export type QueryApplicantArgs = {
  id: Scalars['ID']['input'];
};


/**
 * The entry points for reading. A field that names roles is closed to all others: they get null with a
 * `FORBIDDEN` error, and anonymous callers get null with an `UNAUTHENTICATED` error.
 */
export type QueryApplicantsArgs = {
  ids: Array<Scalars['ID']['input']>;
};


/**
 * The entry points for reading. A field that names roles is closed to all others: they get null with a
 * `FORBIDDEN` error, and anonymous callers get null with an `UNAUTHENTICATED` error.
 */
export type QueryCitizenArgs = {
  id: Scalars['ID']['input'];
};


/**
 * The entry points for reading. A field that names roles is closed to all others: they get null with a
 * `FORBIDDEN` error, and anonymous callers get null with an `UNAUTHENTICATED` error.
 */
export type QueryCitizenSearchesArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
};

/** The role of a viewer, which determines what the viewer may see and do. */
export type Role =
  /** Manages the directory and the calendar, and sees the backlog of messages and the searches for citizens. */
  | 'ADMIN'
  /**
   * Reads the directory, and lists and statistics of all applications: without names, texts and identities, with days
   * instead of moments, and no application by its number.
   */
  | 'ANALYST'
  /** Files applications and tracks them. */
  | 'CITIZEN'
  /** Works at the centre: evaluates, refers and refuses applications. */
  | 'EVALUATOR'
  /** Works for an administrative unit, on the referrals of that unit and of the units below it. */
  | 'OFFICER'
  /** Another subgraph. */
  | 'SERVICE';

/** The person or program that sends the request. */
export type Viewer = {
  __typename?: 'Viewer';
  /** The citizen who is signed in. Null unless the role is `CITIZEN`. */
  citizen?: Maybe<Citizen>;
  /** The viewer's role, which determines what the viewer may see and do. */
  role: Role;
  /** The scopes that the role grants, in alphabetical order. */
  scopes: Array<Scalars['String']['output']>;
  /** The subject of the access token. */
  subject: Scalars['String']['output'];
  /** The unit that the officer works for. Null unless the role is `OFFICER`. */
  unit?: Maybe<AdministrativeUnit>;
};
