/** The work of a command. */
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

/** The parts of MongoDB's explain output read here; for a pipeline they are in its first stage. */
interface Explanation {
  executionStats?: ExecutionStats;
  stages?: readonly { $cursor?: { executionStats: ExecutionStats } }[];
}

/**
 * Runs a query or a pipeline and returns how much MongoDB examined.
 * @param explainable whose `explain` returns MongoDB's own explain output.
 */
export async function examined(explainable: {
  explain(verbosity: 'executionStats'): PromiseLike<unknown>;
}): Promise<Examined> {
  const explanation = (await explainable.explain('executionStats')) as Explanation; // the form of MongoDB's explain output
  const stats = explanation.executionStats ?? explanation.stages?.[0]?.$cursor?.executionStats;
  if (!stats) throw new Error('The explain output has an unknown form.');
  const { nReturned: found, totalKeysExamined: keys, totalDocsExamined: documents } = stats;
  return { found, keys, documents };
}
