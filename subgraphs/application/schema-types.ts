export type Maybe<T> = T | null;
export type InputMaybe<T> = Maybe<T>;
/** All built-in and custom scalars, mapped to their actual values */
export type Scalars = {
  ID: { input: string; output: string; }
  String: { input: string; output: string; }
  Boolean: { input: boolean; output: boolean; }
  Int: { input: number; output: number; }
  Float: { input: number; output: number; }
  /** A calendar day in Türkiye (Europe/Istanbul), `YYYY-MM-DD`. */
  Date: { input: unknown; output: string; }
  /** An instant in UTC, `YYYY-MM-DDTHH:mm:ss.sssZ`. */
  DateTime: { input: Date; output: Date; }
  _FieldSet: { input: string; output: string; }
};

/** In which capacity somebody acted on an application. */
export type ActorRole =
  /** The applicant. */
  | 'CITIZEN'
  /** The centre. */
  | 'EVALUATOR'
  /** A unit. */
  | 'OFFICER';

export type AdministrativeUnit = {
  __typename?: 'AdministrativeUnit';
  id: Scalars['ID']['output'];
};

/** How an applicant wants to be told. */
export type AnswerChannel =
  /** By e-mail. */
  | 'EMAIL'
  /** By text message to the mobile phone. */
  | 'SMS';

/** An answer taken to the unit above. */
export type Appeal = {
  __typename?: 'Appeal';
  /** When it was made. */
  appealedAt: Scalars['DateTime']['output'];
  /** What it is against. */
  application?: Maybe<Application>;
  /** When it was decided. Null until then. */
  decidedAt?: Maybe<Scalars['DateTime']['output']>;
  /** The reason of the decision. Null until it is decided. */
  decisionText?: Maybe<Scalars['String']['output']>;
  /** Opaque, `apl_` and 22 characters: random. */
  id: Scalars['ID']['output'];
  /** Whether it is the objection that law 4982 gives. */
  kind: AppealKind;
  /** The referral whose answer it is against. Null where this viewer does not see that one. */
  referral?: Maybe<Referral>;
  /** How far it has come. */
  state: AppealState;
  /** Why the answer is not accepted. Units see the redacted text where the centre has redacted it. */
  text?: Maybe<Scalars['String']['output']>;
  /** The unit that decides. Null with an error while the directory cannot be reached. */
  unit?: Maybe<AdministrativeUnit>;
};

/** One page of appeals. */
export type AppealConnection = {
  __typename?: 'AppealConnection';
  /** The appeals of this page, each with its position. */
  edges: Array<AppealEdge>;
  /** The appeals of this page. */
  nodes: Array<Appeal>;
  /** Whether and where the list goes on. */
  pageInfo: PageInfo;
};

/** How an appeal is decided. */
export type AppealDecision =
  /** The answer stands. */
  | 'DISMISSED'
  /** The applicant is right; the unit works on it anew. */
  | 'UPHELD';

/** An appeal in its place in a list. */
export type AppealEdge = {
  __typename?: 'AppealEdge';
  /** The position of this appeal; give it as `after` to go on from here. */
  cursor: Scalars['String']['output'];
  /** The appeal. */
  node: Appeal;
};

/** The kinds of appeal. */
export type AppealKind =
  /** Against any answer. */
  | 'APPEAL'
  /** İtiraz: against an information request refused in whole or in part (law 4982). */
  | 'OBJECTION';

/** How far an appeal has come. */
export type AppealState =
  /** The answer stands. */
  | 'DISMISSED'
  /** Not decided yet. */
  | 'PENDING'
  /** The applicant is right; the unit works on it anew. */
  | 'UPHELD';

/**
 * An application (başvuru) filed by a citizen. Fields that a role may not see are null with a
 * `FORBIDDEN` error.
 */
export type Application = {
  __typename?: 'Application';
  /** Whether it is about the head of `meantUnit`. */
  aboutHeadOfUnit: Scalars['Boolean']['output'];
  /** How the applicant wants to be told. Null where `applicant` is null. */
  answerChannel?: Maybe<AnswerChannel>;
  /** The appeals against its answers, oldest first. */
  appeals: Array<Appeal>;
  /**
   * Who filed it. Null without an error where the identity is hidden from this viewer (see
   * `identityHidden`) and for units that have passed it on, with a `FORBIDDEN` error for roles that never see
   * it.
   */
  applicant?: Maybe<Citizen>;
  /** What the applicant attached. Empty for units while the centre holds it back. */
  attachments?: Maybe<Array<Attachment>>;
  /** What this viewer may do with it now. */
  availableActions: Array<ApplicationAction>;
  /** The evaluator who has it, for the centre. Null when none has. */
  claimedBy?: Maybe<Scalars['String']['output']>;
  /** The district it is about. Null when it concerns the whole province. */
  district?: Maybe<District>;
  /** When it was filed; its dates are counted from that day. */
  filedAt: Scalars['DateTime']['output'];
  /**
   * Opaque, `app_` and 22 characters: random, so that it tells neither when nor by whom it was filed. Stands for the
   * application where its number may not be shown.
   */
  id: Scalars['ID']['output'];
  /** Whether the applicant's identity is kept from the units. */
  identityHidden: Scalars['Boolean']['output'];
  /** The unit that the applicant means. Null when none was named. */
  meantUnit?: Maybe<AdministrativeUnit>;
  /**
   * 10 digits, of which the first two are the year of filing and the last is a check digit. Null without an error
   * where the applicant is hidden from this viewer (see `identityHidden`), who has `Referral.fileNumber`; every
   * argument `number` is then answered as for a number that nobody has.
   */
  number?: Maybe<Scalars['String']['output']>;
  /**
   * Whether the statutory date has passed without an answer. For petitions an interim reply approved by then
   * meets it for good, also where an upheld appeal leads to a new answer. Computed when asked, never stored.
   */
  overdue: Scalars['Boolean']['output'];
  /** The province it is about. */
  province?: Maybe<Province>;
  /** What the applicant thinks of the present answer. Null until it is told, and while there is none. */
  rating?: Maybe<Rating>;
  /**
   * What units see in place of what the applicant wrote and attached, for the centre. Null where they see just
   * that.
   */
  redaction?: Maybe<Redaction>;
  /**
   * Its referrals (sevk) in the order they were made, but one that was forwarded, or taken over, right behind
   * the one that it comes from. An officer whose units have passed it on sees
   * only the part of those units.
   */
  referrals: Array<Referral>;
  /** Why the centre refused it. Null unless its stage is `NOT_PROCESSED`, and for units that had passed it on. */
  refusalReason?: Maybe<RefusalReason>;
  /**
   * Business days left until the target date, negative once it has passed. Null when no answer is
   * awaited any more.
   */
  remainingBusinessDays?: Maybe<Scalars['Int']['output']>;
  /**
   * The approved replies of all units, oldest first. An officer whose units have passed it on sees
   * only the replies of those units.
   */
  replies: Array<Reply>;
  /**
   * The lead: of those responsible now the first that was referred to. A unit that another one has passed it
   * on to, or that has come in its place, stands where that one stood. Null where there is none, as before the
   * first referral, and to an officer whose units have passed it on.
   */
  responsibleUnit?: Maybe<AdministrativeUnit>;
  /**
   * The units that hold its open referrals; when none is open, those that answered. The lead first. Empty to an
   * officer whose units have passed it on.
   */
  responsibleUnits: Array<Maybe<AdministrativeUnit>>;
  /** Where it stands, derived from the work on it. */
  stage: Stage;
  /** Until when the law requires an answer. */
  statutoryDate: Scalars['Date']['output'];
  /** What the applicant wrote as its title, 5 to 200 characters. */
  subject?: Maybe<Scalars['String']['output']>;
  /** What the applicant added when asked, oldest first. Units see what the centre has redacted. */
  supplements?: Maybe<Array<Supplement>>;
  /**
   * Until when an answer is promised. While it is open, both dates move with the days of leave. To an officer whose
   * units have passed it on `targetDate`, `statutoryDate`, `overdue`, `remainingBusinessDays` and `version` are what
   * they were when the last of them did.
   */
  targetDate: Scalars['Date']['output'];
  /** What the applicant wrote. Units see the redacted text where the centre has redacted it. */
  text?: Maybe<Scalars['String']['output']>;
  /**
   * What happened, oldest first. Citizens and officers see the public part and officers their own
   * units' internal entries; the centre and analysts see all of it. An officer whose units have passed it on sees
   * nothing that came after.
   */
  timeline: Array<TimelineEntry>;
  /** What it is about. Null with an error while the directory cannot be reached. */
  topic?: Maybe<Topic>;
  /**
   * By which anybody who has it and the number may follow the application without signing in, at
   * `trackApplication`: 12 letters and digits in groups, `XXXX-XXXX-XXXX`. For the applicant alone, who also gets
   * it with the message about the filing. Stays until `renewTrackingCode`. Null when it was made with a key that
   * is no longer kept: renew it then.
   */
  trackingCode?: Maybe<Scalars['String']['output']>;
  /** What kind of application it is. */
  type: ApplicationType;
  /**
   * Grows with everything that happens to it; give it as `expectedVersion` to change only what you have
   * seen. Dates that follow a change of the calendar move without it. To an officer whose units have passed it on,
   * what it was then.
   */
  version: Scalars['Int']['output'];
};

