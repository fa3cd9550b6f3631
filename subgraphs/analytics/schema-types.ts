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

export type AdministrativeUnit = {
  __typename?: 'AdministrativeUnit';
  id: Scalars['ID']['output'];
};

/** The channels for notifying an applicant. */
export type AnswerChannel =
  /** By e-mail. */
  | 'EMAIL'
  /** By text message to the mobile phone. */
  | 'SMS';

/** `ApplicationGroup.shareAnsweredWithin`, by its argument. */
export type AnsweredWithinFigure = {
  /** The number of days, 0 to 1,000. */
  days: Scalars['Int']['input'];
};

/** The kinds of appeal. */
export type AppealKind =
  /** Against any answer. */
  | 'APPEAL'
  /** İtiraz: against an information request refused in whole or in part (law 4982). */
  | 'OBJECTION';

export type Application = {
  __typename?: 'Application';
  id: Scalars['ID']['output'];
};

/** The limits of groups of numbers. */
export type ApplicationBuckets = {
  /**
   * The least number of each group, ascending, 1 to 50. A group ends before the next one begins; the last has no end.
   * Smaller numbers are in a group of their own, as are applications without a number.
   */
  from: Array<Scalars['Int']['input']>;
  /** A dimension of `groupBy` that is a number. */
  of: ApplicationDimension;
};

/** The day of an application by which it is placed in time. */
export type ApplicationDay =
  /** The day of the last reply that answered it. */
  | 'ANSWERED'
  /** The day on which it was answered, refused or withdrawn. */
  | 'CLOSED'
  /** The statutory date. */
  | 'DUE'
  /** The day of filing. */
  | 'FILED'
  /**
   * The day of the reply that first answered it, from which `daysToAnswer` is counted. An upheld appeal does not change it, and
   * an application that was reopened and is open has it, too.
   */
  | 'FIRST_ANSWERED';

/** The dimensions by which applications can be grouped. */
export type ApplicationDimension =
  /** The number of days since filing of an open application. */
  | 'AGE_IN_DAYS'
  /** The number of appeals. */
  | 'APPEALS'
  /**
   * The number of applications that the same person has among those that are counted, with several `onDays` on that day.
   * Only with `buckets`, of which the last begins at 6 at most, and with no dimension beside it other than `TYPE`, `TOPIC`,
   * `STAGE`, `OUTCOME`, `REFUSAL_REASON`, `PROVINCE`, `UNIT_KIND`, `CHANNEL`, `YEAR`, `QUARTER`, `MONTH` and `ON_DAY`: others
   * would follow single persons.
   */
  | 'APPLICATIONS_OF_APPLICANT'
  /** The number of business days from filing to the first answer. */
  | 'BUSINESS_DAYS_TO_ANSWER'
  /** The channel for notifying the applicant. */
  | 'CHANNEL'
  /** How often units asked the applicant. */
  | 'CLARIFICATIONS'
  /** The day. */
  | 'DAY'
  /** The number of days from filing to the first answer. */
  | 'DAYS_TO_ANSWER'
  /** The district concerned. */
  | 'DISTRICT'
  /** How often units forwarded it. */
  | 'FORWARDS'
  /**
   * The hour of filing. So that it does not show when one application was filed, nothing may be beside it that is of a
   * day or of a place below a province: no `WEEK`, `DAY`, `ON_DAY`, `DISTRICT`, `UNIT`, `APPLICATIONS_OF_APPLICANT` or
   * dimension in days, no `onDays`, no `by` other than `FILED`. The filter, in all its parts, may have no units and
   * districts, of days `filedOn` alone, in whole months, and no condition in days or on lateness; the months of `previous`
   * are whole, too. Nor may figures in days or on lateness be asked for. `BAD_USER_INPUT` names what is refused.
   */
  | 'HOUR'
  /** The month. */
  | 'MONTH'
  /** The day of `onDays`. */
  | 'ON_DAY'
  /** `ApplicationGroup.outcome` */
  | 'OUTCOME'
  /** The province concerned. */
  | 'PROVINCE'
  /** The quarter of a year. */
  | 'QUARTER'
  /** The rating, as a number. */
  | 'RATING'
  /** The number of referrals. */
  | 'REFERRALS'
  /** The reason for which the centre refused it. */
  | 'REFUSAL_REASON'
  /** How often units returned it. */
  | 'RETURNS'
  /** The stage. */
  | 'STAGE'
  /** The topic. */
  | 'TOPIC'
  /** The type. */
  | 'TYPE'
  /** The lead unit, or the unit above it that `unitLevel` names. */
  | 'UNIT'
  /** The kind of the lead unit. */
  | 'UNIT_KIND'
  /** The week, from Monday on. */
  | 'WEEK'
  /** The day of the week. */
  | 'WEEKDAY'
  /** The year. */
  | 'YEAR';

/**
 * A condition on a figure of a group. Exactly one of `measure`, `daysBetween` and `shareAnsweredWithin` names the figure. Two
 * conditions on the same figure that exclude each other are `BAD_USER_INPUT`.
 */
export type ApplicationFigureCondition = {
  /** A figure of `ApplicationGroup.daysBetween`. */
  daysBetween?: InputMaybe<DaysBetweenFigure>;
  /** The greatest value. Absent for no limit. */
  max?: InputMaybe<Scalars['Float']['input']>;
  /** A figure without arguments. */
  measure?: InputMaybe<ApplicationMeasure>;
  /** The least value. Absent for no limit. */
  min?: InputMaybe<Scalars['Float']['input']>;
  /** The period that the figure is of. The others need `previous`. */
  of?: FigurePeriod;
  /** `ApplicationGroup.shareAnsweredWithin` */
  shareAnsweredWithin?: InputMaybe<AnsweredWithinFigure>;
};

/**
 * Conditions on an application, all of which must hold; at least one. An absent condition does not restrict. Ranges
 * include both ends; two of the same field that exclude each other, one of them in an `and`, are `BAD_USER_INPUT`.
 */
export type ApplicationFilter = {
  /** For an open application: the number of days since filing. */
  ageInDays?: InputMaybe<IntRange>;
  /** All of these hold, 1 to 20. */
  and?: InputMaybe<Array<ApplicationFilter>>;
  /** The day of the last reply that answered it. */
  answeredOn?: InputMaybe<DateRange>;
  /** The number of appeals, of which some can be objections. */
  appeals?: InputMaybe<IntRange>;
  /** The number of appeals that were upheld. */
  appealsUpheld?: InputMaybe<IntRange>;
  /** The number of business days from filing to the first answer. */
  businessDaysToAnswer?: InputMaybe<IntRange>;
  /** The channel for notifying the applicant is one of these, 1 to 2. */
  channels?: InputMaybe<Array<AnswerChannel>>;
  /** How often units asked the applicant. */
  clarifications?: InputMaybe<IntRange>;
  /** The day on which it was answered, refused or withdrawn. It is open until then. */
  closedOn?: InputMaybe<DateRange>;
  /** The number of days from filing to the first answer. */
  daysToAnswer?: InputMaybe<IntRange>;
  /** The district concerned is one of these, 1 to 1,000. */
  districtCodes?: InputMaybe<Array<Scalars['ID']['input']>>;
  /** The statutory date. */
  dueOn?: InputMaybe<DateRange>;
  /**
   * It is open, will be overdue unless something is done, and is due at most this number of business days after today, 0 to 250:
   * 0 for what is due today. What is overdue already, or waits for the applicant, is left out.
   */
  dueWithinBusinessDays?: InputMaybe<Scalars['Int']['input']>;
  /** Whether the statutory time was extended: also for an answer that an upheld appeal has replaced. */
  extended?: InputMaybe<Scalars['Boolean']['input']>;
  /** The day of filing. */
  filedOn?: InputMaybe<DateRange>;
  /** The day of the reply that first answered it, whatever an upheld appeal has changed since. */
  firstAnsweredOn?: InputMaybe<DateRange>;
  /** How often units forwarded it. What the system passes on, because a unit was closed, is not counted. */
  forwards?: InputMaybe<IntRange>;
  /** Whether a draft of a reply awaits approval, of any of its units. `ReferralFilter.hasDraft` is that of one unit. */
  hasDraft?: InputMaybe<Scalars['Boolean']['input']>;
  /** The number of interim replies. */
  interimReplies?: InputMaybe<IntRange>;
  /**
   * Whether it is late: overdue, or answered after the statutory date that no interim reply had met. An answer that an
   * upheld appeal has replaced counts as well, by the statutory date that it had.
   */
  late?: InputMaybe<Scalars['Boolean']['input']>;
  /**
   * This does not hold. What a condition cannot be said of, such as the rating of an unrated application, does not meet
   * it.
   */
  not?: InputMaybe<ApplicationFilter>;
  /** The number of objections: appeals by law 4982, against an information request refused in whole or in part. */
  objections?: InputMaybe<IntRange>;
  /** The number of objections that were upheld. */
  objectionsUpheld?: InputMaybe<IntRange>;
  /** Whether it is open: neither answered, refused nor withdrawn. */
  open?: InputMaybe<Scalars['Boolean']['input']>;
  /** One of these holds, 1 to 20. */
  or?: InputMaybe<Array<ApplicationFilter>>;
  /** The outcome, as in `ApplicationGroup.outcome`, is one of these, 1 to 6. */
  outcomes?: InputMaybe<Array<ReplyOutcome>>;
  /** Whether it is overdue, as defined at `Application.overdue`. */
  overdue?: InputMaybe<Scalars['Boolean']['input']>;
  /** The province concerned is one of these, 1 to 81. */
  provinceCodes?: InputMaybe<Array<Scalars['ID']['input']>>;
  /** The applicant's rating, 1 to 5. */
  rating?: InputMaybe<IntRange>;
  /** The number of referrals. */
  referrals?: InputMaybe<IntRange>;
  /** The centre refused it for one of these reasons, 1 to 11. */
  refusalReasons?: InputMaybe<Array<RefusalReason>>;
  /** One of its responsible units is one of these. */
  responsibleUnits?: InputMaybe<UnitsFilter>;
  /** How often units returned it to the centre. */
  returns?: InputMaybe<IntRange>;
  /** Whether it is not late, and would be if an interim reply had not met the statutory date. */
  savedByInterimReply?: InputMaybe<Scalars['Boolean']['input']>;
  /**
   * Whether the applicant, in the rating, said that the matter was solved. An unrated application meets neither `true` nor
   * `false`.
   */
  solved?: InputMaybe<Scalars['Boolean']['input']>;
  /** The stage is one of these, 1 to 9. */
  stages?: InputMaybe<Array<Stage>>;
  /** The target date. */
  targetOn?: InputMaybe<DateRange>;
  /** The topic is one of these, 1 to 100. */
  topicIds?: InputMaybe<Array<Scalars['ID']['input']>>;
  /** The type is one of these, 1 to 7. */
  types?: InputMaybe<Array<ApplicationType>>;
  /** One of its responsible units is of one of these kinds, 1 to 19. */
  unitKinds?: InputMaybe<Array<UnitKind>>;
};

