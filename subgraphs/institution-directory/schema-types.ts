export type Maybe<T> = T | null;
export type InputMaybe<T> = Maybe<T>;
/** All built-in and custom scalars, mapped to their actual values */
export type Scalars = {
  ID: { input: string; output: string; }
  String: { input: string; output: string; }
  Boolean: { input: boolean; output: boolean; }
  Int: { input: number; output: number; }
  Float: { input: number; output: number; }
  /** A calendar day in Türkiye (Europe/Istanbul), `YYYY-MM-DD`. Arguments are of the years 1900 to 2999. */
  Date: { input: unknown; output: string; }
  /** An instant in UTC, `YYYY-MM-DDTHH:mm:ss.sssZ`. */
  DateTime: { input: Date; output: Date; }
  _FieldSet: { input: string; output: string; }
};

/**
 * A unit of the administration: a ministry, a governorship, a district office, a municipality, or one of their
 * directorates. Its id never changes. A closed unit stays on record and names its successor.
 */
export type AdministrativeUnit = Node & {
  __typename?: 'AdministrativeUnit';
  /** All units above, starting with the root. Empty for a root. */
  ancestors: Array<AdministrativeUnit>;
  /** The units directly below, in Turkish alphabetical order. */
  children?: Maybe<AdministrativeUnitConnection>;
  /** The district that the unit serves. Null for a unit that serves more than one district. */
  district?: Maybe<District>;
  /** Opaque, 8 digits. It is never reused. */
  id: Scalars['ID']['output'];
  /** The kind of unit. */
  kind: UnitKind;
  /** The unit's own name. Names repeat across the country: show `path` beside it. */
  name: Scalars['String']['output'];
  /**
   * The kind of office, which is the same for every unit of that kind. Topics refer to it. Null when no topic
   * does.
   */
  office?: Maybe<Scalars['ID']['output']>;
  /** The unit directly above. Null for a root. */
  parent?: Maybe<AdministrativeUnit>;
  /** The names from the root down to this unit. */
  path: Array<Scalars['String']['output']>;
  /** The province that the unit serves. Null for a unit that serves the whole country. */
  province?: Maybe<Province>;
  /** Whether the unit is active or closed. */
  status: UnitStatus;
  /** The unit that took over when this one was closed. Null while it is active. */
  successor?: Maybe<AdministrativeUnit>;
  /** The topics for which this unit is competent at its place, in Turkish alphabetical order. */
  topics: Array<Topic>;
  /** The version of the directory that the unit's last change produced. A later change has a higher version. */
  version: Scalars['Int']['output'];
};


/**
 * A unit of the administration: a ministry, a governorship, a district office, a municipality, or one of their
 * directorates. Its id never changes. A closed unit stays on record and names its successor.
 */
export type AdministrativeUnitChildrenArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
};

/** One page of units. */
export type AdministrativeUnitConnection = {
  __typename?: 'AdministrativeUnitConnection';
  /** The units of this page, each with its position. */
  edges: Array<AdministrativeUnitEdge>;
  /** The units of this page. */
  nodes: Array<AdministrativeUnit>;
  /** Whether and where the list continues. */
  pageInfo: PageInfo;
  /** The total number of units on all pages. A search has at most 200. */
  totalCount: Scalars['Int']['output'];
};

/** A unit at its position in a list. */
export type AdministrativeUnitEdge = {
  __typename?: 'AdministrativeUnitEdge';
  /** The position of this unit. Pass it as `after` to continue from here. */
  cursor: Scalars['String']['output'];
  /** The unit. */
  node: AdministrativeUnit;
};

/**
 * Conditions on units, all of which must hold. `BAD_USER_INPUT` names a condition whose unit, province or
 * district does not exist.
 */
export type AdministrativeUnitFilter = {
  /** The code of the district that the unit serves. */
  districtCode?: InputMaybe<Scalars['ID']['input']>;
  /** The kind of unit. */
  kind?: InputMaybe<UnitKind>;
  /** The id of the unit directly above. */
  parentId?: InputMaybe<Scalars['ID']['input']>;
  /** The two-digit plate code of the province that the unit serves. */
  provinceCode?: InputMaybe<Scalars['ID']['input']>;
  /** The status of the unit. */
  status?: InputMaybe<UnitStatus>;
  /** The id of a unit: it and everything below it match. */
  withinId?: InputMaybe<Scalars['ID']['input']>;
};

