import type * as Types from '../schema-types.ts';
import type { GraphQLResolveInfo, GraphQLScalarType, GraphQLScalarTypeConfig } from 'graphql';
import type { ApplicationGroupFigures, ReferralGroupFigures } from '../questions/index.ts';
import type { Context } from '../context.ts';
export type Omit<T, K extends keyof T> = Pick<T, Exclude<keyof T, K>>;
export type RequireFields<T, K extends keyof T> = Omit<T, K> & { [P in K]-?: NonNullable<T[P]> };


export type ResolverTypeWrapper<T> = Promise<T> | T;


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





/** Mapping between all available schema types and the resolvers types */
export type ResolversTypes = {
  AdministrativeUnit: ResolverTypeWrapper<Types.AdministrativeUnit>;
  ID: ResolverTypeWrapper<Types.Scalars['ID']['output']>;
  AnswerChannel: Types.AnswerChannel;
  AnsweredWithinFigure: Types.AnsweredWithinFigure;
  Int: ResolverTypeWrapper<Types.Scalars['Int']['output']>;
  AppealKind: Types.AppealKind;
  Application: ResolverTypeWrapper<Types.Application>;
  ApplicationBuckets: Types.ApplicationBuckets;
  ApplicationDay: Types.ApplicationDay;
  ApplicationDimension: Types.ApplicationDimension;
  ApplicationFigureCondition: Types.ApplicationFigureCondition;
  Float: ResolverTypeWrapper<Types.Scalars['Float']['output']>;
  ApplicationFilter: Types.ApplicationFilter;
  Boolean: ResolverTypeWrapper<Types.Scalars['Boolean']['output']>;
  ApplicationGroup: ResolverTypeWrapper<ApplicationGroupFigures>;
  ApplicationGroupOrder: Types.ApplicationGroupOrder;
  ApplicationMeasure: Types.ApplicationMeasure;
  ApplicationOrder: Types.ApplicationOrder;
  ApplicationOrderField: Types.ApplicationOrderField;
  ApplicationStatistics: ResolverTypeWrapper<Omit<Types.ApplicationStatistics, 'groups' | 'total'> & { groups: Array<ResolversTypes['ApplicationGroup']>, total: ResolversTypes['ApplicationGroup'] }>;
  ApplicationType: Types.ApplicationType;
  Date: ResolverTypeWrapper<Types.Scalars['Date']['output']>;
  DateRange: Types.DateRange;
  DateTime: ResolverTypeWrapper<Types.Scalars['DateTime']['output']>;
  DaysBetweenFigure: Types.DaysBetweenFigure;
  District: ResolverTypeWrapper<Types.District>;
  FigurePeriod: Types.FigurePeriod;
  FoundApplicationConnection: ResolverTypeWrapper<Types.FoundApplicationConnection>;
  FoundApplicationEdge: ResolverTypeWrapper<Types.FoundApplicationEdge>;
  String: ResolverTypeWrapper<Types.Scalars['String']['output']>;
  IntRange: Types.IntRange;
  Milestone: Types.Milestone;
  NumberBucket: ResolverTypeWrapper<Types.NumberBucket>;
  NumberFigure: Types.NumberFigure;
  NumberSummary: ResolverTypeWrapper<Types.NumberSummary>;
  OutcomeCounts: ResolverTypeWrapper<Types.OutcomeCounts>;
  PageInfo: ResolverTypeWrapper<Types.PageInfo>;
  PreviousPeriod: Types.PreviousPeriod;
  Province: ResolverTypeWrapper<Types.Province>;
  PublishedDimension: Types.PublishedDimension;
  PublishedFilter: Types.PublishedFilter;
  PublishedGroup: ResolverTypeWrapper<Types.PublishedGroup>;
  PublishedPeriodInput: Types.PublishedPeriodInput;
  PublishedPeriodUnit: Types.PublishedPeriodUnit;
  PublishedStatistics: ResolverTypeWrapper<Types.PublishedStatistics>;
  Query: ResolverTypeWrapper<Record<PropertyKey, never>>;
  RatingSummary: ResolverTypeWrapper<Types.RatingSummary>;
  ReferralBuckets: Types.ReferralBuckets;
  ReferralDay: Types.ReferralDay;
  ReferralDaysBetweenFigure: Types.ReferralDaysBetweenFigure;
  ReferralDimension: Types.ReferralDimension;
  ReferralFigureCondition: Types.ReferralFigureCondition;
  ReferralFilter: Types.ReferralFilter;
  ReferralGroup: ResolverTypeWrapper<ReferralGroupFigures>;
  ReferralGroupOrder: Types.ReferralGroupOrder;
  ReferralMeasure: Types.ReferralMeasure;
  ReferralMilestone: Types.ReferralMilestone;
  ReferralState: Types.ReferralState;
  ReferralStatistics: ResolverTypeWrapper<Omit<Types.ReferralStatistics, 'groups' | 'total'> & { groups: Array<ResolversTypes['ReferralGroup']>, total: ResolversTypes['ReferralGroup'] }>;
  RefusalReason: Types.RefusalReason;
  ReplyOutcome: Types.ReplyOutcome;
  SortDirection: Types.SortDirection;
  Stage: Types.Stage;
  StepDimension: Types.StepDimension;
  StepFigureCondition: Types.StepFigureCondition;
  StepFilter: Types.StepFilter;
  StepGroup: ResolverTypeWrapper<Types.StepGroup>;
  StepGroupOrder: Types.StepGroupOrder;
  StepKind: Types.StepKind;
  StepMeasure: Types.StepMeasure;
  StepStatistics: ResolverTypeWrapper<Types.StepStatistics>;
  Topic: ResolverTypeWrapper<Types.Topic>;
  UnitKind: Types.UnitKind;
  UnitLevel: Types.UnitLevel;
  UnitTree: Types.UnitTree;
  UnitsFilter: Types.UnitsFilter;
};

