import { kindOf } from '../../../lib/kit/public-id.ts';
import type { Directory } from '../held/index.ts';
import type { ChangeReader, DirectoryChanges } from './directory-changes.ts';

interface TypeOfNodeDependencies {
  readonly directory: Directory;
  changesFor(reader: ChangeReader): Pick<DirectoryChanges, 'byId'>;
}

/** An id, and the viewer for whom another subgraph asks. */
interface AskedNode {
  id: string;
  isAdministrator: boolean;
  unitId?: string | null;
}

/** The name of the type of what has the id; null if there is nothing that the viewer sees. */
export async function typeOfNode(
  { id, isAdministrator, unitId = null }: AskedNode,
  context: TypeOfNodeDependencies,
): Promise<string | null> {
  if (kindOf(id) === 'unitChange') {
    const reader = { role: isAdministrator ? 'ADMIN' : 'OFFICER', unitId } as const;
    return (await context.changesFor(reader).byId(id)) && 'DirectoryChange';
  }
  const { tree, topics } = context.directory;
  if (tree.get(id)) return 'AdministrativeUnit';
  return topics.get(id) ? 'Topic' : null;
}