/**
 * Applications that agree in every dimension of the question. A dimension is null in groups without a value, and if it is
 * not among those of the question. Figures that nothing was counted for are null, counts 0.
 */
export type ApplicationGroup = {
  __typename?: 'ApplicationGroup';
  /** The days since filing, of open applications. */
  ageInDays?: Maybe<NumberSummary>;
  /** The number of answered applications. */
  answered: Scalars['Int']['output'];
  /** The number of applications with an appeal, be it an objection or not. */
  appealed: Scalars['Int']['output'];
  /** The number of appeals, objections among them. */
  appeals: Scalars['Int']['output'];
  /** The number of appeals that were dismissed. */
  appealsDismissed: Scalars['Int']['output'];
  /** The number of appeals that were upheld. */
  appealsUpheld: Scalars['Int']['output'];
  /** The number of persons who filed them. */
  applicants: Scalars['Int']['output'];
  /** The limits of the numbers, one for each dimension that is a number, in the order of `groupBy`. */
  buckets: Array<NumberBucket>;
  /** The business days from filing to the first answer. */
  businessDaysToAnswer?: Maybe<NumberSummary>;
  /** The channel for notifying the applicant. */
  channel?: Maybe<AnswerChannel>;
  /** How often units asked the applicant, on average. */
  clarificationsPerApplication?: Maybe<Scalars['Float']['output']>;
  /** The number of applications. */
  count: Scalars['Int']['output'];
  /** The day. */
  day?: Maybe<Scalars['Date']['output']>;
  /**
   * The days from the first step of one kind to the first step of another kind. Applications without one of them, and
   * those in which the latter came on an earlier day, are left out.
   */
  daysBetween?: Maybe<NumberSummary>;
  /** The days from filing to the first answer. */
  daysToAnswer?: Maybe<NumberSummary>;
  /** The district concerned. */
  district?: Maybe<District>;
  /**
   * The number of applications whose statutory time was extended, also if it was for an answer that an upheld appeal has
   * replaced; the application counts once.
   */
  extended: Scalars['Int']['output'];
  /** How often units forwarded one, on average. */
  forwardsPerApplication?: Maybe<Scalars['Float']['output']>;
  /** The hour of filing, 0 to 23, in Türkiye. */
  hour?: Maybe<Scalars['Int']['output']>;
  /** The number of interim replies, on average. */
  interimRepliesPerApplication?: Maybe<Scalars['Float']['output']>;
  /**
   * The number of late applications: overdue, or answered after the statutory date that no interim reply had met. An answer
   * that an upheld appeal has replaced counts as well, by the statutory date that it had; the application counts once.
   */
  late: Scalars['Int']['output'];
  /** The first day of the month. */
  month?: Maybe<Scalars['Date']['output']>;
  /** The number of applications with an objection: an appeal by law 4982, against a request refused in whole or in part. */
  objected: Scalars['Int']['output'];
  /** The number of objections. */
  objections: Scalars['Int']['output'];
  /** The number of objections that were dismissed. */
  objectionsDismissed: Scalars['Int']['output'];
  /** The number of objections that were upheld. */
  objectionsUpheld: Scalars['Int']['output'];
  /** The day of `onDays`. */
  onDay?: Maybe<Scalars['Date']['output']>;
  /** The number of open applications. */
  open: Scalars['Int']['output'];
  /**
   * The outcome of the lead unit's last final reply; once an application is answered anew after an upheld appeal, that of
   * the new answer.
   */
  outcome?: Maybe<ReplyOutcome>;
  /** The numbers of applications by `ApplicationGroup.outcome`. */
  outcomes: OutcomeCounts;
  /** The number of overdue applications, as defined at `Application.overdue`. */
  overdue: Scalars['Int']['output'];
  /**
   * The same group in the previous period. Null unless `previous` is an argument of the question, and in a previous
   * group. Its dimensions are those of the group that it is compared with.
   */
  previous?: Maybe<ApplicationGroup>;
  /** The province concerned. */
  province?: Maybe<Province>;
  /** The first day of the quarter. */
  quarter?: Maybe<Scalars['Date']['output']>;
  /** The number of applications whose applicants have rated the present answer. */
  rated: Scalars['Int']['output'];
  /** The ratings, 1 to 5. */
  rating?: Maybe<RatingSummary>;
  /** The number of referrals, on average. */
  referralsPerApplication?: Maybe<Scalars['Float']['output']>;
  /** The reason for which the centre refused it. */
  refusalReason?: Maybe<RefusalReason>;
  /** The number of applications that the centre refused. */
  refused: Scalars['Int']['output'];
  /** The number of persons who filed two or more of them. */
  repeatApplicants: Scalars['Int']['output'];
  /** How often units returned one to the centre, on average. */
  returnsPerApplication?: Maybe<Scalars['Float']['output']>;
  /** The number of applications that are not late, and would be if an interim reply had not met the statutory date. */
  savedByInterimReply: Scalars['Int']['output'];
  /**
   * The share of all applications of the filter, 0 to 1; with several `onDays`, of those of the same day, and of two periods,
   * of those of the same period. Null only where there are none.
   */
  share?: Maybe<Scalars['Float']['output']>;
  /**
   * The share of applications that were first answered within this number of days after filing, 0 to 1,000. Only those
   * that were filed more days ago are considered: the last of these days is over.
   */
  shareAnsweredWithin?: Maybe<Scalars['Float']['output']>;
  /** The share of decided appeals that were upheld. */
  shareAppealsUpheld?: Maybe<Scalars['Float']['output']>;
  /** `late` as a share of `count`. */
  shareLate?: Maybe<Scalars['Float']['output']>;
  /** The share of decided objections that were upheld. */
  shareObjectionsUpheld?: Maybe<Scalars['Float']['output']>;
  /** `overdue` as a share of `count`. */
  shareOverdue?: Maybe<Scalars['Float']['output']>;
  /** `rated` as a share of `answered`. */
  shareRated?: Maybe<Scalars['Float']['output']>;
  /** `savedByInterimReply` as a share of `count`. */
  shareSavedByInterimReply?: Maybe<Scalars['Float']['output']>;
  /** The share of rated applications whose applicants said that the matter was solved. */
  shareSolved?: Maybe<Scalars['Float']['output']>;
  /** The stage. */
  stage?: Maybe<Stage>;
  /** The topic. Null with an error while the directory cannot be reached, as are all references to it. */
  topic?: Maybe<Topic>;
  /** The type. */
  type?: Maybe<ApplicationType>;
  /** The unit: see `UnitLevel`. */
  unit?: Maybe<AdministrativeUnit>;
  /** The kind of the lead unit. */
  unitKind?: Maybe<UnitKind>;
  /** The Monday of the week. */
  week?: Maybe<Scalars['Date']['output']>;
  /** The day of the week, from 1 for Monday to 7 for Sunday. */
  weekday?: Maybe<Scalars['Int']['output']>;
  /** The number of applications that were withdrawn. */
  withdrawn: Scalars['Int']['output'];
  /** The year. Null unless `YEAR` is a dimension, and for those without the day; the other dimensions of time alike. */
  year?: Maybe<Scalars['Int']['output']>;
};


/**
 * Applications that agree in every dimension of the question. A dimension is null in groups without a value, and if it is
 * not among those of the question. Figures that nothing was counted for are null, counts 0.
 */
export type ApplicationGroupDaysBetweenArgs = {
  from: Milestone;
  to: Milestone;
};


/**
 * Applications that agree in every dimension of the question. A dimension is null in groups without a value, and if it is
 * not among those of the question. Figures that nothing was counted for are null, counts 0.
 */
export type ApplicationGroupShareAnsweredWithinArgs = {
  days: Scalars['Int']['input'];
};

/** One part of the order of groups. Exactly one of `measure`, `daysBetween`, `shareAnsweredWithin` and `dimension` is given. */
export type ApplicationGroupOrder = {
  /** A figure of `ApplicationGroup.daysBetween`. */
  daysBetween?: InputMaybe<DaysBetweenFigure>;
  /** A dimension of `groupBy`. Enums, topics, places and units are ordered by their codes. */
  dimension?: InputMaybe<ApplicationDimension>;
  /** The direction. */
  direction?: SortDirection;
  /** A figure without arguments. */
  measure?: InputMaybe<ApplicationMeasure>;
  /** The period that the figure is of. The others need `previous`. */
  of?: FigurePeriod;
  /** `ApplicationGroup.shareAnsweredWithin` */
  shareAnsweredWithin?: InputMaybe<AnsweredWithinFigure>;
};

