import type * as Types from '../schema-types.ts';
import type { AdministrativeUnit, Application, Citizen } from '../schema-types.ts';
import type { GraphQLResolveInfo, GraphQLScalarType, GraphQLScalarTypeConfig } from 'graphql';
import type { SeenAppeal, SeenApplication, SeenEarlierAnswer, SeenExtension, OpenQuestion, OwnApplicationPage, SeenReferral, SeenReply, SeenSupplement, SeenEntry } from '../reading/index.ts';
import type { UnitAppealsPage, UnitInboxPage } from '../worklists/index.ts';
import type { SeenEvent } from '../events/index.ts';
import type { ApplicationDigest, Classification, ReplyDraftRecord, UnitOfficerDocument } from '../record/index.ts';
import type { AppealableAnswer, SeenReferralResult, ResultError } from '../casework/index.ts';
import type { SeenAttachment } from '../attachments/index.ts';
import type { CitizenReference } from './citizen-reference.ts';
import type { LeaveDayDocument } from '../calendar/index.ts';
import type { OutboxMessageDocument } from '../../../lib/messaging/outbox-message.model.ts';
import type { Lookalike } from '../filing/index.ts';
import type { UndeliveredMessage } from '../notifications/index.ts';
import type { Context } from '../context.ts';
export type Omit<T, K extends keyof T> = Pick<T, Exclude<keyof T, K>>;
export type RequireFields<T, K extends keyof T> = Omit<T, K> & { [P in K]-?: NonNullable<T[P]> };


export type ResolverTypeWrapper<T> = Promise<T> | T;

export type ReferenceResolver<TResult, TReference, TContext> = (
      reference: TReference,
      context: TContext,
      info: GraphQLResolveInfo
    ) => Promise<TResult> | TResult;

      type ScalarCheck<T, S> = S extends true ? T : NullableCheck<T, S>;
      type NullableCheck<T, S> = Types.Maybe<T> extends T ? Types.Maybe<ListCheck<NonNullable<T>, S>> : ListCheck<T, S>;
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
) => Types.Maybe<TTypes> | Promise<Types.Maybe<TTypes>>;

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
  AdministrativeUnit: AdministrativeUnit;
  Application: Application;
  Citizen: Citizen;
};

/** Mapping of federation reference types */
export type FederationReferenceTypes = {
  AdministrativeUnit:
    ( { __typename: 'AdministrativeUnit' }
    & GraphQLRecursivePick<FederationTypes['AdministrativeUnit'], {"id":true}> );
  Application:
    ( { __typename: 'Application' }
    & ( GraphQLRecursivePick<FederationTypes['Application'], {"number":true}>
        | GraphQLRecursivePick<FederationTypes['Application'], {"id":true}> ) );
  Citizen:
    ( { __typename: 'Citizen' }
    & GraphQLRecursivePick<FederationTypes['Citizen'], {"id":true}> );
};


/** Mapping of interface types */
export type ResolversInterfaceTypes<_RefType extends Record<string, unknown>> = {
  Node:
    | ( Omit<Types.AdministrativeUnit, 'officers'> & { officers?: Types.Maybe<Array<_RefType['UnitOfficer']>> } )
    | ( SeenAppeal )
    | ( SeenApplication )
    | ( SeenAttachment )
    | ( CitizenReference )
    | ( Types.DirectoryChange )
    | ( OutboxMessageDocument )
    | ( SeenReferral )
    | ( SeenReply )
    | ( ReplyDraftRecord )
    | ( SeenSupplement )
    | ( SeenEntry )
    | ( Types.Topic )
  ;
};

/** Mapping between all available schema types and the resolvers types */
export type ResolversTypes = {
  ActorRole: Types.ActorRole;
  AdministrativeUnit: ResolverTypeWrapper<Omit<Types.AdministrativeUnit, 'officers'> & { officers?: Types.Maybe<Array<ResolversTypes['UnitOfficer']>> }>;
  ID: ResolverTypeWrapper<Types.Scalars['ID']['output']>;
  AnswerChannel: Types.AnswerChannel;
  Appeal: ResolverTypeWrapper<SeenAppeal>;
  String: ResolverTypeWrapper<Types.Scalars['String']['output']>;
  AppealConnection: ResolverTypeWrapper<UnitAppealsPage>;
  AppealCounts: ResolverTypeWrapper<Types.AppealCounts>;
  AppealDecision: Types.AppealDecision;
  AppealEdge: ResolverTypeWrapper<Omit<Types.AppealEdge, 'node'> & { node: ResolversTypes['Appeal'] }>;
  AppealFacts: ResolverTypeWrapper<Types.AppealFacts>;
  AppealKind: Types.AppealKind;
  AppealState: Types.AppealState;
  AppealableAnswer: ResolverTypeWrapper<AppealableAnswer>;
  Application: ResolverTypeWrapper<SeenApplication>;
  ApplicationAction: Types.ApplicationAction;
  ApplicationConnection: ResolverTypeWrapper<Omit<Types.ApplicationConnection, 'edges' | 'nodes'> & { edges: Array<ResolversTypes['ApplicationEdge']>, nodes: Array<ResolversTypes['Application']> }>;
  ApplicationEdge: ResolverTypeWrapper<Omit<Types.ApplicationEdge, 'node'> & { node: ResolversTypes['Application'] }>;
  ApplicationEvent: ResolverTypeWrapper<SeenEvent>;
  ApplicationEventConnection: ResolverTypeWrapper<Omit<Types.ApplicationEventConnection, 'edges' | 'nodes'> & { edges: Array<ResolversTypes['ApplicationEventEdge']>, nodes: Array<ResolversTypes['ApplicationEvent']> }>;
  ApplicationEventEdge: ResolverTypeWrapper<Omit<Types.ApplicationEventEdge, 'node'> & { node: ResolversTypes['ApplicationEvent'] }>;
  ApplicationFacts: ResolverTypeWrapper<Types.ApplicationFacts>;
  ApplicationFactsPage: ResolverTypeWrapper<Types.ApplicationFactsPage>;
  ApplicationStatus: ResolverTypeWrapper<ApplicationDigest>;
  ApplicationType: Types.ApplicationType;
  Attachment: ResolverTypeWrapper<SeenAttachment>;
  AttachmentWarning: Types.AttachmentWarning;
  AttachmentWithheld: Types.AttachmentWithheld;
  AutomaticReason: Types.AutomaticReason;
  BusinessDays: ResolverTypeWrapper<Types.BusinessDays>;
  ChangedFacts: ResolverTypeWrapper<Types.ChangedFacts>;
  Citizen: ResolverTypeWrapper<CitizenReference>;
  Classification: ResolverTypeWrapper<Classification>;
  ClosedFilter: Types.ClosedFilter;
  Correction: ResolverTypeWrapper<Omit<Types.Correction, 'after' | 'before'> & { after: ResolversTypes['Classification'], before: ResolversTypes['Classification'] }>;
  Date: ResolverTypeWrapper<Types.Scalars['Date']['output']>;
  DateTime: ResolverTypeWrapper<Types.Scalars['DateTime']['output']>;
  DirectoryChange: ResolverTypeWrapper<Types.DirectoryChange>;
  District: ResolverTypeWrapper<Types.District>;
  EarlierAnswer: ResolverTypeWrapper<SeenEarlierAnswer>;
  EarlierAnswerFacts: ResolverTypeWrapper<Types.EarlierAnswerFacts>;
  EvaluationQueueFilter: Types.EvaluationQueueFilter;
  Extension: ResolverTypeWrapper<SeenExtension>;
  FactDay: ResolverTypeWrapper<Types.FactDay>;
  FactSource: ResolverTypeWrapper<Types.FactSource>;
  FileApplicationInput: Types.FileApplicationInput;
  LeaveDay: ResolverTypeWrapper<LeaveDayDocument>;
  Mutation: ResolverTypeWrapper<Record<PropertyKey, never>>;
  NewApplication: ResolverTypeWrapper<SeenEvent>;
  Node: ResolverTypeWrapper<ResolversInterfaceTypes<ResolversTypes>['Node']>;
  NotificationBacklog: ResolverTypeWrapper<Types.NotificationBacklog>;
  OpenQuestion: ResolverTypeWrapper<OpenQuestion>;
  OpenReferralState: Types.OpenReferralState;
  OutboxConnection: ResolverTypeWrapper<Omit<Types.OutboxConnection, 'edges' | 'nodes'> & { edges: Array<ResolversTypes['OutboxEdge']>, nodes: Array<ResolversTypes['OutboxMessage']> }>;
  OutboxEdge: ResolverTypeWrapper<Omit<Types.OutboxEdge, 'node'> & { node: ResolversTypes['OutboxMessage'] }>;
  OutboxMessage: ResolverTypeWrapper<OutboxMessageDocument>;
  OwnApplicationConnection: ResolverTypeWrapper<OwnApplicationPage>;
  OwnApplicationsOrder: Types.OwnApplicationsOrder;
  PageInfo: ResolverTypeWrapper<Types.PageInfo>;
  PlaceInput: Types.PlaceInput;
  Province: ResolverTypeWrapper<Types.Province>;
  Query: ResolverTypeWrapper<Record<PropertyKey, never>>;
  QueueClaim: Types.QueueClaim;
  Rating: ResolverTypeWrapper<Types.Rating>;
  Redaction: ResolverTypeWrapper<Types.Redaction>;
  Referral: ResolverTypeWrapper<SeenReferral>;
  ReferralAction: Types.ReferralAction;
  ReferralConnection: ResolverTypeWrapper<Omit<Types.ReferralConnection, 'edges' | 'nodes'> & { edges: Array<ResolversTypes['ReferralEdge']>, nodes: Array<ResolversTypes['Referral']> }>;
  ReferralCount: ResolverTypeWrapper<Types.ReferralCount>;
  ReferralEdge: ResolverTypeWrapper<Omit<Types.ReferralEdge, 'node'> & { node: ResolversTypes['Referral'] }>;
  ReferralFacts: ResolverTypeWrapper<Types.ReferralFacts>;
  ReferralResult: ResolverTypeWrapper<SeenReferralResult>;
  ReferralResultError: ResolverTypeWrapper<ResultError>;
  ReferralState: Types.ReferralState;
  RefusalReason: Types.RefusalReason;
  Reply: ResolverTypeWrapper<SeenReply>;
  ReplyDraft: ResolverTypeWrapper<ReplyDraftRecord>;
  ReplyKind: Types.ReplyKind;
  ReplyOutcome: Types.ReplyOutcome;
  SimilarApplication: ResolverTypeWrapper<Lookalike>;
  Float: ResolverTypeWrapper<Types.Scalars['Float']['output']>;
  SimilarApplicationsInput: Types.SimilarApplicationsInput;
  Stage: Types.Stage;
  StepFacts: ResolverTypeWrapper<Types.StepFacts>;
  Subscription: ResolverTypeWrapper<Record<PropertyKey, never>>;
  Supplement: ResolverTypeWrapper<SeenSupplement>;
  TimelineEntry: ResolverTypeWrapper<SeenEntry>;
  TimelineEvent: Types.TimelineEvent;
  Topic: ResolverTypeWrapper<Types.Topic>;
  UndeliveredMessage: ResolverTypeWrapper<UndeliveredMessage>;
  UnitInboxConnection: ResolverTypeWrapper<UnitInboxPage>;
  UnitInboxFilter: Types.UnitInboxFilter;
  UnitOfficer: ResolverTypeWrapper<UnitOfficerDocument>;
  Boolean: ResolverTypeWrapper<Types.Scalars['Boolean']['output']>;
  Int: ResolverTypeWrapper<Types.Scalars['Int']['output']>;
};