export type Application = {
  __typename?: 'Application';
  aboutHeadOfUnit: Scalars['Boolean']['output'];
  district?: Maybe<District>;
  id: Scalars['ID']['output'];
  meantUnit?: Maybe<AdministrativeUnit>;
  province?: Maybe<Province>;
  /**
   * The units that could handle the application, judged by its topic and place, the most competent first. When
   * the application is about the head of a unit, the unit above comes first and the unit itself is left out. For
   * evaluators and officers.
   */
  suggestedUnits?: Maybe<Array<UnitSuggestion>>;
  topic?: Maybe<Topic>;
};

/** A unit to create. */
export type CreateUnitInput = {
  /** The code of the district that the unit serves. Without it, the unit serves the whole province. */
  districtCode?: InputMaybe<Scalars['ID']['input']>;
  /** The kind of unit. */
  kind: UnitKind;
  /** The name, 1 to 200 characters. */
  name: Scalars['String']['input'];
  /**
   * The kind of office, which is the `office` of an existing unit. Topics are routed to the unit by it. Without
   * it, no topics are.
   */
  office?: InputMaybe<Scalars['ID']['input']>;
  /** The id of the active unit above it. Without it, the unit is a root. */
  parentId?: InputMaybe<Scalars['ID']['input']>;
  /** The plate code of the province that the unit serves. Without it, the unit serves the whole country. */
  provinceCode?: InputMaybe<Scalars['ID']['input']>;
};

/** A change of a unit, made or proposed. For administrators, and for officers of the unit or of a unit above it. */
export type DirectoryChange = Node & {
  __typename?: 'DirectoryChange';
  /** The time at which the change was made or proposed. */
  at: Scalars['DateTime']['output'];
  /** The administrator who made or proposed the change. For administrators. */
  by?: Maybe<Scalars['String']['output']>;
  /**
   * The time at which the proposal was approved, rejected or withdrawn. Null while it is open, and without a
   * proposal.
   */
  decidedAt?: Maybe<Scalars['DateTime']['output']>;
  /**
   * The administrator who approved, rejected or withdrew the proposal. For administrators. Null under the same
   * conditions as `decidedAt`.
   */
  decidedBy?: Maybe<Scalars['String']['output']>;
  /** The time until which the proposal can be approved. Null without a proposal. */
  expiresAt?: Maybe<Scalars['DateTime']['output']>;
  /** Opaque: `uch_` and 22 random characters. */
  id: Scalars['ID']['output'];
  /** The kind of change. */
  kind: DirectoryChangeKind;
  /** The name after the change. Null unless the unit is created or renamed. */
  newName?: Maybe<Scalars['String']['output']>;
  /** The unit above after the change. Null unless the unit is created or moved, and null when it becomes a root. */
  newParent?: Maybe<AdministrativeUnit>;
  /** The name before the change. Null unless the unit is renamed. */
  oldName?: Maybe<Scalars['String']['output']>;
  /** The unit above before the change. Null unless the unit is moved, and null when it was a root. */
  oldParent?: Maybe<AdministrativeUnit>;
  /** The reason for the proposal. Null for a change made by one administrator alone. */
  reason?: Maybe<Scalars['String']['output']>;
  /** The reason for the rejection. Null unless the proposal was rejected. */
  rejectionReason?: Maybe<Scalars['String']['output']>;
  /** The state of the change. */
  state: DirectoryChangeState;
  /** The unit that takes over. Null unless the unit is closed. */
  successor?: Maybe<AdministrativeUnit>;
  /** The changed unit, in its present state. */
  unit?: Maybe<AdministrativeUnit>;
  /** The version of the directory that the change produced. Null until the change is made. */
  version?: Maybe<Scalars['Int']['output']>;
};

/** One page of changes. */
export type DirectoryChangeConnection = {
  __typename?: 'DirectoryChangeConnection';
  /** The changes of this page, each with its position. */
  edges: Array<DirectoryChangeEdge>;
  /** The changes of this page. */
  nodes: Array<DirectoryChange>;
  /** Whether and where the list continues. */
  pageInfo: PageInfo;
};

