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

/** The roles in which people act on an application. */
export type ActorRole =
  /** The applicant. */
  | 'CITIZEN'
  /** The centre. */
  | 'EVALUATOR'
  /** A unit. */
  | 'OFFICER';

export type AdministrativeUnit = Node & {
  __typename?: 'AdministrativeUnit';
  id: Scalars['ID']['output'];
  /**
   * The officers who have worked on referrals of the unit, or decided its appeals, within the last year; those of the
   * latest day come first, 100 at most. Those of the units that it has succeeded are among them, and a closed unit has
   * those of its successor. A referral can be assigned to one of them. For officers of the unit or of a unit above it,
   * and evaluators. Null without an error for officers of other units.
   */
  officers?: Maybe<Array<UnitOfficer>>;
};

/** The channels for notifying an applicant. */
export type AnswerChannel =
  /** By e-mail. */
  | 'EMAIL'
  /** By text message to the mobile phone. */
  | 'SMS';

/** An appeal against an answer to the unit above. */
export type Appeal = Node & {
  __typename?: 'Appeal';
  /**
   * The time at which it was made. For the applicant, evaluators and officers; where the applicant is hidden, by its day,
   * as in `Application.filedAt`.
   */
  appealedAt?: Maybe<Scalars['DateTime']['output']>;
  /** The application whose answer is contested. */
  application?: Maybe<Application>;
  /** The time at which it was decided. Null until then. For the applicant, evaluators and officers. */
  decidedAt?: Maybe<Scalars['DateTime']['output']>;
  /** The reason for the decision. For the applicant, evaluators and officers. Null until the appeal is decided. */
  decisionText?: Maybe<Scalars['String']['output']>;
  /** Opaque: `apl_` and 22 random characters. */
  id: Scalars['ID']['output'];
  /** The kind of appeal: whether it is the objection under law 4982. */
  kind: AppealKind;
  /** Whether the appeal is pending and its target date has passed. Computed on reading, never stored. */
  overdue: Scalars['Boolean']['output'];
  /** The referral whose answer is contested. Null when this viewer does not see that referral. */
  referral?: Maybe<Referral>;
  /** The number of business days until the target date. Negative once it has passed. Null once the appeal is decided. */
  remainingBusinessDays?: Maybe<Scalars['Int']['output']>;
  /** The state of the appeal. */
  state: AppealState;
  /**
   * The day by which it is to be decided: 30 days after it was made (law 2577, article 11) or, for an objection, 30 business
   * days (law 4982, article 13). A day off moves to the next business day. While the appeal is pending, the date moves with
   * the days of leave.
   */
  targetDate: Scalars['Date']['output'];
  /**
   * The applicant's reason for not accepting the answer. For the applicant, evaluators and officers. Officers
   * see the redacted text where the centre has redacted it.
   */
  text?: Maybe<Scalars['String']['output']>;
  /** The unit that decides. Null with an error while the directory cannot be reached. */
  unit?: Maybe<AdministrativeUnit>;
};

/** One page of appeals. */
export type AppealConnection = {
  __typename?: 'AppealConnection';
  /**
   * The number of pending appeals that the unit decides, regardless of the filter. While units are being moved in the
   * tree, it may still count appeals at their old place.
   */
  counts: AppealCounts;
  /** The appeals of this page, each with its position. */
  edges: Array<AppealEdge>;
  /** The appeals of this page. */
  nodes: Array<Appeal>;
  /** Whether and where the list continues. */
  pageInfo: PageInfo;
};

/** The number of pending appeals of a unit. Each number is exact up to 1,000; it is 1,000 when there are more. */
export type AppealCounts = {
  __typename?: 'AppealCounts';
  /** Those that are overdue, as defined at `Appeal.overdue`. */
  overdue: Scalars['Int']['output'];
  /** All pending appeals. */
  pending: Scalars['Int']['output'];
};

/** The decisions on an appeal. */
export type AppealDecision =
  /** The answer stands. */
  | 'DISMISSED'
  /** The applicant is right. The unit works on the application again. */
  | 'UPHELD';

/** An appeal at its position in a list. */
export type AppealEdge = {
  __typename?: 'AppealEdge';
  /** The position of this appeal. Pass it as `after` to continue from here. */
  cursor: Scalars['String']['output'];
  /** The appeal. */
  node: Appeal;
};

/** The facts about one appeal for statistics. For the analytics subgraph only. */
export type AppealFacts = {
  __typename?: 'AppealFacts';
  /** The day on which it was made. */
  appealedOn: Scalars['Date']['output'];
  /** The day of the decision. */
  decidedOn?: Maybe<Scalars['Date']['output']>;
  /** The kind. */
  kind: AppealKind;
  /** The state. */
  state: AppealState;
  /** The day by which it is to be decided. Null until a process of this release has set it. */
  targetDate?: Maybe<Scalars['Date']['output']>;
};

/** The kinds of appeal. */
export type AppealKind =
  /** Against any answer. */
  | 'APPEAL'
  /** İtiraz: against an information request refused in whole or in part (law 4982). */
  | 'OBJECTION';

/** The states of an appeal. */
export type AppealState =
  /** The answer stands. */
  | 'DISMISSED'
  /** Not decided yet. */
  | 'PENDING'
  /** The applicant is right. The unit works on the application again. */
  | 'UPHELD';

/** An answer that the applicant can appeal against now. */
export type AppealableAnswer = {
  __typename?: 'AppealableAnswer';
  /** The kind of appeal that it would be. */
  kind: AppealKind;
  /** The referral whose answer it is. */
  referral: Referral;
  /** The last day on which an appeal is in time. */
  until: Scalars['Date']['output'];
};

/**
 * An application (başvuru) filed by a citizen. For the citizen who filed it, evaluators, officers of the units
 * it was referred to, and analysts. A field that the viewer's role may not see is null with a `FORBIDDEN` error.
 */
export type Application = Node & {
  __typename?: 'Application';
  /** Whether the application is about the head of `meantUnit`. */
  aboutHeadOfUnit: Scalars['Boolean']['output'];
  /**
   * The channel for notifying the applicant. For the applicant, evaluators and officers. Null if `applicant`
   * is null.
   */
  answerChannel?: Maybe<AnswerChannel>;
  /**
   * The answers that the applicant can appeal against now, the one first that `appealApplication` takes when none is named.
   * Empty while an appeal is pending, and for officers whose units have passed the application on.
   */
  appealableAnswers: Array<AppealableAnswer>;
  /**
   * The last day on which one of `appealableAnswers` can be appealed against: the latest of their `until`. Null if there are
   * none.
   */
  appealableUntil?: Maybe<Scalars['Date']['output']>;
  /** The appeals against its answers, oldest first. */
  appeals: Array<Appeal>;
  /**
   * The citizen who filed the application. For the applicant, evaluators and officers. Null without an error
   * where the identity is hidden from this viewer (see `identityHidden`), and for officers whose units have
   * passed it on. Null with a `FORBIDDEN` error for all other roles.
   */
  applicant?: Maybe<Citizen>;
  /**
   * The applicant's attachments. For the applicant, evaluators and officers. Empty for officers while the centre
   * withholds them.
   */
  attachments?: Maybe<Array<Attachment>>;
  /** The actions that this viewer can perform now. */
  availableActions: Array<ApplicationAction>;
  /** The outcomes that a final reply to an application of this type can have, as `draftReply` takes them. */
  availableOutcomes: Array<ReplyOutcome>;
  /** The evaluator who has claimed the application. For evaluators. Null when it is unclaimed. */
  claimedBy?: Maybe<Scalars['String']['output']>;
  /**
   * The time at which it was answered, refused or withdrawn. Null while it is open, and for officers whose units have
   * passed it on. For the applicant, evaluators and officers; where the applicant is hidden, a withdrawal by its day, as in
   * `filedAt`.
   */
  closedAt?: Maybe<Scalars['DateTime']['output']>;
  /** The district concerned. Null when the application concerns the whole province. */
  district?: Maybe<District>;
  /** The answers that upheld appeals have replaced, oldest first. Empty for officers whose units have passed it on. */
  earlierAnswers: Array<EarlierAnswer>;
  /**
   * The extension of `statutoryDate` (law 4982, art. 11). For the applicant, evaluators and officers. Null unless the time
   * for the present answer was extended, and null for officers whose units had passed the application on before.
   */
  extension?: Maybe<Extension>;
  /**
   * The time of filing. For the applicant, evaluators and officers. Analysts have `filedOn`: moments, which tell one
   * application from all others, are not for them here or anywhere else in an application.
   *
   * Officers who may not know the applicant (see `applicant`) see the time of whatever the applicant did (filing,
   * supplements, withdrawal, ratings, appeals) as the beginning of its day in Istanbul, here and in every other field of
   * an application. The times of what units and the centre did are exact.
   */
  filedAt?: Maybe<Scalars['DateTime']['output']>;
  /** The day of filing, in Istanbul. */
  filedOn: Scalars['Date']['output'];
  /**
   * Opaque: `app_` and 22 random characters, so that it reveals neither when nor by whom the application was
   * filed. The same for everyone who sees the application, also where its number may not be shown.
   */
  id: Scalars['ID']['output'];
  /** Whether the applicant's identity is hidden from the units. */
  identityHidden: Scalars['Boolean']['output'];
  /** The unit that the applicant means. Null when none was named. */
  meantUnit?: Maybe<AdministrativeUnit>;
  /**
   * The 10-digit number. The first two digits are the year of filing, and the last is a check digit. For the
   * applicant, evaluators and officers. Null without an error for officers from whom the applicant is hidden
   * (see `identityHidden`), who use `Referral.fileNumber` instead. For them, every argument `number` with this
   * value behaves like a number that does not exist.
   */
  number?: Maybe<Scalars['String']['output']>;
  /**
   * The questions of units that the applicant has not answered, in the order of `referrals`: one `supplementApplication`
   * answers all of them. For the applicant, evaluators and officers. Empty unless a unit is waiting.
   */
  openQuestions?: Maybe<Array<OpenQuestion>>;
  /**
   * Whether the statutory date has passed without an answer. For petitions, an interim reply approved by that date meets
   * it permanently. It does not meet the date of a new answer after an upheld appeal, which needs an answer or an interim
   * reply of its own. Computed on reading, never stored.
   */
  overdue: Scalars['Boolean']['output'];
  /** The province concerned. */
  province?: Maybe<Province>;
  /**
   * The applicant's rating of the present answer. Null until the applicant has rated it, and while there is no
   * answer.
   */
  rating?: Maybe<Rating>;
  /**
   * The redacted content that units see instead of the applicant's own. For evaluators. Null if units see the
   * applicant's own.
   */
  redaction?: Maybe<Redaction>;
  /**
   * The application's referrals (sevk) in the order in which they were made. A referral that continues a
   * forwarded or taken-over one comes directly after it. Officers whose units have passed it on see only the
   * part of those units.
   */
  referrals: Array<Referral>;
  /**
   * The centre's reason for refusing the application. Null unless its stage is `NOT_PROCESSED`, and null for
   * officers whose units had passed it on.
   */
  refusalReason?: Maybe<RefusalReason>;
  /**
   * The number of business days until the target date. Negative once it has passed. Null when no answer is
   * awaited.
   */
  remainingBusinessDays?: Maybe<Scalars['Int']['output']>;
  /**
   * The approved replies of all units, oldest first. Officers whose units have passed it on see only the replies
   * of those units.
   */
  replies: Array<Reply>;
  /**
   * The lead: the first of the responsible units that the application was referred to. A unit to which another
   * unit forwarded it, or that has replaced another unit, takes that unit's position. Null when there is none,
   * as before the first referral, and null for officers whose units have passed it on.
   */
  responsibleUnit?: Maybe<AdministrativeUnit>;
  /**
   * The units that hold the application's open referrals, the lead first. When none is open, the units that
   * answered. Empty for officers whose units have passed it on.
   */
  responsibleUnits: Array<Maybe<AdministrativeUnit>>;
  /** The stage, derived from the work on the application. */
  stage: Stage;
  /** The day by which the law requires an answer. */
  statutoryDate: Scalars['Date']['output'];
  /**
   * The title that the applicant wrote, 5 to 200 characters. For the applicant, evaluators and officers.
   * Officers see the redacted subject where the centre has redacted it.
   */
  subject?: Maybe<Scalars['String']['output']>;
  /**
   * The supplements that the applicant added on request, oldest first. For the applicant, evaluators and
   * officers. Officers see the redacted texts where the centre has redacted them.
   */
  supplements?: Maybe<Array<Supplement>>;
  /**
   * The day by which an answer is promised. Both dates are counted from the day of filing. After an upheld appeal they are
   * those of the new answer, counted from the day of the decision, without the pauses and the extension of the time
   * before (see `earlierAnswers`). While the application is open, both dates move with the days of leave. Officers whose
   * units have passed it on see `targetDate`, `statutoryDate`, `overdue`, `remainingBusinessDays` and `version` as they
   * were when the last of those units did.
   */
  targetDate: Scalars['Date']['output'];
  /**
   * The text that the applicant wrote. For the applicant, evaluators and officers. Officers see the redacted
   * text where the centre has redacted it.
   */
  text?: Maybe<Scalars['String']['output']>;
  /**
   * The events of the application, oldest first. Citizens see the public events. Officers see the public events
   * and the internal events of their own units. Evaluators and analysts see all events. Officers whose units
   * have passed it on see nothing that came after.
   */
  timeline: Array<TimelineEntry>;
  /** The topic. Null with an error while the directory cannot be reached. */
  topic?: Maybe<Topic>;
  /**
   * The code that, together with the number, lets anyone track the application without signing in, through
   * `trackApplication`: 12 letters and digits in groups, `XXXX-XXXX-XXXX`. For the applicant only, who also gets
   * it in the notification about the filing. It stays valid until `renewTrackingCode`. Null when it was made
   * with a key that is no longer kept: renew the code then.
   */
  trackingCode?: Maybe<Scalars['String']['output']>;
  /**
   * The type of application. Officers whose units have passed it on see type, topic and place as they were then, if
   * the centre has corrected them since.
   */
  type: ApplicationType;
  /**
   * The latest time in `timeline` and `filedAt`, as this viewer sees them. `version` also grows with the others. For the
   * applicant, evaluators and officers.
   */
  updatedAt?: Maybe<Scalars['DateTime']['output']>;
  /**
   * A number that grows with every event of the application. Pass it as `expectedVersion` to change only the
   * version that you have seen. Dates that follow a change of the calendar move without a new version. Officers
   * whose units have passed it on see the version of that time.
   */
  version: Scalars['Int']['output'];
};

