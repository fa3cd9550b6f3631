import type * as Types from '../schema-types.ts';
import type { Citizen } from '../schema-types.ts';
import type { GraphQLResolveInfo, GraphQLScalarType, GraphQLScalarTypeConfig } from 'graphql';
import type { CitizenDocument, CitizenSearchDocument } from '../citizens/index.ts';
import type { SignedInViewer } from '../../../lib/kit/viewer.ts';
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
  Citizen: Citizen;
};

/** Mapping of federation reference types */
export type FederationReferenceTypes = {
  Citizen:
    ( { __typename: 'Citizen' }
    & GraphQLRecursivePick<FederationTypes['Citizen'], {"id":true,"proof":true}> );
};


/** Mapping of interface types */
export type ResolversInterfaceTypes<_RefType extends Record<string, unknown>> = {
  Node: ( CitizenDocument );
};

/** Mapping between all available schema types and the resolvers types */
export type ResolversTypes = {
  AdministrativeUnit: ResolverTypeWrapper<Types.AdministrativeUnit>;
  ID: ResolverTypeWrapper<Types.Scalars['ID']['output']>;
  Applicant: ResolverTypeWrapper<Types.Applicant>;
  String: ResolverTypeWrapper<Types.Scalars['String']['output']>;
  Citizen: ResolverTypeWrapper<CitizenDocument>;
  CitizenSearch: ResolverTypeWrapper<CitizenSearchDocument>;
  Boolean: ResolverTypeWrapper<Types.Scalars['Boolean']['output']>;
  CitizenSearchConnection: ResolverTypeWrapper<Omit<Types.CitizenSearchConnection, 'edges' | 'nodes'> & { edges: Array<ResolversTypes['CitizenSearchEdge']>, nodes: Array<ResolversTypes['CitizenSearch']> }>;
  CitizenSearchEdge: ResolverTypeWrapper<Omit<Types.CitizenSearchEdge, 'node'> & { node: ResolversTypes['CitizenSearch'] }>;
  ContactInput: Types.ContactInput;
  DateTime: ResolverTypeWrapper<Types.Scalars['DateTime']['output']>;
  Mutation: ResolverTypeWrapper<Record<PropertyKey, never>>;
  Node: ResolverTypeWrapper<ResolversInterfaceTypes<ResolversTypes>['Node']>;
  NotificationPreference: Types.NotificationPreference;
  PageInfo: ResolverTypeWrapper<Types.PageInfo>;
  Query: ResolverTypeWrapper<Record<PropertyKey, never>>;
  Int: ResolverTypeWrapper<Types.Scalars['Int']['output']>;
  Role: Types.Role;
  Viewer: ResolverTypeWrapper<SignedInViewer>;
};

/** Mapping between all available schema types and the resolvers parents */
export type ResolversParentTypes = {
  AdministrativeUnit: Types.AdministrativeUnit;
  ID: Types.Scalars['ID']['output'];
  Applicant: Types.Applicant;
  String: Types.Scalars['String']['output'];
  Citizen: CitizenDocument;
  CitizenSearch: CitizenSearchDocument;
  Boolean: Types.Scalars['Boolean']['output'];
  CitizenSearchConnection: Omit<Types.CitizenSearchConnection, 'edges' | 'nodes'> & { edges: Array<ResolversParentTypes['CitizenSearchEdge']>, nodes: Array<ResolversParentTypes['CitizenSearch']> };
  CitizenSearchEdge: Omit<Types.CitizenSearchEdge, 'node'> & { node: ResolversParentTypes['CitizenSearch'] };
  ContactInput: Types.ContactInput;
  DateTime: Types.Scalars['DateTime']['output'];
  Mutation: Record<PropertyKey, never>;
  Node: ResolversInterfaceTypes<ResolversParentTypes>['Node'];
  PageInfo: Types.PageInfo;
  Query: Record<PropertyKey, never>;
  Int: Types.Scalars['Int']['output'];
  Viewer: SignedInViewer;
};

export type AdministrativeUnitResolvers<ContextType = Context, ParentType extends ResolversParentTypes['AdministrativeUnit'] = ResolversParentTypes['AdministrativeUnit']> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
};

export type ApplicantResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Applicant'] = ResolversParentTypes['Applicant']> = {
  email?: Resolver<Types.Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  emailGivenAt?: Resolver<Types.Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  hash?: Resolver<Types.Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  mobilePhone?: Resolver<Types.Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  mobilePhoneGivenAt?: Resolver<Types.Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  preference?: Resolver<ResolversTypes['NotificationPreference'], ParentType, ContextType>;
};