/** Mapping between all available schema types and the resolvers parents */
export type ResolversParentTypes = {
  AdministrativeUnit: Omit<Types.AdministrativeUnit, 'officers'> & { officers?: Types.Maybe<Array<ResolversParentTypes['UnitOfficer']>> } | FederationReferenceTypes['AdministrativeUnit'];
  ID: Types.Scalars['ID']['output'];
  Appeal: SeenAppeal;
  String: Types.Scalars['String']['output'];
  AppealConnection: UnitAppealsPage;
  AppealCounts: Types.AppealCounts;
  AppealEdge: Omit<Types.AppealEdge, 'node'> & { node: ResolversParentTypes['Appeal'] };
  AppealFacts: Types.AppealFacts;
  AppealableAnswer: AppealableAnswer;
  Application: SeenApplication;
  ApplicationConnection: Omit<Types.ApplicationConnection, 'edges' | 'nodes'> & { edges: Array<ResolversParentTypes['ApplicationEdge']>, nodes: Array<ResolversParentTypes['Application']> };
  ApplicationEdge: Omit<Types.ApplicationEdge, 'node'> & { node: ResolversParentTypes['Application'] };
  ApplicationEvent: SeenEvent;
  ApplicationEventConnection: Omit<Types.ApplicationEventConnection, 'edges' | 'nodes'> & { edges: Array<ResolversParentTypes['ApplicationEventEdge']>, nodes: Array<ResolversParentTypes['ApplicationEvent']> };
  ApplicationEventEdge: Omit<Types.ApplicationEventEdge, 'node'> & { node: ResolversParentTypes['ApplicationEvent'] };
  ApplicationFacts: Types.ApplicationFacts;
  ApplicationFactsPage: Types.ApplicationFactsPage;
  ApplicationStatus: ApplicationDigest;
  Attachment: SeenAttachment;
  BusinessDays: Types.BusinessDays;
  ChangedFacts: Types.ChangedFacts;
  Citizen: CitizenReference;
  Classification: Classification;
  ClosedFilter: Types.ClosedFilter;
  Correction: Omit<Types.Correction, 'after' | 'before'> & { after: ResolversParentTypes['Classification'], before: ResolversParentTypes['Classification'] };
  Date: Types.Scalars['Date']['output'];
  DateTime: Types.Scalars['DateTime']['output'];
  DirectoryChange: Types.DirectoryChange;
  District: Types.District;
  EarlierAnswer: SeenEarlierAnswer;
  EarlierAnswerFacts: Types.EarlierAnswerFacts;
  EvaluationQueueFilter: Types.EvaluationQueueFilter;
  Extension: SeenExtension;
  FactDay: Types.FactDay;
  FactSource: Types.FactSource;
  FileApplicationInput: Types.FileApplicationInput;
  LeaveDay: LeaveDayDocument;
  Mutation: Record<PropertyKey, never>;
  NewApplication: SeenEvent;
  Node: ResolversInterfaceTypes<ResolversParentTypes>['Node'];
  NotificationBacklog: Types.NotificationBacklog;
  OpenQuestion: OpenQuestion;
  OutboxConnection: Omit<Types.OutboxConnection, 'edges' | 'nodes'> & { edges: Array<ResolversParentTypes['OutboxEdge']>, nodes: Array<ResolversParentTypes['OutboxMessage']> };
  OutboxEdge: Omit<Types.OutboxEdge, 'node'> & { node: ResolversParentTypes['OutboxMessage'] };
  OutboxMessage: OutboxMessageDocument;
  OwnApplicationConnection: OwnApplicationPage;
  PageInfo: Types.PageInfo;
  PlaceInput: Types.PlaceInput;
  Province: Types.Province;
  Query: Record<PropertyKey, never>;
  Rating: Types.Rating;
  Redaction: Types.Redaction;
  Referral: SeenReferral;
  ReferralConnection: Omit<Types.ReferralConnection, 'edges' | 'nodes'> & { edges: Array<ResolversParentTypes['ReferralEdge']>, nodes: Array<ResolversParentTypes['Referral']> };
  ReferralCount: Types.ReferralCount;
  ReferralEdge: Omit<Types.ReferralEdge, 'node'> & { node: ResolversParentTypes['Referral'] };
  ReferralFacts: Types.ReferralFacts;
  ReferralResult: SeenReferralResult;
  ReferralResultError: ResultError;
  Reply: SeenReply;
  ReplyDraft: ReplyDraftRecord;
  SimilarApplication: Lookalike;
  Float: Types.Scalars['Float']['output'];
  SimilarApplicationsInput: Types.SimilarApplicationsInput;
  StepFacts: Types.StepFacts;
  Subscription: Record<PropertyKey, never>;
  Supplement: SeenSupplement;
  TimelineEntry: SeenEntry;
  Topic: Types.Topic;
  UndeliveredMessage: UndeliveredMessage;
  UnitInboxConnection: UnitInboxPage;
  UnitInboxFilter: Types.UnitInboxFilter;
  UnitOfficer: UnitOfficerDocument;
  Boolean: Types.Scalars['Boolean']['output'];
  Int: Types.Scalars['Int']['output'];
};