/** What can be done with an application; the mutation that does it bears the same name. */
export type ApplicationAction =
  /** `appealApplication` */
  | 'APPEAL'
  /** `claimApplication`, with `takeOver` where another evaluator has it */
  | 'CLAIM'
  /** `decideAppeal` */
  | 'DECIDE_APPEAL'
  /** `hideIdentity` */
  | 'HIDE_IDENTITY'
  /** `rateApplication` */
  | 'RATE'
  /** `redactApplication` */
  | 'REDACT'
  /** `referApplication` */
  | 'REFER'
  /** `refuseApplication` */
  | 'REFUSE'
  /** `releaseAttachment` */
  | 'RELEASE_ATTACHMENT'
  /** `supplementApplication` */
  | 'SUPPLEMENT'
  /** `withdrawApplication` */
  | 'WITHDRAW'
  /** `withholdAttachment` */
  | 'WITHHOLD_ATTACHMENT';

/** One page of applications. */
export type ApplicationConnection = {
  __typename?: 'ApplicationConnection';
  /** The applications of this page, each with its position. */
  edges: Array<ApplicationEdge>;
  /** The applications of this page. */
  nodes: Array<Application>;
  /** Whether and where the list goes on. */
  pageInfo: PageInfo;
};

/** An application in its place in a list. */
export type ApplicationEdge = {
  __typename?: 'ApplicationEdge';
  /** The position of this application; give it as `after` to go on from here. */
  cursor: Scalars['String']['output'];
  /** The application. */
  node: Application;
};

/** What anyone may know of an application who can name its number and its tracking code. */
export type ApplicationStatus = {
  __typename?: 'ApplicationStatus';
  /** When it was filed. */
  filedAt: Scalars['DateTime']['output'];
  /** As it was asked for. */
  number: Scalars['String']['output'];
  /** As at `Application.overdue`. */
  overdue: Scalars['Boolean']['output'];
  /** As at `Application.responsibleUnit`. */
  responsibleUnit?: Maybe<AdministrativeUnit>;
  /** As at `Application.stage`. */
  stage: Stage;
  /** Until when the law requires an answer. */
  statutoryDate: Scalars['Date']['output'];
  /** Until when an answer is promised. */
  targetDate: Scalars['Date']['output'];
  /** As at `Application.type`. */
  type: ApplicationType;
};

/** The kinds of application. */
export type ApplicationType =
  /** Şikâyet: complains about something done or not done. */
  | 'COMPLAINT'
  /** Bilgi edinme: asks for information or documents (law 4982). */
  | 'INFORMATION_REQUEST'
  /** Görüş / yönetime katıl: takes part in a debate. */
  | 'OPINION'
  /** İhbar: reports a wrong. */
  | 'REPORT'
  /** İstek: asks for something to be done. */
  | 'REQUEST'
  /** Öneri: proposes something. */
  | 'SUGGESTION'
  /** Teşekkür: thanks. */
  | 'THANKS';

/**
 * A file that belongs to an application. `GET /attachments/{id}` with the same access token gives it: the
 * applicant and the centre get it as it was sent, units a copy that shows the same and holds nothing else: no
 * places, devices, authors and times, no comments, earlier versions and hidden parts, no scripts.
 */
export type Attachment = {
  __typename?: 'Attachment';
  /**
   * The size of what `GET /attachments/{id}` gives this viewer, the file's being at most 10,485,760 (10 MB).
   * Null where that is nothing; see `withheld`.
   */
  bytes?: Maybe<Scalars['Int']['output']>;
  /** By its content, whatever it was called: `image/jpeg`, `image/png`, `application/pdf` and the like. */
  contentType: Scalars['String']['output'];
  /** Opaque, `att_` and 22 characters: random. */
  id: Scalars['ID']['output'];
  /**
   * As the applicant named it, with an ending of its type. For units from which the applicant's identity is
   * hidden `ek-1.jpg` and the like, numbered in the application's order.
   */
  name: Scalars['String']['output'];
  /**
   * What the file holds beside what it shows, for the centre. Null until it was looked at, and where it cannot
   * be. Units get a copy without it.
   */
  warnings?: Maybe<Array<AttachmentWarning>>;
  /** Why units do not get it. Null where they do, and for the applicant. */
  withheld?: Maybe<AttachmentWithheld>;
  /** Why the centre holds it back from the units, for the centre. Null where it does not. */
  withheldReason?: Maybe<Scalars['String']['output']>;
};

/** What a file can hold beside what it shows. */
export type AttachmentWarning =
  /** Who made, changed or owns it. */
  | 'AUTHOR'
  /** Comments, notes and descriptions. */
  | 'COMMENTS'
  /** When it was made, changed or printed. */
  | 'DATES'
  /** The device or program that made it. */
  | 'DEVICE'
  /** States before its last change. */
  | 'EARLIER_VERSIONS'
  /** Other files. */
  | 'EMBEDDED_FILES'
  /** Hidden text, sheets, rows, columns, tracks or objects, or bytes behind its end. */
  | 'HIDDEN_CONTENT'
  /** Where it was taken. */
  | 'LOCATION'
  /** Properties, identifiers or settings of another kind. */
  | 'OTHER_METADATA'
  /** A small picture of it, which may show what has been cut off. */
  | 'PREVIEW'
  /** Macros or other programs. */
  | 'SCRIPTS'
  /** A digital signature. */
  | 'SIGNATURE'
  /** Changes with what was there before, and who made them. */
  | 'TRACKED_CHANGES';

