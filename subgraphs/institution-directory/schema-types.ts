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

/**
 * A unit of the administration: a ministry, a governorship, a district office, a municipality, one of
 * their directorates. It keeps its id for ever; when it is closed it stays on record and names its
 * successor.
 */
export type AdministrativeUnit = {
  __typename?: 'AdministrativeUnit';
  /** All units above, the root first; empty for a root. */
  ancestors: Array<AdministrativeUnit>;
  /** The units directly below, in Turkish alphabetical order. */
  children?: Maybe<AdministrativeUnitConnection>;
  /** The district it serves. Null for a unit that serves more than one district. */
  district?: Maybe<District>;
  /** Opaque, 8 digits, never reused. */
  id: Scalars['ID']['output'];
  /** What kind of unit it is. */
  kind: UnitKind;
  /** As the unit calls itself. Names repeat across the country: show `path` beside it. */
  name: Scalars['String']['output'];
  /** The kind of office, the same for every unit of that kind: topics name it. Null where none does. */
  office?: Maybe<Scalars['ID']['output']>;
  /** The unit directly above. Null for a root. */
  parent?: Maybe<AdministrativeUnit>;
  /** The names from the root down to this unit. */
  path: Array<Scalars['String']['output']>;
  /** The province it serves. Null for a unit that serves the whole country. */
  province?: Maybe<Province>;
  /** Whether it still works. */
  status: UnitStatus;
  /** The unit that took over when this one was closed. Null while it is active. */
  successor?: Maybe<AdministrativeUnit>;
  /** The topics this unit is competent for at its place, in Turkish alphabetical order. */
  topics: Array<Topic>;
  /** The version of the directory that its last change made. A later change has a higher one. */
  version: Scalars['Int']['output'];
};


/**
 * A unit of the administration: a ministry, a governorship, a district office, a municipality, one of
 * their directorates. It keeps its id for ever; when it is closed it stays on record and names its
 * successor.
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
  /** Whether and where the list goes on. */
  pageInfo: PageInfo;
  /** How many units there are on all pages together; a search has one page. */
  totalCount: Scalars['Int']['output'];
};

/** A unit in its place in a list. */
export type AdministrativeUnitEdge = {
  __typename?: 'AdministrativeUnitEdge';
  /** The position of this unit; give it as `after` to go on from here. */
  cursor: Scalars['String']['output'];
  /** The unit. */
  node: AdministrativeUnit;
};

/**
 * Conditions on units; those given must all hold. `BAD_USER_INPUT` names one whose unit, province or district
 * there is not.
 */
export type AdministrativeUnitFilter = {
  /** Serving this district. */
  districtCode?: InputMaybe<Scalars['ID']['input']>;
  /** Of this kind. */
  kind?: InputMaybe<UnitKind>;
  /** Directly below this unit. */
  parentId?: InputMaybe<Scalars['ID']['input']>;
  /** Serving this province (two-digit plate code). */
  provinceCode?: InputMaybe<Scalars['ID']['input']>;
  /** With this status. */
  status?: InputMaybe<UnitStatus>;
  /** This unit and everything below it. */
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
   * The units that could deal with it, by its topic and place, the most competent first. Where it is about
   * the head of a unit, the unit above comes first and the unit itself is left out.
   */
  suggestedUnits?: Maybe<Array<UnitSuggestion>>;
  topic?: Maybe<Topic>;
};

/** A unit to be made. */
export type CreateUnitInput = {
  /** The code of the district that it serves. Without it it serves the whole province. */
  districtCode?: InputMaybe<Scalars['ID']['input']>;
  /** What kind of unit it is. */
  kind: UnitKind;
  /** 1 to 200 characters. */
  name: Scalars['String']['input'];
  /** The kind of office, the `office` of a unit that there is, so that topics go to it. Without it none do. */
  office?: InputMaybe<Scalars['ID']['input']>;
  /** Of the active unit that it is to lie below. Without it the unit is a root. */
  parentId?: InputMaybe<Scalars['ID']['input']>;
  /** The plate code of the province that it serves. Without it it serves the whole country. */
  provinceCode?: InputMaybe<Scalars['ID']['input']>;
};

