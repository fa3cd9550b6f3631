import { largestFile } from './corpus/files.ts';
import { storesPersisted } from './corpus/requests.ts';
import { tracking } from './corpus/tracking.ts';
import type { Attacker, Subjects } from './hostile-operation.ts';
import { send, type Target } from './send.ts';

/** @returns the id of a file of the maximum size. */
export async function uploadAs(citizen: Target): Promise<string> {
  const { outcome } = await send(citizen, largestFile(), 'whole');
  if (outcome?.status !== 201) throw new Error(`Nothing was uploaded: ${outcome?.body}`);
  const { id } = JSON.parse(outcome.body) as { id: string }; // the stored attachment
  return id;
}

/** Stores the persisted query that is requested by its hash. */
export async function storePersisted(anybody: Target): Promise<void> {
  const { outcome } = await send(anybody, storesPersisted, 'whole');
  if (outcome?.refused !== null) throw new Error(`Nothing was stored: ${outcome?.body}`);
}

/** This many attempts at a number per hour are not delayed; see `trackingLimits`. */
const attemptsBeforeSlow = 10;

/** Makes failed attempts at the number until each further one is delayed. */
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
