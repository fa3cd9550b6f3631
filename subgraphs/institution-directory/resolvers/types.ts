import type * as Types from '../schema-types.ts';
import type { AdministrativeUnit, Application, DirectoryChange, District, Province, Topic } from '../schema-types.ts';
import type { GraphQLResolveInfo, GraphQLScalarType, GraphQLScalarTypeConfig } from 'graphql';
import type { UnitRecord, ProvinceRecord, DistrictRecord, TopicRecord } from '../units/index.ts';
import type { ApplicationReference } from '../reading/index.ts';
import type { DirectoryChangeRecord } from '../changes/index.ts';
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
  DirectoryChange: DirectoryChange;
  District: District;
  Province: Province;
  Topic: Topic;
};

/** Mapping of federation reference types */
export type FederationReferenceTypes = {
  AdministrativeUnit:
    ( { __typename: 'AdministrativeUnit' }
    & GraphQLRecursivePick<FederationTypes['AdministrativeUnit'], {"id":true}> );
  Application:
    ( { __typename: 'Application' }
    & GraphQLRecursivePick<FederationTypes['Application'], {"id":true}>
    & ( Record<PropertyKey, never>
        | GraphQLRecursivePick<FederationTypes['Application'], {"topic":{"id":true},"province":{"code":true},"district":{"code":true},"meantUnit":{"id":true},"aboutHeadOfUnit":true}> ) );
  DirectoryChange:
    ( { __typename: 'DirectoryChange' }
    & GraphQLRecursivePick<FederationTypes['DirectoryChange'], {"id":true}> );
  District:
    ( { __typename: 'District' }
    & GraphQLRecursivePick<FederationTypes['District'], {"code":true}> );
  Province:
    ( { __typename: 'Province' }
    & GraphQLRecursivePick<FederationTypes['Province'], {"code":true}> );
  Topic:
    ( { __typename: 'Topic' }
    & GraphQLRecursivePick<FederationTypes['Topic'], {"id":true}> );
};


/** Mapping of interface types */
export type ResolversInterfaceTypes<_RefType extends Record<string, unknown>> = {
  Node:
    | ( UnitRecord )
    | ( DirectoryChangeRecord )
    | ( TopicRecord )
  ;
};

