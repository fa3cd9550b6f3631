import { isSubgraphName, type SubgraphName } from './subgraph-names.ts';

/**
 * The scopes of each role. The only list of roles and scopes; the SDL names the scopes it requires.
 */
export const scopesOfRole = {
  CITIZEN: [
    'application:applicant',
    'application:content',
    'application:instant',
    'application:number',
    'application:own',
    'application:read',
    'citizen:contact',
    'citizen:identity',
    'citizen:lookup',
    'citizen:own',
  ],
  EVALUATOR: [
    'application:applicant',
    'application:content',
    'application:evaluate',
    'application:instant',
    'application:number',
    'application:read',
    'citizen:contact',
    'citizen:identity',
    'citizen:lookup',
    'citizen:search',
    'referral:read',
    'statistics:read',
  ],
  OFFICER: [
    'application:applicant',
    'application:content',
    'application:instant',
    'application:number',
    'application:read',
    'citizen:identity',
    'directory:changes',
    'referral:read',
    'referral:work',
  ],
  ANALYST: ['application:read', 'statistics:read'],
  ADMIN: ['audit:read', 'calendar:manage', 'directory:changes', 'directory:manage', 'outbox:read'],
  SERVICE: ['service'],
} as const satisfies Record<string, readonly string[]>;

/**
 * Scopes that a subgraph needs for its own queries to the others, beyond those that all subgraphs
 * have.
 */
const scopesOfSubgraph: Partial<Record<SubgraphName, readonly string[]>> = {
  application: ['service:applicants'],
  analytics: ['service:facts'],
};

export type Role = keyof typeof scopesOfRole;

export const roles = Object.keys(scopesOfRole) as readonly Role[]; // the literal above has no other keys

/** The roles that a client's access token may name: `SERVICE` only exists between processes. */
export const isClientRole = (role: Role) => role !== 'SERVICE';

/**
 * An authenticated viewer: proved by an access token, or by the process that forwards the request.
 */
export interface SignedInViewer {
  readonly subject: string;
  readonly role: Role;
  /** Set exactly for `CITIZEN`. */
  readonly citizenId: string | null;
  /** Set exactly for `OFFICER`. */
  readonly unitId: string | null;
}

/** The sender of a request; null means anonymous. */
export type Viewer = SignedInViewer | null;

export function scopesOf(viewer: Viewer): readonly string[] {
  if (!viewer) return [];
  const scopes = scopesOfRole[viewer.role];
  if (viewer.role !== 'SERVICE') return scopes;
  const { subject } = viewer;
  return isSubgraphName(subject) ? [...scopes, ...(scopesOfSubgraph[subject] ?? [])] : scopes;
}

/** The viewer that represents a subgraph when it queries another one. */
export function serviceViewer(subgraph: string): SignedInViewer {
  return { subject: subgraph, role: 'SERVICE', citizenId: null, unitId: null };
}