/** Why units do not get an attachment. */
export type AttachmentWithheld =
  /** Its copy for units is being made, which takes seconds. */
  | 'BEING_CLEANED'
  /** The centre holds it back: `withholdAttachment`. */
  | 'BY_CENTRE'
  /** It is not a whole file of its type. */
  | 'DAMAGED'
  /** It can be read only with a password. */
  | 'ENCRYPTED'
  /** It unpacks to more than is looked through, or takes too long. */
  | 'TOO_LARGE'
  /** It holds a part that cannot be cleaned, such as a PDF's hidden layers or a picture of an unusual kind. */
  | 'UNSUPPORTED';

export type Citizen = {
  __typename?: 'Citizen';
  /**
   * The applications this citizen filed, the latest first: all for the citizen and the centre; for an
   * officer those whose `applicant` the officer sees: what the officer's units have or have answered, and whose
   * applicant is not hidden.
   */
  applications?: Maybe<ApplicationConnection>;
  id: Scalars['ID']['output'];
  /**
   * For the citizen subgraph: proves that this viewer may follow the reference. Only `Application.applicant`
   * makes one; null for the applicant, who needs none, and where nobody has decided.
   */
  proof?: Maybe<Scalars['String']['output']>;
};


export type CitizenApplicationsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
};

export type District = {
  __typename?: 'District';
  code: Scalars['ID']['output'];
};

/** What must hold, all of it, of an application in `evaluationQueue`. */
export type EvaluationQueueFilter = {
  /** Who has taken it. */
  claimed?: InputMaybe<QueueClaim>;
  /** The province that it is about is one of these, 1 to 81. */
  provinceCodes?: InputMaybe<Array<Scalars['ID']['input']>>;
  /** Its topic is one of these, 1 to 10. */
  topicIds?: InputMaybe<Array<Scalars['ID']['input']>>;
  /** Its type is one of these, 1 to 7. */
  types?: InputMaybe<Array<ApplicationType>>;
};

/**
 * What a citizen files. Texts are stored as written, in Unicode's composed form (NFC) and without white
 * space at their ends; their lengths are counted in code points of that, the least length without those that
 * nobody sees, like joiners. Markup is text like any other.
 */
export type FileApplicationInput = {
  /** Whether it is about the head of `meantUnitId`, which is then required. */
  aboutHeadOfUnit?: Scalars['Boolean']['input'];
  /** How the applicant wants to be told; `EMAIL` needs an address on record. */
  answerChannel: AnswerChannel;
  /** At most 5 own uploads (`POST /attachments`) that were not used yet, in the order to keep. */
  attachmentIds?: Array<Scalars['ID']['input']>;
  /** The district it is about; leave out when it concerns the whole province. */
  districtCode?: InputMaybe<Scalars['ID']['input']>;
  /** Whether to keep the applicant's identity from the units. */
  hideIdentity?: Scalars['Boolean']['input'];
  /** Made by the client for this filing, 1 to 100 visible ASCII characters; a UUID serves well. */
  idempotencyKey: Scalars['ID']['input'];
  /** The unit that is meant, if one is known, also a closed one. The centre decides where it goes. */
  meantUnitId?: InputMaybe<Scalars['ID']['input']>;
  /** The province it is about. */
  provinceCode: Scalars['ID']['input'];
  /** A title, 5 to 200 characters. */
  subject: Scalars['String']['input'];
  /** What is asked for, complained about or told, 20 to 10,000 characters. */
  text: Scalars['String']['input'];
  /** What it is about: one of `topics`. */
  topicId: Scalars['ID']['input'];
  /** What kind of application it is. */
  type: ApplicationType;
};

/** A day of administrative leave (idari izin), which is decreed ad hoc: no business day. */
export type LeaveDay = {
  __typename?: 'LeaveDay';
  /** When it was made one. */
  addedAt: Scalars['DateTime']['output'];
  /** The subject of the administrator who made it one. Null with an error for other roles. */
  addedBy?: Maybe<Scalars['String']['output']>;
  /** The day. */
  date: Scalars['Date']['output'];
  /** Why it is off. */
  name: Scalars['String']['output'];
};