export type CitizenResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Citizen'] = ResolversParentTypes['Citizen'], FederationReferenceType extends FederationReferenceTypes['Citizen'] = FederationReferenceTypes['Citizen']> = {
  __resolveReference?: ReferenceResolver<Types.Maybe<ResolversTypes['Citizen']> | FederationReferenceType, FederationReferenceType, ContextType>;
  email?: Resolver<Types.Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  maskedNationalId?: Resolver<Types.Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  mobilePhone?: Resolver<Types.Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  name?: Resolver<Types.Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  notificationPreference?: Resolver<Types.Maybe<ResolversTypes['NotificationPreference']>, ParentType, ContextType>;
  proof?: Resolver<Types.Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  surname?: Resolver<Types.Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type CitizenSearchResolvers<ContextType = Context, ParentType extends ResolversParentTypes['CitizenSearch'] = ResolversParentTypes['CitizenSearch']> = {
  at?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  by?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  found?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  reason?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type CitizenSearchConnectionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['CitizenSearchConnection'] = ResolversParentTypes['CitizenSearchConnection']> = {
  edges?: Resolver<Array<ResolversTypes['CitizenSearchEdge']>, ParentType, ContextType>;
  nodes?: Resolver<Array<ResolversTypes['CitizenSearch']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
};

export type CitizenSearchEdgeResolvers<ContextType = Context, ParentType extends ResolversParentTypes['CitizenSearchEdge'] = ResolversParentTypes['CitizenSearchEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['CitizenSearch'], ParentType, ContextType>;
};

export interface DateTimeScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['DateTime'], any> {
  name: 'DateTime';
}

export type MutationResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Mutation'] = ResolversParentTypes['Mutation']> = {
  changeContact?: Resolver<Types.Maybe<ResolversTypes['Citizen']>, ParentType, ContextType, RequireFields<Types.MutationChangeContactArgs, 'contact'>>;
  findCitizen?: Resolver<Types.Maybe<ResolversTypes['Citizen']>, ParentType, ContextType, RequireFields<Types.MutationFindCitizenArgs, 'nationalId' | 'reason'>>;
  setNotificationPreference?: Resolver<Types.Maybe<ResolversTypes['Citizen']>, ParentType, ContextType, RequireFields<Types.MutationSetNotificationPreferenceArgs, 'preference'>>;
};

export type NodeResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Node'] = ResolversParentTypes['Node']> = {
  __resolveType: TypeResolveFn<'Citizen', ParentType, ContextType>;
};

export type PageInfoResolvers<ContextType = Context, ParentType extends ResolversParentTypes['PageInfo'] = ResolversParentTypes['PageInfo']> = {
  endCursor?: Resolver<Types.Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  hasNextPage?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  hasPreviousPage?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  startCursor?: Resolver<Types.Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type QueryResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Query'] = ResolversParentTypes['Query']> = {
  applicant?: Resolver<Types.Maybe<ResolversTypes['Applicant']>, ParentType, ContextType, RequireFields<Types.QueryApplicantArgs, 'id'>>;
  applicants?: Resolver<Types.Maybe<Array<Types.Maybe<ResolversTypes['Applicant']>>>, ParentType, ContextType, RequireFields<Types.QueryApplicantsArgs, 'ids'>>;
  citizen?: Resolver<Types.Maybe<ResolversTypes['Citizen']>, ParentType, ContextType, RequireFields<Types.QueryCitizenArgs, 'id'>>;
  citizenSearches?: Resolver<Types.Maybe<ResolversTypes['CitizenSearchConnection']>, ParentType, ContextType, RequireFields<Types.QueryCitizenSearchesArgs, 'first'>>;
  me?: Resolver<Types.Maybe<ResolversTypes['Citizen']>, ParentType, ContextType>;
  viewer?: Resolver<Types.Maybe<ResolversTypes['Viewer']>, ParentType, ContextType>;
};

export type ViewerResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Viewer'] = ResolversParentTypes['Viewer']> = {
  citizen?: Resolver<Types.Maybe<ResolversTypes['Citizen']>, ParentType, ContextType>;
  role?: Resolver<ResolversTypes['Role'], ParentType, ContextType>;
  scopes?: Resolver<Array<ResolversTypes['String']>, ParentType, ContextType>;
  subject?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  unit?: Resolver<Types.Maybe<ResolversTypes['AdministrativeUnit']>, ParentType, ContextType>;
};

export type Resolvers<ContextType = Context> = {
  AdministrativeUnit?: AdministrativeUnitResolvers<ContextType>;
  Applicant?: ApplicantResolvers<ContextType>;
  Citizen?: CitizenResolvers<ContextType>;
  CitizenSearch?: CitizenSearchResolvers<ContextType>;
  CitizenSearchConnection?: CitizenSearchConnectionResolvers<ContextType>;
  CitizenSearchEdge?: CitizenSearchEdgeResolvers<ContextType>;
  DateTime?: GraphQLScalarType;
  Mutation?: MutationResolvers<ContextType>;
  Node?: NodeResolvers<ContextType>;
  PageInfo?: PageInfoResolvers<ContextType>;
  Query?: QueryResolvers<ContextType>;
  Viewer?: ViewerResolvers<ContextType>;
};

