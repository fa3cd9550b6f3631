import type { GraphQLResolveInfo } from 'graphql';
import type { CitizenDocument } from './citizens/citizen.model.ts';
import type { SignedInViewer } from '../../lib/kit/viewer.ts';
import type { Context } from './context.ts';
export type Maybe<T> = T | null;
export type InputMaybe<T> = Maybe<T>;
export type RequireFields<T, K extends keyof T> = Omit<T, K> & { [P in K]-?: NonNullable<T[P]> };
/** All built-in and custom scalars, mapped to their actual values */
export type Scalars = {
  ID: { input: string; output: string; }
  String: { input: string; output: string; }
  Boolean: { input: boolean; output: boolean; }
  Int: { input: number; output: number; }
  Float: { input: number; output: number; }
  _FieldSet: { input: string; output: string; }
};

export type AdministrativeUnit = {
  __typename?: 'AdministrativeUnit';
  id: Scalars['ID']['output'];
};

/** What another subgraph needs of an applicant. */
export type Applicant = {
  __typename?: 'Applicant';
  /** Where e-mails go. Null when the citizen gave none. */
  email?: Maybe<Scalars['String']['output']>;
  /** The keyed hash that is stored with the citizen's applications. Null when it was never kept. */
  hash?: Maybe<Scalars['String']['output']>;
  /** Where messages go; international form. */
  mobilePhone?: Maybe<Scalars['String']['output']>;
};

/**
 * A person who files applications. The person concerned and the centre see everything; officers see
 * the name and the masked identity number of an applicant whose identity is not hidden from them;
 * nobody else sees anything. What may not be seen is null with a `FORBIDDEN` error.
 */
export type Citizen = {
  __typename?: 'Citizen';
  /** Null also when the citizen gave none. */
  email?: Maybe<Scalars['String']['output']>;
  /** Opaque, `cit_` and 22 characters: random. What access tokens name a citizen by. */
  id: Scalars['ID']['output'];
  /** The Turkish identity number (T.C. kimlik no) with all but the first two and last two digits as `*`. */
  maskedNationalId?: Maybe<Scalars['String']['output']>;
  /** In international form (`+905…`). */
  mobilePhone?: Maybe<Scalars['String']['output']>;
  /** Given name. Null when it may not be seen. */
  name?: Maybe<Scalars['String']['output']>;
  /**
   * For references between subgraphs: proves that the subgraph that refers has let this viewer follow the
   * reference. A reference to another citizen than the viewer that lacks a valid one finds nobody. Null when
   * read here.
   */
  proof?: Maybe<Scalars['String']['output']>;
  /** Family name. Null when it may not be seen. */
  surname?: Maybe<Scalars['String']['output']>;
};

export type Query = {
  __typename?: 'Query';
  /** For the application subgraph: what it needs of a citizen who acts. Null when there is none. */
  applicant?: Maybe<Applicant>;
  /** The same for several citizens, in the order of the ids: at most 100. */
  applicants?: Maybe<Array<Maybe<Applicant>>>;
  /**
   * A citizen by id, for the centre and for the citizen concerned. Null with a `NOT_FOUND` error when
   * there is none that this viewer may see.
   */
  citizen?: Maybe<Citizen>;
  /** The signed-in citizen. Null for staff. `UNAUTHENTICATED` without an access token. */
  me?: Maybe<Citizen>;
  /** Who is asking, as proved by the access token. Null without one. */
  viewer?: Maybe<Viewer>;
};


export type QueryApplicantArgs = {
  id: Scalars['ID']['input'];
};


export type QueryApplicantsArgs = {
  ids: Array<Scalars['ID']['input']>;
};


export type QueryCitizenArgs = {
  id: Scalars['ID']['input'];
};

/** What somebody is in this system, and so what they may see and do. */
export type Role =
  /** Looks after the directory, the calendar and the accounts. */
  | 'ADMIN'
  /** Asks for statistics over everything, and sees nobody's personal data. */
  | 'ANALYST'
  /** Files applications and follows them. */
  | 'CITIZEN'
  /** Works at the centre: evaluates, refers and refuses applications. */
  | 'EVALUATOR'
  /** Works for an administrative unit, on what was referred to it or below it. */
  | 'OFFICER'
  /** Another subgraph. */
  | 'SERVICE';