export type Mutation = {
  __typename?: 'Mutation';
  /** Begins to work on a referral of one's unit or a unit below. */
  acceptReferral?: Maybe<Referral>;
  /**
   * Accepts up to 200 referrals, each on its own: one that fails leaves the others done. From one on that ends
   * with `UNAVAILABLE`, or when five seconds are over, none is begun any more, and each has that error: send
   * those again.
   */
  acceptReferrals?: Maybe<Array<ReferralResult>>;
  /**
   * Makes a day one of administrative leave (idari izin). Every process follows within a second: what is filed
   * then is dated by it, and what is open is dated anew in the background; what has ended keeps its dates. A
   * day that is off already may be named: it is off once. `BAD_USER_INPUT` for a day outside the years whose
   * public holidays are known or a name out of range; `CONFLICT` when it is a day of leave already.
   */
  addLeaveDay?: Maybe<LeaveDay>;
  /** Adds a note that only the unit and the centre see. */
  addNote?: Maybe<Referral>;
  /**
   * Takes an answer to the unit above the one that gave it: an appeal, within 30 days; for an information
   * request that was refused in whole or in part an objection, within 15 days (law 4982), counted from the
   * day on which the application was answered as a whole or, if that is later, an appeal against another of its
   * answers was decided; where the last day is a day off, the next business day is in time too. Once for each
   * answer, and one at a time. Where an upheld appeal leads to a new answer, the application as a whole is
   * answered anew: the time and the rating begin again, also for the answers that stayed. `CONFLICT` when it is
   * too late, and for an appeal against an answer that was rated as having solved the matter; `BAD_USER_INPUT`
   * for a referral that the application does not have.
   */
  appealApplication?: Maybe<Application>;
  /** Approves the draft, which becomes a reply. `FORBIDDEN` for the officer who drafted it. */
  approveReply?: Maybe<Referral>;
  /** Gives an open referral to an officer. */
  assignReferral?: Maybe<Referral>;
  /** Gives up to 200 referrals to an officer, each on its own. */
  assignReferrals?: Maybe<Array<ReferralResult>>;
  /**
   * Ends a referral that has not been answered, when a unit has returned it or need not answer. For the centre.
   * The applicant is told, with the reason. `CONFLICT` when an upheld appeal waits for a new answer and no other
   * unit works on one.
   */
  cancelReferral?: Maybe<Referral>;
  /**
   * Takes an application from `evaluationQueue`, or from another evaluator, also while units work on it. What
   * an evaluator has, no other one refers, refuses or cancels; what nobody has, any of them. `CONFLICT` when another evaluator has it,
   * unless `takeOver` is set, and for whoever has it already.
   */
  claimApplication?: Maybe<Application>;
  /**
   * Decides an appeal, by an officer of the unit above the one that answered, as the tree stands now (of the
   * unit itself where there is none above), or of one further above; not by one who has drafted or approved the
   * answer. An upheld one refers the application anew to the unit that had answered (or its
   * successor). `CONFLICT` when no appeal against the answer of that referral waits.
   */
  decideAppeal?: Maybe<Application>;
  /** Drafts a reply, which another officer has to approve before the applicant sees it. */
  draftReply?: Maybe<Referral>;
  /**
   * Extends the time for an information request to 30 business days (law 4982), once and before it has run
   * out.
   */
  extendReferral?: Maybe<Referral>;
  /**
   * Files an application for the signed-in citizen, and answers it with its number. It is stored for good
   * when this answers. Repeating an `idempotencyKey` answers what was filed under it the first time, as it
   * stands by now, whatever else is given and also when both come at once: so repeat it after a failure.
   * `BAD_USER_INPUT` names the field, as in `input.text`: a length out of range, control characters or
   * malformed Unicode, an unknown topic, place or unit, an e-mail answer without an address, an attachment that is not
   * one's own or filed already. `FORBIDDEN` for a citizen who is no longer on record. `UNAVAILABLE`, and
   * nothing is filed, while the directory or the citizen's record cannot be reached.
   */
  fileApplication?: Maybe<Application>;
  /**
   * Passes a referral on to any active unit of the directory, but for one that has the application already or
   * that it is kept from (see `aboutHeadOfUnit`), which is `BAD_USER_INPUT`. Closes it and opens the next,
   * which keeps its dates. Answers the one that was closed.
   */
  forwardReferral?: Maybe<Referral>;
  /** Passes up to 200 referrals on to one unit, each on its own. */
  forwardReferrals?: Maybe<Array<ReferralResult>>;
  /** Hides the applicant of a complaint or report from the units, from now on; also after its end. */
  hideIdentity?: Maybe<Application>;
  /** Rates an own answered application, once. */
  rateApplication?: Maybe<Application>;
  /**
   * Sets what units see of the words and attachments of an application, also after its end. What an argument
   * is absent for stays as it is (see `Application.redaction`). What the applicant adds later is seen as it is
   * until it is redacted too. `BAD_USER_INPUT` with `RANGE` for more supplements or appeals than there are,
   * with `REQUIRED` when nothing is named.
   */
  redactApplication?: Maybe<Application>;
  /**
   * Refers an open application to one unit or several; the first of the first referral is the lead. Ends
   * what units have returned. Also adds a unit to those that are at work. `BAD_USER_INPUT` for a unit that
   * is unknown, closed, has it already, or when the application is about its head or that of a unit above it.
   */
  referApplication?: Maybe<Application>;
  /** Refuses an application that no unit has. The applicant is told the reason. */
  refuseApplication?: Maybe<Application>;
  /**
   * Sends the draft back to work. `FORBIDDEN` for the officer who drafted it, who takes it back with
   * `withdrawReply`.
   */
  rejectReply?: Maybe<Referral>;
  /** Takes `withholdAttachment` back. Units then get the cleaned copy, if there can be one. */
  releaseAttachment?: Maybe<Application>;
  /**
   * Takes a day of administrative leave back and answers it as it was. Open applications are dated anew as
   * at `addLeaveDay`. `NOT_FOUND` when the day is none of leave; public holidays cannot be removed.
   */
  removeLeaveDay?: Maybe<LeaveDay>;
  /**
   * Gives an own application another tracking code, as after the code was lost or seen by somebody else. The code
   * before no longer tracks it. Nothing else changes, its version included. Repeating it gives yet another code.
   * Null with a `NOT_FOUND` error for an application that is not the viewer's own.
   */
  renewTrackingCode?: Maybe<Application>;
  /** Asks the applicant for more. While no unit is at work the clock rests. The unit need not wait for ever: it may draft a reply, forward or return it meanwhile, which ends the question. */
  requestClarification?: Maybe<Referral>;
  /** Gives a referral back to the centre. The applicant is told, with the reason. */
  returnReferral?: Maybe<Referral>;
  /**
   * Adds what a unit has asked the applicant for, and starts the clock again. Goes to every unit that is
   * waiting. `CONFLICT` while none is.
   */
  supplementApplication?: Maybe<Application>;
  /** Ends an own open application. It stays on record. `CONFLICT` once it is answered, refused or withdrawn. */
  withdrawApplication?: Maybe<Application>;
  /** Takes back a draft that waits for approval. `FORBIDDEN` for anyone but the officer who drafted it. */
  withdrawReply?: Maybe<Referral>;
  /**
   * Holds one attachment back from the units, from now on; also after the application's end. The applicant is
   * not told. `BAD_USER_INPUT` with `UNKNOWN` unless it is one of the application's.
   */
  withholdAttachment?: Maybe<Application>;
};


export type MutationAcceptReferralArgs = {
  expectedVersion?: InputMaybe<Scalars['Int']['input']>;
  referralId: Scalars['ID']['input'];
};


export type MutationAcceptReferralsArgs = {
  referralIds: Array<Scalars['ID']['input']>;
};


export type MutationAddLeaveDayArgs = {
  date: Scalars['Date']['input'];
  name: Scalars['String']['input'];
};


export type MutationAddNoteArgs = {
  expectedVersion?: InputMaybe<Scalars['Int']['input']>;
  referralId: Scalars['ID']['input'];
  text: Scalars['String']['input'];
};


export type MutationAppealApplicationArgs = {
  expectedVersion?: InputMaybe<Scalars['Int']['input']>;
  number: Scalars['String']['input'];
  referralId?: InputMaybe<Scalars['ID']['input']>;
  text: Scalars['String']['input'];
};


export type MutationApproveReplyArgs = {
  draftId: Scalars['ID']['input'];
  expectedVersion?: InputMaybe<Scalars['Int']['input']>;
  referralId: Scalars['ID']['input'];
};


export type MutationAssignReferralArgs = {
  assignee?: InputMaybe<Scalars['String']['input']>;
  expectedVersion?: InputMaybe<Scalars['Int']['input']>;
  referralId: Scalars['ID']['input'];
};


export type MutationAssignReferralsArgs = {
  assignee?: InputMaybe<Scalars['String']['input']>;
  referralIds: Array<Scalars['ID']['input']>;
};


export type MutationCancelReferralArgs = {
  expectedVersion?: InputMaybe<Scalars['Int']['input']>;
  reason: Scalars['String']['input'];
  referralId: Scalars['ID']['input'];
};


export type MutationClaimApplicationArgs = {
  expectedVersion?: InputMaybe<Scalars['Int']['input']>;
  number: Scalars['String']['input'];
  takeOver?: Scalars['Boolean']['input'];
};


export type MutationDecideAppealArgs = {
  decision: AppealDecision;
  expectedVersion?: InputMaybe<Scalars['Int']['input']>;
  referralId: Scalars['ID']['input'];
  text: Scalars['String']['input'];
};


export type MutationDraftReplyArgs = {
  expectedVersion?: InputMaybe<Scalars['Int']['input']>;
  kind: ReplyKind;
  outcome?: InputMaybe<ReplyOutcome>;
  referralId: Scalars['ID']['input'];
  text: Scalars['String']['input'];
};


export type MutationExtendReferralArgs = {
  expectedVersion?: InputMaybe<Scalars['Int']['input']>;
  reason: Scalars['String']['input'];
  referralId: Scalars['ID']['input'];
};


