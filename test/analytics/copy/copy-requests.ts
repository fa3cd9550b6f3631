import {
  leaveRequest,
  readProgress,
  type Verification,
} from '../../../subgraphs/analytics/copy/index.ts';
import { copyPath } from '../../../subgraphs/analytics/settings.ts';
import type { TestGraph } from '../../support/graph.ts';
import { until } from '../../support/wait.ts';

type Copied = Pick<TestGraph, 'mongodb'> & {
  settings: Pick<TestGraph['settings'], 'analyticsDirectory'>;
};

/** The file of a graph's copy. */
export const pathOf = ({ settings, mongodb }: Copied) => copyPath(settings, mongodb);

/** Has the running process of analytics do what `npm run analytics` asks for. */
async function request(graph: Copied, kind: 'rebuild' | 'verify'): Promise<Verification | null> {
  const path = pathOf(graph);
  await leaveRequest(path, { kind });
  const progress = await until(
    () => readProgress(path),
    (seen) => seen !== null && seen.state !== 'running',
  );
  if (progress?.state !== 'done') throw new Error(JSON.stringify(progress));
  return progress.result;
}

/** Compares the copy with the stored documents. */
export async function verify(graph: Copied): Promise<Verification> {
  const verification = await request(graph, 'verify');
  if (!verification) throw new Error('a verification has a result');
  return verification;
}

export const rebuild = (graph: Copied) => request(graph, 'rebuild');