/** The actions on an application. Each names the mutation that performs it. */
export type ApplicationAction =
  /** `appealApplication` */
  | 'APPEAL'
  /** `claimApplication`, with `takeOver` where another evaluator has claimed it */
  | 'CLAIM'
  /** `correctApplication` */
  | 'CORRECT'
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
  /** Whether and where the list continues. */
  pageInfo: PageInfo;
};

/** An application at its position in a list. */
export type ApplicationEdge = {
  __typename?: 'ApplicationEdge';
  /** The position of this application. Pass it as `after` to continue from here. */
  cursor: Scalars['String']['output'];
  /** The application. */
  node: Application;
};

/** A change of an application. Kinds may be added: clients ignore those that they do not know. */
export type ApplicationEvent = {
  __typename?: 'ApplicationEvent';
  /** The application as it is now. Null when the viewer no longer sees it. */
  application?: Maybe<Application>;
  /** The time of the change, as in `TimelineEntry.at`. */
  at: Scalars['DateTime']['output'];
  /** The position of this change: at most 80 characters, the same wherever it is read. Continue after it. */
  cursor: Scalars['String']['output'];
  /** The kind of change. */
  kind: TimelineEvent;
  /**
   * The referral that was changed. Null for a change of the application as a whole, and when the viewer does not
   * see the referral.
   */
  referral?: Maybe<Referral>;
};

/** A page of changes. */
export type ApplicationEventConnection = {
  __typename?: 'ApplicationEventConnection';
  /** The changes of this page, each with its position. */
  edges: Array<ApplicationEventEdge>;
  /** The changes of this page. */
  nodes: Array<ApplicationEvent>;
  /**
   * Whether and where the list goes on. `endCursor` is set also for an empty page: up to there, there was nothing
   * for the viewer. A page examines a limited number of changes: it may have fewer items than requested, or
   * none, although `hasNextPage` is true.
   */
  pageInfo: PageInfo;
};

/** A change at its position. */
export type ApplicationEventEdge = {
  __typename?: 'ApplicationEventEdge';
  /** As in `ApplicationEvent.cursor`. */
  cursor: Scalars['String']['output'];
  /** The change. */
  node: ApplicationEvent;
};

/**
 * The facts about one application for statistics: no number, name, text, attachment, officer or instant. For the analytics
 * subgraph only.
 */
export type ApplicationFacts = {
  __typename?: 'ApplicationFacts';
  /** The day of the last reply that answered it; null while it is not answered. */
  answeredOn?: Maybe<Scalars['Date']['output']>;
  /** The number of appeals, and of those that were upheld and dismissed. */
  appeals: Scalars['Int']['output'];
  /** The number of appeals that were dismissed. */
  appealsDismissed: Scalars['Int']['output'];
  /** The number of appeals that were upheld. */
  appealsUpheld: Scalars['Int']['output'];
  /** The day since which it waits for the citizen. */
  awaitingCitizenSince?: Maybe<Scalars['Date']['output']>;
  /** The channel by which the applicant is notified. */
  channel: AnswerChannel;
  /** How often units asked the applicant. */
  clarifications: Scalars['Int']['output'];
  /** The day on which it was answered, refused or withdrawn; null while it is open. */
  closedOn?: Maybe<Scalars['Date']['output']>;
  /** The district's code. */
  districtCode?: Maybe<Scalars['ID']['output']>;
  /** The answers that upheld appeals have replaced, oldest first. */
  earlierAnswers: Array<EarlierAnswerFacts>;
  /**
   * The day on which the statutory time was first extended, also if that was for an answer that an upheld appeal has
   * replaced.
   */
  extendedOn?: Maybe<Scalars['Date']['output']>;
  /** The district's code with which it was filed. */
  filedDistrictCode?: Maybe<Scalars['ID']['output']>;
  /** The hour of filing, 0 to 23, in Türkiye. */
  filedHour: Scalars['Int']['output'];
  /** The day of filing. */
  filedOn: Scalars['Date']['output'];
  /** The province's plate code with which it was filed. */
  filedProvinceCode: Scalars['ID']['output'];
  /** The topic's id with which it was filed. */
  filedTopicId: Scalars['ID']['output'];
  /** The type with which it was filed, whatever the centre has corrected since. */
  filedType: ApplicationType;
  /** The day on which it was first answered. */
  firstAnsweredOn?: Maybe<Scalars['Date']['output']>;
  /** As `Application.id`. */
  id: Scalars['ID']['output'];
  /** The day of the first interim reply that was approved in time. */
  interimRepliedOn?: Maybe<Scalars['Date']['output']>;
  /** The number of interim replies. */
  interimReplies: Scalars['Int']['output'];
  /** Whether an interim reply in time has met the statutory date. */
  isMetByInterimReply: Scalars['Boolean']['output'];
  /** Whether the applicant's matter was solved. */
  isSolved?: Maybe<Scalars['Boolean']['output']>;
  /**
   * The day of the first answer that an upheld appeal has replaced and that had come after its statutory date, which no
   * interim reply had met.
   */
  lateAnswerOn?: Maybe<Scalars['Date']['output']>;
  /** The number of those appeals that are objections (law 4982). */
  objections: Scalars['Int']['output'];
  /** The number of objections that were dismissed. */
  objectionsDismissed: Scalars['Int']['output'];
  /** The number of objections that were upheld. */
  objectionsUpheld: Scalars['Int']['output'];
  /**
   * The outcome of the last final reply of the lead unit; once it is answered anew after an upheld appeal, that of the new
   * answer.
   */
  outcome?: Maybe<ReplyOutcome>;
  /** The first day on which it is overdue, as things stand; null once it is closed and if it cannot become overdue. */
  overdueFrom?: Maybe<Scalars['Date']['output']>;
  /** A pseudonym of the applicant, 16 hexadecimal digits: the same for all applications of one person. */
  person: Scalars['String']['output'];
  /** The province's plate code. */
  provinceCode: Scalars['ID']['output'];
  /** The day of the rating. */
  ratedOn?: Maybe<Scalars['Date']['output']>;
  /** The applicant's rating, 1 to 5. */
  rating?: Maybe<Scalars['Int']['output']>;
  /** A number of the applicant from 0 to 4,095, by which published counts are perturbed. */
  recordKey: Scalars['Int']['output'];
  /** Its referrals, the lead first. */
  referrals: Array<ReferralFacts>;
  /** Why the centre refused it. */
  refusalReason?: Maybe<RefusalReason>;
  /**
   * The day of the first answer that an upheld appeal has replaced and that had come after its statutory date, which an
   * interim reply had met.
   */
  savedAnswerOn?: Maybe<Scalars['Date']['output']>;
  /** The stage. */
  stage: Stage;
  /** The statutory date. */
  statutoryDate: Scalars['Date']['output'];
  /** Its history, the oldest step first. */
  steps: Array<StepFacts>;
  /** The target date. */
  targetDate: Scalars['Date']['output'];
  /** The topic's id. */
  topicId: Scalars['ID']['output'];
  /** The type. */
  type: ApplicationType;
};

/** One page of the facts of all applications. For the analytics subgraph only. */
export type ApplicationFactsPage = {
  __typename?: 'ApplicationFactsPage';
  /** The applications of this page. */
  applications: Array<ApplicationFacts>;
  /** Continues after this page; null when it is the last one. */
  endCursor?: Maybe<Scalars['String']['output']>;
  /** See `FactSource`. */
  source: FactSource;
  /** Roughly how many applications there are. */
  total: Scalars['Int']['output'];
};

/** The public state of an application, for anyone who has its number and its tracking code. */
export type ApplicationStatus = {
  __typename?: 'ApplicationStatus';
  /** The time of filing. */
  filedAt: Scalars['DateTime']['output'];
  /** The number from the request. */
  number: Scalars['String']['output'];
  /** Whether it is overdue, as defined at `Application.overdue`. */
  overdue: Scalars['Boolean']['output'];
  /** The lead, as in `Application.responsibleUnit`. */
  responsibleUnit?: Maybe<AdministrativeUnit>;
  /** The stage, as in `Application.stage`. */
  stage: Stage;
  /** The day by which the law requires an answer, as in `Application.statutoryDate`. */
  statutoryDate: Scalars['Date']['output'];
  /** The day by which an answer is promised, as in `Application.targetDate`. */
  targetDate: Scalars['Date']['output'];
  /** The type, as in `Application.type`. */
  type: ApplicationType;
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
 * A file that belongs to an application. Download it with `GET /attachments/{id}` and the same access token. The
 * applicant and the centre get the file as it was sent. Units get a copy that shows the same and contains
 * nothing else: no places, devices, authors or times, no comments, earlier versions or hidden parts, no scripts.
 */
export type Attachment = Node & {
  __typename?: 'Attachment';
  /**
   * The size in bytes of the file that `GET /attachments/{id}` gives this viewer. The uploaded file has at most
   * 10,485,760 (10 MB). Null when this viewer gets no file; see `withheld`.
   */
  bytes?: Maybe<Scalars['Int']['output']>;
  /**
   * The media type, determined by the content and not by the name: `image/jpeg`, `image/png`, `application/pdf`
   * and the like.
   */
  contentType: Scalars['String']['output'];
  /** Opaque: `att_` and 22 random characters. */
  id: Scalars['ID']['output'];
  /**
   * The file name that the applicant gave, with an extension of its type. Units from which the applicant's
   * identity is hidden see `ek-1.jpg` and the like, numbered in the application's order.
   */
  name: Scalars['String']['output'];
  /**
   * The information that the file contains beyond its visible content, and visible content that cannot be cleaned. For
   * evaluators. Null until the file has been examined, and null if it cannot be. Units get a copy without all this.
   */
  warnings?: Maybe<Array<AttachmentWarning>>;
  /** The reason why units do not get the file. Null if they do, and null for the applicant. */
  withheld?: Maybe<AttachmentWithheld>;
  /**
   * The centre's reason for withholding the file from the units. For evaluators. Null if the centre does not
   * withhold it.
   */
  withheldReason?: Maybe<Scalars['String']['output']>;
};

/** The kinds of information that a file can contain beyond its visible content, and of content that is left out of copies. */
export type AttachmentWarning =
  /** The person who made, changed or owns it. */
  | 'AUTHOR'
  /** Comments, notes and descriptions. */
  | 'COMMENTS'
  /** The times at which it was made, changed or printed. */
  | 'DATES'
  /** The device or program that made it. */
  | 'DEVICE'
  /** Versions before its last change. */
  | 'EARLIER_VERSIONS'
  /** Other files that are embedded in it. */
  | 'EMBEDDED_FILES'
  /** Hidden text, sheets, rows, columns, tracks, pictures or objects, or bytes after the end of the file. */
  | 'HIDDEN_CONTENT'
  /** Drawings (EMF, WMF) within a document, which cannot be cleaned. Their places are empty in the copy for units. */
  | 'LEFT_OUT_DRAWINGS'
  /**
   * Pictures within a document that it shows in part: cropped ones, and those that fill shapes or backgrounds. The file
   * contains them whole. Their places are empty in the copy for units.
   */
  | 'LEFT_OUT_PICTURES'
  /** The place where it was taken. */
  | 'LOCATION'
  /** Properties, identifiers or settings of another kind. */
  | 'OTHER_METADATA'
  /** A small preview picture, which may show parts that were cropped. */
  | 'PREVIEW'
  /** Macros or other programs. */
  | 'SCRIPTS'
  /** A digital signature. */
  | 'SIGNATURE'
  /** Tracked changes, with the earlier content and their authors. */
  | 'TRACKED_CHANGES';

/** The reasons why units do not get an attachment. */
export type AttachmentWithheld =
  /** The copy for units is being made, which takes seconds. */
  | 'BEING_CLEANED'
  /** The centre withholds it: `withholdAttachment`. */
  | 'BY_CENTRE'
  /** It is not a complete file of its type. */
  | 'DAMAGED'
  /** It can only be read with a password. */
  | 'ENCRYPTED'
  /** It unpacks to more than the limit for examination, or takes too long. */
  | 'TOO_LARGE'
  /**
   * It contains a part that cannot be cleaned, such as hidden layers of a PDF, an unusual kind of picture, or what was cut
   * away from a film, a picture or a page but is still in the file.
   */
  | 'UNSUPPORTED';

/** The reasons for which a referral is passed on to another unit without anybody's doing. */
export type AutomaticReason =
  /** The application is about the head of its unit or of a unit above: the unit above that one continues. */
  | 'KEPT_FROM_UNIT'
  /** Its unit was closed: the successor continues. */
  | 'UNIT_CLOSED';

/** The business days of the years that are known. For the analytics subgraph only. */
export type BusinessDays = {
  __typename?: 'BusinessDays';
  /** Every day, the earliest first. */
  days: Array<FactDay>;
  /** The version of the calendar. */
  version: Scalars['Int']['output'];
};

/** The facts that have changed between two positions. For the analytics subgraph only. */
export type ChangedFacts = {
  __typename?: 'ChangedFacts';
  /** The applications that have changed, in the order of their first changes. */
  applications: Array<ApplicationFacts>;
  /** Every change that was committed by this moment is included. */
  asOf: Scalars['DateTime']['output'];
  /** The version of the calendar in force: see `businessDays`. */
  calendarVersion: Scalars['Int']['output'];
  /** The position up to which every change is included. */
  cursor: Scalars['String']['output'];
  /** Whether there is nothing more at present. */
  isCurrent: Scalars['Boolean']['output'];
  /** Applications were written without an event for each: everything has to be read again. Nothing else is then returned. */
  isReplaced: Scalars['Boolean']['output'];
  /** See `FactSource`. */
  source: FactSource;
};

export type Citizen = Node & {
  __typename?: 'Citizen';
  /**
   * The applications that this citizen filed, the latest first. For the citizen, evaluators and officers. The
   * citizen and evaluators see all of them. Officers see those whose `applicant` they see: applications that
   * their units have or have answered, and whose applicant is not hidden.
   */
  applications?: Maybe<ApplicationConnection>;
  id: Scalars['ID']['output'];
  /**
   * For the citizen subgraph. It proves that this viewer may follow the reference. Only `Application.applicant`
   * makes one. Null for the applicant, who needs none, and where nobody has decided.
   */
  proof?: Maybe<Scalars['String']['output']>;
};


export type CitizenApplicationsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
};