export type MutationFileApplicationArgs = {
  input: FileApplicationInput;
};


export type MutationForwardReferralArgs = {
  expectedVersion?: InputMaybe<Scalars['Int']['input']>;
  reason: Scalars['String']['input'];
  referralId: Scalars['ID']['input'];
  unitId: Scalars['ID']['input'];
};


export type MutationForwardReferralsArgs = {
  reason: Scalars['String']['input'];
  referralIds: Array<Scalars['ID']['input']>;
  unitId: Scalars['ID']['input'];
};


export type MutationHideIdentityArgs = {
  expectedVersion?: InputMaybe<Scalars['Int']['input']>;
  number: Scalars['String']['input'];
};


export type MutationRateApplicationArgs = {
  expectedVersion?: InputMaybe<Scalars['Int']['input']>;
  number: Scalars['String']['input'];
  score: Scalars['Int']['input'];
  solved: Scalars['Boolean']['input'];
};


export type MutationRedactApplicationArgs = {
  expectedVersion?: InputMaybe<Scalars['Int']['input']>;
  number: Scalars['String']['input'];
  redactedAppeals?: InputMaybe<Array<InputMaybe<Scalars['String']['input']>>>;
  redactedSubject?: InputMaybe<Scalars['String']['input']>;
  redactedSupplements?: InputMaybe<Array<InputMaybe<Scalars['String']['input']>>>;
  redactedText?: InputMaybe<Scalars['String']['input']>;
  withholdAttachments?: InputMaybe<Scalars['Boolean']['input']>;
};


export type MutationReferApplicationArgs = {
  expectedVersion?: InputMaybe<Scalars['Int']['input']>;
  number: Scalars['String']['input'];
  unitIds: Array<Scalars['ID']['input']>;
};


export type MutationRefuseApplicationArgs = {
  expectedVersion?: InputMaybe<Scalars['Int']['input']>;
  number: Scalars['String']['input'];
  reason: RefusalReason;
};


export type MutationRejectReplyArgs = {
  draftId: Scalars['ID']['input'];
  expectedVersion?: InputMaybe<Scalars['Int']['input']>;
  reason: Scalars['String']['input'];
  referralId: Scalars['ID']['input'];
};


export type MutationReleaseAttachmentArgs = {
  attachmentId: Scalars['ID']['input'];
  expectedVersion?: InputMaybe<Scalars['Int']['input']>;
  number: Scalars['String']['input'];
};


export type MutationRemoveLeaveDayArgs = {
  date: Scalars['Date']['input'];
};


export type MutationRenewTrackingCodeArgs = {
  number: Scalars['String']['input'];
};


export type MutationRequestClarificationArgs = {
  expectedVersion?: InputMaybe<Scalars['Int']['input']>;
  question: Scalars['String']['input'];
  referralId: Scalars['ID']['input'];
};


export type MutationReturnReferralArgs = {
  expectedVersion?: InputMaybe<Scalars['Int']['input']>;
  reason: Scalars['String']['input'];
  referralId: Scalars['ID']['input'];
};


export type MutationSupplementApplicationArgs = {
  attachmentIds?: Array<Scalars['ID']['input']>;
  expectedVersion?: InputMaybe<Scalars['Int']['input']>;
  number: Scalars['String']['input'];
  text: Scalars['String']['input'];
};


export type MutationWithdrawApplicationArgs = {
  expectedVersion?: InputMaybe<Scalars['Int']['input']>;
  number: Scalars['String']['input'];
};


export type MutationWithdrawReplyArgs = {
  draftId: Scalars['ID']['input'];
  expectedVersion?: InputMaybe<Scalars['Int']['input']>;
  referralId: Scalars['ID']['input'];
};


export type MutationWithholdAttachmentArgs = {
  attachmentId: Scalars['ID']['input'];
  expectedVersion?: InputMaybe<Scalars['Int']['input']>;
  number: Scalars['String']['input'];
  reason: Scalars['String']['input'];
};

/** How many messages did not reach their applicants, and why the latest attempt failed. */
export type NotificationBacklog = {
  __typename?: 'NotificationBacklog';
  /** Those given up within the last 90 days; at most 10,000 are counted. */
  failed: Scalars['Int']['output'];
  /**
   * The error of the latest attempt that failed at one of those that are still tried, such as
   * `SMTP: ESOCKET CONN ECONNREFUSED` or `SMS: HTTP 503`; never an address. Null where none of them has failed.
   */
  lastError?: Maybe<Scalars['String']['output']>;
  /** Those that are still tried; at most 10,000 are counted. */
  waiting: Scalars['Int']['output'];
};

/** The states of a referral that a unit still has to do with, as at `ReferralState`. */
export type OpenReferralState =
  /** A drafted answer waits for another officer's approval. */
  | 'AWAITING_APPROVAL'
  /** The citizen was asked for more. */
  | 'AWAITING_CITIZEN'
  /** The unit works on it. */
  | 'IN_PROGRESS'
  /** Not yet accepted by the unit. */
  | 'PENDING';

/** One page of kept messages. */
export type OutboxConnection = {
  __typename?: 'OutboxConnection';
  /** The messages of this page, each with its position. */
  edges: Array<OutboxEdge>;
  /** The messages of this page. */
  nodes: Array<OutboxMessage>;
  /** Whether and where the list goes on. */
  pageInfo: PageInfo;
};

/** A kept message in its place in the list. */
export type OutboxEdge = {
  __typename?: 'OutboxEdge';
  /** The position of this message; give it as `after` to go on from here. */
  cursor: Scalars['String']['output'];
  /** The message. */
  node: OutboxMessage;
};

