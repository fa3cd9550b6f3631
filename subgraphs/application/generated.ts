import type { GraphQLResolveInfo, GraphQLScalarType, GraphQLScalarTypeConfig } from 'graphql';
import type { SeenApplication } from './sight.ts';
import type { ApplicationDocument } from './application.model.ts';
import type { SeenReferral, SeenReply } from './referrals.ts';
import type { TimelineEntryRecord } from './timeline.model.ts';
import type { Context } from './context.ts';
export type Maybe<T> = T | null;
export type InputMaybe<T> = Maybe<T>;
export type Omit<T, K extends keyof T> = Pick<T, Exclude<keyof T, K>>;
export type RequireFields<T, K extends keyof T> = Omit<T, K> & { [P in K]-?: NonNullable<T[P]> };
/** All built-in and custom scalars, mapped to their actual values */
export type Scalars = {
  ID: { input: string; output: string; }
  String: { input: string; output: string; }
  Boolean: { input: boolean; output: boolean; }
  Int: { input: number; output: number; }
  Float: { input: number; output: number; }
  /** A calendar day in Türkiye (Europe/Istanbul), `YYYY-MM-DD`. */
  Date: { input: string; output: string; }
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

/**
 * An application (başvuru) filed by a citizen. Fields that a role may not see are null with a
 * `FORBIDDEN` error.
 */
export type Application = {
  __typename?: 'Application';
  /**
   * Who filed it. Null without an error where the identity is hidden from this viewer (see
   * `identityHidden`), with a `FORBIDDEN` error for roles that never see it.
   */
  applicant?: Maybe<Citizen>;
  /** The district it is about. Null when it concerns the whole province. */
  district?: Maybe<District>;
  /** When it was filed; its dates are counted from that day. */
  filedAt: Scalars['DateTime']['output'];
  /** Opaque; stands for the application where its number may not be shown. */
  id: Scalars['ID']['output'];
  /** Whether the applicant's identity is kept from the units. */
  identityHidden: Scalars['Boolean']['output'];
  /** 10 digits, of which the first two are the year of filing and the last is a check digit. */
  number?: Maybe<Scalars['String']['output']>;
  /**
   * Whether the statutory date has passed without an answer (for petitions an interim reply given in
   * time meets it). Computed when asked, never stored.
   */
  overdue: Scalars['Boolean']['output'];
  /** The province it is about. */
  province?: Maybe<Province>;
  /**
   * Its referrals (sevk) in the order they were made. An officer whose units have passed it on sees
   * only the part of those units.
   */
  referrals: Array<Referral>;
  /** Why the centre refused it. Null unless its stage is `NOT_PROCESSED`. */
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
  /** The lead: the first unit referred to of those responsible now. Null before the first referral. */
  responsibleUnit?: Maybe<AdministrativeUnit>;
  /** The units that hold its open referrals; when none is open, those that answered. The lead first. */
  responsibleUnits: Array<Maybe<AdministrativeUnit>>;
  /** Where it stands, derived from the work on it. */
  stage: Stage;
  /** Until when the law requires an answer. */
  statutoryDate: Scalars['Date']['output'];
  /** What the applicant wrote as its title, 5 to 200 characters. */
  subject?: Maybe<Scalars['String']['output']>;
  /** Until when an answer is promised. */
  targetDate: Scalars['Date']['output'];
  /** What the applicant wrote. Units see the redacted text where the centre has redacted it. */
  text?: Maybe<Scalars['String']['output']>;
  /**
   * What happened, oldest first. Citizens and officers see the public part and officers their own
   * units' internal entries; the centre and analysts see all of it.
   */
  timeline: Array<TimelineEntry>;
  /** What it is about. Null with an error while the directory cannot be reached. */
  topic?: Maybe<Topic>;
  /** What kind of application it is. */
  type: ApplicationType;
  /** Grows with every change; give it as `expectedVersion` to change only what you have seen. */
  version: Scalars['Int']['output'];
};

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

/** What anyone may know of an application who can name its number and the applicant's identity number. */
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

export type Citizen = {
  __typename?: 'Citizen';
  /**
   * The applications this citizen filed, the latest first: all for the citizen and the centre; for an
   * officer those referred to the officer's units whose applicant is not hidden.
   */
  applications?: Maybe<ApplicationConnection>;
  id: Scalars['ID']['output'];
};


export type CitizenApplicationsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
};

