import type { Measure } from '../../../lib/kit/measure.ts';
import type { Exports } from './exports.ts';

/** How many exports there are now. Where too many would run, one is refused. */
export const measuresOfExports = (exports: Pick<Exports, 'running'>): readonly Measure[] => [
  {
    name: 'analytics_exports_running',
    help: 'Exports that are prepared or sent.',
    isCount: false,
    value: () => exports.running,
  },
];