/** A message to an applicant that was kept instead of sent: one for each public step. */
export type OutboxMessage = {
  __typename?: 'OutboxMessage';
  /** By which it would have gone: another one than was chosen where the applicant has no address for that. */
  channel: AnswerChannel;
  /** Opaque, `msg_` and 22 characters: random; what a server would have been given to know the message by. */
  id: Scalars['ID']['output'];
  /** When it was kept. */
  sentAt: Scalars['DateTime']['output'];
  /** Null for a text message. */
  subject?: Maybe<Scalars['String']['output']>;
  /**
   * Its words: the application's number and what happened, in Turkish; nothing that anybody wrote. Of the number
   * the year and the last two digits stand here (`26***73`), of a tracking code nothing.
   */
  text: Scalars['String']['output'];
  /**
   * Where it would have gone, masked: the country and the last two digits of a phone number (`+90***33`), or the
   * first letter and the ending of an e-mail address (`a***@***.org`).
   */
  to: Scalars['String']['output'];
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

export type Province = {
  __typename?: 'Province';
  code: Scalars['ID']['output'];
};

export type Query = {
  __typename?: 'Query';
  /**
   * One application by its number: for the citizen who filed it, the centre, and officers of the units it was
   * referred to. Null with a `NOT_FOUND` error when there is none that this viewer may see, and for officers also
   * where the applicant is hidden from them: see `referral`. `BAD_USER_INPUT` when the number is not 10 digits or
   * its check digit is wrong. Analysts may not know numbers: they are answered `FORBIDDEN`, whatever the number.
   */
  application?: Maybe<Application>;
  /**
   * The applications on which the centre has the next step, the first filed first: those that no unit has
   * yet, and those that a unit has returned.
   */
  evaluationQueue?: Maybe<ApplicationConnection>;
  /**
   * The days of administrative leave (idari izin) that are in force, the earliest first; anyone may ask.
   * Null with an `UNAVAILABLE` error while the calendar was not read yet.
   */
  leaveDays?: Maybe<Array<LeaveDay>>;
  /** The signed-in citizen's own applications, the latest filed first. */
  myApplications?: Maybe<ApplicationConnection>;
  /**
   * What applicants have not been told, whatever the channel. Null with a `FORBIDDEN` error for anyone but
   * administrators.
   */
  notificationBacklog?: Maybe<NotificationBacklog>;
  /**
   * What applicants were told by a channel for which no server is configured: messages that are kept here
   * instead of sent, for 90 days, the latest first. Addresses, application numbers and tracking codes are masked:
   * they would tell who filed an application whose applicant is hidden. Null with a `FORBIDDEN` error for anyone
   * but administrators.
   */
  outbox?: Maybe<OutboxConnection>;
  /**
   * One referral, by its id or its file number; exactly one of them. This is how officers find an application whose
   * applicant is hidden from them, since its number is too. By id for the centre and whoever sees it at
   * `Application.referrals`; by file number for the officers of its unit or of one above, and the centre. Null with
   * a `NOT_FOUND` error when there is none that this viewer may see.
   */
  referral?: Maybe<Referral>;
  /**
   * The signed-in citizen's own applications that look like one about to be filed, the likest first, at
   * most 5 of the latest 100: to be shown before filing, so that nothing is filed twice. Empty when none
   * does.
   */
  similarApplications?: Maybe<Array<SimilarApplication>>;
  /**
   * The state of an application for anyone who knows its number and its tracking code; no access token needed.
   * Null with a `NOT_FOUND` error when the two do not belong together, and also when there is no such number.
   * `BAD_USER_INPUT` when one of them is malformed.
   *
   * Once in a request: one that asks for it more often is refused as a whole, with `LIMIT_EXCEEDED`. After 60
   * attempts in an hour, or 240 in a day, that have failed from one address, or for one who is signed in, further
   * ones are null with a `LIMIT_EXCEEDED` error, whatever the code. After 10 in an hour, or 30 in a day, that have
   * failed at one number, each answer about it takes two seconds longer, and is given.
   */
  trackApplication?: Maybe<ApplicationStatus>;
  /**
   * The appeals that a unit itself decides or has decided, the oldest first. Those that wait go with the unit
   * that answered: when it is moved, they are found at the unit above its new place some moments later. Who
   * may see them is as at `unitInbox`, and so are its errors.
   */
  unitAppeals?: Maybe<AppealConnection>;
  /**
   * What a unit and those below it have to do: their open referrals, the first due first. For officers of
   * the unit or of one above, and the centre. Null with a `NOT_FOUND` error for a unit that does not exist
   * or is outside the viewer's.
   */
  unitInbox?: Maybe<UnitInboxConnection>;
};


export type QueryApplicationArgs = {
  number: Scalars['String']['input'];
};


export type QueryEvaluationQueueArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  filter?: InputMaybe<EvaluationQueueFilter>;
  first?: InputMaybe<Scalars['Int']['input']>;
};


export type QueryMyApplicationsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
};


export type QueryOutboxArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
};


export type QueryReferralArgs = {
  fileNumber?: InputMaybe<Scalars['String']['input']>;
  id?: InputMaybe<Scalars['ID']['input']>;
};


export type QuerySimilarApplicationsArgs = {
  input: SimilarApplicationsInput;
};


export type QueryTrackApplicationArgs = {
  number: Scalars['String']['input'];
  trackingCode: Scalars['String']['input'];
};


export type QueryUnitAppealsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
  states?: InputMaybe<Array<AppealState>>;
  unitId: Scalars['ID']['input'];
};


export type QueryUnitInboxArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  filter?: InputMaybe<UnitInboxFilter>;
  first?: InputMaybe<Scalars['Int']['input']>;
  unitId: Scalars['ID']['input'];
};

/** Whether an evaluator has taken an application. */
export type QueueClaim =
  /** Anybody or nobody. */
  | 'ANY'
  /** The viewer. */
  | 'MINE'
  /** Nobody. */
  | 'UNCLAIMED';

/** What an applicant thinks of an answer. */
export type Rating = {
  __typename?: 'Rating';
  /** When it was told. */
  ratedAt: Scalars['DateTime']['output'];
  /** 1, very bad, to 5, very good. */
  score: Scalars['Int']['output'];
  /** Whether the matter is solved. */
  solved: Scalars['Boolean']['output'];
};

/** What units see in place of what an applicant wrote and attached, as `redactApplication` has set it. */
export type Redaction = {
  __typename?: 'Redaction';
  /** One for each text of `Application.appeals`, in their order; null where they see the applicant's own. */
  appeals: Array<Maybe<Scalars['String']['output']>>;
  /** Whether the attachments are held back from them. */
  attachmentsWithheld: Scalars['Boolean']['output'];
  /** In place of `Application.subject`. Null where they see the applicant's own. */
  subject?: Maybe<Scalars['String']['output']>;
  /** One for each of `Application.supplements`, in their order; null where they see the applicant's own. */
  supplements: Array<Maybe<Scalars['String']['output']>>;
  /** In place of `Application.text`. Null where they see the applicant's own. */
  text?: Maybe<Scalars['String']['output']>;
};

/** An application made the business of one unit (sevk). */
export type Referral = {
  __typename?: 'Referral';
  /** The application. */
  application: Application;
  /** The officer who works on it, or did when it was closed, for its unit and the centre. Null where nobody did. */
  assignee?: Maybe<Scalars['String']['output']>;
  /** What this viewer may do with it now. */
  availableActions: Array<ReferralAction>;
  /** The draft that waits for approval, or the last one that was rejected, while it is open; for its unit and the centre. */
  draft?: Maybe<ReplyDraft>;
  /**
   * By which officers and the centre speak of it, `XXX-XXX-XXX`: drawn at random when it was referred, and the same
   * from then on. For its unit and the centre; null without an error for other units that have the application.
   */
  fileNumber?: Maybe<Scalars['String']['output']>;
  /**
   * The referral that was forwarded to make this one, by its unit or because that unit may not have it any more.
   * Null where none was, and where this viewer does not see that one at `Application.referrals`.
   */
  forwardedFrom?: Maybe<Referral>;
  /** Opaque, `ref_` and 22 characters: random. */
  id: Scalars['ID']['output'];
  /** Whether this referral is open and the statutory date has passed as told at `Application.overdue`. */
  overdue: Scalars['Boolean']['output'];
  /**
   * The unit above, to which it was raised when a date had passed, or when it was made after that; for its
   * unit and the centre. Null until then.
   */
  raisedTo?: Maybe<AdministrativeUnit>;
  /** When it was referred to the unit. */
  referredAt: Scalars['DateTime']['output'];
  /** The unit's approved replies, oldest first. */
  replies: Array<Reply>;
  /** How far the unit has come with it. */
  state: ReferralState;
  /** The application's own, as at `targetDate`. */
  statutoryDate: Scalars['Date']['output'];
  /** The application's own dates: no referral starts the clock again. */
  targetDate: Scalars['Date']['output'];
  /** The unit it was referred to. Null with an error while the directory cannot be reached. */
  unit?: Maybe<AdministrativeUnit>;
};