export type District = {
  __typename?: 'District';
  code: Scalars['ID']['output'];
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
   * One application by its number: for the citizen who filed it, the centre, officers of the units it
   * was referred to, and analysts. Null with a `NOT_FOUND` error when there is none that this viewer
   * may see. `BAD_USER_INPUT` when the number is not 10 digits or its check digit is wrong.
   */
  application?: Maybe<Application>;
  /** The signed-in citizen's own applications, the latest filed first. */
  myApplications: ApplicationConnection;
  /**
   * The state of an application for anyone who knows its number and the applicant's identity number;
   * no access token needed. Null with a `NOT_FOUND` error when the two do not belong together.
   * `BAD_USER_INPUT` when one of them is malformed or its check digits are wrong.
   */
  trackApplication?: Maybe<ApplicationStatus>;
};


export type QueryApplicationArgs = {
  number: Scalars['String']['input'];
};


export type QueryMyApplicationsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
};


export type QueryTrackApplicationArgs = {
  nationalId: Scalars['String']['input'];
  number: Scalars['String']['input'];
};

/** An application made the business of one unit (sevk). */
export type Referral = {
  __typename?: 'Referral';
  /** Opaque. */
  id: Scalars['ID']['output'];
  /** Whether this referral is open and the statutory date has passed as told at `Application.overdue`. */
  overdue: Scalars['Boolean']['output'];
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
  /** Information given with secrets removed. */
  | 'GRANTED_WITH_SECRETS_REMOVED'
  /** Explained or taken note of: nothing had to be decided. */
  | 'INFORMED'
  /** Done in part; part of the information given. */
  | 'PARTLY_GRANTED'
  /** The matter belongs elsewhere and was referred there. */
  | 'REFERRED_ELSEWHERE'
  /** Not done, with the reason; information refused. */
  | 'REFUSED';

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
  /** Alındı: filed, nobody has looked at it yet. */
  | 'RECEIVED'
  /** Sevk edildi: referred, no unit has begun yet. */
  | 'REFERRED'
  /** Ön değerlendirme: an evaluator of the centre has taken it. */
  | 'UNDER_EVALUATION'
  /** Geri çekildi: withdrawn by the citizen. */
  | 'WITHDRAWN';

/** One thing that happened to an application. */
export type TimelineEntry = {
  __typename?: 'TimelineEntry';
  /** The role of whoever did it. Null when it happened by itself. */
  actor?: Maybe<ActorRole>;
  /** When it happened. */
  at: Scalars['DateTime']['output'];
  /** What happened. */
  event: TimelineEvent;
  /** The unit that acted or, for a referral, that it went to. */
  unit?: Maybe<AdministrativeUnit>;
};

/** The kinds of thing that happen to an application. */
export type TimelineEvent =
  /** A unit began to work on it. */
  | 'ACCEPTED'
  /** An evaluator of the centre took it. */
  | 'CLAIMED'
  /** A unit asked the citizen for more. */
  | 'CLARIFICATION_REQUESTED'
  /** The citizen filed it. */
  | 'FILED'
  /** A unit passed it to another unit. */
  | 'FORWARDED'
  /** The applicant's identity was hidden from the units. */
  | 'IDENTITY_HIDDEN'
  /** A reply that tells how the matter stands was approved. */
  | 'INTERIM_REPLIED'
  /** The centre referred it to a unit. */
  | 'REFERRED'
  /** The centre refused it with a reason. */
  | 'REFUSED'
  /** A final reply was approved. */
  | 'REPLIED'
  /** An officer drafted a reply; not public. */
  | 'REPLY_DRAFTED'
  /** A unit gave it back to the centre. */
  | 'RETURNED'
  /** The citizen added what was asked for. */
  | 'SUPPLEMENTED'
  /** The citizen withdrew it. */
  | 'WITHDRAWN';

export type Topic = {
  __typename?: 'Topic';
  id: Scalars['ID']['output'];
};



export type ResolverTypeWrapper<T> = Promise<T> | T;

export type ReferenceResolver<TResult, TReference, TContext> = (
      reference: TReference,
      context: TContext,
      info: GraphQLResolveInfo
    ) => Promise<TResult> | TResult;

      type ScalarCheck<T, S> = S extends true ? T : NullableCheck<T, S>;
      type NullableCheck<T, S> = Maybe<T> extends T ? Maybe<ListCheck<NonNullable<T>, S>> : ListCheck<T, S>;
      type ListCheck<T, S> = T extends (infer U)[] ? NullableCheck<U, S>[] : GraphQLRecursivePick<T, S>;
      export type GraphQLRecursivePick<T, S> = { [K in keyof T & keyof S]: ScalarCheck<T[K], S[K]> };
    

export type ResolverWithResolve<TResult, TParent, TContext, TArgs> = {
  resolve: ResolverFn<TResult, TParent, TContext, TArgs>;
};
export type Resolver<TResult, TParent = Record<PropertyKey, never>, TContext = Record<PropertyKey, never>, TArgs = Record<PropertyKey, never>> = ResolverFn<TResult, TParent, TContext, TArgs> | ResolverWithResolve<TResult, TParent, TContext, TArgs>;

export type ResolverFn<TResult, TParent, TContext, TArgs> = (
  parent: TParent,
  args: TArgs,
  context: TContext,
  info: GraphQLResolveInfo
) => Promise<TResult> | TResult;

export type SubscriptionSubscribeFn<TResult, TParent, TContext, TArgs> = (
  parent: TParent,
  args: TArgs,
  context: TContext,
  info: GraphQLResolveInfo
) => AsyncIterable<TResult> | Promise<AsyncIterable<TResult>>;

export type SubscriptionResolveFn<TResult, TParent, TContext, TArgs> = (
  parent: TParent,
  args: TArgs,
  context: TContext,
  info: GraphQLResolveInfo
) => TResult | Promise<TResult>;

export interface SubscriptionSubscriberObject<TResult, TKey extends string, TParent, TContext, TArgs> {
  subscribe: SubscriptionSubscribeFn<{ [key in TKey]: TResult }, TParent, TContext, TArgs>;
  resolve?: SubscriptionResolveFn<TResult, { [key in TKey]: TResult }, TContext, TArgs>;
}

export interface SubscriptionResolverObject<TResult, TParent, TContext, TArgs> {
  subscribe: SubscriptionSubscribeFn<any, TParent, TContext, TArgs>;
  resolve: SubscriptionResolveFn<TResult, any, TContext, TArgs>;
}

export type SubscriptionObject<TResult, TKey extends string, TParent, TContext, TArgs> =
  | SubscriptionSubscriberObject<TResult, TKey, TParent, TContext, TArgs>
  | SubscriptionResolverObject<TResult, TParent, TContext, TArgs>;

export type SubscriptionResolver<TResult, TKey extends string, TParent = Record<PropertyKey, never>, TContext = Record<PropertyKey, never>, TArgs = Record<PropertyKey, never>> =
  | ((...args: any[]) => SubscriptionObject<TResult, TKey, TParent, TContext, TArgs>)
  | SubscriptionObject<TResult, TKey, TParent, TContext, TArgs>;

export type TypeResolveFn<TTypes, TParent = Record<PropertyKey, never>, TContext = Record<PropertyKey, never>> = (
  parent: TParent,
  context: TContext,
  info: GraphQLResolveInfo
) => Maybe<TTypes> | Promise<Maybe<TTypes>>;

export type IsTypeOfResolverFn<T = Record<PropertyKey, never>, TContext = Record<PropertyKey, never>> = (obj: T, context: TContext, info: GraphQLResolveInfo) => boolean | Promise<boolean>;

export type NextResolverFn<T> = () => Promise<T>;

export type DirectiveResolverFn<TResult = Record<PropertyKey, never>, TParent = Record<PropertyKey, never>, TContext = Record<PropertyKey, never>, TArgs = Record<PropertyKey, never>> = (
  next: NextResolverFn<TResult>,
  parent: TParent,
  args: TArgs,
  context: TContext,
  info: GraphQLResolveInfo
) => TResult | Promise<TResult>;

/** Mapping of federation types */
export type FederationTypes = {
  Application: Application;
  Citizen: Citizen;
};

/** Mapping of federation reference types */
export type FederationReferenceTypes = {
  Application:
    ( { __typename: 'Application' }
    & ( GraphQLRecursivePick<FederationTypes['Application'], {"number":true}>
        | GraphQLRecursivePick<FederationTypes['Application'], {"id":true}> ) );
  Citizen:
    ( { __typename: 'Citizen' }
    & GraphQLRecursivePick<FederationTypes['Citizen'], {"id":true}> );
};



/** Mapping between all available schema types and the resolvers types */
export type ResolversTypes = {
  ActorRole: ActorRole;
  AdministrativeUnit: ResolverTypeWrapper<AdministrativeUnit>;
  ID: ResolverTypeWrapper<Scalars['ID']['output']>;
  Application: ResolverTypeWrapper<SeenApplication>;
  Boolean: ResolverTypeWrapper<Scalars['Boolean']['output']>;
  String: ResolverTypeWrapper<Scalars['String']['output']>;
  Int: ResolverTypeWrapper<Scalars['Int']['output']>;
  ApplicationConnection: ResolverTypeWrapper<Omit<ApplicationConnection, 'edges' | 'nodes'> & { edges: Array<ResolversTypes['ApplicationEdge']>, nodes: Array<ResolversTypes['Application']> }>;
  ApplicationEdge: ResolverTypeWrapper<Omit<ApplicationEdge, 'node'> & { node: ResolversTypes['Application'] }>;
  ApplicationStatus: ResolverTypeWrapper<ApplicationDocument>;
  ApplicationType: ApplicationType;
  Citizen: ResolverTypeWrapper<Omit<Citizen, 'applications'> & { applications?: Maybe<ResolversTypes['ApplicationConnection']> }>;
  Date: ResolverTypeWrapper<Scalars['Date']['output']>;
  DateTime: ResolverTypeWrapper<Scalars['DateTime']['output']>;
  District: ResolverTypeWrapper<District>;
  PageInfo: ResolverTypeWrapper<PageInfo>;
  Province: ResolverTypeWrapper<Province>;
  Query: ResolverTypeWrapper<Record<PropertyKey, never>>;
  Referral: ResolverTypeWrapper<SeenReferral>;
  ReferralState: ReferralState;
  RefusalReason: RefusalReason;
  Reply: ResolverTypeWrapper<SeenReply>;
  ReplyKind: ReplyKind;
  ReplyOutcome: ReplyOutcome;
  Stage: Stage;
  TimelineEntry: ResolverTypeWrapper<TimelineEntryRecord>;
  TimelineEvent: TimelineEvent;
  Topic: ResolverTypeWrapper<Topic>;
};

/** Mapping between all available schema types and the resolvers parents */
export type ResolversParentTypes = {
  AdministrativeUnit: AdministrativeUnit;
  ID: Scalars['ID']['output'];
  Application: SeenApplication;
  Boolean: Scalars['Boolean']['output'];
  String: Scalars['String']['output'];
  Int: Scalars['Int']['output'];
  ApplicationConnection: Omit<ApplicationConnection, 'edges' | 'nodes'> & { edges: Array<ResolversParentTypes['ApplicationEdge']>, nodes: Array<ResolversParentTypes['Application']> };
  ApplicationEdge: Omit<ApplicationEdge, 'node'> & { node: ResolversParentTypes['Application'] };
  ApplicationStatus: ApplicationDocument;
  Citizen: Omit<Citizen, 'applications'> & { applications?: Maybe<ResolversParentTypes['ApplicationConnection']> } | FederationReferenceTypes['Citizen'];
  Date: Scalars['Date']['output'];
  DateTime: Scalars['DateTime']['output'];
  District: District;
  PageInfo: PageInfo;
  Province: Province;
  Query: Record<PropertyKey, never>;
  Referral: SeenReferral;
  Reply: SeenReply;
  TimelineEntry: TimelineEntryRecord;
  Topic: Topic;
};

export type AdministrativeUnitResolvers<ContextType = Context, ParentType extends ResolversParentTypes['AdministrativeUnit'] = ResolversParentTypes['AdministrativeUnit']> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
};