/** A change at its position in a list. */
export type DirectoryChangeEdge = {
  __typename?: 'DirectoryChangeEdge';
  /** The position of this change. Pass it as `after` to continue from here. */
  cursor: Scalars['String']['output'];
  /** The change. */
  node: DirectoryChange;
};

/** The kinds of change of a unit. */
export type DirectoryChangeKind =
  /** The unit was closed in favour of a successor. */
  | 'CLOSE'
  /** The unit was created: `createUnit`. */
  | 'CREATE'
  /** The unit was moved to another place in the tree. */
  | 'MOVE'
  /** The unit was renamed: `renameUnit`. */
  | 'RENAME';

/** The states of a change. */
export type DirectoryChangeState =
  /** It was made. */
  | 'DONE'
  /** Nobody decided on it in time. */
  | 'EXPIRED'
  /** It awaits a decision by another administrator. */
  | 'PROPOSED'
  /** Another administrator rejected it. */
  | 'REJECTED'
  /** The administrator who proposed it withdrew it. */
  | 'WITHDRAWN';

/** A district (ilçe) of a province. */
export type District = {
  __typename?: 'District';
  /** This directory's own code: the plate code of the province followed by two digits. */
  code: Scalars['ID']['output'];
  /** The Turkish name. A central district without a name of its own is called Merkez. */
  name: Scalars['String']['output'];
};

/** The labels of the values of an enum. */
export type EnumLabels = {
  __typename?: 'EnumLabels';
  /** The name of the type, such as `Stage`. */
  type: Scalars['String']['output'];
  /** Its values, in the order of the schema. */
  values: Array<EnumValueLabel>;
};

/** The label of a value of an enum. */
export type EnumValueLabel = {
  __typename?: 'EnumValueLabel';
  /** The label, at most 60 characters: a word or two, without a full stop. */
  label: Scalars['String']['output'];
  /** The value, such as `IN_PROGRESS`. */
  value: Scalars['String']['output'];
};

/** The languages of labels, and of the messages of errors. */
export type Locale =
  /** English. */
  | 'EN'
  /** Turkish. */
  | 'TR';

/** The parts of an application's matter that the directory knows. */
export type MatterPart =
  /** The district that it is about. */
  | 'DISTRICT'
  /** The province that it is about. */
  | 'PROVINCE'
  /** Its topic. */
  | 'TOPIC';

/**
 * The entry points for changing data. A mutation that names roles is closed to all others: they get null with a
 * `FORBIDDEN` error, and anonymous callers get null with an `UNAUTHENTICATED` error.
 */