/** What can be done with a referral; the mutation that does it bears the same name. */
export type ReferralAction =
  /** `acceptReferral` */
  | 'ACCEPT'
  /** `addNote` */
  | 'ADD_NOTE'
  /** `approveReply` */
  | 'APPROVE_REPLY'
  /** `assignReferral` */
  | 'ASSIGN'
  /** `cancelReferral` */
  | 'CANCEL'
  /** `draftReply` */
  | 'DRAFT_REPLY'
  /** `extendReferral` */
  | 'EXTEND'
  /** `forwardReferral` */
  | 'FORWARD'
  /** `rejectReply` */
  | 'REJECT_REPLY'
  /** `requestClarification` */
  | 'REQUEST_CLARIFICATION'
  /** `returnReferral` */
  | 'RETURN'
  /** `withdrawReply` */
  | 'WITHDRAW_REPLY';

/** How many referrals are in one state. */
export type ReferralCount = {
  __typename?: 'ReferralCount';
  /** Exact up to 1,000, and 1,000 where there are more. */
  count: Scalars['Int']['output'];
  /** Whether counting stopped at 1,000: there are as many or more. */
  more: Scalars['Boolean']['output'];
  /** The state. */
  state: ReferralState;
};

/** A referral in its place in a list. */
export type ReferralEdge = {
  __typename?: 'ReferralEdge';
  /** The position of this referral; give it as `after` to go on from here. */
  cursor: Scalars['String']['output'];
  /** The referral. */
  node: Referral;
};

/** What became of one referral of several. */
export type ReferralResult = {
  __typename?: 'ReferralResult';
  /** Why it could not be done. Null when it was. */
  error?: Maybe<ReferralResultError>;
  /** As it stands now. Null when it could not be done. */
  referral?: Maybe<Referral>;
  /** As it was asked for. */
  referralId: Scalars['ID']['output'];
};

/**
 * Why something could not be done with one referral of several: what the error of the mutation for one has in
 * its `extensions`, by the same names. What that error does not have is null.
 */
export type ReferralResultError = {
  __typename?: 'ReferralResultError';
  /** What this viewer may do with the referral as it was found. */
  availableActions?: Maybe<Array<ReferralAction>>;
  /** As in `extensions.code` of an error. */
  code: Scalars['String']['output'];
  /** The argument of the mutation for one that is wrong, as `unitId`. For `BAD_USER_INPUT`. */
  field?: Maybe<Scalars['String']['output']>;
  /** For people. */
  message: Scalars['String']['output'];
  /** What is wrong with it, as `UNKNOWN` or `CLOSED`. For `BAD_USER_INPUT`. */
  reason?: Maybe<Scalars['String']['output']>;
  /** By which the log has it. For `INTERNAL_SERVER_ERROR`. */
  reference?: Maybe<Scalars['String']['output']>;
  /** The requirement that is not met, where the state would allow it. */
  requirement?: Maybe<Scalars['String']['output']>;
  /** The state in which the referral was found. For what its state or a requirement does not allow. */
  state?: Maybe<ReferralState>;
  /** The version of the application as it was found, as this viewer sees it. */
  version?: Maybe<Scalars['Int']['output']>;
};

/** The states of a referral. */
export type ReferralState =
  /** A final reply was approved. */
  | 'ANSWERED'
  /** A drafted answer waits for another officer's approval. */
  | 'AWAITING_APPROVAL'
  /** The citizen was asked for more. */
  | 'AWAITING_CITIZEN'
  /** Ended by the centre or by the citizen's withdrawal. */
  | 'CANCELLED'
  /** Passed on to another unit. */
  | 'FORWARDED'
  /** The unit works on it. */
  | 'IN_PROGRESS'
  /** Not yet accepted by the unit. */
  | 'PENDING'
  /** Given back to the centre with a reason. */
  | 'RETURNED';

/** The reasons for which the centre may refuse an application (regulation of 4 June 2022, art. 5/2). */
export type RefusalReason =
  /** Its attachments are no evidence of what it says. */
  | 'ATTACHMENTS_NOT_EVIDENCE'
  /** It lacks what the form requires. */
  | 'FORM_REQUIREMENTS_MISSING'
  /** A matter of the legislature or the judiciary. */
  | 'LEGISLATIVE_OR_JUDICIAL_MATTER'
  /** It cannot be understood. */
  | 'NOT_UNDERSTANDABLE'
  /** It names no concrete fact. */
  | 'NO_CONCRETE_FACT'
  /** It is within no institution's remit. */
  | 'NO_INSTITUTIONS_REMIT'
  /** A dispute of private law. */
  | 'PRIVATE_LAW_DISPUTE'
  /** Only public prosecutors can deal with it. */
  | 'PUBLIC_PROSECUTORS_ONLY'
  /** Repeated similar applications that abuse the right. */
  | 'REPEATED_ABUSE'
  /** A special procedure is prescribed for it. */
  | 'SPECIAL_PROCEDURE_PRESCRIBED'
  /** Filed in another's name, or without the capacity to file. */
  | 'WITHOUT_CAPACITY';

/** An approved reply of a unit. */
export type Reply = {
  __typename?: 'Reply';
  /** Whether it ends the referral. */
  kind: ReplyKind;
  /** How a final reply decides. Null for an interim one. */
  outcome?: Maybe<ReplyOutcome>;
  /** When it was approved and so given to the citizen. */
  repliedAt: Scalars['DateTime']['output'];
  /** What the unit wrote. Null with an error for roles that see no words of an application. */
  text?: Maybe<Scalars['String']['output']>;
  /** The unit that replied. Null with an error while the directory cannot be reached. */
  unit?: Maybe<AdministrativeUnit>;
};

/** A reply that is not approved. */
export type ReplyDraft = {
  __typename?: 'ReplyDraft';
  /** When. */
  draftedAt: Scalars['DateTime']['output'];
  /** The officer who drafted it, who may neither approve nor reject it. */
  draftedBy: Scalars['String']['output'];
  /** Opaque, `drf_` and 22 characters: random. */
  id: Scalars['ID']['output'];
  /** Whether it ends the referral. */
  kind: ReplyKind;
  /** How a final reply decides. Null for an interim one. */
  outcome?: Maybe<ReplyOutcome>;
  /** Why it was rejected. Null while it waits for approval. */
  rejectionReason?: Maybe<Scalars['String']['output']>;
  /** What it says. */
  text: Scalars['String']['output'];
};

/** Whether a reply ends its referral. */
export type ReplyKind =
  /** The result. */
  | 'FINAL'
  /** Tells how the matter stands; the result follows. */
  | 'INTERIM';

/** What a final reply decides. */
export type ReplyOutcome =
  /** Done or agreed as asked; information given. */
  | 'GRANTED'
  /** Information given with secrets removed. Of information requests alone. */
  | 'GRANTED_WITH_SECRETS_REMOVED'
  /** Explained or taken note of: nothing had to be decided. Not of information requests. */
  | 'INFORMED'
  /** Done in part; part of the information given. */
  | 'PARTLY_GRANTED'
  /**
   * The information belongs elsewhere and the request was referred there. Of information requests alone:
   * anything else that is not a unit's own it forwards or returns (law 3071, article 5).
   */
  | 'REFERRED_ELSEWHERE'
  /** Not done, with the reason; information refused. */
  | 'REFUSED';