/** The type, topic and place of an application at one moment. */
export type Classification = {
  __typename?: 'Classification';
  /** The district concerned. Null when it was the whole province. */
  district?: Maybe<District>;
  /** The province concerned. */
  province?: Maybe<Province>;
  /** The topic. Null with an error while the directory cannot be reached. */
  topic?: Maybe<Topic>;
  /** The type. */
  type: ApplicationType;
};

/** Conditions on what is closed, all of which must hold. An absent condition does not restrict. */
export type ClosedFilter = {
  /** It was closed on this day or later. */
  closedFrom?: InputMaybe<Scalars['Date']['input']>;
  /** It was closed on this day or earlier. */
  closedTo?: InputMaybe<Scalars['Date']['input']>;
  /**
   * The application's 10-digit number. Nothing is found by the number of an application whose applicant is hidden from
   * the viewer.
   */
  number?: InputMaybe<Scalars['String']['input']>;
  /**
   * The subject contains, for each of these words, a word that begins with it; 1 to 8 words of at least 2 letters or
   * digits, at most 200 characters. "KADIKÖY", "kadıköy" and "kadikoy" are alike. `closedReferrals` searches what units
   * see, which may be redacted, and `closedApplications` what the applicant wrote.
   */
  subject?: InputMaybe<Scalars['String']['input']>;
};

/** A correction of an application by the centre. */
export type Correction = {
  __typename?: 'Correction';
  /** The type, topic and place after the correction. */
  after: Classification;
  /** The type, topic and place before the correction. */
  before: Classification;
};

export type DirectoryChange = Node & {
  __typename?: 'DirectoryChange';
  id: Scalars['ID']['output'];
};

export type District = {
  __typename?: 'District';
  code: Scalars['ID']['output'];
};

/**
 * An answer to the application as a whole that an upheld appeal has replaced, with its dates as they stood when it was
 * given. Its replies are among `Application.replies`.
 */
export type EarlierAnswer = {
  __typename?: 'EarlierAnswer';
  /** The time at which the application was answered. For the applicant, evaluators and officers. */
  answeredAt?: Maybe<Scalars['DateTime']['output']>;
  /** The appeal that was upheld. The clocks of the next answer run from the day of `Appeal.decidedAt`. */
  appeal?: Maybe<Appeal>;
  /** Whether the statutory date had passed when it was given, as defined at `Application.overdue`. */
  overdue: Scalars['Boolean']['output'];
  /** The applicant's rating of it. Null if the applicant had not rated it. */
  rating?: Maybe<Rating>;
  /** The day by which the law required it. */
  statutoryDate: Scalars['Date']['output'];
  /** The day by which it was promised. */
  targetDate: Scalars['Date']['output'];
};

/** An answer that an upheld appeal has replaced, as statistics need it. For the analytics subgraph only. */
export type EarlierAnswerFacts = {
  __typename?: 'EarlierAnswerFacts';
  /** The day of the last reply that answered the application. */
  answeredOn: Scalars['Date']['output'];
  /** The day on which its statutory time was extended. */
  extendedOn?: Maybe<Scalars['Date']['output']>;
  /** Whether the applicant's matter was solved by it. */
  isSolved?: Maybe<Scalars['Boolean']['output']>;
  /** The day of the first interim reply, if that has met the statutory date. */
  metOn?: Maybe<Scalars['Date']['output']>;
  /** The day of that rating. */
  ratedOn?: Maybe<Scalars['Date']['output']>;
  /** Its rating, 1 to 5. */
  rating?: Maybe<Scalars['Int']['output']>;
  /** The day on which the appeal was upheld. */
  reopenedOn: Scalars['Date']['output'];
  /** The statutory date that it had. */
  statutoryDate: Scalars['Date']['output'];
  /** The target date that it had. */
  targetDate: Scalars['Date']['output'];
};

/** Conditions on an application in `evaluationQueue`, all of which must hold. */
export type EvaluationQueueFilter = {
  /** The evaluator who has claimed the application. */
  claimed?: InputMaybe<QueueClaim>;
  /** The province concerned is one of these, 1 to 81. */
  provinceCodes?: InputMaybe<Array<Scalars['ID']['input']>>;
  /** The application's topic is one of these, 1 to 10. */
  topicIds?: InputMaybe<Array<Scalars['ID']['input']>>;
  /** The application's type is one of these, 1 to 7. */
  types?: InputMaybe<Array<ApplicationType>>;
};

/** The extension of the time for an information request. */
export type Extension = {
  __typename?: 'Extension';
  /** The time at which it was extended. */
  extendedAt: Scalars['DateTime']['output'];
  /** The reason, 5 to 2,000 characters. */
  reason: Scalars['String']['output'];
  /** The unit that extended it. Null with an error while the directory cannot be reached. */
  unit?: Maybe<AdministrativeUnit>;
};

/** One day of the calendar. For the analytics subgraph only. */
export type FactDay = {
  __typename?: 'FactDay';
  /** The day. */
  date: Scalars['Date']['output'];
  /** Whether it is a business day. */
  isBusinessDay: Scalars['Boolean']['output'];
  /** How many business days there are up to and including it, from the first day on. */
  ordinal: Scalars['Int']['output'];
};

/** The origin of facts: facts of different sources do not belong together. For the analytics subgraph only. */
export type FactSource = {
  __typename?: 'FactSource';
  /** Names the stored data: another one after a restored backup. */
  data: Scalars['String']['output'];
  /**
   * The version of the secret from which `person` and `recordKey` are derived: the earliest one in the keys file. It grows
   * when that one is removed.
   */
  keyVersion: Scalars['Int']['output'];
};

/**
 * An application to file. Texts are stored as written, in Unicode's composed form (NFC) and without leading and
 * trailing white space. The line and page breaks of word processors (U+000B, U+000C, U+0085, U+2028, U+2029) become line
 * feeds. Lengths are counted in code points of that form. Invisible code points, such as joiners, do not count
 * towards a minimum length. Markup is treated as plain text.
 */
export type FileApplicationInput = {
  /** Whether the application is about the head of `meantUnitId`, which is then required. */
  aboutHeadOfUnit?: Scalars['Boolean']['input'];
  /** The channel for notifying the applicant. `EMAIL` requires an address on record. */
  answerChannel: AnswerChannel;
  /** The ids of at most 5 of the citizen's own unused uploads (`POST /attachments`), in the order to keep. */
  attachmentIds?: Array<Scalars['ID']['input']>;
  /** The code of the district concerned. Absent when the application concerns the whole province. */
  districtCode?: InputMaybe<Scalars['ID']['input']>;
  /** Whether to hide the applicant's identity from the units. */
  hideIdentity?: Scalars['Boolean']['input'];
  /** A key that the client makes for this filing, 1 to 100 visible ASCII characters. A UUID is suitable. */
  idempotencyKey: Scalars['ID']['input'];
  /**
   * The id of the unit that the applicant means, if known. It may be a closed unit. The centre decides to which
   * unit the application goes.
   */
  meantUnitId?: InputMaybe<Scalars['ID']['input']>;
  /** The plate code of the province concerned. */
  provinceCode: Scalars['ID']['input'];
  /** The title, 5 to 200 characters on one line, without tabs. */
  subject: Scalars['String']['input'];
  /** The request, complaint or report itself, 20 to 10,000 characters. */
  text: Scalars['String']['input'];
  /** The id of a topic, from `topics`. */
  topicId: Scalars['ID']['input'];
  /** The type of application. */
  type: ApplicationType;
};

/** A day of administrative leave (idari izin), which is decreed ad hoc. It is not a business day. */
export type LeaveDay = {
  __typename?: 'LeaveDay';
  /** The time at which it was added. */
  addedAt: Scalars['DateTime']['output'];
  /** The subject of the administrator who added it. For administrators. Null with an error for all other roles. */
  addedBy?: Maybe<Scalars['String']['output']>;
  /** The day. */
  date: Scalars['Date']['output'];
  /** The reason for the leave. */
  name: Scalars['String']['output'];
};

/**
 * The entry points for changing data. A mutation that names roles is closed to all others: they get null with a
 * `FORBIDDEN` error, and anonymous callers get null with an `UNAUTHENTICATED` error.
 */
