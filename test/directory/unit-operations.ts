/** What administrators do with units, as whole answers. */
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

/** A unit as these operations answer it. */
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