export type ApplicationResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Application'] = ResolversParentTypes['Application'], FederationReferenceType extends FederationReferenceTypes['Application'] = FederationReferenceTypes['Application']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['Application']> | FederationReferenceType, FederationReferenceType, ContextType>;
  applicant?: Resolver<Maybe<ResolversTypes['Citizen']>, ParentType, ContextType>;
  district?: Resolver<Maybe<ResolversTypes['District']>, ParentType, ContextType>;
  filedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  identityHidden?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  number?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  overdue?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  province?: Resolver<Maybe<ResolversTypes['Province']>, ParentType, ContextType>;
  referrals?: Resolver<Array<ResolversTypes['Referral']>, ParentType, ContextType>;
  refusalReason?: Resolver<Maybe<ResolversTypes['RefusalReason']>, ParentType, ContextType>;
  remainingBusinessDays?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  replies?: Resolver<Array<ResolversTypes['Reply']>, ParentType, ContextType>;
  responsibleUnit?: Resolver<Maybe<ResolversTypes['AdministrativeUnit']>, ParentType, ContextType>;
  responsibleUnits?: Resolver<Array<Maybe<ResolversTypes['AdministrativeUnit']>>, ParentType, ContextType>;
  stage?: Resolver<ResolversTypes['Stage'], ParentType, ContextType>;
  statutoryDate?: Resolver<ResolversTypes['Date'], ParentType, ContextType>;
  subject?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  targetDate?: Resolver<ResolversTypes['Date'], ParentType, ContextType>;
  text?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  timeline?: Resolver<Array<ResolversTypes['TimelineEntry']>, ParentType, ContextType>;
  topic?: Resolver<Maybe<ResolversTypes['Topic']>, ParentType, ContextType>;
  type?: Resolver<ResolversTypes['ApplicationType'], ParentType, ContextType>;
  version?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type ApplicationConnectionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ApplicationConnection'] = ResolversParentTypes['ApplicationConnection']> = {
  edges?: Resolver<Array<ResolversTypes['ApplicationEdge']>, ParentType, ContextType>;
  nodes?: Resolver<Array<ResolversTypes['Application']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
};