export type CacheControlDirectiveArgs = {
  inheritMaxAge?: Types.Maybe<Types.Scalars['Boolean']['input']>;
  maxAge?: Types.Maybe<Types.Scalars['Int']['input']>;
};

export type CacheControlDirectiveResolver<Result, Parent, ContextType = Context, Args = CacheControlDirectiveArgs> = DirectiveResolverFn<Result, Parent, ContextType, Args>;

export type AdministrativeUnitResolvers<ContextType = Context, ParentType extends ResolversParentTypes['AdministrativeUnit'] = ResolversParentTypes['AdministrativeUnit'], FederationReferenceType extends FederationReferenceTypes['AdministrativeUnit'] = FederationReferenceTypes['AdministrativeUnit']> = {
  __resolveReference?: ReferenceResolver<Types.Maybe<ResolversTypes['AdministrativeUnit']> | FederationReferenceType, FederationReferenceType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  officers?: Resolver<Types.Maybe<Array<ResolversTypes['UnitOfficer']>>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type AppealResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Appeal'] = ResolversParentTypes['Appeal']> = {
  appealedAt?: Resolver<Types.Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  application?: Resolver<Types.Maybe<ResolversTypes['Application']>, ParentType, ContextType>;
  decidedAt?: Resolver<Types.Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  decisionText?: Resolver<Types.Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  kind?: Resolver<ResolversTypes['AppealKind'], ParentType, ContextType>;
  overdue?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  referral?: Resolver<Types.Maybe<ResolversTypes['Referral']>, ParentType, ContextType>;
  remainingBusinessDays?: Resolver<Types.Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  state?: Resolver<ResolversTypes['AppealState'], ParentType, ContextType>;
  targetDate?: Resolver<ResolversTypes['Date'], ParentType, ContextType>;
  text?: Resolver<Types.Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  unit?: Resolver<Types.Maybe<ResolversTypes['AdministrativeUnit']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type AppealConnectionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['AppealConnection'] = ResolversParentTypes['AppealConnection']> = {
  counts?: Resolver<ResolversTypes['AppealCounts'], ParentType, ContextType>;
  edges?: Resolver<Array<ResolversTypes['AppealEdge']>, ParentType, ContextType>;
  nodes?: Resolver<Array<ResolversTypes['Appeal']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
};

export type AppealCountsResolvers<ContextType = Context, ParentType extends ResolversParentTypes['AppealCounts'] = ResolversParentTypes['AppealCounts']> = {
  overdue?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  pending?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type AppealEdgeResolvers<ContextType = Context, ParentType extends ResolversParentTypes['AppealEdge'] = ResolversParentTypes['AppealEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['Appeal'], ParentType, ContextType>;
};

export type AppealFactsResolvers<ContextType = Context, ParentType extends ResolversParentTypes['AppealFacts'] = ResolversParentTypes['AppealFacts']> = {
  appealedOn?: Resolver<ResolversTypes['Date'], ParentType, ContextType>;
  decidedOn?: Resolver<Types.Maybe<ResolversTypes['Date']>, ParentType, ContextType>;
  kind?: Resolver<ResolversTypes['AppealKind'], ParentType, ContextType>;
  state?: Resolver<ResolversTypes['AppealState'], ParentType, ContextType>;
  targetDate?: Resolver<Types.Maybe<ResolversTypes['Date']>, ParentType, ContextType>;
};

export type AppealableAnswerResolvers<ContextType = Context, ParentType extends ResolversParentTypes['AppealableAnswer'] = ResolversParentTypes['AppealableAnswer']> = {
  kind?: Resolver<ResolversTypes['AppealKind'], ParentType, ContextType>;
  referral?: Resolver<ResolversTypes['Referral'], ParentType, ContextType>;
  until?: Resolver<ResolversTypes['Date'], ParentType, ContextType>;
};

export type ApplicationResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Application'] = ResolversParentTypes['Application'], FederationReferenceType extends FederationReferenceTypes['Application'] = FederationReferenceTypes['Application']> = {
  __resolveReference?: ReferenceResolver<Types.Maybe<ResolversTypes['Application']> | FederationReferenceType, FederationReferenceType, ContextType>;
  aboutHeadOfUnit?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  answerChannel?: Resolver<Types.Maybe<ResolversTypes['AnswerChannel']>, ParentType, ContextType>;
  appealableAnswers?: Resolver<Array<ResolversTypes['AppealableAnswer']>, ParentType, ContextType>;
  appealableUntil?: Resolver<Types.Maybe<ResolversTypes['Date']>, ParentType, ContextType>;
  appeals?: Resolver<Array<ResolversTypes['Appeal']>, ParentType, ContextType>;
  applicant?: Resolver<Types.Maybe<ResolversTypes['Citizen']>, ParentType, ContextType>;
  attachments?: Resolver<Types.Maybe<Array<ResolversTypes['Attachment']>>, ParentType, ContextType>;
  availableActions?: Resolver<Array<ResolversTypes['ApplicationAction']>, ParentType, ContextType>;
  availableOutcomes?: Resolver<Array<ResolversTypes['ReplyOutcome']>, ParentType, ContextType>;
  claimedBy?: Resolver<Types.Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  closedAt?: Resolver<Types.Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  district?: Resolver<Types.Maybe<ResolversTypes['District']>, ParentType, ContextType>;
  earlierAnswers?: Resolver<Array<ResolversTypes['EarlierAnswer']>, ParentType, ContextType>;
  extension?: Resolver<Types.Maybe<ResolversTypes['Extension']>, ParentType, ContextType>;
  filedAt?: Resolver<Types.Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  filedOn?: Resolver<ResolversTypes['Date'], ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  identityHidden?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  meantUnit?: Resolver<Types.Maybe<ResolversTypes['AdministrativeUnit']>, ParentType, ContextType>;
  number?: Resolver<Types.Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  openQuestions?: Resolver<Types.Maybe<Array<ResolversTypes['OpenQuestion']>>, ParentType, ContextType>;
  overdue?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  province?: Resolver<Types.Maybe<ResolversTypes['Province']>, ParentType, ContextType>;
  rating?: Resolver<Types.Maybe<ResolversTypes['Rating']>, ParentType, ContextType>;
  redaction?: Resolver<Types.Maybe<ResolversTypes['Redaction']>, ParentType, ContextType>;
  referrals?: Resolver<Array<ResolversTypes['Referral']>, ParentType, ContextType>;
  refusalReason?: Resolver<Types.Maybe<ResolversTypes['RefusalReason']>, ParentType, ContextType>;
  remainingBusinessDays?: Resolver<Types.Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  replies?: Resolver<Array<ResolversTypes['Reply']>, ParentType, ContextType>;
  responsibleUnit?: Resolver<Types.Maybe<ResolversTypes['AdministrativeUnit']>, ParentType, ContextType>;
  responsibleUnits?: Resolver<Array<Types.Maybe<ResolversTypes['AdministrativeUnit']>>, ParentType, ContextType>;
  stage?: Resolver<ResolversTypes['Stage'], ParentType, ContextType>;
  statutoryDate?: Resolver<ResolversTypes['Date'], ParentType, ContextType>;
  subject?: Resolver<Types.Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  supplements?: Resolver<Types.Maybe<Array<ResolversTypes['Supplement']>>, ParentType, ContextType>;
  targetDate?: Resolver<ResolversTypes['Date'], ParentType, ContextType>;
  text?: Resolver<Types.Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  timeline?: Resolver<Array<ResolversTypes['TimelineEntry']>, ParentType, ContextType>;
  topic?: Resolver<Types.Maybe<ResolversTypes['Topic']>, ParentType, ContextType>;
  trackingCode?: Resolver<Types.Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  type?: Resolver<ResolversTypes['ApplicationType'], ParentType, ContextType>;
  updatedAt?: Resolver<Types.Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  version?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
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

export type ApplicationEventResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ApplicationEvent'] = ResolversParentTypes['ApplicationEvent']> = {
  application?: Resolver<Types.Maybe<ResolversTypes['Application']>, ParentType, ContextType>;
  at?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  kind?: Resolver<ResolversTypes['TimelineEvent'], ParentType, ContextType>;
  referral?: Resolver<Types.Maybe<ResolversTypes['Referral']>, ParentType, ContextType>;
};

export type ApplicationEventConnectionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ApplicationEventConnection'] = ResolversParentTypes['ApplicationEventConnection']> = {
  edges?: Resolver<Array<ResolversTypes['ApplicationEventEdge']>, ParentType, ContextType>;
  nodes?: Resolver<Array<ResolversTypes['ApplicationEvent']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
};

