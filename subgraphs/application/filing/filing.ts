import { type Connection, Types } from 'mongoose';
import { isDuplicateKey } from '../../../lib/mongodb/duplicate-key.ts';
import { allChecked, checkAll } from '../../../lib/kit/check-all.ts';
import { badInput, forbidden } from '../../../lib/kit/errors.ts';
import { say } from '../../../lib/kit/say.ts';
import type { Viewer } from '../../../lib/kit/viewer.ts';
import type { Peers } from '../../../lib/federation/peers.ts';
import { localDateOf } from '../../../lib/kit/local-date.ts';
import type { ApplicationDocument, TrackingCodes } from '../record/index.ts';
import { requireUploads } from '../attachments/index.ts';
import { type HeldCalendar, inKnownYears } from '../calendar/index.ts';
import {
  createFiledUnder,
  type FiledUnder,
  type FilingKey,
  isIdempotencyKey,
} from './filed-under.ts';
import { requireApplicant } from './require-applicant.ts';
import { requireMeantUnit, requirePlace } from './require-place.ts';
import type { FileApplicationInput } from '../schema-types.ts';
import type { NumberAllocator } from '../numbers/index.ts';
import { see, type SeenApplication } from '../reading/index.ts';
import type { UnitProjection } from '../units/index.ts';
import { checkWords, type NewCase, newCase } from './new-case.ts';

/** The store for new cases. */
export interface CaseFiler {
  /**
   * Stores a new application, in full or not at all, on disk at a majority.
   * @throws BusyError on timeout.
   */
  file(filed: NewCase): Promise<void>;
}

interface FilingDependencies {
  connection: Connection;
  peers: Peers;
  units: UnitProjection;
  calendar(): HeldCalendar;
  numbers: NumberAllocator;
  trackingCodes: Pick<TrackingCodes, 'keyVersion'>;
  store: CaseFiler;
}

export interface Filing {
  /**
   * Files an application for the viewer. The key makes it idempotent: once an application was filed under it,
   * that application is returned, whatever else the input contains.
   * @throws `BAD_USER_INPUT` with the field; `FORBIDDEN` for anyone but citizens; `UNAVAILABLE` while the
   * directory or the citizen's record cannot be reached.
   */
  file(viewer: Viewer, input: FileApplicationInput): Promise<SeenApplication | null>;
}

type Examined = Pick<NewCase, 'words' | 'attachmentIds'> & { applicantHash: string };

export function createFiling(dependencies: FilingDependencies): Filing {
  const services = { ...dependencies, filedUnder: createFiledUnder(dependencies.connection) };
  return { file: (viewer, input) => file(services, viewer, input) };
}

interface FilingServices extends FilingDependencies {
  filedUnder: FiledUnder;
}

async function file(
  services: FilingServices,
  viewer: Viewer,
  input: FileApplicationInput,
): Promise<SeenApplication | null> {
  if (!viewer?.citizenId) throw forbidden();
  const { idempotencyKey } = input;
  const key = { citizenId: viewer.citizenId, idempotencyKey };
  const application = isIdempotencyKey(idempotencyKey)
    ? await fileOnce(services, input, key)
    : await refuse(services, input, key);
  return see(application, viewer, services.units);
}

/** Nothing was or can be filed under a malformed key. @throws `BAD_USER_INPUT` for it and for all else that is wrong. */
async function refuse(
  services: FilingServices,
  input: FileApplicationInput,
  { citizenId }: FilingKey,
): Promise<never> {
  const message = say`idempotencyKey must be 1 to 100 ASCII characters without spaces.`;
  const refused = badInput('input.idempotencyKey', 'FORMAT', message, { min: 1, max: 100 });
  await allChecked([examine(services, input, citizenId), Promise.reject(refused)]);
  throw refused;
}

async function fileOnce(
  services: FilingServices,
  input: FileApplicationInput,
  key: FilingKey,
): Promise<ApplicationDocument> {
  const { filedUnder, store, numbers } = services;
  const examining = examine(services, input, key.citizenId);
  examining.catch(() => {}); // an error now does not matter if it was filed before
  const first = await filedUnder.find(key);
  if (first) return first;
  const examined = await examining;
  for (let attempt = 1; ; attempt += 1) {
    const filed = await caseFor(services, input, key, examined);
    try {
      await store.file(filed);
      return filed.application;
    } catch (error) {
      if (!isDuplicateKey(error)) throw error;
      // Another filing under the same key was faster: that one stands.
      const winner = await filedUnder.findAgain(key);
      if (winner) return winner;
      if (attempt === mostAttempts) throw error;
      // The number is in use: the data were reset or restored after this process had reserved it.
      await numbers.discardBlockOf(filed.application.number);
    }
  }
}

/** With numbers of several blocks, each of which a restored database may have given before. */
const mostAttempts = 5;

async function examine(
  { units, peers, connection }: FilingServices,
  input: FileApplicationInput,
  citizenId: string,
): Promise<Examined> {
  const ownChecks = async () =>
    checkAll({ words: () => checkWords(input), unit: () => requireMeantUnit(input, units) });
  const uploads = { citizenId, ids: input.attachmentIds ?? [], field: 'input.attachmentIds' };
  const [{ words }, , applicantHash, attachmentIds] = await allChecked([
    ownChecks(),
    requirePlace(input, peers),
    requireApplicant(citizenId, input, { peers, connection }),
    requireUploads(connection, uploads),
  ]);
  return { words, attachmentIds, applicantHash };
}

async function caseFor(
  { numbers, trackingCodes, calendar }: FilingServices,
  input: FileApplicationInput,
  key: FilingKey,
  { applicantHash, ...examined }: Examined,
): Promise<NewCase> {
  const filedAt = new Date();
  const year = Number(localDateOf(filedAt).slice(0, 4));
  const assigned = {
    _id: new Types.ObjectId(),
    number: await numbers.next(year),
    applicantHash,
    tracking: { keyVersion: trackingCodes.keyVersion, counter: 0 },
    filedAt,
    ...key,
  };
  const held = calendar();
  return inKnownYears(() => newCase({ input, assigned, ...examined }, held));
}
