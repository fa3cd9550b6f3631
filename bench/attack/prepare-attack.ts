import { largestFile } from './corpus/files.ts';
import { storesPersisted } from './corpus/requests.ts';
import { tracking } from './corpus/tracking.ts';
import type { Attacker, Subjects } from './hostile-operation.ts';
import { send, type Target } from './send.ts';

/** @returns the id of a file that has the greatest length that any may have. */
export async function uploadAs(citizen: Target): Promise<string> {
  const { outcome } = await send(citizen, largestFile(), 'whole');
  if (outcome?.status !== 201) throw new Error(`Nothing was uploaded: ${outcome?.body}`);
  const { id } = JSON.parse(outcome.body) as { id: string }; // what was stored
  return id;
}

/** Stores the persisted query that is asked for by its hash. */
export async function storePersisted(anybody: Target): Promise<void> {
  const { outcome } = await send(anybody, storesPersisted, 'whole');
  if (outcome?.refused !== null) throw new Error(`Nothing was stored: ${outcome?.body}`);
}

/** So many attempts at a number in an hour are not held back; see `trackingLimits`. */
const attemptsBeforeSlow = 10;

/** Lets attempts at the number fail until each further one is held back. */
export async function slowDown({
  newcomer,
  subjects,
}: {
  newcomer(attacker: Attacker): Promise<Target>;
  subjects: Subjects;
}): Promise<void> {
  const [attempt] = tracking;
  if (!attempt) throw new Error('There is one.');
  await Promise.all(
    Array.from({ length: attemptsBeforeSlow }, async (_, index) =>
      send(await newcomer('anonymous'), attempt.write(subjects, index), 'whole'),
    ),
  );
}