export type ApplicationEdgeResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ApplicationEdge'] = ResolversParentTypes['ApplicationEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['Application'], ParentType, ContextType>;
};

export type ApplicationStatusResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ApplicationStatus'] = ResolversParentTypes['ApplicationStatus']> = {
  filedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  number?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  overdue?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  responsibleUnit?: Resolver<Maybe<ResolversTypes['AdministrativeUnit']>, ParentType, ContextType>;
  stage?: Resolver<ResolversTypes['Stage'], ParentType, ContextType>;
  statutoryDate?: Resolver<ResolversTypes['Date'], ParentType, ContextType>;
  targetDate?: Resolver<ResolversTypes['Date'], ParentType, ContextType>;
  type?: Resolver<ResolversTypes['ApplicationType'], ParentType, ContextType>;
};

export type CitizenResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Citizen'] = ResolversParentTypes['Citizen'], FederationReferenceType extends FederationReferenceTypes['Citizen'] = FederationReferenceTypes['Citizen']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['Citizen']> | FederationReferenceType, FederationReferenceType, ContextType>;
  applications?: Resolver<Maybe<ResolversTypes['ApplicationConnection']>, ParentType, ContextType, RequireFields<CitizenApplicationsArgs, 'first'>>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
};

export interface DateScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['Date'], any> {
  name: 'Date';
}

