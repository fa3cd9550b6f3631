import {
  type ConstDirectiveNode,
  type GraphQLField,
  type GraphQLSchema,
  isObjectType,
  valueFromASTUntyped,
} from 'graphql';
import { forbidden, unauthenticated } from '../../lib/kit/errors.ts';
import { type Role, roles, scopesOf, scopesOfRole, type Viewer } from '../../lib/kit/viewer.ts';
import type { Refusal } from './normalize/answer-selection.ts';

/** The access rights of viewers with one role, as declared in the supergraph. */
export interface Rights {
  /** Different for viewers with different rights. */
  readonly key: string;
  /** Whether only some viewers may access a field. */
  isRestricted(type: string, field: string): boolean;
  /** @returns the error that the field's subgraph would return, or null when the viewer may access it. */
  refusalOf(type: string, field: string): Refusal | null;
}

/** The requirement of one directive. */
type Requirement = 'SIGNED_IN' | readonly (readonly string[])[];

type Restricted = ReadonlyMap<string, readonly Requirement[]>;

/**
 * Reads `@authenticated` and `@requiresScopes` of the fields of object types, and of the types
 * themselves, as the subgraphs do (`lib/federation/authorization.ts`), which continue to enforce
 * them. @returns the rights of a viewer; they depend on the viewer's role alone.
 */
export function createRights(supergraph: GraphQLSchema): (viewer: Viewer) => Rights {
  const restricted = restrictedFields(supergraph);
  const anonymous = rightsOf(null, restricted);
  const ofRole = Object.fromEntries(
    roles.map((role) => [role, rightsOf(role, restricted)]),
  ) as Record<Role, Rights>; // of every role
  return (viewer) => (viewer ? ofRole[viewer.role] : anonymous);
}

/** Removes no field: only the subgraphs enforce access. */
export const allRights: Rights = {
  key: '',
  isRestricted: () => false,
  refusalOf: () => null,
};

function rightsOf(role: Role | null, restricted: Restricted): Rights {
  const scopes = new Set<string>(role ? scopesOfRole[role] : scopesOf(null));
  const refused = new Map<string, Refusal>();
  for (const [coordinate, requirements] of restricted) {
    const refusal = refusalFor(requirements, role, scopes);
    if (refusal) refused.set(coordinate, refusal);
  }
  return {
    key: role ?? 'anonymous',
    isRestricted: (type, field) => restricted.has(`${type}.${field}`),
    refusalOf: (type, field) => refused.get(`${type}.${field}`) ?? null,
  };
}

function refusalFor(
  requirements: readonly Requirement[],
  role: Role | null,
  scopes: ReadonlySet<string>,
): Refusal | null {
  if (!role) return unauthenticated();
  const isMet = requirements.every(
    (required) =>
      required === 'SIGNED_IN' || required.some((all) => all.every((scope) => scopes.has(scope))),
  );
  return isMet ? null : forbidden();
}

function restrictedFields(supergraph: GraphQLSchema): Restricted {
  const restricted = new Map<string, readonly Requirement[]>();
  for (const type of Object.values(supergraph.getTypeMap())) {
    if (!isObjectType(type)) continue;
    const ofType = requirementsOf(type.astNode?.directives);
    for (const field of Object.values(type.getFields())) {
      const requirements = [...ofType, ...requirementsOfField(field)];
      if (requirements.length > 0) restricted.set(`${type.name}.${field.name}`, requirements);
    }
  }
  return restricted;
}

const requirementsOfField = ({ astNode }: GraphQLField<unknown, unknown>) =>
  requirementsOf(astNode?.directives);

function requirementsOf(directives: readonly ConstDirectiveNode[] = []): Requirement[] {
  return directives.flatMap(({ name, arguments: given }): Requirement[] => {
    if (name.value === 'authenticated') return ['SIGNED_IN'];
    const scopes = name.value === 'requiresScopes' && given?.[0];
    // Composition has checked the form of the argument: a list of alternatives, each a list of scopes that are all
    // required.
    return scopes ? [valueFromASTUntyped(scopes.value) as readonly (readonly string[])[]] : [];
  });
}