export type ApplicationEventEdgeResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ApplicationEventEdge'] = ResolversParentTypes['ApplicationEventEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['ApplicationEvent'], ParentType, ContextType>;
};

export type ApplicationFactsResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ApplicationFacts'] = ResolversParentTypes['ApplicationFacts']> = {
  answeredOn?: Resolver<Types.Maybe<ResolversTypes['Date']>, ParentType, ContextType>;
  appeals?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  appealsDismissed?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  appealsUpheld?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  awaitingCitizenSince?: Resolver<Types.Maybe<ResolversTypes['Date']>, ParentType, ContextType>;
  channel?: Resolver<ResolversTypes['AnswerChannel'], ParentType, ContextType>;
  clarifications?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  closedOn?: Resolver<Types.Maybe<ResolversTypes['Date']>, ParentType, ContextType>;
  districtCode?: Resolver<Types.Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  earlierAnswers?: Resolver<Array<ResolversTypes['EarlierAnswerFacts']>, ParentType, ContextType>;
  extendedOn?: Resolver<Types.Maybe<ResolversTypes['Date']>, ParentType, ContextType>;
  filedDistrictCode?: Resolver<Types.Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  filedHour?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  filedOn?: Resolver<ResolversTypes['Date'], ParentType, ContextType>;
  filedProvinceCode?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  filedTopicId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  filedType?: Resolver<ResolversTypes['ApplicationType'], ParentType, ContextType>;
  firstAnsweredOn?: Resolver<Types.Maybe<ResolversTypes['Date']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  interimRepliedOn?: Resolver<Types.Maybe<ResolversTypes['Date']>, ParentType, ContextType>;
  interimReplies?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  isMetByInterimReply?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  isSolved?: Resolver<Types.Maybe<ResolversTypes['Boolean']>, ParentType, ContextType>;
  lateAnswerOn?: Resolver<Types.Maybe<ResolversTypes['Date']>, ParentType, ContextType>;
  objections?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  objectionsDismissed?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  objectionsUpheld?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  outcome?: Resolver<Types.Maybe<ResolversTypes['ReplyOutcome']>, ParentType, ContextType>;
  overdueFrom?: Resolver<Types.Maybe<ResolversTypes['Date']>, ParentType, ContextType>;
  person?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  provinceCode?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  ratedOn?: Resolver<Types.Maybe<ResolversTypes['Date']>, ParentType, ContextType>;
  rating?: Resolver<Types.Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  recordKey?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  referrals?: Resolver<Array<ResolversTypes['ReferralFacts']>, ParentType, ContextType>;
  refusalReason?: Resolver<Types.Maybe<ResolversTypes['RefusalReason']>, ParentType, ContextType>;
  savedAnswerOn?: Resolver<Types.Maybe<ResolversTypes['Date']>, ParentType, ContextType>;
  stage?: Resolver<ResolversTypes['Stage'], ParentType, ContextType>;
  statutoryDate?: Resolver<ResolversTypes['Date'], ParentType, ContextType>;
  steps?: Resolver<Array<ResolversTypes['StepFacts']>, ParentType, ContextType>;
  targetDate?: Resolver<ResolversTypes['Date'], ParentType, ContextType>;
  topicId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  type?: Resolver<ResolversTypes['ApplicationType'], ParentType, ContextType>;
};

export type ApplicationFactsPageResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ApplicationFactsPage'] = ResolversParentTypes['ApplicationFactsPage']> = {
  applications?: Resolver<Array<ResolversTypes['ApplicationFacts']>, ParentType, ContextType>;
  endCursor?: Resolver<Types.Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  source?: Resolver<ResolversTypes['FactSource'], ParentType, ContextType>;
  total?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type ApplicationStatusResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ApplicationStatus'] = ResolversParentTypes['ApplicationStatus']> = {
  filedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  number?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  overdue?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  responsibleUnit?: Resolver<Types.Maybe<ResolversTypes['AdministrativeUnit']>, ParentType, ContextType>;
  stage?: Resolver<ResolversTypes['Stage'], ParentType, ContextType>;
  statutoryDate?: Resolver<ResolversTypes['Date'], ParentType, ContextType>;
  targetDate?: Resolver<ResolversTypes['Date'], ParentType, ContextType>;
  type?: Resolver<ResolversTypes['ApplicationType'], ParentType, ContextType>;
};

export type AttachmentResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Attachment'] = ResolversParentTypes['Attachment']> = {
  bytes?: Resolver<Types.Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  contentType?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  warnings?: Resolver<Types.Maybe<Array<ResolversTypes['AttachmentWarning']>>, ParentType, ContextType>;
  withheld?: Resolver<Types.Maybe<ResolversTypes['AttachmentWithheld']>, ParentType, ContextType>;
  withheldReason?: Resolver<Types.Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type BusinessDaysResolvers<ContextType = Context, ParentType extends ResolversParentTypes['BusinessDays'] = ResolversParentTypes['BusinessDays']> = {
  days?: Resolver<Array<ResolversTypes['FactDay']>, ParentType, ContextType>;
  version?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type ChangedFactsResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ChangedFacts'] = ResolversParentTypes['ChangedFacts']> = {
  applications?: Resolver<Array<ResolversTypes['ApplicationFacts']>, ParentType, ContextType>;
  asOf?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  calendarVersion?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  isCurrent?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  isReplaced?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  source?: Resolver<ResolversTypes['FactSource'], ParentType, ContextType>;
};

export type CitizenResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Citizen'] = ResolversParentTypes['Citizen'], FederationReferenceType extends FederationReferenceTypes['Citizen'] = FederationReferenceTypes['Citizen']> = {
  __resolveReference?: ReferenceResolver<Types.Maybe<ResolversTypes['Citizen']> | FederationReferenceType, FederationReferenceType, ContextType>;
  applications?: Resolver<Types.Maybe<ResolversTypes['ApplicationConnection']>, ParentType, ContextType, RequireFields<Types.CitizenApplicationsArgs, 'first'>>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  proof?: Resolver<Types.Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type ClassificationResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Classification'] = ResolversParentTypes['Classification']> = {
  district?: Resolver<Types.Maybe<ResolversTypes['District']>, ParentType, ContextType>;
  province?: Resolver<Types.Maybe<ResolversTypes['Province']>, ParentType, ContextType>;
  topic?: Resolver<Types.Maybe<ResolversTypes['Topic']>, ParentType, ContextType>;
  type?: Resolver<ResolversTypes['ApplicationType'], ParentType, ContextType>;
};

