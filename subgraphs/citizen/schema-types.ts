export type Maybe<T> = T | null;
export type InputMaybe<T> = Maybe<T>;
/** All built-in and custom scalars, mapped to their actual values */
export type Scalars = {
  ID: { input: string; output: string; }
  String: { input: string; output: string; }
  Boolean: { input: boolean; output: boolean; }
  Int: { input: number; output: number; }
  Float: { input: number; output: number; }
  _FieldSet: { input: string; output: string; }
};

export type AdministrativeUnit = {
  __typename?: 'AdministrativeUnit';
  id: Scalars['ID']['output'];
};

/** What another subgraph needs of an applicant. */
export type Applicant = {
  __typename?: 'Applicant';
  /** Where e-mails go. Null when the citizen gave none. */
  email?: Maybe<Scalars['String']['output']>;
  /** The keyed hash that is stored with the citizen's applications. Null when it was never kept. */
  hash?: Maybe<Scalars['String']['output']>;
  /** Where messages go; international form. */
  mobilePhone?: Maybe<Scalars['String']['output']>;
};

/**
 * A person who files applications. The person concerned and the centre see everything; officers see
 * the name and the masked identity number of an applicant whose identity is not hidden from them;
 * nobody else sees anything. What may not be seen is null with a `FORBIDDEN` error.
 */
export type Citizen = {
  __typename?: 'Citizen';
  /** Null also when the citizen gave none. */
  email?: Maybe<Scalars['String']['output']>;
  /** Opaque, `cit_` and 22 characters: random. What access tokens name a citizen by. */
  id: Scalars['ID']['output'];
  /** The Turkish identity number (T.C. kimlik no) with all but the first two and last two digits as `*`. */
  maskedNationalId?: Maybe<Scalars['String']['output']>;
  /** In international form (`+905…`). */
  mobilePhone?: Maybe<Scalars['String']['output']>;
  /** Given name. Null when it may not be seen. */
  name?: Maybe<Scalars['String']['output']>;
  /**
   * For references between subgraphs: proves that the subgraph that refers has let this viewer follow the
   * reference. A reference to another citizen than the viewer that lacks a valid one finds nobody. Null when
   * read here.
   */
  proof?: Maybe<Scalars['String']['output']>;
  /** Family name. Null when it may not be seen. */
  surname?: Maybe<Scalars['String']['output']>;
};

export type Query = {
  __typename?: 'Query';
  /** For the application subgraph: what it needs of a citizen who acts. Null when there is none. */
  applicant?: Maybe<Applicant>;
  /** The same for several citizens, in the order of the ids: at most 100. */
  applicants?: Maybe<Array<Maybe<Applicant>>>;
  /**
   * A citizen by id, for the centre and for the citizen concerned. Null with a `NOT_FOUND` error when
   * there is none that this viewer may see.
   */
  citizen?: Maybe<Citizen>;
  /** The signed-in citizen. Null for staff. `UNAUTHENTICATED` without an access token. */
  me?: Maybe<Citizen>;
  /** Who is asking, as proved by the access token. Null without one. */
  viewer?: Maybe<Viewer>;
};


export type QueryApplicantArgs = {
  id: Scalars['ID']['input'];
};


export type QueryApplicantsArgs = {
  ids: Array<Scalars['ID']['input']>;
};


export type QueryCitizenArgs = {
  id: Scalars['ID']['input'];
};

/** What somebody is in this system, and so what they may see and do. */
export type Role =
  /** Looks after the directory, the calendar and the accounts. */
  | 'ADMIN'
  /** Asks for statistics over everything, and sees nobody's personal data. */
  | 'ANALYST'
  /** Files applications and follows them. */
  | 'CITIZEN'
  /** Works at the centre: evaluates, refers and refuses applications. */
  | 'EVALUATOR'
  /** Works for an administrative unit, on what was referred to it or below it. */
  | 'OFFICER'
  /** Another subgraph. */
  | 'SERVICE';

/** The person or program that sends the request. */
export type Viewer = {
  __typename?: 'Viewer';
  /** The citizen, when the role is `CITIZEN`. */
  citizen?: Maybe<Citizen>;
  /** What the viewer is here, and so what the viewer may see. */
  role: Role;
  /** What the role allows, in alphabetical order. */
  scopes: Array<Scalars['String']['output']>;
  /** The subject of the access token. */
  subject: Scalars['String']['output'];
  /** The unit an officer works for, when the role is `OFFICER`. */
  unit?: Maybe<AdministrativeUnit>;
};