/** Something that was done with a unit, or is proposed. */
export type DirectoryChange = {
  __typename?: 'DirectoryChange';
  /** When it was made or proposed. */
  at: Scalars['DateTime']['output'];
  /** Who made or proposed it; for administrators. */
  by?: Maybe<Scalars['String']['output']>;
  /** When it was approved, rejected or withdrawn. Null while it waits, and without a proposal. */
  decidedAt?: Maybe<Scalars['DateTime']['output']>;
  /** Who approved, rejected or withdrew it; for administrators. Null as `decidedAt`. */
  decidedBy?: Maybe<Scalars['String']['output']>;
  /** Until when it can be approved. Null without a proposal. */
  expiresAt?: Maybe<Scalars['DateTime']['output']>;
  /** Opaque, `uch_` and 22 characters: random. */
  id: Scalars['ID']['output'];
  /** What is done. */
  kind: DirectoryChangeKind;
  /** Its name afterwards. Null unless it is made or renamed. */
  newName?: Maybe<Scalars['String']['output']>;
  /** The unit above it afterwards. Null unless it is made or moved, and for what is to be a root. */
  newParent?: Maybe<AdministrativeUnit>;
  /** Its name before. Null unless it is renamed. */
  oldName?: Maybe<Scalars['String']['output']>;
  /** The unit above it before. Null unless it is moved, and for what was a root. */
  oldParent?: Maybe<AdministrativeUnit>;
  /** Why it was proposed. Null for what one administrator did. */
  reason?: Maybe<Scalars['String']['output']>;
  /** Why it was rejected. Null unless it was. */
  rejectionReason?: Maybe<Scalars['String']['output']>;
  /** What became of it. */
  state: DirectoryChangeState;
  /** The unit that takes over. Null unless it is closed. */
  successor?: Maybe<AdministrativeUnit>;
  /** The unit that it is done with, as it is now. */
  unit?: Maybe<AdministrativeUnit>;
  /** The version of the directory that it made. Null until it is done. */
  version?: Maybe<Scalars['Int']['output']>;
};

/** One page of changes. */
export type DirectoryChangeConnection = {
  __typename?: 'DirectoryChangeConnection';
  /** The changes of this page, each with its position. */
  edges: Array<DirectoryChangeEdge>;
  /** The changes of this page. */
  nodes: Array<DirectoryChange>;
  /** Whether and where the list goes on. */
  pageInfo: PageInfo;
};

/** A change in its place in a list. */
export type DirectoryChangeEdge = {
  __typename?: 'DirectoryChangeEdge';
  /** The position of this change; give it as `after` to go on from here. */
  cursor: Scalars['String']['output'];
  /** The change. */
  node: DirectoryChange;
};

/** What is done with a unit. */
export type DirectoryChangeKind =
  /** It was closed for a successor. */
  | 'CLOSE'
  /** `createUnit` */
  | 'CREATE'
  /** It was moved to another place in the tree. */
  | 'MOVE'
  /** `renameUnit` */
  | 'RENAME';

/** What became of a change. */
export type DirectoryChangeState =
  /** It was done. */
  | 'DONE'
  /** Nobody decided in time. */
  | 'EXPIRED'
  /** It waits for another administrator. */
  | 'PROPOSED'
  /** Another administrator rejected it. */
  | 'REJECTED'
  /** Who proposed it took it back. */
  | 'WITHDRAWN';

/** A district (ilçe) of a province. */
export type District = {
  __typename?: 'District';
  /** This directory's own code: the plate number of the province and two digits. */
  code: Scalars['ID']['output'];
  /** In Turkish. The central district of a province that has no name of its own is called Merkez. */
  name: Scalars['String']['output'];
};