export type Mutation = {
  __typename?: 'Mutation';
  /**
   * Makes exactly the proposed change. For administrators. Duration and `UNAVAILABLE` as for `moveUnit`.
   * `FORBIDDEN` for the administrator who proposed it. `CONFLICT`, with `state`, when the proposal is not open.
   * `CONFLICT`, with `unitId` and `version` of a unit, when a unit that the proposal names, or a unit above one
   * of those, has changed since the proposal. Even a new name counts, so that an administrator approves only
   * what was shown.
   */
  approveUnitChange?: Maybe<DirectoryChange>;
  /**
   * Closes a unit permanently. For administrators. The unit stays on record. Its officers act for the successor,
   * and its open referrals move to the successor. Every request made after the response is authorized
   * accordingly.
   *
   * One administrator can close an office only in favour of another office of the same kind, with the same task,
   * in the same province. The successor must lie within the same ministry or, where there is none, below the same
   * unit, and not above the closed office.
   * `FORBIDDEN` with the `requirement` `SECOND_ADMINISTRATOR` for any other successor, for institutions in their
   * own right (ministries, affiliated institutions, governorships, municipalities, universities), and for an
   * administrator who created or last moved one of the two units, or one above the successor that does not lie above
   * the closed office, alone or with another administrator: see `proposeUnitChange`.
   *
   * Duration and `UNAVAILABLE` as for `moveUnit`. `CONFLICT` as for `renameUnit` and, with `activeChildren`,
   * while active units lie below the unit. `BAD_USER_INPUT` for a successor that does not exist, is closed, or
   * is the unit itself.
   */
  closeUnit?: Maybe<AdministrativeUnit>;
  /**
   * Adds a unit. For administrators. It returns once every process that makes decisions based on the tree knows the unit.
   * `BAD_USER_INPUT` names the field: a name with an invalid length, without letters, or with control characters,
   * invisible characters or malformed Unicode; an unknown parent, province, district or office; a closed parent.
   * `LIMIT_EXCEEDED` when the unit would have more than 32 units above it. After `UNAVAILABLE`, check whether the unit
   * exists before you retry, because a retry adds another unit.
   */
  createUnit?: Maybe<AdministrativeUnit>;
  /**
   * Moves a unit, with everything below it, up in the tree: below a unit that is already above it and belongs to
   * the same ministry. For administrators. Any other move would show the unit's inbox to officers who could not
   * see it before. It fails with `FORBIDDEN` and the `requirement` `SECOND_ADMINISTRATOR`; see
   * `proposeUnitChange`.
   *
   * Every request made after the response is authorized by the new tree. Officers above the old place no longer
   * see the unit's applications, and officers above the new place do. The move takes about 200 milliseconds. It
   * takes up to 6 seconds while a process that makes decisions based on the tree is unreachable.
   *
   * `UNAVAILABLE` is possible although the move was made. Send the same request again: it succeeds once the move
   * is in force. `CONFLICT` as for `renameUnit`. `BAD_USER_INPUT` for a parent that does not exist, is closed,
   * or lies below the unit itself. `LIMIT_EXCEEDED` when the tree would become too deep.
   */
  moveUnit?: Maybe<AdministrativeUnit>;
  /**
   * Proposes to move or to close a unit. For administrators. The proposal itself changes nothing: another
   * administrator decides on it within 14 days. A unit has at most one open proposal. `CONFLICT`, with its
   * `proposalId`, while there is another one. Sending the same proposal again returns the existing one. All
   * other errors are those of `moveUnit` and `closeUnit`, except `SECOND_ADMINISTRATOR`. `LIMIT_EXCEEDED` when
   * 100 proposals of the administrator are open.
   */
  proposeUnitChange?: Maybe<DirectoryChange>;
  /**
   * Rejects a proposal. For administrators. `FORBIDDEN` for the administrator who proposed it, who can withdraw
   * it instead. `CONFLICT`, with `state`, when the proposal is not open.
   */
  rejectUnitChange?: Maybe<DirectoryChange>;
  /**
   * Renames a unit. For administrators. `CONFLICT`, with `version` and `status`, when the unit is closed or has
   * another version than expected. `NOT_FOUND` when no unit ever had this id. If the unit already has this name,
   * the mutation succeeds as if it had changed it. The same request can therefore be sent again when its
   * response was lost.
   */
  renameUnit?: Maybe<AdministrativeUnit>;
  /**
   * Ends the follower that `unitChanges` began. Changes no longer wait for it, so it must make no further
   * decisions based on its copy. False when no such follower had begun. For other subgraphs only.
   */
  stopFollowing?: Maybe<Scalars['Boolean']['output']>;
  /**
   * Withdraws one of the administrator's own proposals. For administrators. `FORBIDDEN` for any other
   * administrator. `CONFLICT`, with `state`, when the proposal is not open.
   */
  withdrawUnitChange?: Maybe<DirectoryChange>;
};


/**
 * The entry points for changing data. A mutation that names roles is closed to all others: they get null with a
 * `FORBIDDEN` error, and anonymous callers get null with an `UNAUTHENTICATED` error.
 */
export type MutationApproveUnitChangeArgs = {
  id: Scalars['ID']['input'];
};


/**
 * The entry points for changing data. A mutation that names roles is closed to all others: they get null with a
 * `FORBIDDEN` error, and anonymous callers get null with an `UNAUTHENTICATED` error.
 */
export type MutationCloseUnitArgs = {
  expectedVersion?: InputMaybe<Scalars['Int']['input']>;
  id: Scalars['ID']['input'];
  successorId: Scalars['ID']['input'];
};


/**
 * The entry points for changing data. A mutation that names roles is closed to all others: they get null with a
 * `FORBIDDEN` error, and anonymous callers get null with an `UNAUTHENTICATED` error.
 */
export type MutationCreateUnitArgs = {
  input: CreateUnitInput;
};


/**
 * The entry points for changing data. A mutation that names roles is closed to all others: they get null with a
 * `FORBIDDEN` error, and anonymous callers get null with an `UNAUTHENTICATED` error.
 */