export type CorrectionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Correction'] = ResolversParentTypes['Correction']> = {
  after?: Resolver<ResolversTypes['Classification'], ParentType, ContextType>;
  before?: Resolver<ResolversTypes['Classification'], ParentType, ContextType>;
};

export interface DateScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['Date'], any> {
  name: 'Date';
}

export interface DateTimeScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['DateTime'], any> {
  name: 'DateTime';
}

export type DirectoryChangeResolvers<ContextType = Context, ParentType extends ResolversParentTypes['DirectoryChange'] = ResolversParentTypes['DirectoryChange']> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type DistrictResolvers<ContextType = Context, ParentType extends ResolversParentTypes['District'] = ResolversParentTypes['District']> = {
  code?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
};

export type EarlierAnswerResolvers<ContextType = Context, ParentType extends ResolversParentTypes['EarlierAnswer'] = ResolversParentTypes['EarlierAnswer']> = {
  answeredAt?: Resolver<Types.Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  appeal?: Resolver<Types.Maybe<ResolversTypes['Appeal']>, ParentType, ContextType>;
  overdue?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  rating?: Resolver<Types.Maybe<ResolversTypes['Rating']>, ParentType, ContextType>;
  statutoryDate?: Resolver<ResolversTypes['Date'], ParentType, ContextType>;
  targetDate?: Resolver<ResolversTypes['Date'], ParentType, ContextType>;
};

export type EarlierAnswerFactsResolvers<ContextType = Context, ParentType extends ResolversParentTypes['EarlierAnswerFacts'] = ResolversParentTypes['EarlierAnswerFacts']> = {
  answeredOn?: Resolver<ResolversTypes['Date'], ParentType, ContextType>;
  extendedOn?: Resolver<Types.Maybe<ResolversTypes['Date']>, ParentType, ContextType>;
  isSolved?: Resolver<Types.Maybe<ResolversTypes['Boolean']>, ParentType, ContextType>;
  metOn?: Resolver<Types.Maybe<ResolversTypes['Date']>, ParentType, ContextType>;
  ratedOn?: Resolver<Types.Maybe<ResolversTypes['Date']>, ParentType, ContextType>;
  rating?: Resolver<Types.Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  reopenedOn?: Resolver<ResolversTypes['Date'], ParentType, ContextType>;
  statutoryDate?: Resolver<ResolversTypes['Date'], ParentType, ContextType>;
  targetDate?: Resolver<ResolversTypes['Date'], ParentType, ContextType>;
};

export type ExtensionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Extension'] = ResolversParentTypes['Extension']> = {
  extendedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  reason?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  unit?: Resolver<Types.Maybe<ResolversTypes['AdministrativeUnit']>, ParentType, ContextType>;
};