export interface DateTimeScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['DateTime'], any> {
  name: 'DateTime';
}

export type DistrictResolvers<ContextType = Context, ParentType extends ResolversParentTypes['District'] = ResolversParentTypes['District']> = {
  code?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
};

export type PageInfoResolvers<ContextType = Context, ParentType extends ResolversParentTypes['PageInfo'] = ResolversParentTypes['PageInfo']> = {
  endCursor?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  hasNextPage?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  hasPreviousPage?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  startCursor?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type ProvinceResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Province'] = ResolversParentTypes['Province']> = {
  code?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
};

export type QueryResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Query'] = ResolversParentTypes['Query']> = {
  application?: Resolver<Maybe<ResolversTypes['Application']>, ParentType, ContextType, RequireFields<QueryApplicationArgs, 'number'>>;
  myApplications?: Resolver<ResolversTypes['ApplicationConnection'], ParentType, ContextType, RequireFields<QueryMyApplicationsArgs, 'first'>>;
  trackApplication?: Resolver<Maybe<ResolversTypes['ApplicationStatus']>, ParentType, ContextType, RequireFields<QueryTrackApplicationArgs, 'nationalId' | 'number'>>;
};

export type ReferralResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Referral'] = ResolversParentTypes['Referral']> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  overdue?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  referredAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  replies?: Resolver<Array<ResolversTypes['Reply']>, ParentType, ContextType>;
  state?: Resolver<ResolversTypes['ReferralState'], ParentType, ContextType>;
  statutoryDate?: Resolver<ResolversTypes['Date'], ParentType, ContextType>;
  targetDate?: Resolver<ResolversTypes['Date'], ParentType, ContextType>;
  unit?: Resolver<Maybe<ResolversTypes['AdministrativeUnit']>, ParentType, ContextType>;
};