export type Mutation = {
  __typename?: 'Mutation';
  /** Accepts a referral, which starts the work on it. For officers of its unit or of a unit above. */
  acceptReferral?: Maybe<Referral>;
  /**
   * Accepts up to 100 referrals, each independently: a failure leaves the others accepted. For officers.
   * Processing stops after a referral that ends with `UNAVAILABLE`, or after five seconds. Each referral that
   * was not started then has that error: send those again.
   */
  acceptReferrals?: Maybe<Array<ReferralResult>>;
  /**
   * Makes a day a day of administrative leave (idari izin). For administrators. Every process applies it within
   * a second. Applications filed from then on are dated accordingly. Open applications get new dates in the
   * background, and ended ones keep theirs. The day may already be a day off: it counts once. `BAD_USER_INPUT`
   * for a day outside the years whose public holidays are known, or a name with an invalid length. `CONFLICT`
   * when it is already a day of leave.
   */
  addLeaveDay?: Maybe<LeaveDay>;
  /**
   * Adds a note that only the unit and the centre see. For officers of its unit or of a unit above. Without
   * `expectedVersion`, other changes of the application at the same time do not prevent it: it is added after them.
   * `UNAVAILABLE` in the unlikely case that others were first a hundred times; nothing is stored then, so try again.
   */
  addNote?: Maybe<Referral>;
  /**
   * Appeals against an answer to the unit above the one that gave it. For citizens, on their own applications.
   * An appeal is possible within 30 days. For an information request that was refused in whole or in part it is
   * an objection, within 15 days (law 4982). The days count from the day on which the application as a whole was
   * answered or, if later, on which an appeal against another of its answers was decided. If the last day is a
   * day off, the next business day is in time too.
   *
   * Each answer can be appealed once, and one appeal can be pending at a time. When an upheld appeal leads to a
   * new answer, the application as a whole is answered again: the time and the rating restart, also for the
   * answers that stayed.
   *
   * `CONFLICT` when it is too late, and for an appeal against an answer that was rated as having solved the
   * matter. `BAD_USER_INPUT` for a referral that does not belong to the application.
   */
  appealApplication?: Maybe<Application>;
  /**
   * Approves a draft, which becomes a reply. For officers of its unit or of a unit above. The applicant is notified. `FORBIDDEN` for the
   * officer who drafted it.
   */
  approveReply?: Maybe<Referral>;
  /**
   * Assigns an open referral to an officer. For officers of its unit or of a unit above. `BAD_USER_INPUT` with `UNKNOWN`
   * unless the officer has acted for the unit (see `AdministrativeUnit.officers`) or is the viewer.
   */
  assignReferral?: Maybe<Referral>;
  /** Assigns up to 100 referrals to an officer, each independently. For officers. */
  assignReferrals?: Maybe<Array<ReferralResult>>;
  /**
   * Cancels an unanswered referral that a unit has returned or need not answer. For evaluators. The applicant is
   * notified and sees the reason. `CONFLICT` when an upheld appeal awaits a new answer and no other unit works
   * on one.
   */
  cancelReferral?: Maybe<Referral>;
  /**
   * Claims an application from `evaluationQueue`, or from another evaluator, also while units work on it. For
   * evaluators. While an evaluator has claimed an application, no other evaluator can refer, refuse or cancel
   * it. Any evaluator can do so with an unclaimed application. `CONFLICT` when another evaluator has claimed it,
   * unless `takeOver` is set, and when the viewer has already claimed it.
   */
  claimApplication?: Maybe<Application>;
  /**
   * Corrects the type, the topic or the place of an open application; what is absent stays. For evaluators. The dates
   * follow the type, counted from the day of filing, or of the last upheld appeal: an interim reply counts if it was in
   * time for this type. Lists, filters and `suggestedUnits` follow at once; referrals stay where they are. The applicant
   * is notified, and sees in the timeline what it was before. Units that have passed the application on see what it was
   * then.
   *
   * `BAD_USER_INPUT` names the field: an unknown topic or place, an invalid length, or nothing to correct (`REQUIRED`).
   * `CONFLICT` for an application that has ended, that another evaluator has claimed, or that is described so already.
   * `UNAVAILABLE` while the directory, which knows topics and places, cannot be reached; not when only the type is
   * corrected.
   */
  correctApplication?: Maybe<Application>;
  /**
   * Decides an appeal. For officers of the unit above the one that answered, in the present tree (of the unit
   * itself where there is none above), and of units further above. An officer who drafted or approved the answer
   * cannot decide. An upheld appeal refers the application again to the unit that answered, or to its successor.
   * The clocks of the new answer run from the day of the decision (see `Application.targetDate`); the contested answer
   * goes to `Application.earlierAnswers`. The applicant is notified.
   * `CONFLICT` when no appeal against the answer of that referral is pending.
   */
  decideAppeal?: Maybe<Application>;
  /**
   * Drafts a reply. For officers of its unit or of a unit above. Another officer has to approve it before the
   * applicant sees it. The applicant is notified if that ends a request for clarification.
   */
  draftReply?: Maybe<Referral>;
  /**
   * Extends the time for an information request to 30 business days (law 4982). For officers of its unit or of a
   * unit above. Possible once for each answer, and only before the time has expired. The applicant is notified and sees
   * the reason.
   */
  extendReferral?: Maybe<Referral>;
  /**
   * Files an application for the signed-in citizen and returns it with its number. For citizens. The application
   * is stored durably before this returns.
   *
   * A request with an `idempotencyKey` that was used before returns the application that was first filed under
   * it, in its present state. It does so whatever the other arguments are, and also when both requests arrive at
   * once. Retry with the same key after a failure.
   *
   * `BAD_USER_INPUT` names every wrong field in `problems`, as in `input.text`: an invalid length; control characters or
   * malformed Unicode; a title of several lines or with tabs; an unknown topic, place or unit; the answer channel `EMAIL`
   * without an address; an attachment that belongs to somebody else or was already filed. `FORBIDDEN` for a
   * citizen who is no longer on record.
   * `UNAVAILABLE`, with nothing filed, while the directory or the citizen's record cannot be reached.
   */
  fileApplication?: Maybe<Application>;
  /**
   * Forwards a referral to another unit: it closes the referral, opens the next one with the same dates, and
   * returns the closed one. For officers of its unit or of a unit above. Any active unit of the directory can
   * receive it, except a unit that already has the application, that must not have it (see `aboutHeadOfUnit`), or
   * that has passed it on twice since the centre referred it. Such a unit is `BAD_USER_INPUT`; in the last case with
   * the `chain` of units, and only the centre can refer it there again, after `returnReferral`. The applicant is
   * notified and sees the reason.
   */
  forwardReferral?: Maybe<Referral>;
  /** Forwards up to 100 referrals to one unit, each independently. For officers. The applicants are notified. */
  forwardReferrals?: Maybe<Array<ReferralResult>>;
  /**
   * Hides the applicant of a complaint or report from the units from now on. For evaluators. Also possible after
   * the application has ended.
   */
  hideIdentity?: Maybe<Application>;
  /** Rates an answered application, once. For citizens, on their own applications. */
  rateApplication?: Maybe<Application>;
  /**
   * Sets the text and the attachments of an application that units see. For evaluators. Also possible after the
   * application has ended. An absent argument leaves its part unchanged (see `Application.redaction`).
   * Supplements and appeals added later are seen unredacted until they are redacted too. `BAD_USER_INPUT` with
   * `RANGE` for more supplements or appeals than the application has, and with `REQUIRED` when no argument is
   * given.
   */
  redactApplication?: Maybe<Application>;
  /**
   * Refers an open application to one or more units. For evaluators. The first unit of the first referral is the
   * lead. Referring ends the referrals that units have returned. It can also add a unit to those already at
   * work. The applicant is notified. `BAD_USER_INPUT` for a unit that is unknown, is closed or already has the application, and when the
   * application is about the head of that unit or of a unit above it.
   */
  referApplication?: Maybe<Application>;
  /** Refuses an application that no unit has. For evaluators. The applicant is notified and sees the reason. */
  refuseApplication?: Maybe<Application>;
  /**
   * Rejects a draft and resumes work on the reply. For officers of its unit or of a unit above. `FORBIDDEN` for
   * the officer who drafted it, who can use `withdrawReply` instead.
   */
  rejectReply?: Maybe<Referral>;
  /** Reverses `withholdAttachment`. For evaluators. Units then get the cleaned copy, if one can be made. */
  releaseAttachment?: Maybe<Application>;
  /**
   * Removes a day of administrative leave and returns it as it was. For administrators. Open applications get
   * new dates as for `addLeaveDay`. `NOT_FOUND` when the day is not a day of leave. Public holidays cannot be
   * removed.
   */
  removeLeaveDay?: Maybe<LeaveDay>;
  /**
   * Issues a new tracking code for one of the citizen's own applications, for example after the old code was
   * lost or seen by somebody else. For citizens. The old code stops working. Nothing else changes, not even the
   * version. Each repetition issues another code. Null with a `NOT_FOUND` error for an application that is not
   * the viewer's own.
   */
  renewTrackingCode?: Maybe<Application>;
  /**
   * Asks the applicant for clarification. For officers of its unit or of a unit above. The applicant is notified. The clock is paused while
   * no unit is at work. The unit need not wait indefinitely: it may draft a reply, or forward or return the
   * referral meanwhile, which ends the request.
   */
  requestClarification?: Maybe<Referral>;
  /**
   * Returns a referral to the centre. For officers of its unit or of a unit above. The applicant is not notified, and
   * sees the reason in the timeline.
   */
  returnReferral?: Maybe<Referral>;
  /**
   * Adds the information that a unit has asked the applicant for, and restarts the clock. For citizens, on their
   * own applications. The supplement goes to every unit that is waiting. `CONFLICT` while no unit is.
   */
  supplementApplication?: Maybe<Application>;
  /**
   * Withdraws one of the citizen's own open applications. For citizens. The application stays on record.
   * `CONFLICT` once it is answered, refused or withdrawn.
   */
  withdrawApplication?: Maybe<Application>;
  /** Withdraws a draft that awaits approval. For the officer who drafted it. `FORBIDDEN` for everyone else. */
  withdrawReply?: Maybe<Referral>;
  /**
   * Withholds one attachment from the units from now on. For evaluators. Also possible after the application has
   * ended. The applicant is not notified. `BAD_USER_INPUT` with `UNKNOWN` unless the attachment belongs to
   * the application.
   */
  withholdAttachment?: Maybe<Application>;
};


/**
 * The entry points for changing data. A mutation that names roles is closed to all others: they get null with a
 * `FORBIDDEN` error, and anonymous callers get null with an `UNAUTHENTICATED` error.
 */
export type MutationAcceptReferralArgs = {
  expectedVersion?: InputMaybe<Scalars['Int']['input']>;
  referralId: Scalars['ID']['input'];
};


/**
 * The entry points for changing data. A mutation that names roles is closed to all others: they get null with a
 * `FORBIDDEN` error, and anonymous callers get null with an `UNAUTHENTICATED` error.
 */
export type MutationAcceptReferralsArgs = {
  referralIds: Array<Scalars['ID']['input']>;
};


/**
 * The entry points for changing data. A mutation that names roles is closed to all others: they get null with a
 * `FORBIDDEN` error, and anonymous callers get null with an `UNAUTHENTICATED` error.
 */
export type MutationAddLeaveDayArgs = {
  date: Scalars['Date']['input'];
  name: Scalars['String']['input'];
};


/**
 * The entry points for changing data. A mutation that names roles is closed to all others: they get null with a
 * `FORBIDDEN` error, and anonymous callers get null with an `UNAUTHENTICATED` error.
 */
export type MutationAddNoteArgs = {
  expectedVersion?: InputMaybe<Scalars['Int']['input']>;
  referralId: Scalars['ID']['input'];
  text: Scalars['String']['input'];
};


/**
 * The entry points for changing data. A mutation that names roles is closed to all others: they get null with a
 * `FORBIDDEN` error, and anonymous callers get null with an `UNAUTHENTICATED` error.
 */
export type MutationAppealApplicationArgs = {
  expectedVersion?: InputMaybe<Scalars['Int']['input']>;
  number: Scalars['String']['input'];
  referralId?: InputMaybe<Scalars['ID']['input']>;
  text: Scalars['String']['input'];
};


/**
 * The entry points for changing data. A mutation that names roles is closed to all others: they get null with a
 * `FORBIDDEN` error, and anonymous callers get null with an `UNAUTHENTICATED` error.
 */
export type MutationApproveReplyArgs = {
  draftId: Scalars['ID']['input'];
  expectedVersion?: InputMaybe<Scalars['Int']['input']>;
  referralId: Scalars['ID']['input'];
};


/**
 * The entry points for changing data. A mutation that names roles is closed to all others: they get null with a
 * `FORBIDDEN` error, and anonymous callers get null with an `UNAUTHENTICATED` error.
 */
export type MutationAssignReferralArgs = {
  assignee?: InputMaybe<Scalars['String']['input']>;
  expectedVersion?: InputMaybe<Scalars['Int']['input']>;
  referralId: Scalars['ID']['input'];
};


/**
 * The entry points for changing data. A mutation that names roles is closed to all others: they get null with a
 * `FORBIDDEN` error, and anonymous callers get null with an `UNAUTHENTICATED` error.
 */
export type MutationAssignReferralsArgs = {
  assignee?: InputMaybe<Scalars['String']['input']>;
  referralIds: Array<Scalars['ID']['input']>;
};


/**
 * The entry points for changing data. A mutation that names roles is closed to all others: they get null with a
 * `FORBIDDEN` error, and anonymous callers get null with an `UNAUTHENTICATED` error.
 */
export type MutationCancelReferralArgs = {
  expectedVersion?: InputMaybe<Scalars['Int']['input']>;
  reason: Scalars['String']['input'];
  referralId: Scalars['ID']['input'];
};


/**
 * The entry points for changing data. A mutation that names roles is closed to all others: they get null with a
 * `FORBIDDEN` error, and anonymous callers get null with an `UNAUTHENTICATED` error.
 */
export type MutationClaimApplicationArgs = {
  expectedVersion?: InputMaybe<Scalars['Int']['input']>;
  number: Scalars['String']['input'];
  takeOver?: Scalars['Boolean']['input'];
};


/**
 * The entry points for changing data. A mutation that names roles is closed to all others: they get null with a
 * `FORBIDDEN` error, and anonymous callers get null with an `UNAUTHENTICATED` error.
 */
export type MutationCorrectApplicationArgs = {
  expectedVersion?: InputMaybe<Scalars['Int']['input']>;
  number: Scalars['String']['input'];
  place?: InputMaybe<PlaceInput>;
  reason: Scalars['String']['input'];
  topicId?: InputMaybe<Scalars['ID']['input']>;
  type?: InputMaybe<ApplicationType>;
};


/**
 * The entry points for changing data. A mutation that names roles is closed to all others: they get null with a
 * `FORBIDDEN` error, and anonymous callers get null with an `UNAUTHENTICATED` error.
 */
export type MutationDecideAppealArgs = {
  decision: AppealDecision;
  expectedVersion?: InputMaybe<Scalars['Int']['input']>;
  referralId: Scalars['ID']['input'];
  text: Scalars['String']['input'];
};


/**
 * The entry points for changing data. A mutation that names roles is closed to all others: they get null with a
 * `FORBIDDEN` error, and anonymous callers get null with an `UNAUTHENTICATED` error.
 */
export type MutationDraftReplyArgs = {
  expectedVersion?: InputMaybe<Scalars['Int']['input']>;
  kind: ReplyKind;
  outcome?: InputMaybe<ReplyOutcome>;
  referralId: Scalars['ID']['input'];
  text: Scalars['String']['input'];
};


/**
 * The entry points for changing data. A mutation that names roles is closed to all others: they get null with a
 * `FORBIDDEN` error, and anonymous callers get null with an `UNAUTHENTICATED` error.
 */
