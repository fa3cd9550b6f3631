import type { Peers } from '../../../lib/federation/peers.ts';
import { badInput, badInputs, type ClientError } from '../../../lib/kit/errors.ts';
import { say } from '../../../lib/kit/say.ts';
import type { LinkedUnit } from '../../../lib/kit/unit-lineage.ts';

const directory = 'institution-directory';

const unknownPartsQuery = /* GraphQL */ `
  query UnknownParts($topicId: ID!, $provinceCode: ID!, $districtCode: ID) {
    unknownParts(topicId: $topicId, provinceCode: $provinceCode, districtCode: $districtCode)
  }
`;

/** The topic of an application, and the place that it is about. */
export interface Matter {
  readonly topicId: string;
  readonly provinceCode: string;
  readonly districtCode: string | null;
}

type MatterPart = 'TOPIC' | 'PROVINCE' | 'DISTRICT';

/** The names of the parts in a client's input. */
export type MatterFields = Readonly<Record<keyof Matter, string>>;

const errorsOfParts: Readonly<Record<MatterPart, (fields: MatterFields) => ClientError>> = {
  TOPIC: ({ topicId }) => badInput(topicId, 'UNKNOWN', say`There is no such topic.`),
  PROVINCE: ({ provinceCode }) =>
    badInput(provinceCode, 'UNKNOWN', say`There is no such province.`),
  DISTRICT: ({ districtCode }) =>
    badInput(districtCode, 'UNKNOWN', say`The province has no such district.`),
};

/**
 * Checks a matter with the directory, a district only where it knows the province.
 * @throws `BAD_USER_INPUT` for all parts that the directory does not know; `UNAVAILABLE`.
 */
export async function requireMatter(
  peers: Peers,
  matter: Matter,
  fields: MatterFields,
): Promise<void> {
  const { unknownParts } = await peers.query<{ unknownParts: MatterPart[] }>(
    directory,
    unknownPartsQuery,
    { ...matter },
  );
  const [first, ...others] = unknownParts.map((part) => errorsOfParts[part](fields));
  if (first) throw badInputs([first, ...others]);
}

const topicIdsQuery = /* GraphQL */ `
  query TopicIds {
    topics {
      id
    }
  }
`;

/** The ids of all topics. @throws `UNAVAILABLE`. */
export async function findTopicIds(peers: Peers): Promise<readonly string[]> {
  const { topics } = await peers.query<{ topics: readonly { readonly id: string }[] }>(
    directory,
    topicIdsQuery,
  );
  return topics.map(({ id }) => id);
}

const unitChangesQuery = /* GraphQL */ `
  query UnitChanges($after: Int!, $generation: Int!, $follower: ID!) {
    unitChanges(after: $after, generation: $generation, follower: $follower) {
      changes {
        id
        parentId
        status
        successorId
        linkVersion
      }
      version
      more
      generation
      freshForMs
    }
  }
`;

interface ChangedUnit extends LinkedUnit {
  readonly id: string;
  readonly linkVersion: number;
}

/** The changes of units after a version of the directory: see the SDL for its fields. */
interface UnitChanges {
  readonly changes: readonly ChangedUnit[];
  readonly version: number;
  readonly more: boolean;
  readonly generation: number;
  readonly freshForMs: number;
}

/** @throws `UNAVAILABLE`. */
export async function unitChangesAfter(
  peers: Peers,
  variables: { readonly after: number; readonly generation: number; readonly follower: string },
): Promise<UnitChanges> {
  const { unitChanges } = await peers.query<{ unitChanges: UnitChanges }>(
    directory,
    unitChangesQuery,
    variables,
    { isBackground: true },
  );
  return unitChanges;
}

const typeOfNodeQuery = /* GraphQL */ `
  query TypeOfNode($id: ID!, $isAdministrator: Boolean!, $unitId: ID) {
    typeOfNode(id: $id, isAdministrator: $isAdministrator, unitId: $unitId)
  }
`;

type DirectoryNode = 'AdministrativeUnit' | 'DirectoryChange' | 'Topic';

/** The type of what the directory has under an id; null if there is nothing that the viewer sees. @throws `UNAVAILABLE`. */
export async function typeOfDirectoryNode(
  peers: Peers,
  variables: {
    readonly id: string;
    readonly isAdministrator: boolean;
    readonly unitId: string | null;
  },
): Promise<DirectoryNode | null> {
  const { typeOfNode } = await peers.query<{ typeOfNode: DirectoryNode | null }>(
    directory,
    typeOfNodeQuery,
    variables,
  );
  return typeOfNode;
}

const stopFollowingMutation = /* GraphQL */ `
  mutation StopFollowing($follower: ID!) {
    stopFollowing(follower: $follower)
  }
`;

/** Ends the lease of a follower of changes of units. @throws `UNAVAILABLE`. */
export async function stopFollowing(peers: Peers, follower: string): Promise<void> {
  await peers.query(directory, stopFollowingMutation, { follower });
}
