/**
 * The resolvers that a subgraph must have: one for each field of a type whose parent does not have it at run
 * time. Generated types leave all of them out if need be; whoever adds a field and forgets its resolver is
 * told by the type checker. `All`: the generated `Resolvers`; `Parents`: `ResolversParentTypes`.
 */
export type CompleteResolvers<All, Parents> = {
  [Type in keyof All as [Missing<All, Parents, Type>] extends [never] ? never : Type]: Required<
    Pick<NonNullable<All[Type]>, Missing<All, Parents, Type>>
  >;
};

type Missing<All, Parents, Type extends keyof All> = Type extends keyof Parents
  ? Exclude<keyof NonNullable<All[Type]>, Had<Parents[Type]> | `__${string}`>
  : never;

/** Roots have nothing at run time. */
type Had<Parent> = Parent extends Record<PropertyKey, never> ? never : keyof Parent;