export type MutationExtendReferralArgs = {
  expectedVersion?: InputMaybe<Scalars['Int']['input']>;
  reason: Scalars['String']['input'];
  referralId: Scalars['ID']['input'];
};


/**
 * The entry points for changing data. A mutation that names roles is closed to all others: they get null with a
 * `FORBIDDEN` error, and anonymous callers get null with an `UNAUTHENTICATED` error.
 */
export type MutationFileApplicationArgs = {
  input: FileApplicationInput;
};


/**
 * The entry points for changing data. A mutation that names roles is closed to all others: they get null with a
 * `FORBIDDEN` error, and anonymous callers get null with an `UNAUTHENTICATED` error.
 */
export type MutationForwardReferralArgs = {
  expectedVersion?: InputMaybe<Scalars['Int']['input']>;
  reason: Scalars['String']['input'];
  referralId: Scalars['ID']['input'];
  unitId: Scalars['ID']['input'];
};


/**
 * The entry points for changing data. A mutation that names roles is closed to all others: they get null with a
 * `FORBIDDEN` error, and anonymous callers get null with an `UNAUTHENTICATED` error.
 */
export type MutationForwardReferralsArgs = {
  reason: Scalars['String']['input'];
  referralIds: Array<Scalars['ID']['input']>;
  unitId: Scalars['ID']['input'];
};


/**
 * The entry points for changing data. A mutation that names roles is closed to all others: they get null with a
 * `FORBIDDEN` error, and anonymous callers get null with an `UNAUTHENTICATED` error.
 */
export type MutationHideIdentityArgs = {
  expectedVersion?: InputMaybe<Scalars['Int']['input']>;
  number: Scalars['String']['input'];
};


/**
 * The entry points for changing data. A mutation that names roles is closed to all others: they get null with a
 * `FORBIDDEN` error, and anonymous callers get null with an `UNAUTHENTICATED` error.
 */
export type MutationRateApplicationArgs = {
  expectedVersion?: InputMaybe<Scalars['Int']['input']>;
  number: Scalars['String']['input'];
  score: Scalars['Int']['input'];
  solved: Scalars['Boolean']['input'];
};


/**
 * The entry points for changing data. A mutation that names roles is closed to all others: they get null with a
 * `FORBIDDEN` error, and anonymous callers get null with an `UNAUTHENTICATED` error.
 */
export type MutationRedactApplicationArgs = {
  expectedVersion?: InputMaybe<Scalars['Int']['input']>;
  number: Scalars['String']['input'];
  redactedAppeals?: InputMaybe<Array<InputMaybe<Scalars['String']['input']>>>;
  redactedSubject?: InputMaybe<Scalars['String']['input']>;
  redactedSupplements?: InputMaybe<Array<InputMaybe<Scalars['String']['input']>>>;
  redactedText?: InputMaybe<Scalars['String']['input']>;
  withholdAttachments?: InputMaybe<Scalars['Boolean']['input']>;
};


/**
 * The entry points for changing data. A mutation that names roles is closed to all others: they get null with a
 * `FORBIDDEN` error, and anonymous callers get null with an `UNAUTHENTICATED` error.
 */
export type MutationReferApplicationArgs = {
  expectedVersion?: InputMaybe<Scalars['Int']['input']>;
  number: Scalars['String']['input'];
  unitIds: Array<Scalars['ID']['input']>;
};


/**
 * The entry points for changing data. A mutation that names roles is closed to all others: they get null with a
 * `FORBIDDEN` error, and anonymous callers get null with an `UNAUTHENTICATED` error.
 */
export type MutationRefuseApplicationArgs = {
  expectedVersion?: InputMaybe<Scalars['Int']['input']>;
  number: Scalars['String']['input'];
  reason: RefusalReason;
};


/**
 * The entry points for changing data. A mutation that names roles is closed to all others: they get null with a
 * `FORBIDDEN` error, and anonymous callers get null with an `UNAUTHENTICATED` error.
 */
export type MutationRejectReplyArgs = {
  draftId: Scalars['ID']['input'];
  expectedVersion?: InputMaybe<Scalars['Int']['input']>;
  reason: Scalars['String']['input'];
  referralId: Scalars['ID']['input'];
};


/**
 * The entry points for changing data. A mutation that names roles is closed to all others: they get null with a
 * `FORBIDDEN` error, and anonymous callers get null with an `UNAUTHENTICATED` error.
 */
export type MutationReleaseAttachmentArgs = {
  attachmentId: Scalars['ID']['input'];
  expectedVersion?: InputMaybe<Scalars['Int']['input']>;
  number: Scalars['String']['input'];
};


/**
 * The entry points for changing data. A mutation that names roles is closed to all others: they get null with a
 * `FORBIDDEN` error, and anonymous callers get null with an `UNAUTHENTICATED` error.
 */
export type MutationRemoveLeaveDayArgs = {
  date: Scalars['Date']['input'];
};


/**
 * The entry points for changing data. A mutation that names roles is closed to all others: they get null with a
 * `FORBIDDEN` error, and anonymous callers get null with an `UNAUTHENTICATED` error.
 */
export type MutationRenewTrackingCodeArgs = {
  number: Scalars['String']['input'];
};


/**
 * The entry points for changing data. A mutation that names roles is closed to all others: they get null with a
 * `FORBIDDEN` error, and anonymous callers get null with an `UNAUTHENTICATED` error.
 */
export type MutationRequestClarificationArgs = {
  expectedVersion?: InputMaybe<Scalars['Int']['input']>;
  question: Scalars['String']['input'];
  referralId: Scalars['ID']['input'];
};


/**
 * The entry points for changing data. A mutation that names roles is closed to all others: they get null with a
 * `FORBIDDEN` error, and anonymous callers get null with an `UNAUTHENTICATED` error.
 */
export type MutationReturnReferralArgs = {
  expectedVersion?: InputMaybe<Scalars['Int']['input']>;
  reason: Scalars['String']['input'];
  referralId: Scalars['ID']['input'];
};


/**
 * The entry points for changing data. A mutation that names roles is closed to all others: they get null with a
 * `FORBIDDEN` error, and anonymous callers get null with an `UNAUTHENTICATED` error.
 */
export type MutationSupplementApplicationArgs = {
  attachmentIds?: Array<Scalars['ID']['input']>;
  expectedVersion?: InputMaybe<Scalars['Int']['input']>;
  number: Scalars['String']['input'];
  text: Scalars['String']['input'];
};


/**
 * The entry points for changing data. A mutation that names roles is closed to all others: they get null with a
 * `FORBIDDEN` error, and anonymous callers get null with an `UNAUTHENTICATED` error.
 */
export type MutationWithdrawApplicationArgs = {
  expectedVersion?: InputMaybe<Scalars['Int']['input']>;
  number: Scalars['String']['input'];
};


/**
 * The entry points for changing data. A mutation that names roles is closed to all others: they get null with a
 * `FORBIDDEN` error, and anonymous callers get null with an `UNAUTHENTICATED` error.
 */
export type MutationWithdrawReplyArgs = {
  draftId: Scalars['ID']['input'];
  expectedVersion?: InputMaybe<Scalars['Int']['input']>;
  referralId: Scalars['ID']['input'];
};


/**
 * The entry points for changing data. A mutation that names roles is closed to all others: they get null with a
 * `FORBIDDEN` error, and anonymous callers get null with an `UNAUTHENTICATED` error.
 */
export type MutationWithholdAttachmentArgs = {
  attachmentId: Scalars['ID']['input'];
  expectedVersion?: InputMaybe<Scalars['Int']['input']>;
  number: Scalars['String']['input'];
  reason: Scalars['String']['input'];
};

/** An application that was referred to a unit or, for the centre, filed. */
export type NewApplication = {
  __typename?: 'NewApplication';
  /** The application as it is now. Null when the viewer no longer sees it. */
  application?: Maybe<Application>;
  /** The position of this event: at most 80 characters, the same wherever it is read. Continue after it. */
  cursor: Scalars['String']['output'];
  /** The referral to the unit. Null for an application that was filed. */
  referral?: Maybe<Referral>;
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

/** The number of messages that did not reach their applicants, and the error of the latest failed attempt. */
export type NotificationBacklog = {
  __typename?: 'NotificationBacklog';
  /** The messages given up within the last 90 days. At most 10,000 are counted. */
  failed: Scalars['Int']['output'];
  /**
   * The error of the latest failed attempt among the messages that are still being retried, such as
   * `SMTP: ESOCKET CONN ECONNREFUSED` or `SMS: HTTP 503`. It never contains an address. Null when none of them
   * has failed.
   */
  lastError?: Maybe<Scalars['String']['output']>;
  /** The messages that are still being retried. At most 10,000 are counted. */
  waiting: Scalars['Int']['output'];
};

/** A unit's question that the applicant has not answered. */
export type OpenQuestion = {
  __typename?: 'OpenQuestion';
  /** The time at which it was asked. */
  askedAt: Scalars['DateTime']['output'];
  /** The referral whose unit is waiting. A unit that took over is waiting for the answer to the earlier unit's question. */
  referral: Referral;
  /** The question, 5 to 2,000 characters. */
  text: Scalars['String']['output'];
};

/** The states of an open referral, as in `ReferralState`. */
export type OpenReferralState =
  /** A draft awaits another officer's approval. */
  | 'AWAITING_APPROVAL'
  /** The citizen was asked for clarification. */
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
  /** Whether and where the list continues. */
  pageInfo: PageInfo;
};

/** A kept message at its position in the list. */
export type OutboxEdge = {
  __typename?: 'OutboxEdge';
  /** The position of this message. Pass it as `after` to continue from here. */
  cursor: Scalars['String']['output'];
  /** The message. */
  node: OutboxMessage;
};

/** A message to an applicant that was kept instead of sent. It reports one step or several. */
export type OutboxMessage = Node & {
  __typename?: 'OutboxMessage';
  /**
   * The channel that would have been used. It differs from the chosen one when the applicant has no address for
   * the chosen one.
   */
  channel: AnswerChannel;
  /** Opaque: `msg_` and 22 random characters. A server would have received it to identify the message. */
  id: Scalars['ID']['output'];
  /** The time at which the message was kept. */
  sentAt: Scalars['DateTime']['output'];
  /** The subject of an e-mail. Null for a text message. */
  subject?: Maybe<Scalars['String']['output']>;
  /**
   * The text: the application's number and the steps, in Turkish. It contains no text that a person wrote. The
   * number is reduced to its year and its last two digits (`26***73`), and a tracking code is removed in full.
   */
  text: Scalars['String']['output'];
  /**
   * The masked recipient: the country code and the last two digits of a phone number (`+90***33`), or the first
   * letter and the ending of an e-mail address (`a***@***.org`).
   */
  to: Scalars['String']['output'];
};

/** One page of a citizen's own applications. */
export type OwnApplicationConnection = {
  __typename?: 'OwnApplicationConnection';
  /** The applications of this page, each with its position. */
  edges: Array<ApplicationEdge>;
  /** The applications of this page. */
  nodes: Array<Application>;
  /** Whether and where the list continues. */
  pageInfo: PageInfo;
  /** The number of applications on all pages. At most 10,000 are counted. */
  totalCount: Scalars['Int']['output'];
};

/** The orders of `myApplications`. */
export type OwnApplicationsOrder =
  /** By `filedAt`, the earliest first. */
  | 'EARLIEST_FILED_FIRST'
  /** By `filedAt`, the latest first. */
  | 'LATEST_FILED_FIRST'
  /**
   * By `updatedAt`, the latest first. An application to which something happens between two pages may be missing from
   * the second.
   */
  | 'LATEST_UPDATED_FIRST';

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

/** A place that an application concerns. */
export type PlaceInput = {
  /** The code of the district. Absent for the whole province. */
  districtCode?: InputMaybe<Scalars['ID']['input']>;
  /** The plate code of the province. */
  provinceCode: Scalars['ID']['input'];
};

export type Province = {
  __typename?: 'Province';
  code: Scalars['ID']['output'];
};

/**
 * The entry points for reading. A field that names roles is closed to all others: they get null with a
 * `FORBIDDEN` error, and anonymous callers get null with an `UNAUTHENTICATED` error.
 */