/** Mapping between all available schema types and the resolvers parents */
export type ResolversParentTypes = {
  AdministrativeUnit: Types.AdministrativeUnit;
  ID: Types.Scalars['ID']['output'];
  AnsweredWithinFigure: Types.AnsweredWithinFigure;
  Int: Types.Scalars['Int']['output'];
  Application: Types.Application;
  ApplicationBuckets: Types.ApplicationBuckets;
  ApplicationFigureCondition: Types.ApplicationFigureCondition;
  Float: Types.Scalars['Float']['output'];
  ApplicationFilter: Types.ApplicationFilter;
  Boolean: Types.Scalars['Boolean']['output'];
  ApplicationGroup: ApplicationGroupFigures;
  ApplicationGroupOrder: Types.ApplicationGroupOrder;
  ApplicationOrder: Types.ApplicationOrder;
  ApplicationStatistics: Omit<Types.ApplicationStatistics, 'groups' | 'total'> & { groups: Array<ResolversParentTypes['ApplicationGroup']>, total: ResolversParentTypes['ApplicationGroup'] };
  Date: Types.Scalars['Date']['output'];
  DateRange: Types.DateRange;
  DateTime: Types.Scalars['DateTime']['output'];
  DaysBetweenFigure: Types.DaysBetweenFigure;
  District: Types.District;
  FoundApplicationConnection: Types.FoundApplicationConnection;
  FoundApplicationEdge: Types.FoundApplicationEdge;
  String: Types.Scalars['String']['output'];
  IntRange: Types.IntRange;
  NumberBucket: Types.NumberBucket;
  NumberSummary: Types.NumberSummary;
  OutcomeCounts: Types.OutcomeCounts;
  PageInfo: Types.PageInfo;
  Province: Types.Province;
  PublishedFilter: Types.PublishedFilter;
  PublishedGroup: Types.PublishedGroup;
  PublishedPeriodInput: Types.PublishedPeriodInput;
  PublishedStatistics: Types.PublishedStatistics;
  Query: Record<PropertyKey, never>;
  RatingSummary: Types.RatingSummary;
  ReferralBuckets: Types.ReferralBuckets;
  ReferralDaysBetweenFigure: Types.ReferralDaysBetweenFigure;
  ReferralFigureCondition: Types.ReferralFigureCondition;
  ReferralFilter: Types.ReferralFilter;
  ReferralGroup: ReferralGroupFigures;
  ReferralGroupOrder: Types.ReferralGroupOrder;
  ReferralStatistics: Omit<Types.ReferralStatistics, 'groups' | 'total'> & { groups: Array<ResolversParentTypes['ReferralGroup']>, total: ResolversParentTypes['ReferralGroup'] };
  StepFigureCondition: Types.StepFigureCondition;
  StepFilter: Types.StepFilter;
  StepGroup: Types.StepGroup;
  StepGroupOrder: Types.StepGroupOrder;
  StepStatistics: Types.StepStatistics;
  Topic: Types.Topic;
  UnitLevel: Types.UnitLevel;
  UnitsFilter: Types.UnitsFilter;
};