/** An own application that looks like one about to be filed. */
export type SimilarApplication = {
  __typename?: 'SimilarApplication';
  /** The one that was filed. */
  application: Application;
  /** How alike the two are, from 0 to 1: by their words, and by topic and province where they were given. */
  similarity: Scalars['Float']['output'];
};

/** What is about to be filed, as far as it is written. */
export type SimilarApplicationsInput = {
  /** The province it is about, if that was chosen. */
  provinceCode?: InputMaybe<Scalars['ID']['input']>;
  /** Its title, 1 to 200 characters. */
  subject: Scalars['String']['input'];
  /** What it says, 1 to 10,000 characters. */
  text: Scalars['String']['input'];
  /** What it is about, if that was chosen. */
  topicId?: InputMaybe<Scalars['ID']['input']>;
};

/** The stages of an application, as its citizen sees them. */
export type Stage =
  /** Cevaplandı: every responsible unit has answered. */
  | 'ANSWERED'
  /** Onayda: an answer is drafted and waits for its approval. */
  | 'AWAITING_APPROVAL'
  /** Vatandaştan bilgi bekleniyor: the citizen was asked for more; the clock rests. */
  | 'AWAITING_CITIZEN'
  /** Birimde işlemde: a unit works on it. */
  | 'IN_PROGRESS'
  /** İşleme alınmadı: refused by the centre with a reason. */
  | 'NOT_PROCESSED'
  /** Alındı: filed; neither an evaluator nor a unit has it. */
  | 'RECEIVED'
  /** Sevk edildi: referred, no unit has begun yet. */
  | 'REFERRED'
  /** Ön değerlendirme: an evaluator of the centre has taken it. */
  | 'UNDER_EVALUATION'
  /** Geri çekildi: withdrawn by the citizen. */
  | 'WITHDRAWN';

/** What an applicant added to an application. */
export type Supplement = {
  __typename?: 'Supplement';
  /** When. */
  at: Scalars['DateTime']['output'];
  /** As written. */
  text: Scalars['String']['output'];
};

/** One thing that happened to an application. */
export type TimelineEntry = {
  __typename?: 'TimelineEntry';
  /** The role of whoever did it. Null when it happened by itself. */
  actor?: Maybe<ActorRole>;
  /** When it happened. */
  at: Scalars['DateTime']['output'];
  /** What happened. */
  event: TimelineEvent;
  /** What was said with it: a reason, a question, a note, a rating. */
  note?: Maybe<Scalars['String']['output']>;
  /** The member of staff who did it, for the unit concerned and the centre. */
  officer?: Maybe<Scalars['String']['output']>;
  /** The unit that acted or, for a referral, that it went to. */
  unit?: Maybe<AdministrativeUnit>;
};

/** The kinds of thing that happen to an application. */
export type TimelineEvent =
  /** A unit began to work on it. */
  | 'ACCEPTED'
  /** The citizen took the answer to the unit above. */
  | 'APPEALED'
  /** The unit above let the answer stand. */
  | 'APPEAL_DISMISSED'
  /** The unit above found the citizen right. */
  | 'APPEAL_UPHELD'
  /** An officer was given the referral; not public. */
  | 'ASSIGNED'
  /** The centre gave it back to them; not public. */
  | 'ATTACHMENT_RELEASED'
  /** The centre held an attachment back from the units; not public. */
  | 'ATTACHMENT_WITHHELD'
  /**
   * The referral ended without an answer: public where the centre ended it, not where it followed from what
   * became of the application.
   */
  | 'CANCELLED'
  /** An evaluator of the centre took it; public when it had just been received. */
  | 'CLAIMED'
  /** A unit went on without the answer to its question. */
  | 'CLARIFICATION_ENDED'
  /** A unit asked the citizen for more. */
  | 'CLARIFICATION_REQUESTED'
  /** The time for an information request was extended. */
  | 'EXTENDED'
  /** The citizen filed it. */
  | 'FILED'
  /** A unit passed it to another unit. */
  | 'FORWARDED'
  /** The applicant's identity was hidden from the units. */
  | 'IDENTITY_HIDDEN'
  /** A reply that tells how the matter stands was approved. */
  | 'INTERIM_REPLIED'
  /** A note of the unit; not public. */
  | 'NOTE_ADDED'
  /** The citizen rated the answer. */
  | 'RATED'
  /** The centre set what units see; not public. */
  | 'REDACTED'
  /** The centre referred it to a unit. */
  | 'REFERRED'
  /** The centre refused it with a reason. */
  | 'REFUSED'
  /** A final reply was approved. */
  | 'REPLIED'
  /** An officer drafted a reply; not public. */
  | 'REPLY_DRAFTED'
  /** A draft was sent back by another officer; not public. */
  | 'REPLY_REJECTED'
  /** A draft was taken back by the officer who had drafted it; not public. */
  | 'REPLY_WITHDRAWN'
  /** A unit gave it back to the centre. */
  | 'RETURNED'
  /** The date of the law has passed, and the unit above was told; not public. */
  | 'STATUTORY_PASSED'
  /** The citizen added what was asked for. */
  | 'SUPPLEMENTED'
  /** A unit took over what another one may not have any more, as it stood: what waits for an answer goes on waiting. */
  | 'TAKEN_OVER'
  /** The promised date has passed, and the unit above was told; not public. */
  | 'TARGET_PASSED'
  /** The citizen withdrew it. */
  | 'WITHDRAWN';

export type Topic = {
  __typename?: 'Topic';
  id: Scalars['ID']['output'];
};

/** One page of a unit's inbox. */
export type UnitInboxConnection = {
  __typename?: 'UnitInboxConnection';
  /**
   * How many open referrals the unit and those below it have in each state, whatever the filter. While
   * units are being moved in the tree it may still count them where they were.
   */
  counts: Array<ReferralCount>;
  /** The referrals of this page, each with its position. */
  edges: Array<ReferralEdge>;
  /** The referrals of this page. */
  nodes: Array<Referral>;
  /** Whether and where the list goes on. */
  pageInfo: PageInfo;
};

/** What must hold, all of it, of a referral in `unitInbox`. What is absent may be anything. */
export type UnitInboxFilter = {
  /** The officer who works on it: the subject, as in `Viewer.subject`. */
  assignedTo?: InputMaybe<Scalars['String']['input']>;
  /** Its statutory date lies before this day. */
  dueBefore?: InputMaybe<Scalars['Date']['input']>;
  /** Whether it is overdue, as at `Referral.overdue`. */
  overdue?: InputMaybe<Scalars['Boolean']['input']>;
  /** Its state is one of these, 1 to 4. */
  states?: InputMaybe<Array<OpenReferralState>>;
  /** The topic of its application is one of these, 1 to 10. */
  topicIds?: InputMaybe<Array<Scalars['ID']['input']>>;
  /** The type of its application is one of these, 1 to 7. */
  types?: InputMaybe<Array<ApplicationType>>;
  /** True: nobody works on it. Not together with `assignedTo`. */
  unassigned?: InputMaybe<Scalars['Boolean']['input']>;
};