export type Query = {
  __typename?: 'Query';
  /**
   * One application by its number. For the citizen who filed it, evaluators, and officers of the units it was
   * referred to. Null with a `NOT_FOUND` error when no application with this number is visible to the viewer.
   * Officers also get that error when the applicant is hidden from them: see `referral`. `BAD_USER_INPUT` when
   * the number is not 10 digits or its check digit is wrong. Analysts may not know numbers and get `FORBIDDEN`
   * for every number.
   */
  application?: Maybe<Application>;
  /**
   * The changes of applications that concern a unit or the units below it, in the order in which they were committed, for
   * clients that would rather poll than subscribe: pass each page's `endCursor` as the next `after`, also when the page is
   * empty, and nothing is missed. A change concerns the units that had been given a referral of the application by then.
   * Evaluators may leave out the unit and get the changes of all applications. Each change is shown like its entry in
   * `Application.timeline`, with the application as it is now. Changes are kept for 30 days, unless configured otherwise.
   *
   * For officers of the unit or of a unit above it, and evaluators. Null with a `NOT_FOUND` error for a unit that
   * does not exist or lies outside the viewer's unit, with a `CURSOR_EXPIRED` error when changes after the
   * position may have been deleted, and with an `UNAVAILABLE` error while the stream of changes cannot be read.
   */
  applicationEvents?: Maybe<ApplicationEventConnection>;
  /**
   * The facts of all applications in pages, as they are when a page is read. Together with `changedFacts` from a cursor
   * that was issued before the first page, nothing is missed. `CURSOR_EXPIRED` when the secret of `after` has been removed.
   * For the analytics subgraph only.
   */
  applicationFacts: ApplicationFactsPage;
  /**
   * The days of the calendar in force, the earliest first, with their business days counted. For the analytics subgraph
   * only.
   */
  businessDays: BusinessDays;
  /**
   * The facts of the applications that have changed after a position, each once and as it is now, up to a position in
   * the order of commits. Changes without an event for clients are included, such as dates that follow another
   * calendar. `CURSOR_EXPIRED` when changes after the position are no longer kept, or its secret has been removed. For the
   * analytics subgraph only.
   */
  changedFacts: ChangedFacts;
  /**
   * The applications that have ended, the latest first: answered, refused or withdrawn. For evaluators. Pages as for
   * `closedReferrals`.
   */
  closedApplications?: Maybe<ApplicationConnection>;
  /**
   * The closed referrals of a unit and of the units below it, the latest closed first: answered, passed on or cancelled.
   * For officers of the unit or of a unit above it, and evaluators. Null with a `NOT_FOUND` error for a unit that does
   * not exist or lies outside the viewer's unit. A search examines a limited number of referrals for each page: a page
   * may have fewer items than requested, or none, although `hasNextPage` is true. A referral that has just been closed
   * is listed at once, and found by its subject some seconds later.
   */
  closedReferrals?: Maybe<ReferralConnection>;
  /**
   * The applications that await the centre's next step, the first filed first: applications that no unit has
   * yet, and applications that a unit has returned. For evaluators.
   */
  evaluationQueue?: Maybe<ApplicationConnection>;
  /**
   * The days of administrative leave (idari izin) that are in force, the earliest first. For everyone. Null with
   * an `UNAVAILABLE` error until the calendar has been read.
   */
  leaveDays?: Maybe<Array<LeaveDay>>;
  /** The signed-in citizen's own applications. For citizens. */
  myApplications?: Maybe<OwnApplicationConnection>;
  /**
   * The messages to the signed-in citizen that could not be delivered as intended within the last 90 days: one entry
   * for each channel by which a message could not be delivered, the latest first, 20 at most. Clients show them at the
   * next visit, so that the citizen corrects the addresses. For citizens.
   */
  myUndeliveredMessages?: Maybe<Array<UndeliveredMessage>>;
  /**
   * The object with an id, whatever its type, for clients that refetch what they have in a normalised cache. For
   * everyone: it gives what the viewer sees by other fields, and no more. Null without an error for an id that does
   * not exist or is malformed, and equally for an object that the viewer may not see. Citizens find themselves,
   * evaluators every citizen, and nobody else finds a citizen. Analysts find no application and nothing of one.
   * `UNAVAILABLE` while the subgraph that owns the object cannot be reached.
   */
  node?: Maybe<Node>;
  /**
   * The notifications that have not reached applicants, on all channels. For administrators. Null with a
   * `FORBIDDEN` error for all other roles.
   */
  notificationBacklog?: Maybe<NotificationBacklog>;
  /**
   * The messages to applicants on a channel without a configured server, the latest first. They are kept here
   * for 90 days instead of being sent. Addresses, application numbers and tracking codes are masked, because
   * they would reveal who filed an application whose applicant is hidden. For administrators. Null with a
   * `FORBIDDEN` error for all other roles.
   */
  outbox?: Maybe<OutboxConnection>;
  /**
   * One referral, by exactly one of its id and its file number. For officers and evaluators. Officers use it to
   * find an application whose applicant is hidden from them, because its number is hidden too. The id works for
   * evaluators and for officers who see the referral in `Application.referrals`. The file number works for
   * evaluators and for officers of its unit or of a unit above. Null with a `NOT_FOUND` error when no such
   * referral is visible to the viewer.
   */
  referral?: Maybe<Referral>;
  /**
   * The signed-in citizen's own applications that resemble one about to be filed, the most similar first: at
   * most 5 of the latest 100. For citizens. Clients show them before filing, so that nothing is filed twice.
   * Empty when none is similar.
   */
  similarApplications?: Maybe<Array<SimilarApplication>>;
  /**
   * The state of an application. For everyone who knows its number and its tracking code, without an access
   * token. Null with a `NOT_FOUND` error when the two do not belong together, and also when the number does not
   * exist. `BAD_USER_INPUT` when one of them is malformed.
   *
   * A request may contain this field once. A request that contains it more often is refused as a whole, with
   * `LIMIT_EXCEEDED`. After 60 failed attempts in an hour, or 240 in a day, from one address or by one signed-in
   * viewer, further wrong codes are null with a `LIMIT_EXCEEDED` error, and each response takes two seconds longer.
   * After 10 failed attempts in an hour, or 30 in a day, at one number, each response about that number takes two
   * seconds longer. The right code is never refused.
   */
  trackApplication?: Maybe<ApplicationStatus>;
  /**
   * The appeals that a unit itself decides or has decided, the oldest first. Pending appeals follow the unit
   * that answered: after that unit is moved, they are listed at the unit above its new place some moments later.
   * For officers of the unit or of a unit above it, and evaluators. Errors as for `unitInbox`.
   */
  unitAppeals?: Maybe<AppealConnection>;
  /**
   * The open referrals of a unit and of the units below it, the first due first. For officers of the unit or of
   * a unit above it, and evaluators. Null with a `NOT_FOUND` error for a unit that does not exist or lies
   * outside the viewer's unit.
   */
  unitInbox?: Maybe<UnitInboxConnection>;
};


/**
 * The entry points for reading. A field that names roles is closed to all others: they get null with a
 * `FORBIDDEN` error, and anonymous callers get null with an `UNAUTHENTICATED` error.
 */
export type QueryApplicationArgs = {
  number: Scalars['String']['input'];
};


/**
 * The entry points for reading. A field that names roles is closed to all others: they get null with a
 * `FORBIDDEN` error, and anonymous callers get null with an `UNAUTHENTICATED` error.
 */
export type QueryApplicationEventsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
  unitId?: InputMaybe<Scalars['ID']['input']>;
};


/**
 * The entry points for reading. A field that names roles is closed to all others: they get null with a
 * `FORBIDDEN` error, and anonymous callers get null with an `UNAUTHENTICATED` error.
 */
export type QueryApplicationFactsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  first?: Scalars['Int']['input'];
  ids?: InputMaybe<Array<Scalars['ID']['input']>>;
};


/**
 * The entry points for reading. A field that names roles is closed to all others: they get null with a
 * `FORBIDDEN` error, and anonymous callers get null with an `UNAUTHENTICATED` error.
 */
export type QueryChangedFactsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  first?: Scalars['Int']['input'];
};


/**
 * The entry points for reading. A field that names roles is closed to all others: they get null with a
 * `FORBIDDEN` error, and anonymous callers get null with an `UNAUTHENTICATED` error.
 */
export type QueryClosedApplicationsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  filter?: InputMaybe<ClosedFilter>;
  first?: InputMaybe<Scalars['Int']['input']>;
};


/**
 * The entry points for reading. A field that names roles is closed to all others: they get null with a
 * `FORBIDDEN` error, and anonymous callers get null with an `UNAUTHENTICATED` error.
 */
export type QueryClosedReferralsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  filter?: InputMaybe<ClosedFilter>;
  first?: InputMaybe<Scalars['Int']['input']>;
  unitId: Scalars['ID']['input'];
};


/**
 * The entry points for reading. A field that names roles is closed to all others: they get null with a
 * `FORBIDDEN` error, and anonymous callers get null with an `UNAUTHENTICATED` error.
 */
export type QueryEvaluationQueueArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  filter?: InputMaybe<EvaluationQueueFilter>;
  first?: InputMaybe<Scalars['Int']['input']>;
};


/**
 * The entry points for reading. A field that names roles is closed to all others: they get null with a
 * `FORBIDDEN` error, and anonymous callers get null with an `UNAUTHENTICATED` error.
 */
export type QueryMyApplicationsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
  order?: OwnApplicationsOrder;
  stages?: InputMaybe<Array<Stage>>;
};


/**
 * The entry points for reading. A field that names roles is closed to all others: they get null with a
 * `FORBIDDEN` error, and anonymous callers get null with an `UNAUTHENTICATED` error.
 */
export type QueryNodeArgs = {
  id: Scalars['ID']['input'];
};


/**
 * The entry points for reading. A field that names roles is closed to all others: they get null with a
 * `FORBIDDEN` error, and anonymous callers get null with an `UNAUTHENTICATED` error.
 */
export type QueryOutboxArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
};


/**
 * The entry points for reading. A field that names roles is closed to all others: they get null with a
 * `FORBIDDEN` error, and anonymous callers get null with an `UNAUTHENTICATED` error.
 */
export type QueryReferralArgs = {
  fileNumber?: InputMaybe<Scalars['String']['input']>;
  id?: InputMaybe<Scalars['ID']['input']>;
};


/**
 * The entry points for reading. A field that names roles is closed to all others: they get null with a
 * `FORBIDDEN` error, and anonymous callers get null with an `UNAUTHENTICATED` error.
 */
export type QuerySimilarApplicationsArgs = {
  input: SimilarApplicationsInput;
};


/**
 * The entry points for reading. A field that names roles is closed to all others: they get null with a
 * `FORBIDDEN` error, and anonymous callers get null with an `UNAUTHENTICATED` error.
 */
export type QueryTrackApplicationArgs = {
  number: Scalars['String']['input'];
  trackingCode: Scalars['String']['input'];
};


/**
 * The entry points for reading. A field that names roles is closed to all others: they get null with a
 * `FORBIDDEN` error, and anonymous callers get null with an `UNAUTHENTICATED` error.
 */
export type QueryUnitAppealsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
  overdue?: InputMaybe<Scalars['Boolean']['input']>;
  states?: InputMaybe<Array<AppealState>>;
  unitId: Scalars['ID']['input'];
};


/**
 * The entry points for reading. A field that names roles is closed to all others: they get null with a
 * `FORBIDDEN` error, and anonymous callers get null with an `UNAUTHENTICATED` error.
 */
export type QueryUnitInboxArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  filter?: InputMaybe<UnitInboxFilter>;
  first?: InputMaybe<Scalars['Int']['input']>;
  unitId: Scalars['ID']['input'];
};

/** Conditions on the evaluator who has claimed an application. */
export type QueueClaim =
  /** Claimed by anyone or unclaimed. */
  | 'ANY'
  /** Claimed by the viewer. */
  | 'MINE'
  /** Unclaimed. */
  | 'UNCLAIMED';

/** An applicant's rating of an answer. */
export type Rating = {
  __typename?: 'Rating';
  /**
   * The time at which the applicant rated it. For the applicant, evaluators and officers; where the applicant is hidden, by
   * its day, as in `Application.filedAt`.
   */
  ratedAt?: Maybe<Scalars['DateTime']['output']>;
  /** The score, from 1 (very bad) to 5 (very good). */
  score: Scalars['Int']['output'];
  /** Whether the matter is solved. */
  solved: Scalars['Boolean']['output'];
};

/** The content that units see instead of the applicant's own, as set by `redactApplication`. */
export type Redaction = {
  __typename?: 'Redaction';
  /** One text for each of `Application.appeals`, in their order. Null if units see the applicant's own. */
  appeals: Array<Maybe<Scalars['String']['output']>>;
  /** Whether the attachments are withheld from the units. */
  attachmentsWithheld: Scalars['Boolean']['output'];
  /** The text that replaces `Application.subject`. Null if units see the applicant's own. */
  subject?: Maybe<Scalars['String']['output']>;
  /** One text for each of `Application.supplements`, in their order. Null if units see the applicant's own. */
  supplements: Array<Maybe<Scalars['String']['output']>>;
  /** The text that replaces `Application.text`. Null if units see the applicant's own. */
  text?: Maybe<Scalars['String']['output']>;
};

