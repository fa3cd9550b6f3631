/** What a command looked at. */
export interface Examined {
  /** Documents found. */
  found: number;
  keys: number;
  documents: number;
}

interface ExecutionStats {
  nReturned: number;
  totalKeysExamined: number;
  totalDocsExamined: number;
}

/** The parts of MongoDB's explanation that are read here; those of a pipeline are in its first stage. */
interface Explanation {
  executionStats?: ExecutionStats;
  stages?: readonly { $cursor?: { executionStats: ExecutionStats } }[];
}

/**
 * Runs a query or a pipeline and tells what MongoDB looked at.
 * @param explainable what its `explain` gives is MongoDB's own explanation.
 */
export async function examined(explainable: {
  explain(verbosity: 'executionStats'): PromiseLike<unknown>;
}): Promise<Examined> {
  const explanation = (await explainable.explain('executionStats')) as Explanation; // as MongoDB says it
  const stats = explanation.executionStats ?? explanation.stages?.[0]?.$cursor?.executionStats;
  if (!stats) throw new Error('MongoDB explains this in another form.');
  const { nReturned: found, totalKeysExamined: keys, totalDocsExamined: documents } = stats;
  return { found, keys, documents };
}
