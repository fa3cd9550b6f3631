import type { Measure } from '../../../lib/kit/measure.ts';
import { reused } from '../../../lib/kit/reused.ts';
import { type Followers, followerStates } from './followers.ts';

/** How long what was read of followers is reused. */
const reusedForMs = 1_000;

/** The processes that follow changes of units, the same in every process of the directory. */
export function measuresOfFollowers(followers: Pick<Followers, 'standing'>): readonly Measure[] {
  const standing = reused(() => followers.standing(), reusedForMs);
  return [
    {
      name: 'directory_version',
      help: 'The version of the directory that is committed.',
      isCount: false,
      value: async () => (await standing()).version,
    },
    ...followerStates.map((state) => ({
      name: 'directory_followers',
      help: 'Processes that decide by a copy of the unit tree, heard within the last minute.',
      isCount: false,
      labels: { state },
      value: async () => (await standing())[state],
    })),
    {
      name: 'directory_follower_lag',
      help: 'How many versions the follower that is furthest behind has yet to apply.',
      isCount: false,
      value: async () => (await standing()).lag,
    },
  ];
}
