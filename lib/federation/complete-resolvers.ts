/**
 * The resolvers that a subgraph must have: one for each field that its parent object does not have at run time. The
 * generated types make all of them optional; with this type, the type checker reports a field without its resolver.
 * `All`: the generated `Resolvers`; `Parents`: `ResolversParentTypes`.
 */
export type CompleteResolvers<All, Parents> = {
  [Type in keyof All as [Missing<All, Parents, Type>] extends [never] ? never : Type]: Required<
    Pick<NonNullable<All[Type]>, Missing<All, Parents, Type>>
  >;
};

type Missing<All, Parents, Type extends keyof All> = Type extends keyof Parents
  ? Exclude<keyof NonNullable<All[Type]>, Had<Parents[Type]> | `__${string}`>
  : never;

/** Root objects have no fields at run time. */
type Had<Parent> = Parent extends Record<PropertyKey, never> ? never : keyof Parent;