export type MutationMoveUnitArgs = {
  expectedVersion?: InputMaybe<Scalars['Int']['input']>;
  id: Scalars['ID']['input'];
  parentId: Scalars['ID']['input'];
};


/**
 * The entry points for changing data. A mutation that names roles is closed to all others: they get null with a
 * `FORBIDDEN` error, and anonymous callers get null with an `UNAUTHENTICATED` error.
 */
export type MutationProposeUnitChangeArgs = {
  input: ProposeUnitChangeInput;
};


/**
 * The entry points for changing data. A mutation that names roles is closed to all others: they get null with a
 * `FORBIDDEN` error, and anonymous callers get null with an `UNAUTHENTICATED` error.
 */
export type MutationRejectUnitChangeArgs = {
  id: Scalars['ID']['input'];
  reason: Scalars['String']['input'];
};


/**
 * The entry points for changing data. A mutation that names roles is closed to all others: they get null with a
 * `FORBIDDEN` error, and anonymous callers get null with an `UNAUTHENTICATED` error.
 */
export type MutationRenameUnitArgs = {
  expectedVersion?: InputMaybe<Scalars['Int']['input']>;
  id: Scalars['ID']['input'];
  name: Scalars['String']['input'];
};


/**
 * The entry points for changing data. A mutation that names roles is closed to all others: they get null with a
 * `FORBIDDEN` error, and anonymous callers get null with an `UNAUTHENTICATED` error.
 */
export type MutationStopFollowingArgs = {
  follower: Scalars['ID']['input'];
};


/**
 * The entry points for changing data. A mutation that names roles is closed to all others: they get null with a
 * `FORBIDDEN` error, and anonymous callers get null with an `UNAUTHENTICATED` error.
 */