/**
 * The figures without arguments by which groups of applications are ordered and left out: each is a field of
 * `ApplicationGroup`. Only `rating.distribution`, which is several numbers, is not among them.
 */
export type ApplicationMeasure =
  /** `ageInDays.average` */
  | 'AGE_IN_DAYS_AVERAGE'
  /** `ageInDays.count` */
  | 'AGE_IN_DAYS_COUNT'
  /** `ageInDays.median` */
  | 'AGE_IN_DAYS_MEDIAN'
  /** `ageInDays.p90` */
  | 'AGE_IN_DAYS_P90'
  /** `ageInDays.p99` */
  | 'AGE_IN_DAYS_P99'
  /** `answered` */
  | 'ANSWERED'
  /** `appealed` */
  | 'APPEALED'
  /** `appeals` */
  | 'APPEALS'
  /** `appealsDismissed` */
  | 'APPEALS_DISMISSED'
  /** `appealsUpheld` */
  | 'APPEALS_UPHELD'
  /** `applicants` */
  | 'APPLICANTS'
  /** `businessDaysToAnswer.average` */
  | 'BUSINESS_DAYS_TO_ANSWER_AVERAGE'
  /** `businessDaysToAnswer.count` */
  | 'BUSINESS_DAYS_TO_ANSWER_COUNT'
  /** `businessDaysToAnswer.median` */
  | 'BUSINESS_DAYS_TO_ANSWER_MEDIAN'
  /** `businessDaysToAnswer.p90` */
  | 'BUSINESS_DAYS_TO_ANSWER_P90'
  /** `businessDaysToAnswer.p99` */
  | 'BUSINESS_DAYS_TO_ANSWER_P99'
  /** `clarificationsPerApplication` */
  | 'CLARIFICATIONS_PER_APPLICATION'
  /** `count` */
  | 'COUNT'
  /** `daysToAnswer.average` */
  | 'DAYS_TO_ANSWER_AVERAGE'
  /** `daysToAnswer.count` */
  | 'DAYS_TO_ANSWER_COUNT'
  /** `daysToAnswer.median` */
  | 'DAYS_TO_ANSWER_MEDIAN'
  /** `daysToAnswer.p90` */
  | 'DAYS_TO_ANSWER_P90'
  /** `daysToAnswer.p99` */
  | 'DAYS_TO_ANSWER_P99'
  /** `extended` */
  | 'EXTENDED'
  /** `forwardsPerApplication` */
  | 'FORWARDS_PER_APPLICATION'
  /** `interimRepliesPerApplication` */
  | 'INTERIM_REPLIES_PER_APPLICATION'
  /** `late` */
  | 'LATE'
  /** `objected` */
  | 'OBJECTED'
  /** `objections` */
  | 'OBJECTIONS'
  /** `objectionsDismissed` */
  | 'OBJECTIONS_DISMISSED'
  /** `objectionsUpheld` */
  | 'OBJECTIONS_UPHELD'
  /** `open` */
  | 'OPEN'
  /** `outcomes.granted` */
  | 'OUTCOMES_GRANTED'
  /** `outcomes.grantedWithSecretsRemoved` */
  | 'OUTCOMES_GRANTED_WITH_SECRETS_REMOVED'
  /** `outcomes.informed` */
  | 'OUTCOMES_INFORMED'
  /** `outcomes.partlyGranted` */
  | 'OUTCOMES_PARTLY_GRANTED'
  /** `outcomes.referredElsewhere` */
  | 'OUTCOMES_REFERRED_ELSEWHERE'
  /** `outcomes.refused` */
  | 'OUTCOMES_REFUSED'
  /** `overdue` */
  | 'OVERDUE'
  /** `rated` */
  | 'RATED'
  /** `rating.average` */
  | 'RATING_AVERAGE'
  /** `referralsPerApplication` */
  | 'REFERRALS_PER_APPLICATION'
  /** `refused` */
  | 'REFUSED'
  /** `repeatApplicants` */
  | 'REPEAT_APPLICANTS'
  /** `returnsPerApplication` */
  | 'RETURNS_PER_APPLICATION'
  /** `savedByInterimReply` */
  | 'SAVED_BY_INTERIM_REPLY'
  /** `share` */
  | 'SHARE'
  /** `shareAppealsUpheld` */
  | 'SHARE_APPEALS_UPHELD'
  /** `shareLate` */
  | 'SHARE_LATE'
  /** `shareObjectionsUpheld` */
  | 'SHARE_OBJECTIONS_UPHELD'
  /** `shareOverdue` */
  | 'SHARE_OVERDUE'
  /** `shareRated` */
  | 'SHARE_RATED'
  /** `shareSavedByInterimReply` */
  | 'SHARE_SAVED_BY_INTERIM_REPLY'
  /** `shareSolved` */
  | 'SHARE_SOLVED'
  /** `withdrawn` */
  | 'WITHDRAWN';

/** One field of the order of applications. */
export type ApplicationOrder = {
  /** The field. */
  by: ApplicationOrderField;
  /** The direction. */
  direction?: SortDirection;
};

/**
 * The fields by which applications can be ordered: see `ApplicationFilter`. Enums, topics, places and units are ordered by their
 * codes.
 */
export type ApplicationOrderField =
  /** The day of the last reply that answered it. */
  | 'ANSWERED_ON'
  /** The number of appeals. */
  | 'APPEALS'
  /** The number of appeals that were upheld. */
  | 'APPEALS_UPHELD'
  /** The number of business days to the first answer. */
  | 'BUSINESS_DAYS_TO_ANSWER'
  /** The channel. */
  | 'CHANNEL'
  /** How often units asked the applicant. */
  | 'CLARIFICATIONS'
  /** The day on which it was closed. */
  | 'CLOSED_ON'
  /** The number of days to the first answer. */
  | 'DAYS_TO_ANSWER'
  /** The district. */
  | 'DISTRICT'
  /** The statutory date. */
  | 'DUE_ON'
  /** The day of filing. */
  | 'FILED_ON'
  /** The day of the reply that first answered it. */
  | 'FIRST_ANSWERED_ON'
  /** How often units forwarded it. */
  | 'FORWARDS'
  /** The number of interim replies. */
  | 'INTERIM_REPLIES'
  /** The number of objections. */
  | 'OBJECTIONS'
  /** The number of objections that were upheld. */
  | 'OBJECTIONS_UPHELD'
  /** The outcome. */
  | 'OUTCOME'
  /** The first day on which it is overdue; no value where it is closed or cannot become overdue. */
  | 'OVERDUE_FROM'
  /** The province. */
  | 'PROVINCE'
  /** The rating. */
  | 'RATING'
  /** The number of referrals. */
  | 'REFERRALS'
  /** The reason for which the centre refused it. */
  | 'REFUSAL_REASON'
  /** How often units returned it. */
  | 'RETURNS'
  /** Whether the matter was solved: no before yes. */
  | 'SOLVED'
  /** The stage. */
  | 'STAGE'
  /** The target date. */
  | 'TARGET_ON'
  /** The topic. */
  | 'TOPIC'
  /** The type. */
  | 'TYPE'
  /** The lead unit. */
  | 'UNIT'
  /** The kind of the lead unit. */
  | 'UNIT_KIND';