export type AdministrativeUnitResolvers<ContextType = Context, ParentType extends ResolversParentTypes['AdministrativeUnit'] = ResolversParentTypes['AdministrativeUnit']> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
};

export type ApplicationResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Application'] = ResolversParentTypes['Application']> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
};

export type ApplicationGroupResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ApplicationGroup'] = ResolversParentTypes['ApplicationGroup']> = {
  ageInDays?: Resolver<Types.Maybe<ResolversTypes['NumberSummary']>, ParentType, ContextType>;
  answered?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  appealed?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  appeals?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  appealsDismissed?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  appealsUpheld?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  applicants?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  buckets?: Resolver<Array<ResolversTypes['NumberBucket']>, ParentType, ContextType>;
  businessDaysToAnswer?: Resolver<Types.Maybe<ResolversTypes['NumberSummary']>, ParentType, ContextType>;
  channel?: Resolver<Types.Maybe<ResolversTypes['AnswerChannel']>, ParentType, ContextType>;
  clarificationsPerApplication?: Resolver<Types.Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
  count?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  day?: Resolver<Types.Maybe<ResolversTypes['Date']>, ParentType, ContextType>;
  daysBetween?: Resolver<Types.Maybe<ResolversTypes['NumberSummary']>, ParentType, ContextType, RequireFields<Types.ApplicationGroupDaysBetweenArgs, 'from' | 'to'>>;
  daysToAnswer?: Resolver<Types.Maybe<ResolversTypes['NumberSummary']>, ParentType, ContextType>;
  district?: Resolver<Types.Maybe<ResolversTypes['District']>, ParentType, ContextType>;
  extended?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  forwardsPerApplication?: Resolver<Types.Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
  hour?: Resolver<Types.Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  interimRepliesPerApplication?: Resolver<Types.Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
  late?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  month?: Resolver<Types.Maybe<ResolversTypes['Date']>, ParentType, ContextType>;
  objected?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  objections?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  objectionsDismissed?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  objectionsUpheld?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  onDay?: Resolver<Types.Maybe<ResolversTypes['Date']>, ParentType, ContextType>;
  open?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  outcome?: Resolver<Types.Maybe<ResolversTypes['ReplyOutcome']>, ParentType, ContextType>;
  outcomes?: Resolver<ResolversTypes['OutcomeCounts'], ParentType, ContextType>;
  overdue?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  previous?: Resolver<Types.Maybe<ResolversTypes['ApplicationGroup']>, ParentType, ContextType>;
  province?: Resolver<Types.Maybe<ResolversTypes['Province']>, ParentType, ContextType>;
  quarter?: Resolver<Types.Maybe<ResolversTypes['Date']>, ParentType, ContextType>;
  rated?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  rating?: Resolver<Types.Maybe<ResolversTypes['RatingSummary']>, ParentType, ContextType>;
  referralsPerApplication?: Resolver<Types.Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
  refusalReason?: Resolver<Types.Maybe<ResolversTypes['RefusalReason']>, ParentType, ContextType>;
  refused?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  repeatApplicants?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  returnsPerApplication?: Resolver<Types.Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
  savedByInterimReply?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  share?: Resolver<Types.Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
  shareAnsweredWithin?: Resolver<Types.Maybe<ResolversTypes['Float']>, ParentType, ContextType, RequireFields<Types.ApplicationGroupShareAnsweredWithinArgs, 'days'>>;
  shareAppealsUpheld?: Resolver<Types.Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
  shareLate?: Resolver<Types.Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
  shareObjectionsUpheld?: Resolver<Types.Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
  shareOverdue?: Resolver<Types.Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
  shareRated?: Resolver<Types.Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
  shareSavedByInterimReply?: Resolver<Types.Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
  shareSolved?: Resolver<Types.Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
  stage?: Resolver<Types.Maybe<ResolversTypes['Stage']>, ParentType, ContextType>;
  topic?: Resolver<Types.Maybe<ResolversTypes['Topic']>, ParentType, ContextType>;
  type?: Resolver<Types.Maybe<ResolversTypes['ApplicationType']>, ParentType, ContextType>;
  unit?: Resolver<Types.Maybe<ResolversTypes['AdministrativeUnit']>, ParentType, ContextType>;
  unitKind?: Resolver<Types.Maybe<ResolversTypes['UnitKind']>, ParentType, ContextType>;
  week?: Resolver<Types.Maybe<ResolversTypes['Date']>, ParentType, ContextType>;
  weekday?: Resolver<Types.Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  withdrawn?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  year?: Resolver<Types.Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
};