export type Mutation = {
  __typename?: 'Mutation';
  /**
   * Does what was proposed, and nothing else. For administrators. Duration and `UNAVAILABLE` as with `moveUnit`.
   * `FORBIDDEN` for the administrator who proposed it. `CONFLICT`, with `state`, when it is not open; with
   * `unitId` and `version` of a unit when that one, which the proposal names or which lies above one that it names,
   * has changed since, even its name: what is approved is what was read.
   */
  approveUnitChange?: Maybe<DirectoryChange>;
  /**
   * Closes a unit for good. For administrators. It stays on record; its officers act for the successor, its
   * open referrals go there, and whoever asks after this has answered is judged by that. One administrator
   * closes an office for another of the same kind, which lies within the same ministry or, where there is none,
   * below the same unit, and not above it. `FORBIDDEN` with the `requirement` `SECOND_ADMINISTRATOR` for any
   * other successor, for institutions of their own (ministries, affiliated institutions, governorships,
   * municipalities, universities), and for whoever has made or last moved one of the two: see
   * `proposeUnitChange`. Duration and
   * `UNAVAILABLE` as with `moveUnit`. `CONFLICT` as with `renameUnit`, and, with `activeChildren`, while
   * active units lie below it; `BAD_USER_INPUT` for a successor that there is not, is closed, or is the unit
   * itself.
   */
  closeUnit?: Maybe<AdministrativeUnit>;
  /**
   * Adds a unit. For administrators. Answered when every process that decides by the tree knows it.
   * `BAD_USER_INPUT` names the field: a name out of range or with control characters or malformed Unicode; a parent,
   * province, district or office that there is not; a parent that is closed. `LIMIT_EXCEEDED` where the tree
   * would become deeper than 32 units above one. After `UNAVAILABLE` look whether it is there before repeating
   * this, which would add another one.
   */
  createUnit?: Maybe<AdministrativeUnit>;
  /**
   * Moves a unit with everything below it up in the tree, below a unit that is above it already and in the same
   * ministry. For administrators. Any other move shows its inbox to officers who have not seen it: `FORBIDDEN`
   * with the `requirement` `SECOND_ADMINISTRATOR`; see `proposeUnitChange`. Whoever asks after this has answered is judged by the new tree: the officers above the old place no longer see the
   * applications of the unit, those above the new one do. That takes some 200 milliseconds; while a process
   * is away that decides by the tree, up to 6 seconds. `UNAVAILABLE` may come though the move has been made:
   * send it again, which resolves when it is in force. `CONFLICT` as with `renameUnit`; `BAD_USER_INPUT` for a parent that there is not, is closed,
   * or lies below the unit itself; `LIMIT_EXCEEDED` where the tree would become too deep.
   */
  moveUnit?: Maybe<AdministrativeUnit>;
  /**
   * Proposes to move or to close a unit. For administrators. Nothing is changed by it: another administrator
   * decides within 14 days. A unit has one proposal at a time: while there is another one this is `CONFLICT` with
   * its `proposalId`; the same one, sent again, is answered as it is. Otherwise refused as `moveUnit` and
   * `closeUnit` would be, but for `SECOND_ADMINISTRATOR`. `LIMIT_EXCEEDED` when 100 proposals of the
   * administrator wait.
   */
  proposeUnitChange?: Maybe<DirectoryChange>;
  /**
   * Ends a proposal without doing it. For administrators. `FORBIDDEN` for the one who proposed it, who withdraws
   * it; `CONFLICT`, with `state`, when it is not open.
   */
  rejectUnitChange?: Maybe<DirectoryChange>;
  /**
   * Gives a unit another name. For administrators. `CONFLICT`, with `version` and `status`, when it is closed
   * or has another version than expected; `NOT_FOUND` when no unit ever had this id. What is so already is
   * answered as if it had been changed: so this can be sent again, as it was, when its answer was lost.
   */
  renameUnit?: Maybe<AdministrativeUnit>;
  /**
   * For other subgraphs: ends what `unitChanges` began with a `follower`. Nobody waits for it any more, so it
   * may decide nothing any more. False where it had not begun.
   */
  stopFollowing?: Maybe<Scalars['Boolean']['output']>;
  /**
   * Takes back a proposal of one's own. For administrators. `FORBIDDEN` for any other administrator; `CONFLICT`,
   * with `state`, when it is not open.
   */
  withdrawUnitChange?: Maybe<DirectoryChange>;
};


export type MutationApproveUnitChangeArgs = {
  id: Scalars['ID']['input'];
};


export type MutationCloseUnitArgs = {
  expectedVersion?: InputMaybe<Scalars['Int']['input']>;
  id: Scalars['ID']['input'];
  successorId: Scalars['ID']['input'];
};


export type MutationCreateUnitArgs = {
  input: CreateUnitInput;
};


export type MutationMoveUnitArgs = {
  expectedVersion?: InputMaybe<Scalars['Int']['input']>;
  id: Scalars['ID']['input'];
  parentId: Scalars['ID']['input'];
};


