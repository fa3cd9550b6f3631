import type { UnitRecord } from '../../subgraphs/institution-directory/units/index.ts';
import type { GraphAnswer } from '../support/client.ts';
import type { TestGraph } from '../support/graph.ts';

export interface District {
  /** The unit above all others of the province. */
  governorship: UnitRecord;
  office: UnitRecord;
  /** Two of those below the office. */
  below: [UnitRecord, UnitRecord];
}

/**
 * The districts of the test directory one after the other, so that each test has one for itself.
 */
export function districtsOf({ data }: TestGraph): () => District {
  const { units } = data.directory;
  const offices = units.filter(({ kind }) => kind === 'DISTRICT_GOVERNORSHIP').values();
  return () => {
    const { value: office } = offices.next();
    const governorship = units.find(({ _id }) => _id === office?.parentId);
    const [one, other] = units.filter(({ parentId }) => parentId === office?._id);
    if (!office || !governorship || !one || !other)
      throw new Error('There is no further district.');
    return { governorship, office, below: [one, other] };
  };
}

/** Codes and fields of the errors; the rest is for people. */
export const faultsOf = ({ errors }: Pick<GraphAnswer, 'errors'>) =>
  errors.map(({ path, extensions: { code, field, reason } }) => ({
    path,
    code,
    ...(field !== undefined && { field }),
    ...(reason !== undefined && { reason }),
  }));

/** Reads a list to its end. @returns the items of each page. */
export async function pagesOf<Node>(
  page: (after: string | null) => Promise<{
    nodes: Node[];
    pageInfo: { hasNextPage: boolean; endCursor: string | null };
  }>,
): Promise<Node[][]> {
  const pages: Node[][] = [];
  let after: string | null = null;
  do {
    const { nodes, pageInfo } = await page(after);
    pages.push(nodes);
    after = pageInfo.hasNextPage ? pageInfo.endCursor : null;
  } while (after !== null);
  return pages;
}