/** Mapping between all available schema types and the resolvers types */
export type ResolversTypes = {
  AdministrativeUnit: ResolverTypeWrapper<UnitRecord>;
  String: ResolverTypeWrapper<Types.Scalars['String']['output']>;
  ID: ResolverTypeWrapper<Types.Scalars['ID']['output']>;
  AdministrativeUnitConnection: ResolverTypeWrapper<Omit<Types.AdministrativeUnitConnection, 'edges' | 'nodes'> & { edges: Array<ResolversTypes['AdministrativeUnitEdge']>, nodes: Array<ResolversTypes['AdministrativeUnit']> }>;
  AdministrativeUnitEdge: ResolverTypeWrapper<Omit<Types.AdministrativeUnitEdge, 'node'> & { node: ResolversTypes['AdministrativeUnit'] }>;
  AdministrativeUnitFilter: Types.AdministrativeUnitFilter;
  Application: ResolverTypeWrapper<ApplicationReference>;
  CreateUnitInput: Types.CreateUnitInput;
  Date: ResolverTypeWrapper<Types.Scalars['Date']['output']>;
  DateTime: ResolverTypeWrapper<Types.Scalars['DateTime']['output']>;
  DirectoryChange: ResolverTypeWrapper<DirectoryChangeRecord>;
  DirectoryChangeConnection: ResolverTypeWrapper<Omit<Types.DirectoryChangeConnection, 'edges' | 'nodes'> & { edges: Array<ResolversTypes['DirectoryChangeEdge']>, nodes: Array<ResolversTypes['DirectoryChange']> }>;
  DirectoryChangeEdge: ResolverTypeWrapper<Omit<Types.DirectoryChangeEdge, 'node'> & { node: ResolversTypes['DirectoryChange'] }>;
  DirectoryChangeKind: Types.DirectoryChangeKind;
  DirectoryChangeState: Types.DirectoryChangeState;
  District: ResolverTypeWrapper<DistrictRecord>;
  EnumLabels: ResolverTypeWrapper<Types.EnumLabels>;
  EnumValueLabel: ResolverTypeWrapper<Types.EnumValueLabel>;
  Locale: Types.Locale;
  MatterPart: Types.MatterPart;
  Mutation: ResolverTypeWrapper<Record<PropertyKey, never>>;
  Node: ResolverTypeWrapper<ResolversInterfaceTypes<ResolversTypes>['Node']>;
  PageInfo: ResolverTypeWrapper<Types.PageInfo>;
  ProposeUnitChangeInput: Types.ProposeUnitChangeInput;
  Province: ResolverTypeWrapper<ProvinceRecord>;
  Query: ResolverTypeWrapper<Record<PropertyKey, never>>;
  Topic: ResolverTypeWrapper<TopicRecord>;
  UnitChange: ResolverTypeWrapper<Types.UnitChange>;
  UnitChanges: ResolverTypeWrapper<Types.UnitChanges>;
  UnitForm: ResolverTypeWrapper<Types.UnitForm>;
  UnitHistories: ResolverTypeWrapper<Types.UnitHistories>;
  UnitHistory: ResolverTypeWrapper<Types.UnitHistory>;
  UnitKind: Types.UnitKind;
  UnitStatus: Types.UnitStatus;
  UnitSuggestion: ResolverTypeWrapper<Omit<Types.UnitSuggestion, 'unit'> & { unit: ResolversTypes['AdministrativeUnit'] }>;
  UnitSuggestionReason: Types.UnitSuggestionReason;
  Boolean: ResolverTypeWrapper<Types.Scalars['Boolean']['output']>;
  Int: ResolverTypeWrapper<Types.Scalars['Int']['output']>;
};