export type FactDayResolvers<ContextType = Context, ParentType extends ResolversParentTypes['FactDay'] = ResolversParentTypes['FactDay']> = {
  date?: Resolver<ResolversTypes['Date'], ParentType, ContextType>;
  isBusinessDay?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  ordinal?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type FactSourceResolvers<ContextType = Context, ParentType extends ResolversParentTypes['FactSource'] = ResolversParentTypes['FactSource']> = {
  data?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  keyVersion?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type LeaveDayResolvers<ContextType = Context, ParentType extends ResolversParentTypes['LeaveDay'] = ResolversParentTypes['LeaveDay']> = {
  addedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  addedBy?: Resolver<Types.Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  date?: Resolver<ResolversTypes['Date'], ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type MutationResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Mutation'] = ResolversParentTypes['Mutation']> = {
  acceptReferral?: Resolver<Types.Maybe<ResolversTypes['Referral']>, ParentType, ContextType, RequireFields<Types.MutationAcceptReferralArgs, 'referralId'>>;
  acceptReferrals?: Resolver<Types.Maybe<Array<ResolversTypes['ReferralResult']>>, ParentType, ContextType, RequireFields<Types.MutationAcceptReferralsArgs, 'referralIds'>>;
  addLeaveDay?: Resolver<Types.Maybe<ResolversTypes['LeaveDay']>, ParentType, ContextType, RequireFields<Types.MutationAddLeaveDayArgs, 'date' | 'name'>>;
  addNote?: Resolver<Types.Maybe<ResolversTypes['Referral']>, ParentType, ContextType, RequireFields<Types.MutationAddNoteArgs, 'referralId' | 'text'>>;
  appealApplication?: Resolver<Types.Maybe<ResolversTypes['Application']>, ParentType, ContextType, RequireFields<Types.MutationAppealApplicationArgs, 'number' | 'text'>>;
  approveReply?: Resolver<Types.Maybe<ResolversTypes['Referral']>, ParentType, ContextType, RequireFields<Types.MutationApproveReplyArgs, 'draftId' | 'referralId'>>;
  assignReferral?: Resolver<Types.Maybe<ResolversTypes['Referral']>, ParentType, ContextType, RequireFields<Types.MutationAssignReferralArgs, 'referralId'>>;
  assignReferrals?: Resolver<Types.Maybe<Array<ResolversTypes['ReferralResult']>>, ParentType, ContextType, RequireFields<Types.MutationAssignReferralsArgs, 'referralIds'>>;
  cancelReferral?: Resolver<Types.Maybe<ResolversTypes['Referral']>, ParentType, ContextType, RequireFields<Types.MutationCancelReferralArgs, 'reason' | 'referralId'>>;
  claimApplication?: Resolver<Types.Maybe<ResolversTypes['Application']>, ParentType, ContextType, RequireFields<Types.MutationClaimApplicationArgs, 'number' | 'takeOver'>>;
  correctApplication?: Resolver<Types.Maybe<ResolversTypes['Application']>, ParentType, ContextType, RequireFields<Types.MutationCorrectApplicationArgs, 'number' | 'reason'>>;
  decideAppeal?: Resolver<Types.Maybe<ResolversTypes['Application']>, ParentType, ContextType, RequireFields<Types.MutationDecideAppealArgs, 'decision' | 'referralId' | 'text'>>;
  draftReply?: Resolver<Types.Maybe<ResolversTypes['Referral']>, ParentType, ContextType, RequireFields<Types.MutationDraftReplyArgs, 'kind' | 'referralId' | 'text'>>;
  extendReferral?: Resolver<Types.Maybe<ResolversTypes['Referral']>, ParentType, ContextType, RequireFields<Types.MutationExtendReferralArgs, 'reason' | 'referralId'>>;
  fileApplication?: Resolver<Types.Maybe<ResolversTypes['Application']>, ParentType, ContextType, RequireFields<Types.MutationFileApplicationArgs, 'input'>>;
  forwardReferral?: Resolver<Types.Maybe<ResolversTypes['Referral']>, ParentType, ContextType, RequireFields<Types.MutationForwardReferralArgs, 'reason' | 'referralId' | 'unitId'>>;
  forwardReferrals?: Resolver<Types.Maybe<Array<ResolversTypes['ReferralResult']>>, ParentType, ContextType, RequireFields<Types.MutationForwardReferralsArgs, 'reason' | 'referralIds' | 'unitId'>>;
  hideIdentity?: Resolver<Types.Maybe<ResolversTypes['Application']>, ParentType, ContextType, RequireFields<Types.MutationHideIdentityArgs, 'number'>>;
  rateApplication?: Resolver<Types.Maybe<ResolversTypes['Application']>, ParentType, ContextType, RequireFields<Types.MutationRateApplicationArgs, 'number' | 'score' | 'solved'>>;
  redactApplication?: Resolver<Types.Maybe<ResolversTypes['Application']>, ParentType, ContextType, RequireFields<Types.MutationRedactApplicationArgs, 'number'>>;
  referApplication?: Resolver<Types.Maybe<ResolversTypes['Application']>, ParentType, ContextType, RequireFields<Types.MutationReferApplicationArgs, 'number' | 'unitIds'>>;
  refuseApplication?: Resolver<Types.Maybe<ResolversTypes['Application']>, ParentType, ContextType, RequireFields<Types.MutationRefuseApplicationArgs, 'number' | 'reason'>>;
  rejectReply?: Resolver<Types.Maybe<ResolversTypes['Referral']>, ParentType, ContextType, RequireFields<Types.MutationRejectReplyArgs, 'draftId' | 'reason' | 'referralId'>>;
  releaseAttachment?: Resolver<Types.Maybe<ResolversTypes['Application']>, ParentType, ContextType, RequireFields<Types.MutationReleaseAttachmentArgs, 'attachmentId' | 'number'>>;
  removeLeaveDay?: Resolver<Types.Maybe<ResolversTypes['LeaveDay']>, ParentType, ContextType, RequireFields<Types.MutationRemoveLeaveDayArgs, 'date'>>;
  renewTrackingCode?: Resolver<Types.Maybe<ResolversTypes['Application']>, ParentType, ContextType, RequireFields<Types.MutationRenewTrackingCodeArgs, 'number'>>;
  requestClarification?: Resolver<Types.Maybe<ResolversTypes['Referral']>, ParentType, ContextType, RequireFields<Types.MutationRequestClarificationArgs, 'question' | 'referralId'>>;
  returnReferral?: Resolver<Types.Maybe<ResolversTypes['Referral']>, ParentType, ContextType, RequireFields<Types.MutationReturnReferralArgs, 'reason' | 'referralId'>>;
  supplementApplication?: Resolver<Types.Maybe<ResolversTypes['Application']>, ParentType, ContextType, RequireFields<Types.MutationSupplementApplicationArgs, 'attachmentIds' | 'number' | 'text'>>;
  withdrawApplication?: Resolver<Types.Maybe<ResolversTypes['Application']>, ParentType, ContextType, RequireFields<Types.MutationWithdrawApplicationArgs, 'number'>>;
  withdrawReply?: Resolver<Types.Maybe<ResolversTypes['Referral']>, ParentType, ContextType, RequireFields<Types.MutationWithdrawReplyArgs, 'draftId' | 'referralId'>>;
  withholdAttachment?: Resolver<Types.Maybe<ResolversTypes['Application']>, ParentType, ContextType, RequireFields<Types.MutationWithholdAttachmentArgs, 'attachmentId' | 'number' | 'reason'>>;
};

export type NewApplicationResolvers<ContextType = Context, ParentType extends ResolversParentTypes['NewApplication'] = ResolversParentTypes['NewApplication']> = {
  application?: Resolver<Types.Maybe<ResolversTypes['Application']>, ParentType, ContextType>;
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  referral?: Resolver<Types.Maybe<ResolversTypes['Referral']>, ParentType, ContextType>;
};

export type NodeResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Node'] = ResolversParentTypes['Node']> = {
  __resolveType: TypeResolveFn<'AdministrativeUnit' | 'Appeal' | 'Application' | 'Attachment' | 'Citizen' | 'DirectoryChange' | 'OutboxMessage' | 'Referral' | 'Reply' | 'ReplyDraft' | 'Supplement' | 'TimelineEntry' | 'Topic', ParentType, ContextType>;
};

export type NotificationBacklogResolvers<ContextType = Context, ParentType extends ResolversParentTypes['NotificationBacklog'] = ResolversParentTypes['NotificationBacklog']> = {
  failed?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  lastError?: Resolver<Types.Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  waiting?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type OpenQuestionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['OpenQuestion'] = ResolversParentTypes['OpenQuestion']> = {
  askedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  referral?: Resolver<ResolversTypes['Referral'], ParentType, ContextType>;
  text?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type OutboxConnectionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['OutboxConnection'] = ResolversParentTypes['OutboxConnection']> = {
  edges?: Resolver<Array<ResolversTypes['OutboxEdge']>, ParentType, ContextType>;
  nodes?: Resolver<Array<ResolversTypes['OutboxMessage']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
};

export type OutboxEdgeResolvers<ContextType = Context, ParentType extends ResolversParentTypes['OutboxEdge'] = ResolversParentTypes['OutboxEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['OutboxMessage'], ParentType, ContextType>;
};

export type OutboxMessageResolvers<ContextType = Context, ParentType extends ResolversParentTypes['OutboxMessage'] = ResolversParentTypes['OutboxMessage']> = {
  channel?: Resolver<ResolversTypes['AnswerChannel'], ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  sentAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  subject?: Resolver<Types.Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  text?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  to?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type OwnApplicationConnectionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['OwnApplicationConnection'] = ResolversParentTypes['OwnApplicationConnection']> = {
  edges?: Resolver<Array<ResolversTypes['ApplicationEdge']>, ParentType, ContextType>;
  nodes?: Resolver<Array<ResolversTypes['Application']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  totalCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type PageInfoResolvers<ContextType = Context, ParentType extends ResolversParentTypes['PageInfo'] = ResolversParentTypes['PageInfo']> = {
  endCursor?: Resolver<Types.Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  hasNextPage?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  hasPreviousPage?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  startCursor?: Resolver<Types.Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type ProvinceResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Province'] = ResolversParentTypes['Province']> = {
  code?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
};

export type QueryResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Query'] = ResolversParentTypes['Query']> = {
  application?: Resolver<Types.Maybe<ResolversTypes['Application']>, ParentType, ContextType, RequireFields<Types.QueryApplicationArgs, 'number'>>;
  applicationEvents?: Resolver<Types.Maybe<ResolversTypes['ApplicationEventConnection']>, ParentType, ContextType, RequireFields<Types.QueryApplicationEventsArgs, 'first'>>;
  applicationFacts?: Resolver<ResolversTypes['ApplicationFactsPage'], ParentType, ContextType, RequireFields<Types.QueryApplicationFactsArgs, 'first'>>;
  businessDays?: Resolver<ResolversTypes['BusinessDays'], ParentType, ContextType>;
  changedFacts?: Resolver<ResolversTypes['ChangedFacts'], ParentType, ContextType, RequireFields<Types.QueryChangedFactsArgs, 'first'>>;
  closedApplications?: Resolver<Types.Maybe<ResolversTypes['ApplicationConnection']>, ParentType, ContextType, RequireFields<Types.QueryClosedApplicationsArgs, 'first'>>;
  closedReferrals?: Resolver<Types.Maybe<ResolversTypes['ReferralConnection']>, ParentType, ContextType, RequireFields<Types.QueryClosedReferralsArgs, 'first' | 'unitId'>>;
  evaluationQueue?: Resolver<Types.Maybe<ResolversTypes['ApplicationConnection']>, ParentType, ContextType, RequireFields<Types.QueryEvaluationQueueArgs, 'first'>>;
  leaveDays?: Resolver<Types.Maybe<Array<ResolversTypes['LeaveDay']>>, ParentType, ContextType>;
  myApplications?: Resolver<Types.Maybe<ResolversTypes['OwnApplicationConnection']>, ParentType, ContextType, RequireFields<Types.QueryMyApplicationsArgs, 'first' | 'order'>>;
  myUndeliveredMessages?: Resolver<Types.Maybe<Array<ResolversTypes['UndeliveredMessage']>>, ParentType, ContextType>;
  node?: Resolver<Types.Maybe<ResolversTypes['Node']>, ParentType, ContextType, RequireFields<Types.QueryNodeArgs, 'id'>>;
  notificationBacklog?: Resolver<Types.Maybe<ResolversTypes['NotificationBacklog']>, ParentType, ContextType>;
  outbox?: Resolver<Types.Maybe<ResolversTypes['OutboxConnection']>, ParentType, ContextType, RequireFields<Types.QueryOutboxArgs, 'first'>>;
  referral?: Resolver<Types.Maybe<ResolversTypes['Referral']>, ParentType, ContextType, Partial<Types.QueryReferralArgs>>;
  similarApplications?: Resolver<Types.Maybe<Array<ResolversTypes['SimilarApplication']>>, ParentType, ContextType, RequireFields<Types.QuerySimilarApplicationsArgs, 'input'>>;
  trackApplication?: Resolver<Types.Maybe<ResolversTypes['ApplicationStatus']>, ParentType, ContextType, RequireFields<Types.QueryTrackApplicationArgs, 'number' | 'trackingCode'>>;
  unitAppeals?: Resolver<Types.Maybe<ResolversTypes['AppealConnection']>, ParentType, ContextType, RequireFields<Types.QueryUnitAppealsArgs, 'first' | 'states' | 'unitId'>>;
  unitInbox?: Resolver<Types.Maybe<ResolversTypes['UnitInboxConnection']>, ParentType, ContextType, RequireFields<Types.QueryUnitInboxArgs, 'first' | 'unitId'>>;
};

export type RatingResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Rating'] = ResolversParentTypes['Rating']> = {
  ratedAt?: Resolver<Types.Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  score?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  solved?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
};

export type RedactionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Redaction'] = ResolversParentTypes['Redaction']> = {
  appeals?: Resolver<Array<Types.Maybe<ResolversTypes['String']>>, ParentType, ContextType>;
  attachmentsWithheld?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  subject?: Resolver<Types.Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  supplements?: Resolver<Array<Types.Maybe<ResolversTypes['String']>>, ParentType, ContextType>;
  text?: Resolver<Types.Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type ReferralResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Referral'] = ResolversParentTypes['Referral']> = {
  application?: Resolver<ResolversTypes['Application'], ParentType, ContextType>;
  assignee?: Resolver<Types.Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  automaticReason?: Resolver<Types.Maybe<ResolversTypes['AutomaticReason']>, ParentType, ContextType>;
  availableActions?: Resolver<Array<ResolversTypes['ReferralAction']>, ParentType, ContextType>;
  closedAt?: Resolver<Types.Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  draft?: Resolver<Types.Maybe<ResolversTypes['ReplyDraft']>, ParentType, ContextType>;
  fileNumber?: Resolver<Types.Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  forwardedFrom?: Resolver<Types.Maybe<ResolversTypes['Referral']>, ParentType, ContextType>;
  forwardedTo?: Resolver<Types.Maybe<ResolversTypes['Referral']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  overdue?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  question?: Resolver<Types.Maybe<ResolversTypes['OpenQuestion']>, ParentType, ContextType>;
  raisedTo?: Resolver<Types.Maybe<ResolversTypes['AdministrativeUnit']>, ParentType, ContextType>;
  reason?: Resolver<Types.Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  referredAt?: Resolver<Types.Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  replies?: Resolver<Array<ResolversTypes['Reply']>, ParentType, ContextType>;
  state?: Resolver<ResolversTypes['ReferralState'], ParentType, ContextType>;
  statutoryDate?: Resolver<ResolversTypes['Date'], ParentType, ContextType>;
  targetDate?: Resolver<ResolversTypes['Date'], ParentType, ContextType>;
  unit?: Resolver<Types.Maybe<ResolversTypes['AdministrativeUnit']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type ReferralConnectionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ReferralConnection'] = ResolversParentTypes['ReferralConnection']> = {
  edges?: Resolver<Array<ResolversTypes['ReferralEdge']>, ParentType, ContextType>;
  nodes?: Resolver<Array<ResolversTypes['Referral']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
};

export type ReferralCountResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ReferralCount'] = ResolversParentTypes['ReferralCount']> = {
  count?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  more?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  state?: Resolver<ResolversTypes['ReferralState'], ParentType, ContextType>;
};

export type ReferralEdgeResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ReferralEdge'] = ResolversParentTypes['ReferralEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['Referral'], ParentType, ContextType>;
};