export type MutationProposeUnitChangeArgs = {
  input: ProposeUnitChangeInput;
};


export type MutationRejectUnitChangeArgs = {
  id: Scalars['ID']['input'];
  reason: Scalars['String']['input'];
};


export type MutationRenameUnitArgs = {
  expectedVersion?: InputMaybe<Scalars['Int']['input']>;
  id: Scalars['ID']['input'];
  name: Scalars['String']['input'];
};


export type MutationStopFollowingArgs = {
  follower: Scalars['ID']['input'];
};


export type MutationWithdrawUnitChangeArgs = {
  id: Scalars['ID']['input'];
};

/** Where a page stands in its list. */
export type PageInfo = {
  __typename?: 'PageInfo';
  /** The position of the last item; null on an empty page. */
  endCursor?: Maybe<Scalars['String']['output']>;
  /** Whether more follow. */
  hasNextPage: Scalars['Boolean']['output'];
  /** Whether something comes before. False on pages that were not asked for with `after`. */
  hasPreviousPage: Scalars['Boolean']['output'];
  /** The position of the first item; null on an empty page. */
  startCursor?: Maybe<Scalars['String']['output']>;
};

/** A move or a closing of a unit: exactly one of `parentId` and `successorId` is given. */
export type ProposeUnitChangeInput = {
  /** Refuses with `CONFLICT` when the unit has another version by now. */
  expectedVersion?: InputMaybe<Scalars['Int']['input']>;
  /** To move it: of the unit that it is to lie below. */
  parentId?: InputMaybe<Scalars['ID']['input']>;
  /** Why, 5 to 2,000 characters; the officers whom it concerns see it. */
  reason: Scalars['String']['input'];
  /** To close it: of the active unit that takes over. */
  successorId?: InputMaybe<Scalars['ID']['input']>;
  /** Of the unit. */
  unitId: Scalars['ID']['input'];
};

/** A province (il). */
export type Province = {
  __typename?: 'Province';
  /** The plate number, two digits: `01` Adana to `81` Düzce. */
  code: Scalars['ID']['output'];
  /** Its districts (ilçe) in Turkish alphabetical order. */
  districts: Array<District>;
  /** In Turkish. */
  name: Scalars['String']['output'];
};

export type Query = {
  __typename?: 'Query';
  /**
   * One unit by its 8-digit id. Null with a `NOT_FOUND` error when no unit ever had this id; a closed
   * unit is still answered (see `status` and `successor`). `BAD_USER_INPUT` when `id` is not 8 digits.
   */
  administrativeUnit?: Maybe<AdministrativeUnit>;
  /** Units in Turkish alphabetical order of their names, all of them or those that match the filter. */
  administrativeUnits?: Maybe<AdministrativeUnitConnection>;
  /**
   * What was done with a unit, or proposed, as far as it concerns its officers, the latest first: its own changes,
   * those that gave or took sight of its inbox, and those by which the inbox of a unit above it is seen by others.
   * For officers of the unit or of one above it, and for administrators. `NOT_FOUND` for any other unit.
   * Changes before this record began are not in it.
   */
  directoryChanges?: Maybe<DirectoryChangeConnection>;
  /** The proposals that wait for another administrator, the latest first. For administrators. */
  proposedUnitChanges?: Maybe<DirectoryChangeConnection>;
  /** The 81 provinces (il) by plate code. */
  provinces?: Maybe<Array<Province>>;
  /**
   * Units whose name or place resembles the text, the best match first. Letters are compared without
   * case and Turkish marks (`KADIKÖY`, `kadıköy` and `kadikoy` are the same), the last word may be
   * unfinished, longer words may contain typing errors. Only the best matches are answered: there is
   * no `after`; refine the text or the filter instead.
   */
  searchAdministrativeUnits?: Maybe<AdministrativeUnitConnection>;
  /**
   * The units competent for a topic at a place, the most competent first, each with the reason. The
   * district's office comes first where there is one, then the province's, then the central one;
   * municipal topics go to the municipality. Never empty for a known topic and place.
   * `BAD_USER_INPUT` for an unknown topic or province, or a district that is not in the province.
   */
  suggestUnits?: Maybe<Array<UnitSuggestion>>;
  /** All topics, in Turkish alphabetical order. */
  topics?: Maybe<Array<Topic>>;
  /**
   * For other subgraphs: the units that changed after a version of the directory, oldest change first. From
   * the beginning (`after` 0) it enumerates the whole directory.
   */
  unitChanges: UnitChanges;
};