export type MutationWithdrawUnitChangeArgs = {
  id: Scalars['ID']['input'];
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

/** A proposal to move or to close a unit. Exactly one of `parentId` and `successorId` is required. */
export type ProposeUnitChangeInput = {
  /** Fails with `CONFLICT` when the unit has another version. */
  expectedVersion?: InputMaybe<Scalars['Int']['input']>;
  /** To move the unit: the id of the new parent. */
  parentId?: InputMaybe<Scalars['ID']['input']>;
  /** The reason, 5 to 2,000 characters. The officers concerned see it. */
  reason: Scalars['String']['input'];
  /** To close the unit: the id of the active unit that takes over. */
  successorId?: InputMaybe<Scalars['ID']['input']>;
  /** The unit's id. */
  unitId: Scalars['ID']['input'];
};

/** A province (il). */
export type Province = {
  __typename?: 'Province';
  /** The plate number, two digits: `01` Adana to `81` Düzce. */
  code: Scalars['ID']['output'];
  /** Its districts (ilçe) in Turkish alphabetical order. */
  districts: Array<District>;
  /** The Turkish name. */
  name: Scalars['String']['output'];
};

/**
 * The entry points for reading. A field that names roles is closed to all others: they get null with a
 * `FORBIDDEN` error, and anonymous callers get null with an `UNAUTHENTICATED` error.
 */
export type Query = {
  __typename?: 'Query';
  /**
   * One unit by its 8-digit id. For everyone. A closed unit is still returned (see `status` and `successor`).
   * Null with a `NOT_FOUND` error when no unit ever had this id. `BAD_USER_INPUT` when `id` is not 8 digits.
   */
  administrativeUnit?: Maybe<AdministrativeUnit>;
  /** Units in Turkish alphabetical order of their names, optionally filtered. For everyone. */
  administrativeUnits?: Maybe<AdministrativeUnitConnection>;
  /**
   * The changes and proposals of a unit that concern its officers, the latest first: the unit's own changes, the
   * changes that gave or removed access to its inbox, and the changes that opened to others the inbox of a unit that lay
   * above it at that time. For officers of the unit or of a unit above it, and for administrators. `NOT_FOUND` for any other
   * unit. Changes made before this record began are not included.
   */
  directoryChanges?: Maybe<DirectoryChangeConnection>;
  /**
   * The labels that clients show for the values of the enums of this schema, by the names of the types. For everyone. They
   * change with releases alone: the file `schema/enum-labels.json` has the same.
   */
  enumLabels?: Maybe<Array<EnumLabels>>;
  /** The proposals that await a decision by another administrator, the latest first. For administrators. */
  proposedUnitChanges?: Maybe<DirectoryChangeConnection>;
  /** The 81 provinces (il), ordered by plate code. For everyone. */
  provinces?: Maybe<Array<Province>>;
  /**
   * Units whose name or place resembles the text, best match first. For everyone. The comparison ignores case
   * and Turkish diacritics (`KADIKÖY`, `kadıköy` and `kadikoy` are the same). The last word may be incomplete,
   * and longer words may contain typing errors. The search finds at most the best 200 units: refine the text or the
   * filter when there are more.
   */
  searchAdministrativeUnits?: Maybe<AdministrativeUnitConnection>;
  /**
   * The units competent for a topic at a place, the most competent first, each with the reason. For everyone.
   * The district's office comes first where there is one, then the province's office, then the central office.
   * Municipal topics go to the municipality. The list is never empty for a known topic and place.
   * `BAD_USER_INPUT` for an unknown topic or province, or a district that is not in the province.
   */
  suggestUnits?: Maybe<Array<UnitSuggestion>>;
  /** All topics, in Turkish alphabetical order. For everyone. */
  topics?: Maybe<Array<Topic>>;
  /**
   * The name of the type of the object with an id, if this subgraph owns it and the viewer sees it: `AdministrativeUnit`,
   * `Topic` or `DirectoryChange`. Null otherwise. For the application subgraph only, which answers `Query.node`.
   */
  typeOfNode?: Maybe<Scalars['String']['output']>;
  /**
   * Returns the units that changed after a version of the directory, oldest change first. With `after` 0 it
   * enumerates the whole directory from the beginning. For other subgraphs only.
   */
  unitChanges: UnitChanges;
  /**
   * The units that changed after a version of the directory, as `unitChanges`, each with all its forms and the days on
   * which they were valid. For the analytics subgraph only.
   */
  unitHistories: UnitHistories;
  /**
   * The parts of an application's matter that the directory does not know. Empty when it knows all of them. For the
   * application subgraph only, which files applications.
   */
  unknownParts: Array<MatterPart>;
};


/**
 * The entry points for reading. A field that names roles is closed to all others: they get null with a
 * `FORBIDDEN` error, and anonymous callers get null with an `UNAUTHENTICATED` error.
 */
export type QueryAdministrativeUnitArgs = {
  id: Scalars['ID']['input'];
};


/**
 * The entry points for reading. A field that names roles is closed to all others: they get null with a
 * `FORBIDDEN` error, and anonymous callers get null with an `UNAUTHENTICATED` error.
 */
export type QueryAdministrativeUnitsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  filter?: InputMaybe<AdministrativeUnitFilter>;
  first?: InputMaybe<Scalars['Int']['input']>;
};


/**
 * The entry points for reading. A field that names roles is closed to all others: they get null with a
 * `FORBIDDEN` error, and anonymous callers get null with an `UNAUTHENTICATED` error.
 */
export type QueryDirectoryChangesArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
  unitId: Scalars['ID']['input'];
};


/**
 * The entry points for reading. A field that names roles is closed to all others: they get null with a
 * `FORBIDDEN` error, and anonymous callers get null with an `UNAUTHENTICATED` error.
 */
export type QueryEnumLabelsArgs = {
  locale?: InputMaybe<Locale>;
};


/**
 * The entry points for reading. A field that names roles is closed to all others: they get null with a
 * `FORBIDDEN` error, and anonymous callers get null with an `UNAUTHENTICATED` error.
 */
export type QueryProposedUnitChangesArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
};


/**
 * The entry points for reading. A field that names roles is closed to all others: they get null with a
 * `FORBIDDEN` error, and anonymous callers get null with an `UNAUTHENTICATED` error.
 */
export type QuerySearchAdministrativeUnitsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  filter?: InputMaybe<AdministrativeUnitFilter>;
  first?: InputMaybe<Scalars['Int']['input']>;
  text: Scalars['String']['input'];
};


/**
 * The entry points for reading. A field that names roles is closed to all others: they get null with a
 * `FORBIDDEN` error, and anonymous callers get null with an `UNAUTHENTICATED` error.
 */
