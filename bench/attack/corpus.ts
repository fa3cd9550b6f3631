import { aliases } from './corpus/aliases.ts';
import { changes } from './corpus/changes.ts';
import { deep } from './corpus/deep.ts';
import { cleaning, files } from './corpus/files.ts';
import { fragments } from './corpus/fragments.ts';
import { leaves } from './corpus/leaves.ts';
import { lists } from './corpus/lists.ts';
import { requests } from './corpus/requests.ts';
import { exports, statistics } from './corpus/statistics.ts';
import { subscriptions } from './corpus/subscriptions.ts';
import { texts } from './corpus/texts.ts';
import { tracking } from './corpus/tracking.ts';
import { values } from './corpus/values.ts';
import { wide } from './corpus/wide.ts';
import type { HostileOperation } from './hostile-operation.ts';

/** Every known attack by requests, which the bench measures and the suite counts. */
export const corpus: readonly HostileOperation[] = [
  ...deep,
  ...wide,
  ...aliases,
  ...fragments,
  ...leaves,
  ...lists,
  ...changes,
  ...values,
  ...texts,
  ...requests,
  ...subscriptions,
  ...files,
  ...cleaning,
  ...tracking,
  ...statistics,
  ...exports,
];