/** A referral (sevk) of an application to one unit. */
export type Referral = Node & {
  __typename?: 'Referral';
  /** The application. */
  application: Application;
  /**
   * The officer to whom it is assigned, or was assigned when it was closed. For officers of its unit or of a
   * unit above, and evaluators. Null when it was assigned to nobody.
   */
  assignee?: Maybe<Scalars['String']['output']>;
  /** Why it was passed on to another unit without anybody's doing. Null unless it was. */
  automaticReason?: Maybe<AutomaticReason>;
  /** The actions that this viewer can perform now. */
  availableActions: Array<ReferralAction>;
  /**
   * The time at which it was answered, passed on or cancelled. Null while it is open. For the applicant, evaluators and
   * officers; where the applicant is hidden, a withdrawal by its day, as in `Application.filedAt`.
   */
  closedAt?: Maybe<Scalars['DateTime']['output']>;
  /**
   * The draft that awaits approval, or the last one that was rejected, while the referral is open. For officers
   * of its unit or of a unit above, and evaluators.
   */
  draft?: Maybe<ReplyDraft>;
  /**
   * The number by which officers and the centre refer to it, `XXX-XXX-XXX`. It is drawn at random when the
   * referral is made and never changes. For officers and evaluators. Null without an error for officers of other
   * units that have the application.
   */
  fileNumber?: Maybe<Scalars['String']['output']>;
  /**
   * The referral that this one continues, because its unit forwarded it or because that unit may not keep it.
   * Null when there is none, and when this viewer does not see that referral in `Application.referrals`.
   */
  forwardedFrom?: Maybe<Referral>;
  /**
   * The referral that continues this one: the one that `forwardReferral` has made, or that of a unit that took over. Null
   * when there is none, and when this viewer does not see that referral in `Application.referrals`.
   */
  forwardedTo?: Maybe<Referral>;
  /** Opaque: `ref_` and 22 random characters. */
  id: Scalars['ID']['output'];
  /** Whether this referral is open and the statutory date has passed, as defined at `Application.overdue`. */
  overdue: Scalars['Boolean']['output'];
  /**
   * The unit's question that the applicant has not answered. For the applicant, evaluators and officers. Null unless the
   * state is `AWAITING_CITIZEN`.
   */
  question?: Maybe<OpenQuestion>;
  /**
   * The unit above, to which the referral was raised when a date had passed, or when the referral was made after
   * that date. For officers of its unit or of a unit above, and evaluators. Null until then.
   */
  raisedTo?: Maybe<AdministrativeUnit>;
  /**
   * The reason that was last given for forwarding, returning or cancelling it, as this viewer sees it in
   * `Application.timeline`: 5 to 2,000 characters. For the applicant, evaluators and officers. Null when none was given,
   * as before any of it.
   */
  reason?: Maybe<Scalars['String']['output']>;
  /** The time at which the application was referred to the unit. For the applicant, evaluators and officers. */
  referredAt?: Maybe<Scalars['DateTime']['output']>;
  /** The unit's approved replies, oldest first. */
  replies: Array<Reply>;
  /** The state of the referral. */
  state: ReferralState;
  /** The application's own statutory date, as for `targetDate`. */
  statutoryDate: Scalars['Date']['output'];
  /** The application's own target date. No referral restarts the clock, except that of an upheld appeal. */
  targetDate: Scalars['Date']['output'];
  /** The unit it was referred to. Null with an error while the directory cannot be reached. */
  unit?: Maybe<AdministrativeUnit>;
};

/** The actions on a referral. Each names the mutation that performs it. */
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

/** One page of referrals. */
export type ReferralConnection = {
  __typename?: 'ReferralConnection';
  /** The referrals of this page, each with its position. */
  edges: Array<ReferralEdge>;
  /** The referrals of this page. */
  nodes: Array<Referral>;
  /** Whether and where the list continues. */
  pageInfo: PageInfo;
};

/** The number of referrals in one state. */
export type ReferralCount = {
  __typename?: 'ReferralCount';
  /** Exact up to 1,000. It is 1,000 when there are more. */
  count: Scalars['Int']['output'];
  /** Whether counting stopped at 1,000. The real number is then 1,000 or more. */
  more: Scalars['Boolean']['output'];
  /** The state. */
  state: ReferralState;
};

/** A referral at its position in a list. */
export type ReferralEdge = {
  __typename?: 'ReferralEdge';
  /** The position of this referral. Pass it as `after` to continue from here. */
  cursor: Scalars['String']['output'];
  /** The referral. */
  node: Referral;
};

/** The facts about one referral for statistics. For the analytics subgraph only. */
export type ReferralFacts = {
  __typename?: 'ReferralFacts';
  /** The day on which the unit accepted it. */
  acceptedOn?: Maybe<Scalars['Date']['output']>;
  /** The day of the last final reply. */
  answeredOn?: Maybe<Scalars['Date']['output']>;
  /** The appeal against its answer: there is one at most. */
  appeal?: Maybe<AppealFacts>;
  /** The number of appeals against its answer. */
  appeals: Scalars['Int']['output'];
  /** The number of those that were dismissed. */
  appealsDismissed: Scalars['Int']['output'];
  /** The number of those that were upheld. */
  appealsUpheld: Scalars['Int']['output'];
  /** How often the unit asked the applicant. */
  clarifications: Scalars['Int']['output'];
  /** The day on which it stopped being open. */
  closedOn?: Maybe<Scalars['Date']['output']>;
  /** The day of the first draft, of an interim or a final reply. */
  draftedOn?: Maybe<Scalars['Date']['output']>;
  /** The number of drafts that were rejected. */
  draftsRejected: Scalars['Int']['output'];
  /**
   * The day of the draft that was approved as the final reply. Null until then, and where another referral, which this one
   * has taken over, had the draft.
   */
  finalDraftedOn?: Maybe<Scalars['Date']['output']>;
  /**
   * The day on which the unit first accepted it, drafted a reply, asked, forwarded or returned it. That the system passed it
   * on is no action of the unit.
   */
  firstActionOn?: Maybe<Scalars['Date']['output']>;
  /** The id of the unit that forwarded it; null if the system passed it on. */
  forwardedFromUnitId?: Maybe<Scalars['ID']['output']>;
  /** Whether a draft awaits approval. */
  hasDraft: Scalars['Boolean']['output'];
  /** As `Referral.id`. */
  id: Scalars['ID']['output'];
  /** The number of interim replies. */
  interimReplies: Scalars['Int']['output'];
  /** Whether the unit is one of those responsible for the application. */
  isResponsible: Scalars['Boolean']['output'];
  /** The outcome of the last final reply. */
  outcome?: Maybe<ReplyOutcome>;
  /** The day of the referral. */
  referredOn: Scalars['Date']['output'];
  /** The state. */
  state: ReferralState;
  /** The unit's id. */
  unitId: Scalars['ID']['output'];
};

/** The result for one referral of several. */
export type ReferralResult = {
  __typename?: 'ReferralResult';
  /** The error. Null when the action succeeded. */
  error?: Maybe<ReferralResultError>;
  /** The referral in its present state. Null when the action failed. */
  referral?: Maybe<Referral>;
  /** The id from the request. */
  referralId: Scalars['ID']['output'];
};

/**
 * The reason why an action on one referral of several failed. Its fields have the names and values of the
 * `extensions` in the error of the mutation for a single referral. A field that such an error lacks is null.
 */
export type ReferralResultError = {
  __typename?: 'ReferralResultError';
  /** The viewer's available actions on the referral at the attempt. */
  availableActions?: Maybe<Array<ReferralAction>>;
  /**
   * The ids of the units that have had the application since the centre referred it, in their order, the latest 20.
   * For a unit that has passed it on too often to receive it again.
   */
  chain?: Maybe<Array<Scalars['ID']['output']>>;
  /** The error code, as in `extensions.code`. */
  code: Scalars['String']['output'];
  /** The invalid argument of the mutation for a single referral, such as `unitId`. For `BAD_USER_INPUT`. */
  field?: Maybe<Scalars['String']['output']>;
  /** A message for people. */
  message: Scalars['String']['output'];
  /** The reason why the argument is invalid, such as `UNKNOWN` or `CLOSED`. For `BAD_USER_INPUT`. */
  reason?: Maybe<Scalars['String']['output']>;
  /** The reference of the error in the log. For `INTERNAL_SERVER_ERROR`. */
  reference?: Maybe<Scalars['String']['output']>;
  /** The requirement that is not met, where the state would allow the action. */
  requirement?: Maybe<Scalars['String']['output']>;
  /** The state of the referral at the attempt. For actions that its state or a requirement does not allow. */
  state?: Maybe<ReferralState>;
  /** The version of the application at the attempt, as this viewer sees it. */
  version?: Maybe<Scalars['Int']['output']>;
};

/** The states of a referral. */
export type ReferralState =
  /** A final reply was approved. */
  | 'ANSWERED'
  /** A draft awaits another officer's approval. */
  | 'AWAITING_APPROVAL'
  /** The citizen was asked for clarification. */
  | 'AWAITING_CITIZEN'
  /** Ended by the centre or by the citizen's withdrawal. */
  | 'CANCELLED'
  /** Forwarded to another unit. */
  | 'FORWARDED'
  /** The unit works on it. */
  | 'IN_PROGRESS'
  /** Not yet accepted by the unit. */
  | 'PENDING'
  /** Returned to the centre with a reason. */
  | 'RETURNED';

/** The reasons for which the centre may refuse an application (regulation of 4 June 2022, art. 5/2). */
export type RefusalReason =
  /** Its attachments are not evidence of what it says. */
  | 'ATTACHMENTS_NOT_EVIDENCE'
  /** It does not meet the form requirements. */
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
  /** Only public prosecutors can handle it. */
  | 'PUBLIC_PROSECUTORS_ONLY'
  /** Repeated similar applications that abuse the right. */
  | 'REPEATED_ABUSE'
  /** A special procedure is prescribed for it. */
  | 'SPECIAL_PROCEDURE_PRESCRIBED'
  /** Filed in another's name, or without the capacity to file. */
  | 'WITHOUT_CAPACITY';

/** An approved reply of a unit. */
export type Reply = Node & {
  __typename?: 'Reply';
  /** Opaque: `rpl_` and 22 characters that reveal neither its place among the replies nor when it was given. */
  id: Scalars['ID']['output'];
  /** Whether the reply ends the referral. */
  kind: ReplyKind;
  /** The outcome of a final reply. Null for an interim one. */
  outcome?: Maybe<ReplyOutcome>;
  /** The time at which it was approved and thereby given to the citizen. For the applicant, evaluators and officers. */
  repliedAt?: Maybe<Scalars['DateTime']['output']>;
  /**
   * The text that the unit wrote. For the applicant, evaluators and officers. Null with an error for roles that
   * see no content of applications.
   */
  text?: Maybe<Scalars['String']['output']>;
  /** The unit that replied. Null with an error while the directory cannot be reached. */
  unit?: Maybe<AdministrativeUnit>;
};

/** A reply that is not yet approved. */
export type ReplyDraft = Node & {
  __typename?: 'ReplyDraft';
  /** The time at which it was drafted. */
  draftedAt?: Maybe<Scalars['DateTime']['output']>;
  /** The officer who drafted it, who can neither approve nor reject it. */
  draftedBy: Scalars['String']['output'];
  /** Opaque: `drf_` and 22 random characters. */
  id: Scalars['ID']['output'];
  /** Whether the reply ends the referral. */
  kind: ReplyKind;
  /** The outcome of a final reply. Null for an interim one. */
  outcome?: Maybe<ReplyOutcome>;
  /** The reason for the rejection. Null while the draft awaits approval. */
  rejectionReason?: Maybe<Scalars['String']['output']>;
  /** The text. */
  text: Scalars['String']['output'];
};

/** The kinds of reply: whether it ends its referral. */
export type ReplyKind =
  /** The result. */
  | 'FINAL'
  /** Reports how the matter stands. The result follows. */
  | 'INTERIM';

/** The outcomes of a final reply. */
export type ReplyOutcome =
  /** Done or agreed as asked, or the information given. */
  | 'GRANTED'
  /** The information given with secrets removed. Only for information requests. */
  | 'GRANTED_WITH_SECRETS_REMOVED'
  /** Explained or taken note of: no decision was needed. Not for information requests. */
  | 'INFORMED'
  /** Done in part, or part of the information given. */
  | 'PARTLY_GRANTED'
  /**
   * The information belongs elsewhere, and the request was referred there. Only for information requests. A unit
   * forwards or returns anything else that is not its own (law 3071, article 5).
   */
  | 'REFERRED_ELSEWHERE'
  /** Not done, with the reason, or the information refused. */
  | 'REFUSED';

/** One of the citizen's own applications that resembles one about to be filed. */
export type SimilarApplication = {
  __typename?: 'SimilarApplication';
  /** The application that was filed. */
  application: Application;
  /**
   * The similarity of the two, from 0 to 1. It compares their words, and their topics and provinces where these
   * were given.
   */
  similarity: Scalars['Float']['output'];
};

/** An application about to be filed, as far as it is written. */
export type SimilarApplicationsInput = {
  /** The plate code of the province concerned, if one was chosen. */
  provinceCode?: InputMaybe<Scalars['ID']['input']>;
  /** The title, 1 to 200 characters on one line, without tabs. */
  subject: Scalars['String']['input'];
  /** The text, 1 to 10,000 characters. */
  text: Scalars['String']['input'];
  /** The topic's id, if one was chosen. */
  topicId?: InputMaybe<Scalars['ID']['input']>;
};

/** The stages of an application, as the citizen sees them. */
export type Stage =
  /** Cevaplandı: every responsible unit has answered. */
  | 'ANSWERED'
  /** Onayda: a reply is drafted and awaits approval. */
  | 'AWAITING_APPROVAL'
  /** Vatandaştan bilgi bekleniyor: the citizen was asked for clarification. The clock is paused. */
  | 'AWAITING_CITIZEN'
  /** Birimde işlemde: a unit works on it. */
  | 'IN_PROGRESS'
  /** İşleme alınmadı: refused by the centre with a reason. */
  | 'NOT_PROCESSED'
  /** Alındı: filed. No evaluator has claimed it, and no unit has it. */
  | 'RECEIVED'
  /** Sevk edildi: referred. No unit has started work. */
  | 'REFERRED'
  /** Ön değerlendirme: an evaluator of the centre has claimed it. */
  | 'UNDER_EVALUATION'
  /** Geri çekildi: withdrawn by the citizen. */
  | 'WITHDRAWN';

