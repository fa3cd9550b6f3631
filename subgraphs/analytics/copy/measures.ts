import type { Measure } from '../../../lib/kit/measure.ts';
import type { Copy } from './copy.ts';

/** How the copy is followed in this process. */
export const measuresOf = (copy: Copy): readonly Measure[] => [
  {
    name: 'analytics_built',
    help: 'Whether the copy of facts is complete.',
    isCount: false,
    value: () => Number(copy.isBuilt),
  },
  {
    name: 'analytics_lag_seconds',
    help: 'How long ago everything in the copy of facts was committed; absent while it is not complete.',
    isCount: false,
    value: () => (copy.isBuilt ? (Date.now() - copy.asOf.getTime()) / 1_000 : null),
  },
  {
    name: 'analytics_changed_applications_total',
    help: 'Applications that were replaced in the copy because they had changed.',
    isCount: true,
    value: () => copy.counts.changed,
  },
  {
    name: 'analytics_batches_total',
    help: 'How often changes were asked for and applied, also if there were none.',
    isCount: true,
    value: () => copy.counts.batches,
  },
  {
    name: 'analytics_batch_seconds_total',
    help: 'How long that has taken, from the request until the changes were visible.',
    isCount: true,
    value: () => copy.counts.batchSeconds,
  },
  {
    name: 'analytics_builds_total',
    help: 'How often the copy was built from nothing.',
    isCount: true,
    value: () => copy.counts.builds,
  },
  {
    name: 'analytics_damages_total',
    help: 'How often the file of the copy was found damaged.',
    isCount: true,
    value: () => copy.counts.damages,
  },
];
