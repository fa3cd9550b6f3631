import { expect, test } from '@jest/globals';
import { Types } from 'mongoose';
import { createTurns } from '../../../lib/kit/in-turn.ts';
import { StaleCaseError } from './commit-moves.ts';
import type { Desk } from './desk.ts';
import { makeAndCommit } from './make-and-commit.ts';
import type { WorkflowServices } from './workflow-dependencies.ts';

/** Acts are tested through the API; here, how often a move is made when others are first. */

const _id = new Types.ObjectId();

/** A case of which only the version changes. @param isOvertaken whether another move is always first. */
function openCase({ isOvertaken = false } = {}) {
  let version = 1;
  const counts = { made: 0, stored: 0 };
  const services = {
    inTurn: createTurns(),
    officers: { record: async () => {} },
    store: {
      async commit({ before }: Desk) {
        await new Promise(setImmediate);
        if (isOvertaken || before.application.version !== version) {
          throw new StaleCaseError(undefined);
        }
        version += 1;
        counts.stored += 1;
      },
      afterwards: async () => ({ application: { _id, version }, referrals: [], appeals: [] }),
    },
  } as unknown as WorkflowServices; // only these are used

  async function makeNote() {
    counts.made += 1;
    const before = { application: { _id, version }, referrals: [], appeals: [] };
    const desk = { before, application: before.application, entries: [], content: {} };
    const viewer = { subject: 'officer-1', role: 'OFFICER', unitId: '1', citizenId: null } as const;
    return { desk: desk as unknown as Desk, viewer, referral: null, onlyAdds: true }; // as above
  }

  return { counts, addNote: () => makeAndCommit(services, {}, makeNote) };
}

test('of any number of notes at the same moment, each is made again once, and stored', async () => {
  const { counts, addNote } = openCase();

  await Promise.all(Array.from({ length: 500 }, addNote));

  expect(counts).toEqual({ made: 500 + 499, stored: 500 });
});

test('a note before which others are every time is given up, for the client to try again', async () => {
  const { counts, addNote } = openCase({ isOvertaken: true });

  await expect(addNote()).rejects.toMatchObject({
    code: 'UNAVAILABLE',
    message: 'Too many requests change this application at once. Try again in a moment.',
  });
  expect(counts).toEqual({ made: 101, stored: 0 });
});