/** One entry of the timeline, as statistics need it. For the analytics subgraph only. */
export type StepFacts = {
  __typename?: 'StepFacts';
  /** The day since which the application waited for the citizen at the end of the day; null if it did not. */
  awaitingCitizenSince?: Maybe<Scalars['Date']['output']>;
  /** The day. */
  day: Scalars['Date']['output'];
  /**
   * The step that ended the waiting that began with it: of `CLARIFICATION_REQUESTED`, the supplement of the citizen, or what
   * made it needless (`CLARIFICATION_ENDED`, `FORWARDED`, `RETURNED`, `CANCELLED`, `WITHDRAWN`); of `APPEALED`, the decision. Null
   * while the waiting goes on, and for other steps.
   */
  endedBy?: Maybe<TimelineEvent>;
  /** The day of that. */
  endedOn?: Maybe<Scalars['Date']['output']>;
  /** The hour, 0 to 23, in Türkiye. */
  hour: Scalars['Int']['output'];
  /** Whether the system did it, as when it passes on what a closed unit had; otherwise a person did. */
  isAutomatic: Scalars['Boolean']['output'];
  /** The kind of the step. */
  kind: TimelineEvent;
  /** The outcome of the application at the end of the day, as `ApplicationFacts.outcome`. */
  outcome?: Maybe<ReplyOutcome>;
  /** The place of the referral in `referrals`, from 0; null if the step concerns the application as a whole. */
  referral?: Maybe<Scalars['Int']['output']>;
  /** The stage of the application after the step. */
  stage: Stage;
  /** The unit that acted; for a referral, the unit that it went to. */
  unitId?: Maybe<Scalars['ID']['output']>;
};

/**
 * The entry points for following changes. Each event carries its cursor, also in the `extensions` of its response.
 * A subscription that names the last cursor as `after` misses nothing and gets nothing twice. Events that the
 * viewer may not see are left out without a trace; a unit that is closed is followed as its successor.
 * What is read of stored events after a cursor costs the same as in `Query.applicationEvents`, from the bucket of
 * events; the subscription pauses while less than one event may cost is left there.
 */
export type Subscription = {
  __typename?: 'Subscription';
  /**
   * The changes of one application, by exactly one of its number and the id of one of its referrals, in the order
   * in which they were committed. For the citizen who filed it, evaluators, and officers of the units it was
   * referred to; each gets the changes that they see in `Application.timeline`. `NOT_FOUND` when no such
   * application is visible to the viewer, `BAD_USER_INPUT` for neither or both of the arguments; otherwise as for
   * `newApplications`. A subscription by number ends with `NOT_FOUND` at the first event after the number was
   * hidden from the viewer; one by referral goes on.
   */
  applicationChanged?: Maybe<ApplicationEvent>;
  /**
   * Applications that are referred to a unit or to a unit below it, in the order in which that was committed. For
   * officers of the unit or of a unit above it, and evaluators. For evaluators who name no unit, applications that
   * are filed. `NOT_FOUND` for a unit that does not exist or lies outside the viewer's unit, `BAD_USER_INPUT` for
   * an empty list of types or topics, an unknown topic, or `includeSubUnits: false` without a unit, `CURSOR_EXPIRED`
   * when events after the cursor may have been deleted, `UNAVAILABLE` when events cannot be read for half a minute.
   * Ends with `NOT_FOUND` once the unit was moved out of the viewer's unit.
   */
  newApplications?: Maybe<NewApplication>;
};


/**
 * The entry points for following changes. Each event carries its cursor, also in the `extensions` of its response.
 * A subscription that names the last cursor as `after` misses nothing and gets nothing twice. Events that the
 * viewer may not see are left out without a trace; a unit that is closed is followed as its successor.
 * What is read of stored events after a cursor costs the same as in `Query.applicationEvents`, from the bucket of
 * events; the subscription pauses while less than one event may cost is left there.
 */
export type SubscriptionApplicationChangedArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  number?: InputMaybe<Scalars['String']['input']>;
  referralId?: InputMaybe<Scalars['ID']['input']>;
};


/**
 * The entry points for following changes. Each event carries its cursor, also in the `extensions` of its response.
 * A subscription that names the last cursor as `after` misses nothing and gets nothing twice. Events that the
 * viewer may not see are left out without a trace; a unit that is closed is followed as its successor.
 * What is read of stored events after a cursor costs the same as in `Query.applicationEvents`, from the bucket of
 * events; the subscription pauses while less than one event may cost is left there.
 */
export type SubscriptionNewApplicationsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  includeSubUnits?: InputMaybe<Scalars['Boolean']['input']>;
  topics?: InputMaybe<Array<Scalars['ID']['input']>>;
  types?: InputMaybe<Array<ApplicationType>>;
  unitId?: InputMaybe<Scalars['ID']['input']>;
};

/** Information that an applicant added to an application. */
export type Supplement = Node & {
  __typename?: 'Supplement';
  /** The time at which it was added. Where the applicant is hidden, by its day, as in `Application.filedAt`. */
  at?: Maybe<Scalars['DateTime']['output']>;
  /** Opaque: `sup_` and 22 characters that reveal neither its place among the supplements nor when it was added. */
  id: Scalars['ID']['output'];
  /** The text, as written or, for officers, as redacted by the centre. */
  text: Scalars['String']['output'];
};

/** An event in the history of an application. */
export type TimelineEntry = Node & {
  __typename?: 'TimelineEntry';
  /** The role of the person who acted. Null for an automatic event. */
  actor?: Maybe<ActorRole>;
  /**
   * The time of the event. For the applicant, evaluators and officers; where the applicant is hidden, what the applicant
   * did by its day, as in `Application.filedAt`.
   */
  at?: Maybe<Scalars['DateTime']['output']>;
  /**
   * The attachment that the centre withheld or released. For `ATTACHMENT_WITHHELD` and `ATTACHMENT_RELEASED`; null
   * otherwise. For evaluators.
   */
  attachment?: Maybe<Attachment>;
  /** Why the unit passed it on without anybody's doing. For such a `FORWARDED`; null otherwise. */
  automaticReason?: Maybe<AutomaticReason>;
  /**
   * The correction that was made. Null unless `event` is `CORRECTED`. For the applicant, evaluators and officers: analysts
   * have what is right, and not what an application was filed with.
   */
  correction?: Maybe<Correction>;
  /** The kind of event. */
  event: TimelineEvent;
  /**
   * Opaque: `tle_` and 22 characters that reveal neither its place in the timeline nor whether there are entries that
   * this viewer does not see.
   */
  id: Scalars['ID']['output'];
  /**
   * The text that a person wrote for the event: a reason, a question or a note; for `ASSIGNED`, the officer's subject. For
   * the applicant, evaluators and officers.
   */
  note?: Maybe<Scalars['String']['output']>;
  /** The member of staff who acted. For officers of the unit concerned and evaluators. */
  officer?: Maybe<Scalars['String']['output']>;
  /** The rating that the applicant gave. For `RATED`; null otherwise. */
  rating?: Maybe<Rating>;
  /** The unit that acted. For a referral, the unit that received it. */
  unit?: Maybe<AdministrativeUnit>;
};

/** The kinds of event of an application. */
export type TimelineEvent =
  /** A unit accepted it and began to work on it. */
  | 'ACCEPTED'
  /** The citizen appealed against the answer to the unit above. */
  | 'APPEALED'
  /** The unit above dismissed the appeal. */
  | 'APPEAL_DISMISSED'
  /** The unit above upheld the appeal. */
  | 'APPEAL_UPHELD'
  /** The referral was assigned to an officer. Not public. */
  | 'ASSIGNED'
  /** The centre released an attachment to the units again. Not public. */
  | 'ATTACHMENT_RELEASED'
  /** The centre withheld an attachment from the units. Not public. */
  | 'ATTACHMENT_WITHHELD'
  /**
   * The referral ended without an answer. Public where the centre cancelled it, not where it followed from an
   * event of the application.
   */
  | 'CANCELLED'
  /** An evaluator of the centre claimed it. Public if the application had just been received. */
  | 'CLAIMED'
  /** A unit continued without an answer to its question. */
  | 'CLARIFICATION_ENDED'
  /** A unit asked the citizen for clarification. */
  | 'CLARIFICATION_REQUESTED'
  /** The centre corrected its type, topic or place. */
  | 'CORRECTED'
  /** The time for an information request was extended. */
  | 'EXTENDED'
  /** The citizen filed it. */
  | 'FILED'
  /** A unit forwarded it to another unit. */
  | 'FORWARDED'
  /** The applicant's identity was hidden from the units. */
  | 'IDENTITY_HIDDEN'
  /** An interim reply was approved. */
  | 'INTERIM_REPLIED'
  /** The unit added a note. Not public. */
  | 'NOTE_ADDED'
  /** The citizen rated the answer. */
  | 'RATED'
  /** The centre set the content that units see. Not public. */
  | 'REDACTED'
  /** The centre referred it to a unit. */
  | 'REFERRED'
  /** The centre refused it with a reason. */
  | 'REFUSED'
  /** A final reply was approved. */
  | 'REPLIED'
  /** An officer drafted a reply. Not public. */
  | 'REPLY_DRAFTED'
  /** Another officer rejected a draft. Not public. */
  | 'REPLY_REJECTED'
  /** The officer who had drafted a reply withdrew it. Not public. */
  | 'REPLY_WITHDRAWN'
  /** A unit returned it to the centre. */
  | 'RETURNED'
  /** The statutory date passed, and the referral was raised to the unit above. Not public. */
  | 'STATUTORY_PASSED'
  /** The citizen added the requested information. */
  | 'SUPPLEMENTED'
  /**
   * A unit took over from another unit that may not keep it. The referral continues unchanged: a draft or
   * question that awaits an answer still awaits it.
   */
  | 'TAKEN_OVER'
  /** The target date passed, and the referral was raised to the unit above. Not public. */
  | 'TARGET_PASSED'
  /** The citizen withdrew it. */
  | 'WITHDRAWN';

export type Topic = Node & {
  __typename?: 'Topic';
  id: Scalars['ID']['output'];
};

/** A message that could not be delivered by a channel. One that could be delivered by none has an entry for each. */
export type UndeliveredMessage = {
  __typename?: 'UndeliveredMessage';
  /** The application that the message was about. */
  application?: Maybe<Application>;
  /** The time at which delivery by the channel was given up. */
  at: Scalars['DateTime']['output'];
  /** The channel by which it could not be delivered: the address does not exist, or accepted nothing for three days. */
  channel: AnswerChannel;
  /**
   * Whether the citizen has given the address of `channel` anew since (`changeContact`), so that clients need not ask for
   * it. Null with an `UNAVAILABLE` error while that cannot be found out.
   */
  corrected?: Maybe<Scalars['Boolean']['output']>;
  /** The channel by which it was sent instead. Null when there is none, and until it has been sent. */
  sentBy?: Maybe<AnswerChannel>;
};

/** One page of a unit's inbox. */
export type UnitInboxConnection = {
  __typename?: 'UnitInboxConnection';
  /**
   * The moment of this page, as a position for `after` of `applicationEvents`: the page shows every change up to
   * there. A client that reads the pages of an inbox and goes on from the first page's `asOf` misses nothing, and
   * may get changes that it has seen. Null with an `UNAVAILABLE` error while the stream of changes cannot be read.
   */
  asOf?: Maybe<Scalars['String']['output']>;
  /**
   * The number of open referrals of the unit and of the units below it, by state, regardless of the filter.
   * While units are being moved in the tree, it may still count referrals at their old place.
   */
  counts: Array<ReferralCount>;
  /** The referrals of this page, each with its position. */
  edges: Array<ReferralEdge>;
  /** The referrals of this page. */
  nodes: Array<Referral>;
  /** Whether and where the list continues. */
  pageInfo: PageInfo;
};

/** Conditions on a referral in `unitInbox`, all of which must hold. An absent condition does not restrict. */
export type UnitInboxFilter = {
  /** The subject of the officer to whom the referral is assigned, as in `Viewer.subject`. */
  assignedTo?: InputMaybe<Scalars['String']['input']>;
  /** The statutory date is before this day. */
  dueBefore?: InputMaybe<Scalars['Date']['input']>;
  /** Whether the referral is overdue, as defined at `Referral.overdue`. */
  overdue?: InputMaybe<Scalars['Boolean']['input']>;
  /** The referral's state is one of these, 1 to 4. */
  states?: InputMaybe<Array<OpenReferralState>>;
  /** The application's topic is one of these, 1 to 10. */
  topicIds?: InputMaybe<Array<Scalars['ID']['input']>>;
  /** The application's type is one of these, 1 to 7. */
  types?: InputMaybe<Array<ApplicationType>>;
  /** True: the referral is assigned to nobody. Not together with `assignedTo`. */
  unassigned?: InputMaybe<Scalars['Boolean']['input']>;
};

/** An officer who has acted for a unit. */
export type UnitOfficer = {
  __typename?: 'UnitOfficer';
  /** The day on which the officer last acted for the unit. */
  lastActedOn: Scalars['Date']['output'];
  /** The officer's subject, as in `Viewer.subject`. */
  subject: Scalars['String']['output'];
};