/** The person or program that sends the request. */
export type Viewer = {
  __typename?: 'Viewer';
  /** The citizen, when the role is `CITIZEN`. */
  citizen?: Maybe<Citizen>;
  /** What the viewer is here, and so what the viewer may see. */
  role: Role;
  /** What the role allows, in alphabetical order. */
  scopes: Array<Scalars['String']['output']>;
  /** The subject of the access token. */
  subject: Scalars['String']['output'];
  /** The unit an officer works for, when the role is `OFFICER`. */
  unit?: Maybe<AdministrativeUnit>;
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
  Citizen: Citizen;
};

/** Mapping of federation reference types */
export type FederationReferenceTypes = {
  Citizen:
    ( { __typename: 'Citizen' }
    & GraphQLRecursivePick<FederationTypes['Citizen'], {"id":true,"proof":true}> );
};



/** Mapping between all available schema types and the resolvers types */
export type ResolversTypes = {
  AdministrativeUnit: ResolverTypeWrapper<AdministrativeUnit>;
  ID: ResolverTypeWrapper<Scalars['ID']['output']>;
  Applicant: ResolverTypeWrapper<Applicant>;
  String: ResolverTypeWrapper<Scalars['String']['output']>;
  Citizen: ResolverTypeWrapper<CitizenDocument>;
  Query: ResolverTypeWrapper<Record<PropertyKey, never>>;
  Role: Role;
  Viewer: ResolverTypeWrapper<SignedInViewer>;
  Boolean: ResolverTypeWrapper<Scalars['Boolean']['output']>;
};

/** Mapping between all available schema types and the resolvers parents */
export type ResolversParentTypes = {
  AdministrativeUnit: AdministrativeUnit;
  ID: Scalars['ID']['output'];
  Applicant: Applicant;
  String: Scalars['String']['output'];
  Citizen: CitizenDocument;
  Query: Record<PropertyKey, never>;
  Viewer: SignedInViewer;
  Boolean: Scalars['Boolean']['output'];
};

export type AdministrativeUnitResolvers<ContextType = Context, ParentType extends ResolversParentTypes['AdministrativeUnit'] = ResolversParentTypes['AdministrativeUnit']> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
};

export type ApplicantResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Applicant'] = ResolversParentTypes['Applicant']> = {
  email?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  hash?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  mobilePhone?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type CitizenResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Citizen'] = ResolversParentTypes['Citizen'], FederationReferenceType extends FederationReferenceTypes['Citizen'] = FederationReferenceTypes['Citizen']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['Citizen']> | FederationReferenceType, FederationReferenceType, ContextType>;
  email?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  maskedNationalId?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  mobilePhone?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  name?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  proof?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  surname?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type QueryResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Query'] = ResolversParentTypes['Query']> = {
  applicant?: Resolver<Maybe<ResolversTypes['Applicant']>, ParentType, ContextType, RequireFields<QueryApplicantArgs, 'id'>>;
  applicants?: Resolver<Maybe<Array<Maybe<ResolversTypes['Applicant']>>>, ParentType, ContextType, RequireFields<QueryApplicantsArgs, 'ids'>>;
  citizen?: Resolver<Maybe<ResolversTypes['Citizen']>, ParentType, ContextType, RequireFields<QueryCitizenArgs, 'id'>>;
  me?: Resolver<Maybe<ResolversTypes['Citizen']>, ParentType, ContextType>;
  viewer?: Resolver<Maybe<ResolversTypes['Viewer']>, ParentType, ContextType>;
};

export type ViewerResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Viewer'] = ResolversParentTypes['Viewer']> = {
  citizen?: Resolver<Maybe<ResolversTypes['Citizen']>, ParentType, ContextType>;
  role?: Resolver<ResolversTypes['Role'], ParentType, ContextType>;
  scopes?: Resolver<Array<ResolversTypes['String']>, ParentType, ContextType>;
  subject?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  unit?: Resolver<Maybe<ResolversTypes['AdministrativeUnit']>, ParentType, ContextType>;
};

export type Resolvers<ContextType = Context> = {
  AdministrativeUnit?: AdministrativeUnitResolvers<ContextType>;
  Applicant?: ApplicantResolvers<ContextType>;
  Citizen?: CitizenResolvers<ContextType>;
  Query?: QueryResolvers<ContextType>;
  Viewer?: ViewerResolvers<ContextType>;
};

