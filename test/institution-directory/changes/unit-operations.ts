import type { GraphClient } from '../../support/client.ts';
import type { Person } from '../../support/person.ts';

/** The mutations of administrators on units, with complete answers. */
const fields = /* GraphQL */ `
  fragment Changed on AdministrativeUnit {
    id
    name
    kind
    status
    parent {
      id
    }
    path
    province {
      code
    }
    district {
      code
    }
    office
    successor {
      id
    }
    version
  }
`;

const onUnit = (signature: string, call: string) =>
  `mutation Change($id: ID!${signature}, $expectedVersion: Int) { ${call} { ...Changed } } ${fields}`;

export const unitOperations = {
  create: `mutation Create($input: CreateUnitInput!) { createUnit(input: $input) { ...Changed } } ${fields}`,
  rename: onUnit(
    ', $name: String!',
    'renameUnit(id: $id, name: $name, expectedVersion: $expectedVersion)',
  ),
  move: onUnit(
    ', $parentId: ID!',
    'moveUnit(id: $id, parentId: $parentId, expectedVersion: $expectedVersion)',
  ),
  close: onUnit(
    ', $successorId: ID!',
    'closeUnit(id: $id, successorId: $successorId, expectedVersion: $expectedVersion)',
  ),
  read: `query Read($id: ID!) { administrativeUnit(id: $id) { ...Changed } } ${fields}`,
} as const;

const changeFields = /* GraphQL */ `
  fragment Proposed on DirectoryChange {
    id
    kind
    state
    unit {
      ...Changed
    }
    oldName
    newName
    oldParent {
      id
    }
    newParent {
      id
    }
    successor {
      id
    }
    by
    reason
    decidedBy
    rejectionReason
    version
  }
  ${fields}
`;

const onProposal = (signature: string, call: string) =>
  `mutation Decide($id: ID!${signature}) { ${call} { ...Proposed } } ${changeFields}`;

/** The mutations that take two administrators. */
export const proposalOperations = {
  propose: `mutation Propose($input: ProposeUnitChangeInput!) {
    proposeUnitChange(input: $input) { ...Proposed } } ${changeFields}`,
  approve: onProposal('', 'approveUnitChange(id: $id)'),
  reject: onProposal(', $reason: String!', 'rejectUnitChange(id: $id, reason: $reason)'),
  withdraw: onProposal('', 'withdrawUnitChange(id: $id)'),
  proposed: `query Proposed { proposedUnitChanges { nodes { ...Proposed } } } ${changeFields}`,
} as const;

/** A change as these operations return it. */
export interface Proposed {
  id: string;
  kind: string;
  state: string;
  unit: ChangedUnit;
  reason: string | null;
  by: string | null;
  decidedBy: string | null;
  version: number | null;
}

export interface ToBeChanged {
  unitId: string;
  parentId?: string;
  successorId?: string;
}

type Administrator = Pick<Person, 'do'>;

/** Anyone with a token, at some client. */
export const administratorWith = (client: GraphClient, token: string): Administrator => ({
  async do<Value>(query: string, variables: Record<string, unknown> = {}): Promise<Value> {
    const [value] = Object.values(await client.data(query, { variables, token }));
    return value as Value; // the caller knows the form
  },
});

/** Makes a change that takes two administrators. @returns the unit afterwards. */
export async function changeByTwo(
  proposer: Administrator,
  approver: Administrator,
  change: ToBeChanged,
): Promise<ChangedUnit> {
  const input = { ...change, reason: 'Teşkilat değişikliği.' };
  const { id } = await proposer.do<Proposed>(proposalOperations.propose, { input });
  const { unit } = await approver.do<Proposed>(proposalOperations.approve, { id });
  return unit;
}

/** A unit as these operations return it. */
export interface ChangedUnit {
  id: string;
  name: string;
  kind: string;
  status: string;
  parent: { id: string } | null;
  path: string[];
  province: { code: string } | null;
  district: { code: string } | null;
  office: string | null;
  successor: { id: string } | null;
  version: number;
}