/** Applications in groups. */
export type ApplicationStatistics = {
  __typename?: 'ApplicationStatistics';
  /** Everything that was committed by this moment is counted. It is a few seconds ago. */
  asOf: Scalars['DateTime']['output'];
  /** How many groups meet `having`, also beyond `first`. More than 10,000 only where the first of an order are asked for. */
  groupCount: Scalars['Int']['output'];
  /**
   * The first of the groups that meet `having`, in the order that was asked for. Groups without anything are left out; with
   * `previous`, those without anything in both periods.
   */
  groups: Array<ApplicationGroup>;
  /** All applications of the filter as one group. `BAD_USER_INPUT` with several `onDays`. */
  total: ApplicationGroup;
  /**
   * The number of applications in all groups together, also of those that do not meet `having`. With several `onDays`, an
   * application counts for each of them.
   */
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

/** Days from the first to the last of them. At least one end is given. */
export type DateRange = {
  /** The first day. Absent for no limit. */
  from?: InputMaybe<Scalars['Date']['input']>;
  /** The last day. Absent for no limit. */
  to?: InputMaybe<Scalars['Date']['input']>;
};

/** A figure of `ApplicationGroup.daysBetween`, by its arguments and the field below it. */
export type DaysBetweenFigure = {
  /** The field of the `NumberSummary`. */
  figure?: NumberFigure;
  /** The step from which days are counted. */
  from: Milestone;
  /** The step up to which they are counted. */
  to: Milestone;
};

export type District = {
  __typename?: 'District';
  code: Scalars['ID']['output'];
};

/** The one of two periods that a figure is of. */
export type FigurePeriod =
  /** The period of the filter. */
  | 'CURRENT'
  /** The figure of the current period less that of the previous one. */
  | 'DIFFERENCE'
  /** The previous period. */
  | 'PREVIOUS'
  /** The figure of the current period divided by that of the previous one; no value where that is 0. */
  | 'RATIO';

/** One page of applications that meet a filter. */
export type FoundApplicationConnection = {
  __typename?: 'FoundApplicationConnection';
  /** Everything that was committed by this moment is considered. It is a few seconds ago. */
  asOf: Scalars['DateTime']['output'];
  /** The applications of this page, each with its position. */
  edges: Array<FoundApplicationEdge>;
  /** The applications of this page. Null for one that the viewer no longer sees. */
  nodes: Array<Maybe<Application>>;
  /** Whether and where the list continues. */
  pageInfo: PageInfo;
  /** The number of applications on all pages, exactly. It is counted if it is selected. */
  totalCount: Scalars['Int']['output'];
};

/** An application at its position in a list. */
export type FoundApplicationEdge = {
  __typename?: 'FoundApplicationEdge';
  /** The position of this application. Pass it as `after` to continue from here. */
  cursor: Scalars['String']['output'];
  /** The application. Null if the viewer no longer sees it. */
  node?: Maybe<Application>;
};

/** Whole numbers from the least to the greatest. At least one end is given. */
export type IntRange = {
  /** The greatest number. Absent for no limit. */
  max?: InputMaybe<Scalars['Int']['input']>;
  /** The least number, from 0. Absent for no limit. */
  min?: InputMaybe<Scalars['Int']['input']>;
};

/**
 * Steps of an application between which days are counted: each is the first of its kind, as in `TimelineEvent`, whichever unit
 * and referral it is of. For what one unit took, and for each question to the citizen, see `ReferralGroup`.
 */
export type Milestone =
  /** A unit accepted it and began to work on it. */
  | 'ACCEPTED'
  /** The citizen appealed against the answer. */
  | 'APPEALED'
  /**
   * The unit above decided an appeal, by upholding or dismissing it. The first decision is always on the first appeal: the days
   * of every appeal are in `ReferralGroup.daysToDecideAppeal`.
   */
  | 'APPEAL_DECIDED'
  /** An evaluator of the centre claimed it. */
  | 'CLAIMED'
  /** A unit asked the citizen for clarification. */
  | 'CLARIFICATION_REQUESTED'
  /** The time for an information request was extended. */
  | 'EXTENDED'
  /** The citizen filed it. */
  | 'FILED'
  /** A unit forwarded it to another unit. */
  | 'FORWARDED'
  /** An interim reply was approved. */
  | 'INTERIM_REPLIED'
  /** The citizen rated the answer. */
  | 'RATED'
  /** The centre referred it to a unit. */
  | 'REFERRED'
  /** The centre refused to process it. */
  | 'REFUSED'
  /** A final reply was approved. */
  | 'REPLIED'
  /** An officer drafted a reply, an interim or a final one. */
  | 'REPLY_DRAFTED'
  /** A unit returned it to the centre. */
  | 'RETURNED'
  /** The citizen added the requested information. */
  | 'SUPPLEMENTED'
  /** The citizen withdrew it. */
  | 'WITHDRAWN';

/** The group of a number. */
export type NumberBucket = {
  __typename?: 'NumberBucket';
  /** The least number. Null for the numbers below all limits, and for no number. */
  from?: Maybe<Scalars['Int']['output']>;
  /** Whether there is a number. */
  isKnown: Scalars['Boolean']['output'];
  /** The greatest number. Null where there is no limit, and for no number. */
  to?: Maybe<Scalars['Int']['output']>;
};

/** The fields of `NumberSummary`. */
export type NumberFigure =
  /** `average` */
  | 'AVERAGE'
  /** `count` */
  | 'COUNT'
  /** `median` */
  | 'MEDIAN'
  /** `p90` */
  | 'P90'
  /** `p99` */
  | 'P99';

/**
 * A summary of numbers. Percentiles between two numbers are interpolated. All but `count` are null if there are
 * none.
 */
export type NumberSummary = {
  __typename?: 'NumberSummary';
  /** The average. */
  average?: Maybe<Scalars['Float']['output']>;
  /** How many numbers there are. */
  count: Scalars['Int']['output'];
  /** The median. */
  median?: Maybe<Scalars['Float']['output']>;
  /** The 90th percentile. */
  p90?: Maybe<Scalars['Float']['output']>;
  /** The 99th percentile. */
  p99?: Maybe<Scalars['Float']['output']>;
};

/** The numbers by outcome: see `ReplyOutcome`. */
export type OutcomeCounts = {
  __typename?: 'OutcomeCounts';
  /** Done or agreed as asked. */
  granted: Scalars['Int']['output'];
  /** The information given with secrets removed. */
  grantedWithSecretsRemoved: Scalars['Int']['output'];
  /** Explained or taken note of. */
  informed: Scalars['Int']['output'];
  /** Done in part. */
  partlyGranted: Scalars['Int']['output'];
  /** Referred to where the information is. */
  referredElsewhere: Scalars['Int']['output'];
  /** Not done. */
  refused: Scalars['Int']['output'];
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

/**
 * The period with which groups are compared. Those that lie months before go by the calendar: a range of whole months is
 * compared with as many whole months, 1 to 28 February with 1 to 31 January. Both ends of any other range keep the number
 * of their day; a month that does not have it ends the range on its last day, so that 15 to 30 March are compared with 15 to
 * 28 February.
 *
 * Groups by `YEAR`, `QUARTER` and `MONTH` are compared with what lies as long before; groups by `WEEK` and `DAY` with the same
 * days, by their number in the month where the period lies months before. A day that none is compared with, such as 31 January
 * beside February, is in the group without a week or day. `WEEKDAY` and `HOUR` are those of each day itself: Saturdays are
 * compared with Saturdays.
 */
export type PreviousPeriod =
  /** The same days a month before: this month so far with the last one. */
  | 'MONTH_BEFORE'
  /** The same number of days directly before. */
  | 'PERIOD_BEFORE'
  /** The same days three months before: this quarter so far with the last one. */
  | 'QUARTER_BEFORE'
  /** The same days a week before: this week so far with the same days of the last one. Longer ranges overlap theirs. */
  | 'WEEK_BEFORE'
  /** The same days a year before. 29 February is compared with 28 February, and a whole February with a whole one. */
  | 'YEAR_BEFORE';

export type Province = {
  __typename?: 'Province';
  code: Scalars['ID']['output'];
};

/**
 * The dimensions by which published numbers can be grouped, as an application was filed, whatever the centre has corrected
 * since.
 */
export type PublishedDimension =
  /** The district concerned, as filed. */
  | 'DISTRICT'
  /** The month of filing. */
  | 'MONTH'
  /** The province concerned, as filed. */
  | 'PROVINCE'
  /** The quarter of filing. */
  | 'QUARTER'
  /** The topic at filing. */
  | 'TOPIC'
  /** The type at filing. */
  | 'TYPE'
  /** The week of filing, from Monday on. */
  | 'WEEK'
  /** The year of filing. */
  | 'YEAR';

/**
 * One value of each dimension, or none: all conditions must hold; at least one. Lists and combinations are left out, since
 * each would be one more number about the same persons.
 */
export type PublishedFilter = {
  /** It was filed with this district. */
  districtCode?: InputMaybe<Scalars['ID']['input']>;
  /** It was filed with this province. */
  provinceCode?: InputMaybe<Scalars['ID']['input']>;
  /** It was filed with this topic. */
  topicId?: InputMaybe<Scalars['ID']['input']>;
  /** It was filed with this type. */
  type?: InputMaybe<ApplicationType>;
};

/**
 * Persons whose applications agree in every dimension of the question. A dimension that is not among those of the question is
 * null. Applications without a district, which concern their whole province, are in no group by district. Who has filed
 * several applications can be in several groups.
 */
export type PublishedGroup = {
  __typename?: 'PublishedGroup';
  /**
   * The number of persons of whose applications in this group one at least was first answered within 30 days after the day of
   * filing; protected as `persons` is, and 0 for few persons as for none. Null until 30 days after the period.
   */
  answeredWithin30Days?: Maybe<Scalars['Int']['output']>;
  /** The district concerned. */
  district?: Maybe<District>;
  /** The first day of the period in which the applications were filed. */
  from: Scalars['Date']['output'];
  /** The number of persons: a multiple of 5 that differs from the exact number by 14 at most. */
  persons: Scalars['Int']['output'];
  /** The province concerned. */
  province?: Maybe<Province>;
  /**
   * `persons` as a share of all persons of the same period who meet the filter, computed from published numbers, 0 to 1. Null
   * where that number is not published. Shares can add up to more than 1.
   */
  share?: Maybe<Scalars['Float']['output']>;
  /** `answeredWithin30Days` as a share of `persons`, computed from these numbers, 0 to 1. Null where that is null or 0. */
  shareAnsweredWithin30Days?: Maybe<Scalars['Float']['output']>;
  /** The last day of that period. */
  to: Scalars['Date']['output'];
  /** The topic. Null with an error while the directory cannot be reached, as are all references to it. */
  topic?: Maybe<Topic>;
  /** The type. */
  type?: Maybe<ApplicationType>;
};

/** A closed period. */
export type PublishedPeriodInput = {
  /** Its first day: a Monday, or the first day of a month, of a quarter or of a year. */
  from: Scalars['Date']['input'];
  /** How long it is. */
  unit: PublishedPeriodUnit;
};

/** The periods that numbers are published of. */
export type PublishedPeriodUnit =
  /** A month. */
  | 'MONTH'
  /** A quarter of a year. */
  | 'QUARTER'
  /** A week, from Monday on. */
  | 'WEEK'
  /** A year. */
  | 'YEAR';

/** Persons in groups, as they are published. */
export type PublishedStatistics = {
  __typename?: 'PublishedStatistics';
  /**
   * The end of the last closed day, in Türkiye: nothing later is counted. It stays the same until the next day has been closed,
   * some minutes after its end.
   */
  asOf: Scalars['DateTime']['output'];
  /** How many groups there are, also beyond `first`: 10,000 at most. */
  groupCount: Scalars['Int']['output'];
  /** The groups whose numbers are published: periods in their order, and in each the largest first. */
  groups: Array<PublishedGroup>;
};

/**
 * The entry points for reading. A field that names roles is closed to all others: they get null with a
 * `FORBIDDEN` error, and anonymous callers get null with an `UNAUTHENTICATED` error.
 */
export type Query = {
  __typename?: 'Query';
  /**
   * Applications in groups, with figures about each group. The selection of `groups` says what is computed. For
   * evaluators and analysts. Each question is put on record with the viewer who asked.
   *
   * `BAD_USER_INPUT` names the argument that is wrong, such as `having[0].measure`. It names `groupBy` when more than
   * 10,000 groups meet `having`, unless `orderBy` is given and `first` is at most 1,000: the first groups of an order are
   * answered however many there are. `LIMIT_EXCEEDED` when the question takes too much time or memory, or too many questions are waiting. `UNAVAILABLE`, with the `progress`, while the copy of facts is being built.
   */
  applicationStatistics?: Maybe<ApplicationStatistics>;
  /**
   * The applications that meet a filter, in any order. For evaluators and analysts. The list and its order come from the
   * copy of facts (see `asOf`); each application is then read and authorised as `Application` is everywhere. Each question
   * is put on record with the viewer who asked: its arguments, how many applications the page has, and everything that is
   * selected; if an operation asks several such questions, of each application its id alone.
   *
   * `BAD_USER_INPUT` names the argument that is wrong, such as `filter.or[1].filedOn`. `LIMIT_EXCEEDED` when the
   * question takes too much time or memory, its selection is too long to be recorded, or too many questions are waiting. `UNAVAILABLE`, with the `progress`, while
   * the copy of facts is being built.
   */
  applications?: Maybe<FoundApplicationConnection>;
  /**
   * The numbers of persons who filed applications, in groups, as they are published. For everyone. Distinct persons are
   * counted, not applications, and no number is exact: each is changed a little, in a way that stays the same, and rounded to
   * a multiple of 5. Groups of few persons are left out, as empty ones are. Every number is of one closed week, month, quarter
   * or year, and of what applications were filed with, so that it never changes again. `docs/published-statistics.md` says how, what this prevents, and what it does not.
   * Nobody is on record as having asked.
   *
   * `BAD_USER_INPUT` names the argument that is wrong, such as `filter.topicId`. It names `filter` or `period` itself when too
   * few persons, or none, are counted with it, and `groupBy` when there can be more than 10,000 groups. `LIMIT_EXCEEDED` when
   * the question takes too long, or too many questions are waiting. `UNAVAILABLE`, with the `progress`, while the copy of
   * facts is being built.
   */
  publishedStatistics?: Maybe<PublishedStatistics>;
  /**
   * Referrals in groups, with figures about each group, as `applicationStatistics` does for applications: one referral
   * for each unit that an application was given to. For evaluators and analysts.
   */
  referralStatistics?: Maybe<ReferralStatistics>;
  /**
   * Steps of applications in groups, with figures about each group, as `applicationStatistics` does for applications. Each
   * step counts on its own day, whenever its application was filed, so that these are figures of what happens in a month, such
   * as the number of questions that are asked in it. For evaluators and analysts.
   */
  stepStatistics?: Maybe<StepStatistics>;
};


/**
 * The entry points for reading. A field that names roles is closed to all others: they get null with a
 * `FORBIDDEN` error, and anonymous callers get null with an `UNAUTHENTICATED` error.
 */
export type QueryApplicationStatisticsArgs = {
  buckets?: InputMaybe<Array<ApplicationBuckets>>;
  by?: ApplicationDay;
  filter?: InputMaybe<ApplicationFilter>;
  first?: Scalars['Int']['input'];
  groupBy: Array<ApplicationDimension>;
  having?: InputMaybe<Array<ApplicationFigureCondition>>;
  onDays?: InputMaybe<Array<Scalars['Date']['input']>>;
  orderBy?: InputMaybe<Array<ApplicationGroupOrder>>;
  previous?: InputMaybe<PreviousPeriod>;
  tree?: UnitTree;
  unitLevel?: InputMaybe<UnitLevel>;
};


/**
 * The entry points for reading. A field that names roles is closed to all others: they get null with a
 * `FORBIDDEN` error, and anonymous callers get null with an `UNAUTHENTICATED` error.
 */
export type QueryApplicationsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  filter?: InputMaybe<ApplicationFilter>;
  first?: InputMaybe<Scalars['Int']['input']>;
  orderBy?: InputMaybe<Array<ApplicationOrder>>;
};


/**
 * The entry points for reading. A field that names roles is closed to all others: they get null with a
 * `FORBIDDEN` error, and anonymous callers get null with an `UNAUTHENTICATED` error.
 */
export type QueryPublishedStatisticsArgs = {
  filter?: InputMaybe<PublishedFilter>;
  first?: Scalars['Int']['input'];
  groupBy: Array<PublishedDimension>;
  period?: InputMaybe<PublishedPeriodInput>;
};


/**
 * The entry points for reading. A field that names roles is closed to all others: they get null with a
 * `FORBIDDEN` error, and anonymous callers get null with an `UNAUTHENTICATED` error.
 */
export type QueryReferralStatisticsArgs = {
  buckets?: InputMaybe<Array<ReferralBuckets>>;
  by?: ReferralDay;
  filter?: InputMaybe<ReferralFilter>;
  first?: Scalars['Int']['input'];
  groupBy: Array<ReferralDimension>;
  having?: InputMaybe<Array<ReferralFigureCondition>>;
  orderBy?: InputMaybe<Array<ReferralGroupOrder>>;
  previous?: InputMaybe<PreviousPeriod>;
  tree?: UnitTree;
  unitLevel?: InputMaybe<UnitLevel>;
};


/**
 * The entry points for reading. A field that names roles is closed to all others: they get null with a
 * `FORBIDDEN` error, and anonymous callers get null with an `UNAUTHENTICATED` error.
 */
export type QueryStepStatisticsArgs = {
  filter?: InputMaybe<StepFilter>;
  first?: Scalars['Int']['input'];
  groupBy: Array<StepDimension>;
  having?: InputMaybe<Array<StepFigureCondition>>;
  orderBy?: InputMaybe<Array<StepGroupOrder>>;
  previous?: InputMaybe<PreviousPeriod>;
  tree?: UnitTree;
  unitLevel?: InputMaybe<UnitLevel>;
};

/** A summary of ratings. */
export type RatingSummary = {
  __typename?: 'RatingSummary';
  /** The average. Null if there are none. */
  average?: Maybe<Scalars['Float']['output']>;
  /** How often each rating from 1 to 5 was given: five numbers. */
  distribution: Array<Scalars['Int']['output']>;
};

/** The limits of groups of numbers. */
export type ReferralBuckets = {
  /** As `ApplicationBuckets.from`. */
  from: Array<Scalars['Int']['input']>;
  /** A dimension of `groupBy` that is a number. */
  of: ReferralDimension;
};

/** The day of a referral by which it is placed in time. */
export type ReferralDay =
  /** The day of the last final reply. */
  | 'ANSWERED'
  /** The day of the appeal against its answer. */
  | 'APPEALED'
  /** The day of the decision on that appeal. */
  | 'APPEAL_DECIDED'
  /** The day on which it stopped being open. */
  | 'CLOSED'
  /** The day of the referral. */
  | 'REFERRED';

/** A figure of `ReferralGroup.daysBetween`, by its arguments and the field below it. */
export type ReferralDaysBetweenFigure = {
  /** The field of the `NumberSummary`. */
  figure?: NumberFigure;
  /** The step from which days are counted. */
  from: ReferralMilestone;
  /** The step up to which they are counted. */
  to: ReferralMilestone;
};

/** The dimensions by which referrals can be grouped. */
export type ReferralDimension =
  /** How often the unit asked the applicant. */
  | 'CLARIFICATIONS'
  /** The day. */
  | 'DAY'
  /** The number of days from the referral to the final reply. */
  | 'DAYS_TO_ANSWER'
  /** The number of days from the referral to the unit's first action. */
  | 'DAYS_TO_FIRST_ACTION'
  /** The district that the application concerns. */
  | 'DISTRICT'
  /** The number of drafts that were rejected. */
  | 'DRAFTS_REJECTED'
  /** The unit that forwarded it to the unit, or the unit above it that `unitLevel` names. */
  | 'FORWARDED_FROM'
  /** The month. */
  | 'MONTH'
  /** The outcome of the last final reply. */
  | 'OUTCOME'
  /** The province that the application concerns. */
  | 'PROVINCE'
  /** The quarter of a year. */
  | 'QUARTER'
  /** The state. */
  | 'STATE'
  /** The application's topic. */
  | 'TOPIC'
  /** The application's type. */
  | 'TYPE'
  /** The unit, or the unit above it that `unitLevel` names. */
  | 'UNIT'
  /** The kind of the unit. */
  | 'UNIT_KIND'
  /** The week, from Monday on. */
  | 'WEEK'
  /** The day of the week. */
  | 'WEEKDAY'
  /** The year. */
  | 'YEAR';

/** A condition on a figure of a group. Exactly one of `measure` and `daysBetween` is given. */
export type ReferralFigureCondition = {
  /** A figure of `ReferralGroup.daysBetween`. */
  daysBetween?: InputMaybe<ReferralDaysBetweenFigure>;
  /** The greatest value. Absent for no limit. */
  max?: InputMaybe<Scalars['Float']['input']>;
  /** A figure without arguments. */
  measure?: InputMaybe<ReferralMeasure>;
  /** The least value. Absent for no limit. */
  min?: InputMaybe<Scalars['Float']['input']>;
  /** The period that the figure is of. The others need `previous`. */
  of?: FigurePeriod;
};

/**
 * Conditions on a referral, all of which must hold; at least one. An absent condition does not restrict. Ranges include
 * both ends; two of the same field that exclude each other, one of them in an `and`, are `BAD_USER_INPUT`.
 */
export type ReferralFilter = {
  /** All of these hold, 1 to 20. */
  and?: InputMaybe<Array<ReferralFilter>>;
  /** The day of the last final reply. */
  answeredOn?: InputMaybe<DateRange>;
  /** The day of the decision on it. */
  appealDecidedOn?: InputMaybe<DateRange>;
  /** The kind of the appeal against its answer is one of these, 1 to 2. */
  appealKinds?: InputMaybe<Array<AppealKind>>;
  /** Whether such an appeal is overdue, as defined at `Appeal.overdue`. */
  appealOverdue?: InputMaybe<Scalars['Boolean']['input']>;
  /** Whether an appeal against its answer is not decided yet. */
  appealPending?: InputMaybe<Scalars['Boolean']['input']>;
  /** The day of the appeal against its answer. */
  appealedOn?: InputMaybe<DateRange>;
  /** The number of appeals against its answer, objections or others. */
  appeals?: InputMaybe<IntRange>;
  /** The application meets these. */
  application?: InputMaybe<ApplicationFilter>;
  /** How often the unit asked the applicant. */
  clarifications?: InputMaybe<IntRange>;
  /** The day on which it stopped being open. */
  closedOn?: InputMaybe<DateRange>;
  /** The number of days from the referral to the final reply. */
  daysToAnswer?: InputMaybe<IntRange>;
  /** The number of days from the referral to the unit's first action. */
  daysToFirstAction?: InputMaybe<IntRange>;
  /** The number of drafts that were rejected. */
  draftsRejected?: InputMaybe<IntRange>;
  /** Whether the unit has forwarded it. What the system passes on, because a unit was closed, is not forwarded. */
  forwarded?: InputMaybe<Scalars['Boolean']['input']>;
  /** The unit that forwarded it is one of these. */
  forwardedFrom?: InputMaybe<UnitsFilter>;
  /** Whether a draft awaits approval. */
  hasDraft?: InputMaybe<Scalars['Boolean']['input']>;
  /** This does not hold. What a condition cannot be said of, such as the answer of an open referral, does not meet it. */
  not?: InputMaybe<ReferralFilter>;
  /** Whether the unit is still responsible for it. */
  open?: InputMaybe<Scalars['Boolean']['input']>;
  /** One of these holds, 1 to 20. */
  or?: InputMaybe<Array<ReferralFilter>>;
  /** The outcome of the last final reply is one of these, 1 to 6. */
  outcomes?: InputMaybe<Array<ReplyOutcome>>;
  /** Whether it is overdue, as defined at `Referral.overdue`. */
  overdue?: InputMaybe<Scalars['Boolean']['input']>;
  /** The day of the referral. */
  referredOn?: InputMaybe<DateRange>;
  /** Whether the unit has returned it to the centre. */
  returned?: InputMaybe<Scalars['Boolean']['input']>;
  /** The state is one of these, 1 to 8. */
  states?: InputMaybe<Array<ReferralState>>;
  /** The unit is of one of these kinds, 1 to 19. */
  unitKinds?: InputMaybe<Array<UnitKind>>;
  /** The unit is one of these. */
  units?: InputMaybe<UnitsFilter>;
  /** Whether another unit forwarded it to the unit. */
  wasForwarded?: InputMaybe<Scalars['Boolean']['input']>;
};

/**
 * Referrals that agree in every dimension of the question. A dimension is null in groups without a value, and if it is
 * not among those of the question. Figures that nothing was counted for are null, counts 0.
 */
export type ReferralGroup = {
  __typename?: 'ReferralGroup';
  /** The number of answered referrals. */
  answered: Scalars['Int']['output'];
  /** The number of appeals against their answers, objections among them. */
  appeals: Scalars['Int']['output'];
  /** The number of those that were dismissed. */
  appealsDismissed: Scalars['Int']['output'];
  /** The number of those that are overdue, as defined at `Appeal.overdue`. */
  appealsOverdue: Scalars['Int']['output'];
  /** The number of appeals against their answers that are not decided yet. */
  appealsPending: Scalars['Int']['output'];
  /** The number of those that were upheld. */
  appealsUpheld: Scalars['Int']['output'];
  /** The number of applications that they are of. */
  applications: Scalars['Int']['output'];
  /** The limits of the numbers, one for each dimension that is a number, in the order of `groupBy`. */
  buckets: Array<NumberBucket>;
  /** The business days from the referral to the last final reply. */
  businessDaysToAnswer?: Maybe<NumberSummary>;
  /** The number of questions that the unit asked the applicant, also several about one referral. */
  clarifications: Scalars['Int']['output'];
  /** The number of those questions that the applicant has answered. */
  clarificationsAnswered: Scalars['Int']['output'];
  /** How often the unit asked the applicant, on average. */
  clarificationsPerReferral?: Maybe<Scalars['Float']['output']>;
  /**
   * The number of those that ended without an answer: the unit went on without, passed the application on or returned it, or
   * the referral was cancelled or withdrawn.
   */
  clarificationsUnanswered: Scalars['Int']['output'];
  /** The number of referrals. */
  count: Scalars['Int']['output'];
  /** The day. */
  day?: Maybe<Scalars['Date']['output']>;
  /**
   * The days from one step of the referral to another: what this unit took, whatever others did with the application.
   * Referrals without one of them, and those in which the latter came on an earlier day, are left out.
   */
  daysBetween?: Maybe<NumberSummary>;
  /** The days from the referral until the unit accepted it. */
  daysToAccept?: Maybe<NumberSummary>;
  /** The days from the referral to the last final reply. */
  daysToAnswer?: Maybe<NumberSummary>;
  /** The days from each appeal to the decision on it. */
  daysToDecideAppeal?: Maybe<NumberSummary>;
  /** The days from the referral until the unit first accepted it, drafted a reply, asked, forwarded or returned it. */
  daysToFirstAction?: Maybe<NumberSummary>;
  /**
   * The days from each question of the unit to the applicant's answer to it. Every question that was answered is one number,
   * whichever of the unit's it was; a question that a successor of the unit took over is of the unit that asked.
   */
  daysToSupplement?: Maybe<NumberSummary>;
  /** The district that the application concerns. */
  district?: Maybe<District>;
  /** The number of drafts that were rejected, on average. */
  draftsRejectedPerReferral?: Maybe<Scalars['Float']['output']>;
  /** The number of referrals that the unit has forwarded. */
  forwarded: Scalars['Int']['output'];
  /** The unit that forwarded it to the unit; null for what came from the centre or was passed on by the system. */
  forwardedFrom?: Maybe<AdministrativeUnit>;
  /** The number of interim replies, on average. */
  interimRepliesPerReferral?: Maybe<Scalars['Float']['output']>;
  /** The first day of the month. */
  month?: Maybe<Scalars['Date']['output']>;
  /** The number of those appeals that are objections (law 4982). */
  objections: Scalars['Int']['output'];
  /** The number of objections that were dismissed. */
  objectionsDismissed: Scalars['Int']['output'];
  /** The number of objections that were upheld. */
  objectionsUpheld: Scalars['Int']['output'];
  /** The number of referrals that a unit is still responsible for. */
  open: Scalars['Int']['output'];
  /** The outcome of the last final reply. */
  outcome?: Maybe<ReplyOutcome>;
  /** The numbers of referrals by the outcome of the last final reply. */
  outcomes: OutcomeCounts;
  /** The number of referrals that are overdue, as defined at `Referral.overdue`: open, and their applications are overdue. */
  overdue: Scalars['Int']['output'];
  /**
   * The same group in the previous period. Null unless `previous` is an argument of the question, and in a previous
   * group. Its dimensions are those of the group that it is compared with.
   */
  previous?: Maybe<ReferralGroup>;
  /** The province that the application concerns. */
  province?: Maybe<Province>;
  /** The first day of the quarter. */
  quarter?: Maybe<Scalars['Date']['output']>;
  /** The number of referrals that the unit has returned to the centre. */
  returned: Scalars['Int']['output'];
  /** The share of all referrals of the filter, 0 to 1; of two periods, of those of the same period. Null only where there are none. */
  share?: Maybe<Scalars['Float']['output']>;
  /** The share of decided appeals that were upheld. */
  shareAppealsUpheld?: Maybe<Scalars['Float']['output']>;
  /** The share of referrals in which the unit asked the applicant. */
  shareAskingForClarification?: Maybe<Scalars['Float']['output']>;
  /** `forwarded` as a share of `count`. */
  shareForwarded?: Maybe<Scalars['Float']['output']>;
  /** The share of decided objections that were upheld. */
  shareObjectionsUpheld?: Maybe<Scalars['Float']['output']>;
  /** `overdue` as a share of `count`. */
  shareOverdue?: Maybe<Scalars['Float']['output']>;
  /** `returned` as a share of `count`. */
  shareReturned?: Maybe<Scalars['Float']['output']>;
  /** The state. */
  state?: Maybe<ReferralState>;
  /** The application's topic. Null with an error while the directory cannot be reached, as are all references to it. */
  topic?: Maybe<Topic>;
  /** The application's type. */
  type?: Maybe<ApplicationType>;
  /** The unit: see `UnitLevel`. */
  unit?: Maybe<AdministrativeUnit>;
  /** The kind of the unit. */
  unitKind?: Maybe<UnitKind>;
  /** The number of referrals that another unit had forwarded to the unit. */
  wasForwarded: Scalars['Int']['output'];
  /** The Monday of the week. */
  week?: Maybe<Scalars['Date']['output']>;
  /** The day of the week, from 1 for Monday to 7 for Sunday. */
  weekday?: Maybe<Scalars['Int']['output']>;
  /** The year. Null unless `YEAR` is a dimension, and for those without the day; the other dimensions of time alike. */
  year?: Maybe<Scalars['Int']['output']>;
};


/**
 * Referrals that agree in every dimension of the question. A dimension is null in groups without a value, and if it is
 * not among those of the question. Figures that nothing was counted for are null, counts 0.
 */
export type ReferralGroupDaysBetweenArgs = {
  from: ReferralMilestone;
  to: ReferralMilestone;
};

/** One part of the order of groups. Exactly one of `measure`, `daysBetween` and `dimension` is given. */
export type ReferralGroupOrder = {
  /** A figure of `ReferralGroup.daysBetween`. */
  daysBetween?: InputMaybe<ReferralDaysBetweenFigure>;
  /** A dimension of `groupBy`. Enums, topics, places and units are ordered by their codes. */
  dimension?: InputMaybe<ReferralDimension>;
  /** The direction. */
  direction?: SortDirection;
  /** A figure without arguments. */
  measure?: InputMaybe<ReferralMeasure>;
  /** The period that the figure is of. The others need `previous`. */
  of?: FigurePeriod;
};

/** The figures by which groups of referrals are ordered and left out: each is a field of `ReferralGroup`. */
export type ReferralMeasure =
  /** `answered` */
  | 'ANSWERED'
  /** `appeals` */
  | 'APPEALS'
  /** `appealsDismissed` */
  | 'APPEALS_DISMISSED'
  /** `appealsOverdue` */
  | 'APPEALS_OVERDUE'
  /** `appealsPending` */
  | 'APPEALS_PENDING'
  /** `appealsUpheld` */
  | 'APPEALS_UPHELD'
  /** `applications` */
  | 'APPLICATIONS'
  /** `businessDaysToAnswer.average` */
  | 'BUSINESS_DAYS_TO_ANSWER_AVERAGE'
  /** `businessDaysToAnswer.count` */
  | 'BUSINESS_DAYS_TO_ANSWER_COUNT'
  /** `businessDaysToAnswer.median` */
  | 'BUSINESS_DAYS_TO_ANSWER_MEDIAN'
  /** `businessDaysToAnswer.p90` */
  | 'BUSINESS_DAYS_TO_ANSWER_P90'
  /** `businessDaysToAnswer.p99` */
  | 'BUSINESS_DAYS_TO_ANSWER_P99'
  /** `clarifications` */
  | 'CLARIFICATIONS'
  /** `clarificationsAnswered` */
  | 'CLARIFICATIONS_ANSWERED'
  /** `clarificationsPerReferral` */
  | 'CLARIFICATIONS_PER_REFERRAL'
  /** `clarificationsUnanswered` */
  | 'CLARIFICATIONS_UNANSWERED'
  /** `count` */
  | 'COUNT'
  /** `daysToAccept.average` */
  | 'DAYS_TO_ACCEPT_AVERAGE'
  /** `daysToAccept.count` */
  | 'DAYS_TO_ACCEPT_COUNT'
  /** `daysToAccept.median` */
  | 'DAYS_TO_ACCEPT_MEDIAN'
  /** `daysToAccept.p90` */
  | 'DAYS_TO_ACCEPT_P90'
  /** `daysToAccept.p99` */
  | 'DAYS_TO_ACCEPT_P99'
  /** `daysToAnswer.average` */
  | 'DAYS_TO_ANSWER_AVERAGE'
  /** `daysToAnswer.count` */
  | 'DAYS_TO_ANSWER_COUNT'
  /** `daysToAnswer.median` */
  | 'DAYS_TO_ANSWER_MEDIAN'
  /** `daysToAnswer.p90` */
  | 'DAYS_TO_ANSWER_P90'
  /** `daysToAnswer.p99` */
  | 'DAYS_TO_ANSWER_P99'
  /** `daysToDecideAppeal.average` */
  | 'DAYS_TO_DECIDE_APPEAL_AVERAGE'
  /** `daysToDecideAppeal.count` */
  | 'DAYS_TO_DECIDE_APPEAL_COUNT'
  /** `daysToDecideAppeal.median` */
  | 'DAYS_TO_DECIDE_APPEAL_MEDIAN'
  /** `daysToDecideAppeal.p90` */
  | 'DAYS_TO_DECIDE_APPEAL_P90'
  /** `daysToDecideAppeal.p99` */
  | 'DAYS_TO_DECIDE_APPEAL_P99'
  /** `daysToFirstAction.average` */
  | 'DAYS_TO_FIRST_ACTION_AVERAGE'
  /** `daysToFirstAction.count` */
  | 'DAYS_TO_FIRST_ACTION_COUNT'
  /** `daysToFirstAction.median` */
  | 'DAYS_TO_FIRST_ACTION_MEDIAN'
  /** `daysToFirstAction.p90` */
  | 'DAYS_TO_FIRST_ACTION_P90'
  /** `daysToFirstAction.p99` */
  | 'DAYS_TO_FIRST_ACTION_P99'
  /** `daysToSupplement.average` */
  | 'DAYS_TO_SUPPLEMENT_AVERAGE'
  /** `daysToSupplement.count` */
  | 'DAYS_TO_SUPPLEMENT_COUNT'
  /** `daysToSupplement.median` */
  | 'DAYS_TO_SUPPLEMENT_MEDIAN'
  /** `daysToSupplement.p90` */
  | 'DAYS_TO_SUPPLEMENT_P90'
  /** `daysToSupplement.p99` */
  | 'DAYS_TO_SUPPLEMENT_P99'
  /** `draftsRejectedPerReferral` */
  | 'DRAFTS_REJECTED_PER_REFERRAL'
  /** `forwarded` */
  | 'FORWARDED'
  /** `interimRepliesPerReferral` */
  | 'INTERIM_REPLIES_PER_REFERRAL'
  /** `objections` */
  | 'OBJECTIONS'
  /** `objectionsDismissed` */
  | 'OBJECTIONS_DISMISSED'
  /** `objectionsUpheld` */
  | 'OBJECTIONS_UPHELD'
  /** `open` */
  | 'OPEN'
  /** `outcomes.granted` */
  | 'OUTCOMES_GRANTED'
  /** `outcomes.grantedWithSecretsRemoved` */
  | 'OUTCOMES_GRANTED_WITH_SECRETS_REMOVED'
  /** `outcomes.informed` */
  | 'OUTCOMES_INFORMED'
  /** `outcomes.partlyGranted` */
  | 'OUTCOMES_PARTLY_GRANTED'
  /** `outcomes.referredElsewhere` */
  | 'OUTCOMES_REFERRED_ELSEWHERE'
  /** `outcomes.refused` */
  | 'OUTCOMES_REFUSED'
  /** `overdue` */
  | 'OVERDUE'
  /** `returned` */
  | 'RETURNED'
  /** `share` */
  | 'SHARE'
  /** `shareAppealsUpheld` */
  | 'SHARE_APPEALS_UPHELD'
  /** `shareAskingForClarification` */
  | 'SHARE_ASKING_FOR_CLARIFICATION'
  /** `shareForwarded` */
  | 'SHARE_FORWARDED'
  /** `shareObjectionsUpheld` */
  | 'SHARE_OBJECTIONS_UPHELD'
  /** `shareOverdue` */
  | 'SHARE_OVERDUE'
  /** `shareReturned` */
  | 'SHARE_RETURNED'
  /** `wasForwarded` */
  | 'WAS_FORWARDED';

/** Steps of one referral between which days are counted. */
export type ReferralMilestone =
  /** The unit accepted it. */
  | 'ACCEPTED'
  /** The citizen appealed against the answer. */
  | 'APPEALED'
  /** The appeal was decided. */
  | 'APPEAL_DECIDED'
  /** It stopped being open: it was answered, forwarded, returned or cancelled. */
  | 'CLOSED'
  /**
   * An officer made the draft that was approved as the final reply: neither an interim one nor one that was rejected or
   * withdrawn. Not of a draft that the unit took over from another one.
   */
  | 'FINAL_REPLY_DRAFTED'
  /** The unit was given it, by the centre or by another unit. */
  | 'REFERRED'
  /** The final reply was approved. */
  | 'REPLIED'
  /** An officer made the first draft, of an interim or of a final reply. */
  | 'REPLY_DRAFTED';

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

/** Referrals in groups. */
export type ReferralStatistics = {
  __typename?: 'ReferralStatistics';
  /** Everything that was committed by this moment is counted. It is a few seconds ago. */
  asOf: Scalars['DateTime']['output'];
  /** How many groups meet `having`, also beyond `first`. More than 10,000 only where the first of an order are asked for. */
  groupCount: Scalars['Int']['output'];
  /**
   * The first of the groups that meet `having`, in the order that was asked for. Groups without anything are left out; with
   * `previous`, those without anything in both periods.
   */
  groups: Array<ReferralGroup>;
  /** All referrals of the filter as one group. */
  total: ReferralGroup;
  /** The number of referrals in all groups together, also of those that do not meet `having`. */
  totalCount: Scalars['Int']['output'];
};

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

/** The direction of an order. Items that have no value come last in both. */
export type SortDirection =
  /** The smallest, earliest or, of codes, alphabetically first value first. */
  | 'ASC'
  /** The greatest, latest or, of codes, alphabetically last value first. */
  | 'DESC';

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

/** The dimensions by which steps can be grouped. */
export type StepDimension =
  /** The day. */
  | 'DAY'
  /** The district that the application concerns. */
  | 'DISTRICT'
  /** The kind. */
  | 'KIND'
  /** The month. */
  | 'MONTH'
  /** The province that the application concerns. */
  | 'PROVINCE'
  /** The quarter of a year. */
  | 'QUARTER'
  /** The application's topic. */
  | 'TOPIC'
  /** The application's type. */
  | 'TYPE'
  /** The unit, or the unit above it that `unitLevel` names. */
  | 'UNIT'
  /** The kind of the unit. */
  | 'UNIT_KIND'
  /** The week, from Monday on. */
  | 'WEEK'
  /** The day of the week. */
  | 'WEEKDAY'
  /** The year. */
  | 'YEAR';

/** A condition on a figure of a group. */
export type StepFigureCondition = {
  /** The greatest value. Absent for no limit. */
  max?: InputMaybe<Scalars['Float']['input']>;
  /** The figure. */
  measure: StepMeasure;
  /** The least value. Absent for no limit. */
  min?: InputMaybe<Scalars['Float']['input']>;
  /** The period that the figure is of. The others need `previous`. */
  of?: FigurePeriod;
};

/**
 * Conditions on a step, all of which must hold; at least one. An absent condition does not restrict. Ranges include both
 * ends.
 */
export type StepFilter = {
  /** All of these hold, 1 to 20. */
  and?: InputMaybe<Array<StepFilter>>;
  /** The application meets these. */
  application?: InputMaybe<ApplicationFilter>;
  /** The kind is one of these, 1 to 24. */
  kinds?: InputMaybe<Array<StepKind>>;
  /** This does not hold. What a condition cannot be said of, such as the unit of a filing, does not meet it. */
  not?: InputMaybe<StepFilter>;
  /** The day. */
  on?: InputMaybe<DateRange>;
  /** One of these holds, 1 to 20. */
  or?: InputMaybe<Array<StepFilter>>;
  /** The unit is of one of these kinds, 1 to 19. */
  unitKinds?: InputMaybe<Array<UnitKind>>;
  /** The unit is one of these: see `StepGroup.unit`. */
  units?: InputMaybe<UnitsFilter>;
};

/**
 * Steps that agree in every dimension of the question. A dimension is null in groups without a value, and if it is not among
 * those of the question. Figures that nothing was counted for are null, counts 0.
 */
export type StepGroup = {
  __typename?: 'StepGroup';
  /** The number of applications that they are of. */
  applications: Scalars['Int']['output'];
  /** The number of steps. */
  count: Scalars['Int']['output'];
  /** The day. */
  day?: Maybe<Scalars['Date']['output']>;
  /** The days from each question to the citizen's answer to it, and from each appeal to its decision. */
  daysToSettle?: Maybe<NumberSummary>;
  /** The district that the application concerns. */
  district?: Maybe<District>;
  /** The kind. */
  kind?: Maybe<StepKind>;
  /** The first day of the month. */
  month?: Maybe<Scalars['Date']['output']>;
  /**
   * The same group in the previous period. Null unless `previous` is an argument of the question, and in a previous
   * group. Its dimensions are those of the group that it is compared with.
   */
  previous?: Maybe<StepGroup>;
  /** The province that the application concerns. */
  province?: Maybe<Province>;
  /** The first day of the quarter. */
  quarter?: Maybe<Scalars['Date']['output']>;
  /** The number of questions to the citizen that the citizen has answered since, and of appeals that have been decided since. */
  settled: Scalars['Int']['output'];
  /** The share of all steps of the filter, 0 to 1; of two periods, of those of the same period. Null only where there are none. */
  share?: Maybe<Scalars['Float']['output']>;
  /** The application's topic. Null with an error while the directory cannot be reached, as are all references to it. */
  topic?: Maybe<Topic>;
  /** The application's type. */
  type?: Maybe<ApplicationType>;
  /**
   * The unit that acted; of a referral, the unit that it went to. Null for what the centre and the citizen do, but for an
   * appeal.
   */
  unit?: Maybe<AdministrativeUnit>;
  /** The kind of the unit. */
  unitKind?: Maybe<UnitKind>;
  /** The Monday of the week. */
  week?: Maybe<Scalars['Date']['output']>;
  /** The day of the week, from 1 for Monday to 7 for Sunday. */
  weekday?: Maybe<Scalars['Int']['output']>;
  /** The year. Null unless `YEAR` is a dimension; the other dimensions of time alike. */
  year?: Maybe<Scalars['Int']['output']>;
};

/** One part of the order of groups. Exactly one of `measure` and `dimension` is given. */
export type StepGroupOrder = {
  /** A dimension of `groupBy`. Enums, topics, places and units are ordered by their codes. */
  dimension?: InputMaybe<StepDimension>;
  /** The direction. */
  direction?: SortDirection;
  /** A figure. */
  measure?: InputMaybe<StepMeasure>;
  /** The period that the figure is of. The others need `previous`. */
  of?: FigurePeriod;
};

/** The kinds of steps, as in `TimelineEvent`. */
export type StepKind =
  /** The unit accepted it. */
  | 'ACCEPTED'
  /** The citizen appealed against the answer. The unit is the one that was to decide then. */
  | 'APPEALED'
  /** The unit dismissed the appeal. */
  | 'APPEAL_DISMISSED'
  /** The unit upheld the appeal. */
  | 'APPEAL_UPHELD'
  /** The referral ended without an answer. */
  | 'CANCELLED'
  /** An evaluator of the centre claimed it, or took it over from another one. */
  | 'CLAIMED'
  /** The unit continued without an answer to its question. */
  | 'CLARIFICATION_ENDED'
  /** The unit asked the citizen for clarification. */
  | 'CLARIFICATION_REQUESTED'
  /** The centre corrected type, topic or place. */
  | 'CORRECTED'
  /** The time for an information request was extended. */
  | 'EXTENDED'
  /** The citizen filed it. */
  | 'FILED'
  /** The unit forwarded it to another unit. What the system passes on, because a unit was closed, is not counted. */
  | 'FORWARDED'
  /** An interim reply was approved. */
  | 'INTERIM_REPLIED'
  /** The citizen rated the answer. */
  | 'RATED'
  /** The centre, or the unit that had it, referred it to the unit. */
  | 'REFERRED'
  /** The centre refused to process it. */
  | 'REFUSED'
  /** A final reply was approved. */
  | 'REPLIED'
  /** An officer of the unit drafted a reply, an interim or a final one. */
  | 'REPLY_DRAFTED'
  /** Another officer rejected the draft. */
  | 'REPLY_REJECTED'
  /** The unit returned it to the centre. */
  | 'RETURNED'
  /** The statutory date passed. */
  | 'STATUTORY_PASSED'
  /** The citizen added the requested information. */
  | 'SUPPLEMENTED'
  /** The target date passed. */
  | 'TARGET_PASSED'
  /** The citizen withdrew it. */
  | 'WITHDRAWN';

/** The figures by which groups of steps are ordered and left out: each is a field of `StepGroup`. */
export type StepMeasure =
  /** `applications` */
  | 'APPLICATIONS'
  /** `count` */
  | 'COUNT'
  /** `daysToSettle.average` */
  | 'DAYS_TO_SETTLE_AVERAGE'
  /** `daysToSettle.count` */
  | 'DAYS_TO_SETTLE_COUNT'
  /** `daysToSettle.median` */
  | 'DAYS_TO_SETTLE_MEDIAN'
  /** `daysToSettle.p90` */
  | 'DAYS_TO_SETTLE_P90'
  /** `daysToSettle.p99` */
  | 'DAYS_TO_SETTLE_P99'
  /** `settled` */
  | 'SETTLED'
  /** `share` */
  | 'SHARE';

/** Steps in groups. */
export type StepStatistics = {
  __typename?: 'StepStatistics';
  /** Everything that was committed by this moment is counted. It is a few seconds ago. */
  asOf: Scalars['DateTime']['output'];
  /** How many groups meet `having`, also beyond `first`. More than 10,000 only where the first of an order are asked for. */
  groupCount: Scalars['Int']['output'];
  /**
   * The first of the groups that meet `having`, in the order that was asked for. Groups without anything are left out; with
   * `previous`, those without anything in both periods.
   */
  groups: Array<StepGroup>;
  /** All steps of the filter as one group. */
  total: StepGroup;
  /** The number of steps in all groups together, also of those that do not meet `having`. */
  totalCount: Scalars['Int']['output'];
};

export type Topic = {
  __typename?: 'Topic';
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

/** The units that groups are of. Exactly one field is given. */
export type UnitLevel = {
  /** The unit directly below this one, or this one itself. Units elsewhere are in a group without a unit. */
  below?: InputMaybe<Scalars['ID']['input']>;
  /** The unit at this depth of the tree, 0 to 31: 0 for the roots. */
  depth?: InputMaybe<Scalars['Int']['input']>;
  /**
   * The nearest unit of one of these kinds, 1 to 19: the unit itself, or one above it. `[MINISTRY]` groups by ministry. Here,
   * too, a closed unit counts as its successor: see `UnitTree`.
   */
  kinds?: InputMaybe<Array<UnitKind>>;
};

/** The tree of units that is used. */
export type UnitTree =
  /** The present one. A closed unit counts as its successor, and has no group of its own. */
  | 'NOW'
  /**
   * The one of the day of filing or of referral or, with `onDays`, of that day. A unit counts as its successor if it was closed
   * by the end of that day. One that was created later counts as the unit that it has taken over from, if that is one alone,
   * and otherwise lies where it lay when it was created.
   */
  | 'THEN';

/** Units, or units with everything below them. */
export type UnitsFilter = {
  /** The units, 1 to 100. */
  ids: Array<Scalars['ID']['input']>;
  /** Whether the units below them match, too, in the present tree: a closed unit lies below its successor. */
  withSubunits?: Scalars['Boolean']['input'];
};