export type QueryAdministrativeUnitArgs = {
  id: Scalars['ID']['input'];
};


export type QueryAdministrativeUnitsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  filter?: InputMaybe<AdministrativeUnitFilter>;
  first?: InputMaybe<Scalars['Int']['input']>;
};


export type QueryDirectoryChangesArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
  unitId: Scalars['ID']['input'];
};


export type QueryProposedUnitChangesArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
};


export type QuerySearchAdministrativeUnitsArgs = {
  filter?: InputMaybe<AdministrativeUnitFilter>;
  first?: InputMaybe<Scalars['Int']['input']>;
  text: Scalars['String']['input'];
};


export type QuerySuggestUnitsArgs = {
  districtCode?: InputMaybe<Scalars['ID']['input']>;
  provinceCode: Scalars['ID']['input'];
  topicId: Scalars['ID']['input'];
};


export type QueryUnitChangesArgs = {
  after?: Scalars['Int']['input'];
  follower?: InputMaybe<Scalars['ID']['input']>;
};

/** What an application can be about. The topic decides which kind of office is competent. */
export type Topic = {
  __typename?: 'Topic';
  /** The wider field it belongs to, in Turkish. */
  category: Scalars['String']['output'];
  /** Stable; lower-case words joined by hyphens. */
  id: Scalars['ID']['output'];
  /** In Turkish, as citizens are shown it. */
  name: Scalars['String']['output'];
};

/** A unit as it stands after its last change. */
export type UnitChange = {
  __typename?: 'UnitChange';
  /** The unit. */
  id: Scalars['ID']['output'];
  /** The version that last changed what it hangs below: made, moved or closed it. */
  linkVersion: Scalars['Int']['output'];
  /** The unit above it; null for a root. */
  parentId?: Maybe<Scalars['ID']['output']>;
  /** Whether it still works. */
  status: UnitStatus;
  /** The unit that took over the tasks of a closed one. Null for an active one. */
  successorId?: Maybe<Scalars['ID']['output']>;
  /** The version of the directory that this change made. */
  version: Scalars['Int']['output'];
};

/** Some changes of the directory, in the order in which they were made. */
export type UnitChanges = {
  __typename?: 'UnitChanges';
  /** At most 5,000. */
  changes: Array<UnitChange>;
  /**
   * For how many milliseconds, from the moment it asked, the follower may decide by this answer and those
   * before it. 0 without a `follower`, and where this process may not have all that was committed by then.
   */
  freshForMs: Scalars['Int']['output'];
  /** Whether more changes are waiting after `version`. */
  more: Scalars['Boolean']['output'];
  /** The version of the directory up to which everything is in this answer and those before it. */
  version: Scalars['Int']['output'];
};

/** The kinds of administrative unit, higher kinds before those that stand below them. */
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

/** Whether a unit still works. */
export type UnitStatus =
  /** It can be made responsible for applications. */
  | 'ACTIVE'
  /** It has ceased to exist; what was open went to its successor. */
  | 'CLOSED';

/** A unit that could deal with an application, and why. */
export type UnitSuggestion = {
  __typename?: 'UnitSuggestion';
  /** As what it is competent. */
  reason: UnitSuggestionReason;
  /** The unit, always an active one. */
  unit: AdministrativeUnit;
};

/** Why a unit is suggested: the level of office that is competent for the topic. */
export type UnitSuggestionReason =
  /** The central office: the whole country's. */
  | 'CENTRAL_OFFICE'
  /** The district's office. */
  | 'DISTRICT_OFFICE'
  /** The metropolitan municipality. */
  | 'METROPOLITAN_MUNICIPALITY'
  /** The municipality of the district or, in its centre, of the province. */
  | 'MUNICIPALITY'
  /** The province's office. */
  | 'PROVINCIAL_OFFICE'
  /** A municipality of a town. */
  | 'TOWN_MUNICIPALITY'
  /** The unit above the one whose head the application is about. */
  | 'UNIT_ABOVE'
  /** A university. */
  | 'UNIVERSITY';