export type ApplicationStatisticsResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ApplicationStatistics'] = ResolversParentTypes['ApplicationStatistics']> = {
  asOf?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  groupCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  groups?: Resolver<Array<ResolversTypes['ApplicationGroup']>, ParentType, ContextType>;
  total?: Resolver<ResolversTypes['ApplicationGroup'], ParentType, ContextType>;
  totalCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
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

export type FoundApplicationConnectionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['FoundApplicationConnection'] = ResolversParentTypes['FoundApplicationConnection']> = {
  asOf?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  edges?: Resolver<Array<ResolversTypes['FoundApplicationEdge']>, ParentType, ContextType>;
  nodes?: Resolver<Array<Types.Maybe<ResolversTypes['Application']>>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  totalCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type FoundApplicationEdgeResolvers<ContextType = Context, ParentType extends ResolversParentTypes['FoundApplicationEdge'] = ResolversParentTypes['FoundApplicationEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<Types.Maybe<ResolversTypes['Application']>, ParentType, ContextType>;
};

export type NumberBucketResolvers<ContextType = Context, ParentType extends ResolversParentTypes['NumberBucket'] = ResolversParentTypes['NumberBucket']> = {
  from?: Resolver<Types.Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  isKnown?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  to?: Resolver<Types.Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
};

export type NumberSummaryResolvers<ContextType = Context, ParentType extends ResolversParentTypes['NumberSummary'] = ResolversParentTypes['NumberSummary']> = {
  average?: Resolver<Types.Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
  count?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  median?: Resolver<Types.Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
  p90?: Resolver<Types.Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
  p99?: Resolver<Types.Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
};

export type OutcomeCountsResolvers<ContextType = Context, ParentType extends ResolversParentTypes['OutcomeCounts'] = ResolversParentTypes['OutcomeCounts']> = {
  granted?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  grantedWithSecretsRemoved?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  informed?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  partlyGranted?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  referredElsewhere?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  refused?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
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

export type PublishedGroupResolvers<ContextType = Context, ParentType extends ResolversParentTypes['PublishedGroup'] = ResolversParentTypes['PublishedGroup']> = {
  answeredWithin30Days?: Resolver<Types.Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  district?: Resolver<Types.Maybe<ResolversTypes['District']>, ParentType, ContextType>;
  from?: Resolver<ResolversTypes['Date'], ParentType, ContextType>;
  persons?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  province?: Resolver<Types.Maybe<ResolversTypes['Province']>, ParentType, ContextType>;
  share?: Resolver<Types.Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
  shareAnsweredWithin30Days?: Resolver<Types.Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
  to?: Resolver<ResolversTypes['Date'], ParentType, ContextType>;
  topic?: Resolver<Types.Maybe<ResolversTypes['Topic']>, ParentType, ContextType>;
  type?: Resolver<Types.Maybe<ResolversTypes['ApplicationType']>, ParentType, ContextType>;
};

export type PublishedStatisticsResolvers<ContextType = Context, ParentType extends ResolversParentTypes['PublishedStatistics'] = ResolversParentTypes['PublishedStatistics']> = {
  asOf?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  groupCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  groups?: Resolver<Array<ResolversTypes['PublishedGroup']>, ParentType, ContextType>;
};

export type QueryResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Query'] = ResolversParentTypes['Query']> = {
  applicationStatistics?: Resolver<Types.Maybe<ResolversTypes['ApplicationStatistics']>, ParentType, ContextType, RequireFields<Types.QueryApplicationStatisticsArgs, 'by' | 'first' | 'groupBy' | 'tree'>>;
  applications?: Resolver<Types.Maybe<ResolversTypes['FoundApplicationConnection']>, ParentType, ContextType, RequireFields<Types.QueryApplicationsArgs, 'first'>>;
  publishedStatistics?: Resolver<Types.Maybe<ResolversTypes['PublishedStatistics']>, ParentType, ContextType, RequireFields<Types.QueryPublishedStatisticsArgs, 'first' | 'groupBy'>>;
  referralStatistics?: Resolver<Types.Maybe<ResolversTypes['ReferralStatistics']>, ParentType, ContextType, RequireFields<Types.QueryReferralStatisticsArgs, 'by' | 'first' | 'groupBy' | 'tree'>>;
  stepStatistics?: Resolver<Types.Maybe<ResolversTypes['StepStatistics']>, ParentType, ContextType, RequireFields<Types.QueryStepStatisticsArgs, 'first' | 'groupBy' | 'tree'>>;
};

export type RatingSummaryResolvers<ContextType = Context, ParentType extends ResolversParentTypes['RatingSummary'] = ResolversParentTypes['RatingSummary']> = {
  average?: Resolver<Types.Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
  distribution?: Resolver<Array<ResolversTypes['Int']>, ParentType, ContextType>;
};

export type ReferralGroupResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ReferralGroup'] = ResolversParentTypes['ReferralGroup']> = {
  answered?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  appeals?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  appealsDismissed?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  appealsOverdue?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  appealsPending?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  appealsUpheld?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  applications?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  buckets?: Resolver<Array<ResolversTypes['NumberBucket']>, ParentType, ContextType>;
  businessDaysToAnswer?: Resolver<Types.Maybe<ResolversTypes['NumberSummary']>, ParentType, ContextType>;
  clarifications?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  clarificationsAnswered?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  clarificationsPerReferral?: Resolver<Types.Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
  clarificationsUnanswered?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  count?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  day?: Resolver<Types.Maybe<ResolversTypes['Date']>, ParentType, ContextType>;
  daysBetween?: Resolver<Types.Maybe<ResolversTypes['NumberSummary']>, ParentType, ContextType, RequireFields<Types.ReferralGroupDaysBetweenArgs, 'from' | 'to'>>;
  daysToAccept?: Resolver<Types.Maybe<ResolversTypes['NumberSummary']>, ParentType, ContextType>;
  daysToAnswer?: Resolver<Types.Maybe<ResolversTypes['NumberSummary']>, ParentType, ContextType>;
  daysToDecideAppeal?: Resolver<Types.Maybe<ResolversTypes['NumberSummary']>, ParentType, ContextType>;
  daysToFirstAction?: Resolver<Types.Maybe<ResolversTypes['NumberSummary']>, ParentType, ContextType>;
  daysToSupplement?: Resolver<Types.Maybe<ResolversTypes['NumberSummary']>, ParentType, ContextType>;
  district?: Resolver<Types.Maybe<ResolversTypes['District']>, ParentType, ContextType>;
  draftsRejectedPerReferral?: Resolver<Types.Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
  forwarded?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  forwardedFrom?: Resolver<Types.Maybe<ResolversTypes['AdministrativeUnit']>, ParentType, ContextType>;
  interimRepliesPerReferral?: Resolver<Types.Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
  month?: Resolver<Types.Maybe<ResolversTypes['Date']>, ParentType, ContextType>;
  objections?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  objectionsDismissed?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  objectionsUpheld?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  open?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  outcome?: Resolver<Types.Maybe<ResolversTypes['ReplyOutcome']>, ParentType, ContextType>;
  outcomes?: Resolver<ResolversTypes['OutcomeCounts'], ParentType, ContextType>;
  overdue?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  previous?: Resolver<Types.Maybe<ResolversTypes['ReferralGroup']>, ParentType, ContextType>;
  province?: Resolver<Types.Maybe<ResolversTypes['Province']>, ParentType, ContextType>;
  quarter?: Resolver<Types.Maybe<ResolversTypes['Date']>, ParentType, ContextType>;
  returned?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  share?: Resolver<Types.Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
  shareAppealsUpheld?: Resolver<Types.Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
  shareAskingForClarification?: Resolver<Types.Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
  shareForwarded?: Resolver<Types.Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
  shareObjectionsUpheld?: Resolver<Types.Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
  shareOverdue?: Resolver<Types.Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
  shareReturned?: Resolver<Types.Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
  state?: Resolver<Types.Maybe<ResolversTypes['ReferralState']>, ParentType, ContextType>;
  topic?: Resolver<Types.Maybe<ResolversTypes['Topic']>, ParentType, ContextType>;
  type?: Resolver<Types.Maybe<ResolversTypes['ApplicationType']>, ParentType, ContextType>;
  unit?: Resolver<Types.Maybe<ResolversTypes['AdministrativeUnit']>, ParentType, ContextType>;
  unitKind?: Resolver<Types.Maybe<ResolversTypes['UnitKind']>, ParentType, ContextType>;
  wasForwarded?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  week?: Resolver<Types.Maybe<ResolversTypes['Date']>, ParentType, ContextType>;
  weekday?: Resolver<Types.Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  year?: Resolver<Types.Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
};