export type QuerySuggestUnitsArgs = {
  districtCode?: InputMaybe<Scalars['ID']['input']>;
  provinceCode: Scalars['ID']['input'];
  topicId: Scalars['ID']['input'];
};


/**
 * The entry points for reading. A field that names roles is closed to all others: they get null with a
 * `FORBIDDEN` error, and anonymous callers get null with an `UNAUTHENTICATED` error.
 */
export type QueryTypeOfNodeArgs = {
  id: Scalars['ID']['input'];
  isAdministrator: Scalars['Boolean']['input'];
  unitId?: InputMaybe<Scalars['ID']['input']>;
};


/**
 * The entry points for reading. A field that names roles is closed to all others: they get null with a
 * `FORBIDDEN` error, and anonymous callers get null with an `UNAUTHENTICATED` error.
 */
export type QueryUnitChangesArgs = {
  after?: Scalars['Int']['input'];
  follower?: InputMaybe<Scalars['ID']['input']>;
  generation?: InputMaybe<Scalars['Int']['input']>;
};


/**
 * The entry points for reading. A field that names roles is closed to all others: they get null with a
 * `FORBIDDEN` error, and anonymous callers get null with an `UNAUTHENTICATED` error.
 */
export type QueryUnitHistoriesArgs = {
  after?: Scalars['Int']['input'];
  generation?: InputMaybe<Scalars['Int']['input']>;
};


/**
 * The entry points for reading. A field that names roles is closed to all others: they get null with a
 * `FORBIDDEN` error, and anonymous callers get null with an `UNAUTHENTICATED` error.
 */
export type QueryUnknownPartsArgs = {
  districtCode?: InputMaybe<Scalars['ID']['input']>;
  provinceCode: Scalars['ID']['input'];
  topicId: Scalars['ID']['input'];
};

/** A subject matter of applications. It determines which kind of office is competent. */
export type Topic = Node & {
  __typename?: 'Topic';
  /** The broader category, in Turkish. */
  category: Scalars['String']['output'];
  /** Stable. Lower-case words joined by hyphens. */
  id: Scalars['ID']['output'];
  /** The Turkish name that is shown to citizens. */
  name: Scalars['String']['output'];
};

/** A unit after its last change. */
export type UnitChange = {
  __typename?: 'UnitChange';
  /** The unit's id. */
  id: Scalars['ID']['output'];
  /** The version that last changed the unit's link to the tree, by creating, moving or closing it. */
  linkVersion: Scalars['Int']['output'];
  /** The id of the unit above. Null for a root. */
  parentId?: Maybe<Scalars['ID']['output']>;
  /** Whether the unit is active or closed. */
  status: UnitStatus;
  /** The id of the unit that took over from a closed unit. Null for an active unit. */
  successorId?: Maybe<Scalars['ID']['output']>;
  /** The version of the directory that this change produced. */
  version: Scalars['Int']['output'];
};

/** A batch of changes of the directory, in the order in which they were made. */
export type UnitChanges = {
  __typename?: 'UnitChanges';
  /** At most 5,000 changes. */
  changes: Array<UnitChange>;
  /**
   * The time in milliseconds, counted from the moment of the follower's request, for which the follower may make
   * decisions based on this response and the previous ones. 0 without a `follower`, and 0 when this process may
   * not have everything that was committed by then.
   */
  freshForMs: Scalars['Int']['output'];
  /**
   * How often the directory has been reset. When it differs from that of the previous response, the units of earlier
   * responses are obsolete; those that no later response contains no longer exist.
   */
  generation: Scalars['Int']['output'];
  /** Whether more changes follow `version`. */
  more: Scalars['Boolean']['output'];
  /** The version of the directory up to which this response and the previous ones are complete. */
  version: Scalars['Int']['output'];
};

/** A unit from one day to another. For the analytics subgraph only. */
export type UnitForm = {
  __typename?: 'UnitForm';
  /** The code of its district. */
  districtCode?: Maybe<Scalars['ID']['output']>;
  /** The first day; null if the record of changes does not reach back to its creation. */
  from?: Maybe<Scalars['Date']['output']>;
  /** The kind. */
  kind: UnitKind;
  /** The name. */
  name: Scalars['String']['output'];
  /** The id of the unit above it; null for a root. */
  parentId?: Maybe<Scalars['ID']['output']>;
  /** The plate code of its province. */
  provinceCode?: Maybe<Scalars['ID']['output']>;
  /** Whether it was active. */
  status: UnitStatus;
  /** The id of the unit that took over. */
  successorId?: Maybe<Scalars['ID']['output']>;
};