/** Mapping between all available schema types and the resolvers parents */
export type ResolversParentTypes = {
  AdministrativeUnit: UnitRecord;
  String: Types.Scalars['String']['output'];
  ID: Types.Scalars['ID']['output'];
  AdministrativeUnitConnection: Omit<Types.AdministrativeUnitConnection, 'edges' | 'nodes'> & { edges: Array<ResolversParentTypes['AdministrativeUnitEdge']>, nodes: Array<ResolversParentTypes['AdministrativeUnit']> };
  AdministrativeUnitEdge: Omit<Types.AdministrativeUnitEdge, 'node'> & { node: ResolversParentTypes['AdministrativeUnit'] };
  AdministrativeUnitFilter: Types.AdministrativeUnitFilter;
  Application: ApplicationReference;
  CreateUnitInput: Types.CreateUnitInput;
  Date: Types.Scalars['Date']['output'];
  DateTime: Types.Scalars['DateTime']['output'];
  DirectoryChange: DirectoryChangeRecord;
  DirectoryChangeConnection: Omit<Types.DirectoryChangeConnection, 'edges' | 'nodes'> & { edges: Array<ResolversParentTypes['DirectoryChangeEdge']>, nodes: Array<ResolversParentTypes['DirectoryChange']> };
  DirectoryChangeEdge: Omit<Types.DirectoryChangeEdge, 'node'> & { node: ResolversParentTypes['DirectoryChange'] };
  District: DistrictRecord;
  EnumLabels: Types.EnumLabels;
  EnumValueLabel: Types.EnumValueLabel;
  Mutation: Record<PropertyKey, never>;
  Node: ResolversInterfaceTypes<ResolversParentTypes>['Node'];
  PageInfo: Types.PageInfo;
  ProposeUnitChangeInput: Types.ProposeUnitChangeInput;
  Province: ProvinceRecord;
  Query: Record<PropertyKey, never>;
  Topic: TopicRecord;
  UnitChange: Types.UnitChange;
  UnitChanges: Types.UnitChanges;
  UnitForm: Types.UnitForm;
  UnitHistories: Types.UnitHistories;
  UnitHistory: Types.UnitHistory;
  UnitSuggestion: Omit<Types.UnitSuggestion, 'unit'> & { unit: ResolversParentTypes['AdministrativeUnit'] };
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
  ancestors?: Resolver<Array<ResolversTypes['AdministrativeUnit']>, ParentType, ContextType>;
  children?: Resolver<Types.Maybe<ResolversTypes['AdministrativeUnitConnection']>, ParentType, ContextType, RequireFields<Types.AdministrativeUnitChildrenArgs, 'first'>>;
  district?: Resolver<Types.Maybe<ResolversTypes['District']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  kind?: Resolver<ResolversTypes['UnitKind'], ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  office?: Resolver<Types.Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  parent?: Resolver<Types.Maybe<ResolversTypes['AdministrativeUnit']>, ParentType, ContextType>;
  path?: Resolver<Array<ResolversTypes['String']>, ParentType, ContextType>;
  province?: Resolver<Types.Maybe<ResolversTypes['Province']>, ParentType, ContextType>;
  status?: Resolver<ResolversTypes['UnitStatus'], ParentType, ContextType>;
  successor?: Resolver<Types.Maybe<ResolversTypes['AdministrativeUnit']>, ParentType, ContextType>;
  topics?: Resolver<Array<ResolversTypes['Topic']>, ParentType, ContextType>;
  version?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type AdministrativeUnitConnectionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['AdministrativeUnitConnection'] = ResolversParentTypes['AdministrativeUnitConnection']> = {
  edges?: Resolver<Array<ResolversTypes['AdministrativeUnitEdge']>, ParentType, ContextType>;
  nodes?: Resolver<Array<ResolversTypes['AdministrativeUnit']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  totalCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type AdministrativeUnitEdgeResolvers<ContextType = Context, ParentType extends ResolversParentTypes['AdministrativeUnitEdge'] = ResolversParentTypes['AdministrativeUnitEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['AdministrativeUnit'], ParentType, ContextType>;
};

export type ApplicationResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Application'] = ResolversParentTypes['Application'], FederationReferenceType extends FederationReferenceTypes['Application'] = FederationReferenceTypes['Application']> = {
  __resolveReference?: ReferenceResolver<Types.Maybe<ResolversTypes['Application']> | FederationReferenceType, FederationReferenceType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  suggestedUnits?: Resolver<Types.Maybe<Array<ResolversTypes['UnitSuggestion']>>, ParentType, ContextType>;
};

export interface DateScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['Date'], any> {
  name: 'Date';
}

export interface DateTimeScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['DateTime'], any> {
  name: 'DateTime';
}

export type DirectoryChangeResolvers<ContextType = Context, ParentType extends ResolversParentTypes['DirectoryChange'] = ResolversParentTypes['DirectoryChange'], FederationReferenceType extends FederationReferenceTypes['DirectoryChange'] = FederationReferenceTypes['DirectoryChange']> = {
  __resolveReference?: ReferenceResolver<Types.Maybe<ResolversTypes['DirectoryChange']> | FederationReferenceType, FederationReferenceType, ContextType>;
  at?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  by?: Resolver<Types.Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  decidedAt?: Resolver<Types.Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  decidedBy?: Resolver<Types.Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  expiresAt?: Resolver<Types.Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  kind?: Resolver<ResolversTypes['DirectoryChangeKind'], ParentType, ContextType>;
  newName?: Resolver<Types.Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  newParent?: Resolver<Types.Maybe<ResolversTypes['AdministrativeUnit']>, ParentType, ContextType>;
  oldName?: Resolver<Types.Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  oldParent?: Resolver<Types.Maybe<ResolversTypes['AdministrativeUnit']>, ParentType, ContextType>;
  reason?: Resolver<Types.Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  rejectionReason?: Resolver<Types.Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  state?: Resolver<ResolversTypes['DirectoryChangeState'], ParentType, ContextType>;
  successor?: Resolver<Types.Maybe<ResolversTypes['AdministrativeUnit']>, ParentType, ContextType>;
  unit?: Resolver<Types.Maybe<ResolversTypes['AdministrativeUnit']>, ParentType, ContextType>;
  version?: Resolver<Types.Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type DirectoryChangeConnectionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['DirectoryChangeConnection'] = ResolversParentTypes['DirectoryChangeConnection']> = {
  edges?: Resolver<Array<ResolversTypes['DirectoryChangeEdge']>, ParentType, ContextType>;
  nodes?: Resolver<Array<ResolversTypes['DirectoryChange']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
};

export type DirectoryChangeEdgeResolvers<ContextType = Context, ParentType extends ResolversParentTypes['DirectoryChangeEdge'] = ResolversParentTypes['DirectoryChangeEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['DirectoryChange'], ParentType, ContextType>;
};

export type DistrictResolvers<ContextType = Context, ParentType extends ResolversParentTypes['District'] = ResolversParentTypes['District'], FederationReferenceType extends FederationReferenceTypes['District'] = FederationReferenceTypes['District']> = {
  __resolveReference?: ReferenceResolver<Types.Maybe<ResolversTypes['District']> | FederationReferenceType, FederationReferenceType, ContextType>;
  code?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type EnumLabelsResolvers<ContextType = Context, ParentType extends ResolversParentTypes['EnumLabels'] = ResolversParentTypes['EnumLabels']> = {
  type?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  values?: Resolver<Array<ResolversTypes['EnumValueLabel']>, ParentType, ContextType>;
};

export type EnumValueLabelResolvers<ContextType = Context, ParentType extends ResolversParentTypes['EnumValueLabel'] = ResolversParentTypes['EnumValueLabel']> = {
  label?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  value?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type MutationResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Mutation'] = ResolversParentTypes['Mutation']> = {
  approveUnitChange?: Resolver<Types.Maybe<ResolversTypes['DirectoryChange']>, ParentType, ContextType, RequireFields<Types.MutationApproveUnitChangeArgs, 'id'>>;
  closeUnit?: Resolver<Types.Maybe<ResolversTypes['AdministrativeUnit']>, ParentType, ContextType, RequireFields<Types.MutationCloseUnitArgs, 'id' | 'successorId'>>;
  createUnit?: Resolver<Types.Maybe<ResolversTypes['AdministrativeUnit']>, ParentType, ContextType, RequireFields<Types.MutationCreateUnitArgs, 'input'>>;
  moveUnit?: Resolver<Types.Maybe<ResolversTypes['AdministrativeUnit']>, ParentType, ContextType, RequireFields<Types.MutationMoveUnitArgs, 'id' | 'parentId'>>;
  proposeUnitChange?: Resolver<Types.Maybe<ResolversTypes['DirectoryChange']>, ParentType, ContextType, RequireFields<Types.MutationProposeUnitChangeArgs, 'input'>>;
  rejectUnitChange?: Resolver<Types.Maybe<ResolversTypes['DirectoryChange']>, ParentType, ContextType, RequireFields<Types.MutationRejectUnitChangeArgs, 'id' | 'reason'>>;
  renameUnit?: Resolver<Types.Maybe<ResolversTypes['AdministrativeUnit']>, ParentType, ContextType, RequireFields<Types.MutationRenameUnitArgs, 'id' | 'name'>>;
  stopFollowing?: Resolver<Types.Maybe<ResolversTypes['Boolean']>, ParentType, ContextType, RequireFields<Types.MutationStopFollowingArgs, 'follower'>>;
  withdrawUnitChange?: Resolver<Types.Maybe<ResolversTypes['DirectoryChange']>, ParentType, ContextType, RequireFields<Types.MutationWithdrawUnitChangeArgs, 'id'>>;
};

export type NodeResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Node'] = ResolversParentTypes['Node']> = {
  __resolveType: TypeResolveFn<'AdministrativeUnit' | 'DirectoryChange' | 'Topic', ParentType, ContextType>;
};

export type PageInfoResolvers<ContextType = Context, ParentType extends ResolversParentTypes['PageInfo'] = ResolversParentTypes['PageInfo']> = {
  endCursor?: Resolver<Types.Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  hasNextPage?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  hasPreviousPage?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  startCursor?: Resolver<Types.Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type ProvinceResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Province'] = ResolversParentTypes['Province'], FederationReferenceType extends FederationReferenceTypes['Province'] = FederationReferenceTypes['Province']> = {
  __resolveReference?: ReferenceResolver<Types.Maybe<ResolversTypes['Province']> | FederationReferenceType, FederationReferenceType, ContextType>;
  code?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  districts?: Resolver<Array<ResolversTypes['District']>, ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type QueryResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Query'] = ResolversParentTypes['Query']> = {
  administrativeUnit?: Resolver<Types.Maybe<ResolversTypes['AdministrativeUnit']>, ParentType, ContextType, RequireFields<Types.QueryAdministrativeUnitArgs, 'id'>>;
  administrativeUnits?: Resolver<Types.Maybe<ResolversTypes['AdministrativeUnitConnection']>, ParentType, ContextType, RequireFields<Types.QueryAdministrativeUnitsArgs, 'first'>>;
  directoryChanges?: Resolver<Types.Maybe<ResolversTypes['DirectoryChangeConnection']>, ParentType, ContextType, RequireFields<Types.QueryDirectoryChangesArgs, 'first' | 'unitId'>>;
  enumLabels?: Resolver<Types.Maybe<Array<ResolversTypes['EnumLabels']>>, ParentType, ContextType, Partial<Types.QueryEnumLabelsArgs>>;
  proposedUnitChanges?: Resolver<Types.Maybe<ResolversTypes['DirectoryChangeConnection']>, ParentType, ContextType, RequireFields<Types.QueryProposedUnitChangesArgs, 'first'>>;
  provinces?: Resolver<Types.Maybe<Array<ResolversTypes['Province']>>, ParentType, ContextType>;
  searchAdministrativeUnits?: Resolver<Types.Maybe<ResolversTypes['AdministrativeUnitConnection']>, ParentType, ContextType, RequireFields<Types.QuerySearchAdministrativeUnitsArgs, 'first' | 'text'>>;
  suggestUnits?: Resolver<Types.Maybe<Array<ResolversTypes['UnitSuggestion']>>, ParentType, ContextType, RequireFields<Types.QuerySuggestUnitsArgs, 'provinceCode' | 'topicId'>>;
  topics?: Resolver<Types.Maybe<Array<ResolversTypes['Topic']>>, ParentType, ContextType>;
  typeOfNode?: Resolver<Types.Maybe<ResolversTypes['String']>, ParentType, ContextType, RequireFields<Types.QueryTypeOfNodeArgs, 'id' | 'isAdministrator'>>;
  unitChanges?: Resolver<ResolversTypes['UnitChanges'], ParentType, ContextType, RequireFields<Types.QueryUnitChangesArgs, 'after'>>;
  unitHistories?: Resolver<ResolversTypes['UnitHistories'], ParentType, ContextType, RequireFields<Types.QueryUnitHistoriesArgs, 'after'>>;
  unknownParts?: Resolver<Array<ResolversTypes['MatterPart']>, ParentType, ContextType, RequireFields<Types.QueryUnknownPartsArgs, 'provinceCode' | 'topicId'>>;
};

export type TopicResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Topic'] = ResolversParentTypes['Topic'], FederationReferenceType extends FederationReferenceTypes['Topic'] = FederationReferenceTypes['Topic']> = {
  __resolveReference?: ReferenceResolver<Types.Maybe<ResolversTypes['Topic']> | FederationReferenceType, FederationReferenceType, ContextType>;
  category?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type UnitChangeResolvers<ContextType = Context, ParentType extends ResolversParentTypes['UnitChange'] = ResolversParentTypes['UnitChange']> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  linkVersion?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  parentId?: Resolver<Types.Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  status?: Resolver<ResolversTypes['UnitStatus'], ParentType, ContextType>;
  successorId?: Resolver<Types.Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  version?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type UnitChangesResolvers<ContextType = Context, ParentType extends ResolversParentTypes['UnitChanges'] = ResolversParentTypes['UnitChanges']> = {
  changes?: Resolver<Array<ResolversTypes['UnitChange']>, ParentType, ContextType>;
  freshForMs?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  generation?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  more?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  version?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type UnitFormResolvers<ContextType = Context, ParentType extends ResolversParentTypes['UnitForm'] = ResolversParentTypes['UnitForm']> = {
  districtCode?: Resolver<Types.Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  from?: Resolver<Types.Maybe<ResolversTypes['Date']>, ParentType, ContextType>;
  kind?: Resolver<ResolversTypes['UnitKind'], ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  parentId?: Resolver<Types.Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  provinceCode?: Resolver<Types.Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  status?: Resolver<ResolversTypes['UnitStatus'], ParentType, ContextType>;
  successorId?: Resolver<Types.Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
};

export type UnitHistoriesResolvers<ContextType = Context, ParentType extends ResolversParentTypes['UnitHistories'] = ResolversParentTypes['UnitHistories']> = {
  generation?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  more?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  units?: Resolver<Array<ResolversTypes['UnitHistory']>, ParentType, ContextType>;
  version?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type UnitHistoryResolvers<ContextType = Context, ParentType extends ResolversParentTypes['UnitHistory'] = ResolversParentTypes['UnitHistory']> = {
  forms?: Resolver<Array<ResolversTypes['UnitForm']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
};

export type UnitSuggestionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['UnitSuggestion'] = ResolversParentTypes['UnitSuggestion']> = {
  reason?: Resolver<ResolversTypes['UnitSuggestionReason'], ParentType, ContextType>;
  unit?: Resolver<ResolversTypes['AdministrativeUnit'], ParentType, ContextType>;
};

export type Resolvers<ContextType = Context> = {
  AdministrativeUnit?: AdministrativeUnitResolvers<ContextType>;
  AdministrativeUnitConnection?: AdministrativeUnitConnectionResolvers<ContextType>;
  AdministrativeUnitEdge?: AdministrativeUnitEdgeResolvers<ContextType>;
  Application?: ApplicationResolvers<ContextType>;
  Date?: GraphQLScalarType;
  DateTime?: GraphQLScalarType;
  DirectoryChange?: DirectoryChangeResolvers<ContextType>;
  DirectoryChangeConnection?: DirectoryChangeConnectionResolvers<ContextType>;
  DirectoryChangeEdge?: DirectoryChangeEdgeResolvers<ContextType>;
  District?: DistrictResolvers<ContextType>;
  EnumLabels?: EnumLabelsResolvers<ContextType>;
  EnumValueLabel?: EnumValueLabelResolvers<ContextType>;
  Mutation?: MutationResolvers<ContextType>;
  Node?: NodeResolvers<ContextType>;
  PageInfo?: PageInfoResolvers<ContextType>;
  Province?: ProvinceResolvers<ContextType>;
  Query?: QueryResolvers<ContextType>;
  Topic?: TopicResolvers<ContextType>;
  UnitChange?: UnitChangeResolvers<ContextType>;
  UnitChanges?: UnitChangesResolvers<ContextType>;
  UnitForm?: UnitFormResolvers<ContextType>;
  UnitHistories?: UnitHistoriesResolvers<ContextType>;
  UnitHistory?: UnitHistoryResolvers<ContextType>;
  UnitSuggestion?: UnitSuggestionResolvers<ContextType>;
};

export type DirectiveResolvers<ContextType = Context> = {
  cacheControl?: CacheControlDirectiveResolver<any, any, ContextType>;
};