export type ReferralStatisticsResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ReferralStatistics'] = ResolversParentTypes['ReferralStatistics']> = {
  asOf?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  groupCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  groups?: Resolver<Array<ResolversTypes['ReferralGroup']>, ParentType, ContextType>;
  total?: Resolver<ResolversTypes['ReferralGroup'], ParentType, ContextType>;
  totalCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type StepGroupResolvers<ContextType = Context, ParentType extends ResolversParentTypes['StepGroup'] = ResolversParentTypes['StepGroup']> = {
  applications?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  count?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  day?: Resolver<Types.Maybe<ResolversTypes['Date']>, ParentType, ContextType>;
  daysToSettle?: Resolver<Types.Maybe<ResolversTypes['NumberSummary']>, ParentType, ContextType>;
  district?: Resolver<Types.Maybe<ResolversTypes['District']>, ParentType, ContextType>;
  kind?: Resolver<Types.Maybe<ResolversTypes['StepKind']>, ParentType, ContextType>;
  month?: Resolver<Types.Maybe<ResolversTypes['Date']>, ParentType, ContextType>;
  previous?: Resolver<Types.Maybe<ResolversTypes['StepGroup']>, ParentType, ContextType>;
  province?: Resolver<Types.Maybe<ResolversTypes['Province']>, ParentType, ContextType>;
  quarter?: Resolver<Types.Maybe<ResolversTypes['Date']>, ParentType, ContextType>;
  settled?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  share?: Resolver<Types.Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
  topic?: Resolver<Types.Maybe<ResolversTypes['Topic']>, ParentType, ContextType>;
  type?: Resolver<Types.Maybe<ResolversTypes['ApplicationType']>, ParentType, ContextType>;
  unit?: Resolver<Types.Maybe<ResolversTypes['AdministrativeUnit']>, ParentType, ContextType>;
  unitKind?: Resolver<Types.Maybe<ResolversTypes['UnitKind']>, ParentType, ContextType>;
  week?: Resolver<Types.Maybe<ResolversTypes['Date']>, ParentType, ContextType>;
  weekday?: Resolver<Types.Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  year?: Resolver<Types.Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
};