export type ReplyResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Reply'] = ResolversParentTypes['Reply']> = {
  kind?: Resolver<ResolversTypes['ReplyKind'], ParentType, ContextType>;
  outcome?: Resolver<Maybe<ResolversTypes['ReplyOutcome']>, ParentType, ContextType>;
  repliedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  text?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  unit?: Resolver<Maybe<ResolversTypes['AdministrativeUnit']>, ParentType, ContextType>;
};

export type TimelineEntryResolvers<ContextType = Context, ParentType extends ResolversParentTypes['TimelineEntry'] = ResolversParentTypes['TimelineEntry']> = {
  actor?: Resolver<Maybe<ResolversTypes['ActorRole']>, ParentType, ContextType>;
  at?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  event?: Resolver<ResolversTypes['TimelineEvent'], ParentType, ContextType>;
  unit?: Resolver<Maybe<ResolversTypes['AdministrativeUnit']>, ParentType, ContextType>;
};

export type TopicResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Topic'] = ResolversParentTypes['Topic']> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
};

export type Resolvers<ContextType = Context> = {
  AdministrativeUnit?: AdministrativeUnitResolvers<ContextType>;
  Application?: ApplicationResolvers<ContextType>;
  ApplicationConnection?: ApplicationConnectionResolvers<ContextType>;
  ApplicationEdge?: ApplicationEdgeResolvers<ContextType>;
  ApplicationStatus?: ApplicationStatusResolvers<ContextType>;
  Citizen?: CitizenResolvers<ContextType>;
  Date?: GraphQLScalarType;
  DateTime?: GraphQLScalarType;
  District?: DistrictResolvers<ContextType>;
  PageInfo?: PageInfoResolvers<ContextType>;
  Province?: ProvinceResolvers<ContextType>;
  Query?: QueryResolvers<ContextType>;
  Referral?: ReferralResolvers<ContextType>;
  Reply?: ReplyResolvers<ContextType>;
  TimelineEntry?: TimelineEntryResolvers<ContextType>;
  Topic?: TopicResolvers<ContextType>;
};