export type ReferralFactsResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ReferralFacts'] = ResolversParentTypes['ReferralFacts']> = {
  acceptedOn?: Resolver<Types.Maybe<ResolversTypes['Date']>, ParentType, ContextType>;
  answeredOn?: Resolver<Types.Maybe<ResolversTypes['Date']>, ParentType, ContextType>;
  appeal?: Resolver<Types.Maybe<ResolversTypes['AppealFacts']>, ParentType, ContextType>;
  appeals?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  appealsDismissed?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  appealsUpheld?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  clarifications?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  closedOn?: Resolver<Types.Maybe<ResolversTypes['Date']>, ParentType, ContextType>;
  draftedOn?: Resolver<Types.Maybe<ResolversTypes['Date']>, ParentType, ContextType>;
  draftsRejected?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  finalDraftedOn?: Resolver<Types.Maybe<ResolversTypes['Date']>, ParentType, ContextType>;
  firstActionOn?: Resolver<Types.Maybe<ResolversTypes['Date']>, ParentType, ContextType>;
  forwardedFromUnitId?: Resolver<Types.Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  hasDraft?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  interimReplies?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  isResponsible?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  outcome?: Resolver<Types.Maybe<ResolversTypes['ReplyOutcome']>, ParentType, ContextType>;
  referredOn?: Resolver<ResolversTypes['Date'], ParentType, ContextType>;
  state?: Resolver<ResolversTypes['ReferralState'], ParentType, ContextType>;
  unitId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
};

export type ReferralResultResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ReferralResult'] = ResolversParentTypes['ReferralResult']> = {
  error?: Resolver<Types.Maybe<ResolversTypes['ReferralResultError']>, ParentType, ContextType>;
  referral?: Resolver<Types.Maybe<ResolversTypes['Referral']>, ParentType, ContextType>;
  referralId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
};

export type ReferralResultErrorResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ReferralResultError'] = ResolversParentTypes['ReferralResultError']> = {
  availableActions?: Resolver<Types.Maybe<Array<ResolversTypes['ReferralAction']>>, ParentType, ContextType>;
  chain?: Resolver<Types.Maybe<Array<ResolversTypes['ID']>>, ParentType, ContextType>;
  code?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  field?: Resolver<Types.Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  reason?: Resolver<Types.Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  reference?: Resolver<Types.Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  requirement?: Resolver<Types.Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  state?: Resolver<Types.Maybe<ResolversTypes['ReferralState']>, ParentType, ContextType>;
  version?: Resolver<Types.Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
};

export type ReplyResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Reply'] = ResolversParentTypes['Reply']> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  kind?: Resolver<ResolversTypes['ReplyKind'], ParentType, ContextType>;
  outcome?: Resolver<Types.Maybe<ResolversTypes['ReplyOutcome']>, ParentType, ContextType>;
  repliedAt?: Resolver<Types.Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  text?: Resolver<Types.Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  unit?: Resolver<Types.Maybe<ResolversTypes['AdministrativeUnit']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type ReplyDraftResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ReplyDraft'] = ResolversParentTypes['ReplyDraft']> = {
  draftedAt?: Resolver<Types.Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  draftedBy?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  kind?: Resolver<ResolversTypes['ReplyKind'], ParentType, ContextType>;
  outcome?: Resolver<Types.Maybe<ResolversTypes['ReplyOutcome']>, ParentType, ContextType>;
  rejectionReason?: Resolver<Types.Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  text?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type SimilarApplicationResolvers<ContextType = Context, ParentType extends ResolversParentTypes['SimilarApplication'] = ResolversParentTypes['SimilarApplication']> = {
  application?: Resolver<ResolversTypes['Application'], ParentType, ContextType>;
  similarity?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
};

export type StepFactsResolvers<ContextType = Context, ParentType extends ResolversParentTypes['StepFacts'] = ResolversParentTypes['StepFacts']> = {
  awaitingCitizenSince?: Resolver<Types.Maybe<ResolversTypes['Date']>, ParentType, ContextType>;
  day?: Resolver<ResolversTypes['Date'], ParentType, ContextType>;
  endedBy?: Resolver<Types.Maybe<ResolversTypes['TimelineEvent']>, ParentType, ContextType>;
  endedOn?: Resolver<Types.Maybe<ResolversTypes['Date']>, ParentType, ContextType>;
  hour?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  isAutomatic?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  kind?: Resolver<ResolversTypes['TimelineEvent'], ParentType, ContextType>;
  outcome?: Resolver<Types.Maybe<ResolversTypes['ReplyOutcome']>, ParentType, ContextType>;
  referral?: Resolver<Types.Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  stage?: Resolver<ResolversTypes['Stage'], ParentType, ContextType>;
  unitId?: Resolver<Types.Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
};