/** Units with their histories. For the analytics subgraph only. */
export type UnitHistories = {
  __typename?: 'UnitHistories';
  /** See `UnitChanges`. */
  generation: Scalars['Int']['output'];
  /** Whether more units follow: request them with `after` set to `version`. */
  more: Scalars['Boolean']['output'];
  /** The units that changed, the oldest change first. */
  units: Array<UnitHistory>;
  /** See `UnitChanges`. */
  version: Scalars['Int']['output'];
};

/** The forms that a unit has had. For the analytics subgraph only. */
export type UnitHistory = {
  __typename?: 'UnitHistory';
  /** Its forms, the earliest first. Of several on one day there is the last. */
  forms: Array<UnitForm>;
  /** The unit's id. */
  id: Scalars['ID']['output'];
};

/** The kinds of administrative unit, higher kinds before the kinds below them. */
export type UnitKind =
  /** Bağlı, ilgili veya ilişkili kuruluş: an institution attached to a ministry or the Presidency. */
  | 'AFFILIATED_INSTITUTION'
  /** Şube müdürlüğü: a branch of a directorate. */
  | 'BRANCH_DIRECTORATE'
  /** Daire başkanlığı. */
  | 'DEPARTMENT'
  /** İlçe müdürlüğü: a ministry's office in a district. */
  | 'DISTRICT_DIRECTORATE'
  /** Kaymakamlık: the governorship of a district. */
  | 'DISTRICT_GOVERNORSHIP'
  /** İlçe belediyesi. */
  | 'DISTRICT_MUNICIPALITY'
  /** Genel müdürlük. */
  | 'GENERAL_DIRECTORATE'
  /** Valilik: the governorship of a province. */
  | 'GOVERNORSHIP'
  /** An office of the governorship itself. */
  | 'GOVERNORSHIP_OFFICE'
  /** Mahallî İdareler: the root above the municipalities, which answer for themselves. */
  | 'LOCAL_GOVERNMENT_ROOT'
  /** Büyükşehir belediyesi. */
  | 'METROPOLITAN_MUNICIPALITY'
  /** Bakanlık. */
  | 'MINISTRY'
  /** Belediye müdürlüğü veya dairesi. */
  | 'MUNICIPAL_DIRECTORATE'
  /** Cumhurbaşkanlığı. */
  | 'PRESIDENCY'
  /** İl müdürlüğü: a ministry's office in a province. */
  | 'PROVINCIAL_DIRECTORATE'
  /** İl belediyesi. */
  | 'PROVINCIAL_MUNICIPALITY'
  /** Belde belediyesi. */
  | 'TOWN_MUNICIPALITY'
  /** Üniversite. */
  | 'UNIVERSITY'
  /** A faculty, school, institute or office of a university. */
  | 'UNIVERSITY_UNIT';

/** Whether a unit is active. */
export type UnitStatus =
  /** It can be made responsible for applications. */
  | 'ACTIVE'
  /** It no longer exists. Its open referrals went to its successor. */
  | 'CLOSED';

/** A unit that could handle an application, with the reason. */
export type UnitSuggestion = {
  __typename?: 'UnitSuggestion';
  /** The reason why the unit is competent. */
  reason: UnitSuggestionReason;
  /** The unit. It is always active. */
  unit: AdministrativeUnit;
};

/** The reasons for suggesting a unit: the level of office that is competent for the topic. */
export type UnitSuggestionReason =
  /** The central office, which serves the whole country. */
  | 'CENTRAL_OFFICE'
  /** The district's office. */
  | 'DISTRICT_OFFICE'
  /** The metropolitan municipality. */
  | 'METROPOLITAN_MUNICIPALITY'
  /** The municipality of the district or, in the central district, of the province. */
  | 'MUNICIPALITY'
  /** The province's office. */
  | 'PROVINCIAL_OFFICE'
  /** The municipality of a town. */
  | 'TOWN_MUNICIPALITY'
  /** The unit above the one whose head the application is about. */
  | 'UNIT_ABOVE'
  /** A university. */
  | 'UNIVERSITY';