export type StepStatisticsResolvers<ContextType = Context, ParentType extends ResolversParentTypes['StepStatistics'] = ResolversParentTypes['StepStatistics']> = {
  asOf?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  groupCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  groups?: Resolver<Array<ResolversTypes['StepGroup']>, ParentType, ContextType>;
  total?: Resolver<ResolversTypes['StepGroup'], ParentType, ContextType>;
  totalCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type TopicResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Topic'] = ResolversParentTypes['Topic']> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
};

export type Resolvers<ContextType = Context> = {
  AdministrativeUnit?: AdministrativeUnitResolvers<ContextType>;
  Application?: ApplicationResolvers<ContextType>;
  ApplicationGroup?: ApplicationGroupResolvers<ContextType>;
  ApplicationStatistics?: ApplicationStatisticsResolvers<ContextType>;
  Date?: GraphQLScalarType;
  DateTime?: GraphQLScalarType;
  District?: DistrictResolvers<ContextType>;
  FoundApplicationConnection?: FoundApplicationConnectionResolvers<ContextType>;
  FoundApplicationEdge?: FoundApplicationEdgeResolvers<ContextType>;
  NumberBucket?: NumberBucketResolvers<ContextType>;
  NumberSummary?: NumberSummaryResolvers<ContextType>;
  OutcomeCounts?: OutcomeCountsResolvers<ContextType>;
  PageInfo?: PageInfoResolvers<ContextType>;
  Province?: ProvinceResolvers<ContextType>;
  PublishedGroup?: PublishedGroupResolvers<ContextType>;
  PublishedStatistics?: PublishedStatisticsResolvers<ContextType>;
  Query?: QueryResolvers<ContextType>;
  RatingSummary?: RatingSummaryResolvers<ContextType>;
  ReferralGroup?: ReferralGroupResolvers<ContextType>;
  ReferralStatistics?: ReferralStatisticsResolvers<ContextType>;
  StepGroup?: StepGroupResolvers<ContextType>;
  StepStatistics?: StepStatisticsResolvers<ContextType>;
  Topic?: TopicResolvers<ContextType>;
};

