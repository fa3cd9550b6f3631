import {
  defaultFieldResolver,
  getDirectiveValues,
  type GraphQLDirective,
  type GraphQLFieldResolver,
  type GraphQLObjectType,
  type GraphQLSchema,
  isObjectType,
} from 'graphql';
import { forbidden, unauthenticated } from '../kit/errors.ts';
import type { Pace } from './pace.ts';
import { type Role, roles, scopesOf, scopesOfRole, type Viewer } from '../kit/viewer.ts';

/** The common part of every subgraph's context. */
export interface ViewerContext {
  readonly viewer: Viewer;
  /** The pace of the request's execution. */
  readonly pace: Pace;
}

/** Throws unless the viewer may read the field. */
type Guard = (viewer: Viewer) => void;

/**
 * Enforces federation's `@authenticated` and `@requiresScopes` directives of the SDL: the resolver
 * of each such field first checks the viewer, and refuses with `UNAUTHENTICATED` or `FORBIDDEN`. A
 * directive on an object type applies to each of its fields. The schema is changed in place.
 */
export function enforceAccess(schema: GraphQLSchema): GraphQLSchema {
  const directives = ['authenticated', 'requiresScopes'].flatMap(
    (name) => schema.getDirective(name) ?? schema.getDirective(`federation__${name}`) ?? [],
  );
  for (const type of Object.values(schema.getTypeMap())) {
    if (!isObjectType(type)) continue;
    const ofType = guardsOf(type, directives);
    for (const field of Object.values(type.getFields())) {
      const guards = [...ofType, ...guardsOf(field, directives)];
      if (guards.length === 0) continue;
      field.resolve = guarded(guards, field.resolve ?? defaultFieldResolver);
      // Before anything is subscribed to; the resolver checks each event again.
      if (field.subscribe) field.subscribe = guarded(guards, field.subscribe);
    }
  }
  return schema;
}

type Declared = Pick<GraphQLObjectType, 'astNode' | 'extensionASTNodes'> | { astNode?: unknown };

function guardsOf(declared: Declared, directives: readonly GraphQLDirective[]): Guard[] {
  const nodes = [
    declared.astNode,
    ...('extensionASTNodes' in declared ? declared.extensionASTNodes : []),
  ].filter((node) => node != null);
  return directives.flatMap((directive) =>
    nodes.flatMap((node) => {
      const values = getDirectiveValues(directive, node);
      return values ? [guardOf(directive.name, values)] : [];
    }),
  );
}

function guardOf(directive: string, values: Record<string, unknown>): Guard {
  if (directive.endsWith('authenticated')) return signedIn;
  // Composition has checked the form of the argument: a list of alternatives, each a list of scopes
  // that are all required.
  const alternatives = values['scopes'] as readonly (readonly string[])[];
  const suffice = (scopes: readonly string[]) =>
    alternatives.some((all) => all.every((scope) => scopes.includes(scope)));
  const allowed: ReadonlySet<Role> = new Set(roles.filter((role) => suffice(scopesOfRole[role])));
  return (viewer) => {
    if (viewer && allowed.has(viewer.role)) return;
    // Subgraphs have the scopes of their role and additional ones of their own.
    if (viewer?.role === 'SERVICE' && suffice(scopesOf(viewer))) return;
    signedIn(viewer);
    throw forbidden();
  };
}

function signedIn(viewer: Viewer): void {
  if (!viewer) throw unauthenticated();
}

type Resolver = GraphQLFieldResolver<unknown, ViewerContext>;

function guarded(guards: readonly Guard[], resolve: Resolver): Resolver {
  return (parent, args, context, info) => {
    for (const guard of guards) guard(context.viewer);
    return resolve(parent, args, context, info);
  };
}
