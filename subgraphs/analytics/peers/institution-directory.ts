import type { Peers } from '../../../lib/federation/peers.ts';
import type { LinkedUnit } from '../../../lib/kit/unit-lineage.ts';

const directory = 'institution-directory';
const isBackground = true;

const historiesQuery = /* GraphQL */ `
  query UnitHistories($after: Int!, $generation: Int) {
    unitHistories(after: $after, generation: $generation) {
      units {
        id
        forms {
          from
          name
          kind
          status
          parentId
          provinceCode
          districtCode
          successorId
        }
      }
      version
      more
      generation
    }
  }
`;

export interface UnitForm {
  /** The first day on which it was valid; null if that is not known. */
  readonly from: string | null;
  readonly name: string;
  readonly kind: string;
  readonly status: LinkedUnit['status'];
  readonly parentId: string | null;
  readonly provinceCode: string | null;
  readonly districtCode: string | null;
  readonly successorId: string | null;
}

export interface UnitHistory {
  readonly id: string;
  /** The earliest first. */
  readonly forms: readonly UnitForm[];
}

interface UnitHistories {
  readonly units: readonly UnitHistory[];
  readonly version: number;
  readonly more: boolean;
  readonly generation: number;
}

/** The units that changed after a version of the directory. @throws `UNAVAILABLE`. */
export async function unitHistories(
  peers: Peers,
  variables: { readonly after: number; readonly generation: number | null },
): Promise<UnitHistories> {
  const { unitHistories: found } = await peers.query<{ unitHistories: UnitHistories }>(
    directory,
    historiesQuery,
    variables,
    { isBackground },
  );
  return found;
}

const placesQuery = /* GraphQL */ `
  query PlacesAndTopics {
    provinces {
      code
      name
      districts {
        code
        name
      }
    }
    topics {
      id
      name
    }
  }
`;

export interface PlacesAndTopics {
  readonly provinces: readonly {
    readonly code: string;
    readonly name: string;
    readonly districts: readonly { readonly code: string; readonly name: string }[];
  }[];
  readonly topics: readonly { readonly id: string; readonly name: string }[];
}

/** All places and topics. @throws `UNAVAILABLE`. */
export const placesAndTopics = (peers: Peers): Promise<PlacesAndTopics> =>
  peers.query<PlacesAndTopics>(directory, placesQuery, {}, { isBackground });