export type SubscriptionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Subscription'] = ResolversParentTypes['Subscription']> = {
  applicationChanged?: SubscriptionResolver<Types.Maybe<ResolversTypes['ApplicationEvent']>, "applicationChanged", ParentType, ContextType, Partial<Types.SubscriptionApplicationChangedArgs>>;
  newApplications?: SubscriptionResolver<Types.Maybe<ResolversTypes['NewApplication']>, "newApplications", ParentType, ContextType, RequireFields<Types.SubscriptionNewApplicationsArgs, 'includeSubUnits'>>;
};

export type SupplementResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Supplement'] = ResolversParentTypes['Supplement']> = {
  at?: Resolver<Types.Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  text?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type TimelineEntryResolvers<ContextType = Context, ParentType extends ResolversParentTypes['TimelineEntry'] = ResolversParentTypes['TimelineEntry']> = {
  actor?: Resolver<Types.Maybe<ResolversTypes['ActorRole']>, ParentType, ContextType>;
  at?: Resolver<Types.Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  attachment?: Resolver<Types.Maybe<ResolversTypes['Attachment']>, ParentType, ContextType>;
  automaticReason?: Resolver<Types.Maybe<ResolversTypes['AutomaticReason']>, ParentType, ContextType>;
  correction?: Resolver<Types.Maybe<ResolversTypes['Correction']>, ParentType, ContextType>;
  event?: Resolver<ResolversTypes['TimelineEvent'], ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  note?: Resolver<Types.Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  officer?: Resolver<Types.Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  rating?: Resolver<Types.Maybe<ResolversTypes['Rating']>, ParentType, ContextType>;
  unit?: Resolver<Types.Maybe<ResolversTypes['AdministrativeUnit']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type TopicResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Topic'] = ResolversParentTypes['Topic']> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type UndeliveredMessageResolvers<ContextType = Context, ParentType extends ResolversParentTypes['UndeliveredMessage'] = ResolversParentTypes['UndeliveredMessage']> = {
  application?: Resolver<Types.Maybe<ResolversTypes['Application']>, ParentType, ContextType>;
  at?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  channel?: Resolver<ResolversTypes['AnswerChannel'], ParentType, ContextType>;
  corrected?: Resolver<Types.Maybe<ResolversTypes['Boolean']>, ParentType, ContextType>;
  sentBy?: Resolver<Types.Maybe<ResolversTypes['AnswerChannel']>, ParentType, ContextType>;
};

export type UnitInboxConnectionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['UnitInboxConnection'] = ResolversParentTypes['UnitInboxConnection']> = {
  asOf?: Resolver<Types.Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  counts?: Resolver<Array<ResolversTypes['ReferralCount']>, ParentType, ContextType>;
  edges?: Resolver<Array<ResolversTypes['ReferralEdge']>, ParentType, ContextType>;
  nodes?: Resolver<Array<ResolversTypes['Referral']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
};

export type UnitOfficerResolvers<ContextType = Context, ParentType extends ResolversParentTypes['UnitOfficer'] = ResolversParentTypes['UnitOfficer']> = {
  lastActedOn?: Resolver<ResolversTypes['Date'], ParentType, ContextType>;
  subject?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type Resolvers<ContextType = Context> = {
  AdministrativeUnit?: AdministrativeUnitResolvers<ContextType>;
  Appeal?: AppealResolvers<ContextType>;
  AppealConnection?: AppealConnectionResolvers<ContextType>;
  AppealCounts?: AppealCountsResolvers<ContextType>;
  AppealEdge?: AppealEdgeResolvers<ContextType>;
  AppealFacts?: AppealFactsResolvers<ContextType>;
  AppealableAnswer?: AppealableAnswerResolvers<ContextType>;
  Application?: ApplicationResolvers<ContextType>;
  ApplicationConnection?: ApplicationConnectionResolvers<ContextType>;
  ApplicationEdge?: ApplicationEdgeResolvers<ContextType>;
  ApplicationEvent?: ApplicationEventResolvers<ContextType>;
  ApplicationEventConnection?: ApplicationEventConnectionResolvers<ContextType>;
  ApplicationEventEdge?: ApplicationEventEdgeResolvers<ContextType>;
  ApplicationFacts?: ApplicationFactsResolvers<ContextType>;
  ApplicationFactsPage?: ApplicationFactsPageResolvers<ContextType>;
  ApplicationStatus?: ApplicationStatusResolvers<ContextType>;
  Attachment?: AttachmentResolvers<ContextType>;
  BusinessDays?: BusinessDaysResolvers<ContextType>;
  ChangedFacts?: ChangedFactsResolvers<ContextType>;
  Citizen?: CitizenResolvers<ContextType>;
  Classification?: ClassificationResolvers<ContextType>;
  Correction?: CorrectionResolvers<ContextType>;
  Date?: GraphQLScalarType;
  DateTime?: GraphQLScalarType;
  DirectoryChange?: DirectoryChangeResolvers<ContextType>;
  District?: DistrictResolvers<ContextType>;
  EarlierAnswer?: EarlierAnswerResolvers<ContextType>;
  EarlierAnswerFacts?: EarlierAnswerFactsResolvers<ContextType>;
  Extension?: ExtensionResolvers<ContextType>;
  FactDay?: FactDayResolvers<ContextType>;
  FactSource?: FactSourceResolvers<ContextType>;
  LeaveDay?: LeaveDayResolvers<ContextType>;
  Mutation?: MutationResolvers<ContextType>;
  NewApplication?: NewApplicationResolvers<ContextType>;
  Node?: NodeResolvers<ContextType>;
  NotificationBacklog?: NotificationBacklogResolvers<ContextType>;
  OpenQuestion?: OpenQuestionResolvers<ContextType>;
  OutboxConnection?: OutboxConnectionResolvers<ContextType>;
  OutboxEdge?: OutboxEdgeResolvers<ContextType>;
  OutboxMessage?: OutboxMessageResolvers<ContextType>;
  OwnApplicationConnection?: OwnApplicationConnectionResolvers<ContextType>;
  PageInfo?: PageInfoResolvers<ContextType>;
  Province?: ProvinceResolvers<ContextType>;
  Query?: QueryResolvers<ContextType>;
  Rating?: RatingResolvers<ContextType>;
  Redaction?: RedactionResolvers<ContextType>;
  Referral?: ReferralResolvers<ContextType>;
  ReferralConnection?: ReferralConnectionResolvers<ContextType>;
  ReferralCount?: ReferralCountResolvers<ContextType>;
  ReferralEdge?: ReferralEdgeResolvers<ContextType>;
  ReferralFacts?: ReferralFactsResolvers<ContextType>;
  ReferralResult?: ReferralResultResolvers<ContextType>;
  ReferralResultError?: ReferralResultErrorResolvers<ContextType>;
  Reply?: ReplyResolvers<ContextType>;
  ReplyDraft?: ReplyDraftResolvers<ContextType>;
  SimilarApplication?: SimilarApplicationResolvers<ContextType>;
  StepFacts?: StepFactsResolvers<ContextType>;
  Subscription?: SubscriptionResolvers<ContextType>;
  Supplement?: SupplementResolvers<ContextType>;
  TimelineEntry?: TimelineEntryResolvers<ContextType>;
  Topic?: TopicResolvers<ContextType>;
  UndeliveredMessage?: UndeliveredMessageResolvers<ContextType>;
  UnitInboxConnection?: UnitInboxConnectionResolvers<ContextType>;
  UnitOfficer?: UnitOfficerResolvers<ContextType>;
};

export type DirectiveResolvers<ContextType = Context> = {
  cacheControl?: CacheControlDirectiveResolver<any, any, ContextType>;
};
