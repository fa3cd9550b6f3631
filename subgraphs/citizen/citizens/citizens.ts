import { clientError, forbidden, notFound } from '../../../lib/kit/errors.ts';
import { say } from '../../../lib/kit/say.ts';
import type { Viewer } from '../../../lib/kit/viewer.ts';
import { idToLookUp } from '../../../lib/kit/public-id.ts';
import type { CitizenProofs } from '../../../lib/federation/citizen-proof.ts';
import { type CitizenDocument, type CitizenModel, preferenceOf } from './citizen.model.ts';
import type { Applicant, ContactInput, NotificationPreference } from '../schema-types.ts';
import { contactChange } from './contact-change.ts';
import type { Loaders } from './loaders.ts';

interface CitizensDependencies {
  model: CitizenModel;
  viewer: Viewer;
  loaders: Loaders;
  proofs: CitizenProofs;
}

/** The part of citizens that one viewer may know and change. */
export interface Citizens {
  /** Null for staff, and for a citizen who is no longer on record. */
  own(): Promise<CitizenDocument | null>;
  /** @throws `NOT_FOUND` when there is none that the viewer may look up. */
  lookUp(id: string): Promise<CitizenDocument>;
  /**
   * Sets of which steps the viewer is notified; on disk at a majority when this resolves.
   * @throws `FORBIDDEN` for staff, `NOT_FOUND` for a citizen who is no longer on record.
   */
  setPreference(preference: NotificationPreference): Promise<CitizenDocument>;
  /**
   * Changes where the viewer is notified; on disk at a majority when this resolves.
   * @throws `BAD_USER_INPUT` for all addresses that are wrong, `FORBIDDEN` for staff, `NOT_FOUND` for a citizen who is no
   * longer on record.
   */
  changeContact(contact: ContactInput): Promise<CitizenDocument>;
  /** Begins to read the citizen whom the viewer will request: citizens can find only themselves. */
  foresee(): void;
  /** The data of a citizen who acts, for another subgraph; null when there is none. */
  applicant(id: string): Promise<Applicant | null>;
  /** @throws `LIMIT_EXCEEDED` for more than the maximum of one request. */
  applicants(ids: readonly string[]): Promise<(Applicant | null)[]>;
  /**
   * A citizen to whom another subgraph refers: the viewer's own person, or one for whom that
   * subgraph has proved that this viewer may follow the reference. Null otherwise, and if there is
   * none.
   * @throws `UNAVAILABLE` for a proof that has expired: nobody would look as if the person were hidden.
   */
  referredTo(id: string, proof: string | null | undefined): Promise<CitizenDocument | null>;
}

const tooOld = () =>
  clientError('UNAVAILABLE', say`This took too long to look up the person. Ask again.`);

const mostApplicants = 100;

export function createCitizens(dependencies: CitizensDependencies): Citizens {
  return {
    own: () => own(dependencies),
    lookUp: (id) => lookUp(dependencies, id),
    setPreference: (preference) => setPreference(dependencies, preference),
    changeContact: (contact) => changeContact(dependencies, contact),
    foresee: () => foresee(dependencies),
    applicant: (id) => applicant(dependencies, id),
    applicants: (ids) => applicants(dependencies, ids),
    referredTo: (id, proof) => referredTo(dependencies, id, proof),
  };
}

async function own({ viewer, loaders }: CitizensDependencies): Promise<CitizenDocument | null> {
  return viewer?.citizenId ? loaders.citizenById.load(viewer.citizenId) : null;
}

async function lookUp(
  { viewer, loaders }: Pick<CitizensDependencies, 'viewer' | 'loaders'>,
  id: string,
): Promise<CitizenDocument> {
  const isAnother = viewer?.role === 'CITIZEN' && viewer.citizenId !== id;
  const citizen = isAnother ? null : await loaders.citizenById.load(idToLookUp('citizen', id));
  if (!citizen) throw notFound(say`citizen`);
  return citizen;
}

const setPreference = (
  dependencies: CitizensDependencies,
  notificationPreference: NotificationPreference,
): Promise<CitizenDocument> => change(dependencies, () => ({ notificationPreference }));

const changeContact = (
  dependencies: CitizensDependencies,
  contact: ContactInput,
): Promise<CitizenDocument> => change(dependencies, () => contactChange(contact, new Date()));

async function change(
  { model, viewer, loaders }: CitizensDependencies,
  changeOf: () => Partial<CitizenDocument>,
): Promise<CitizenDocument> {
  if (!viewer?.citizenId) throw forbidden();
  const { matchedCount } = await model.updateOne(
    { publicId: viewer.citizenId },
    { $set: changeOf() },
    { writeConcern: { w: 'majority', j: true } },
  );
  if (matchedCount === 0) throw notFound(say`citizen`);
  loaders.citizenById.forget();
  return lookUp({ viewer, loaders }, viewer.citizenId);
}

function foresee({ viewer, loaders }: CitizensDependencies): void {
  if (viewer?.role !== 'CITIZEN' || !viewer.citizenId) return;
  // The caller that awaits it gets the error.
  loaders.citizenById.load(viewer.citizenId).catch(() => {});
}

async function applicant({ loaders }: CitizensDependencies, id: string): Promise<Applicant | null> {
  const citizen = await loaders.applicantById.load(idToLookUp('citizen', id));
  return citizen && { ...citizen, hash: citizen.applicantHash, preference: preferenceOf(citizen) };
}

async function applicants(
  dependencies: CitizensDependencies,
  ids: readonly string[],
): Promise<(Applicant | null)[]> {
  if (ids.length > mostApplicants) {
    throw clientError('LIMIT_EXCEEDED', say`Request at most ${mostApplicants} citizens at once.`, {
      field: 'ids',
      limit: mostApplicants,
    });
  }
  return Promise.all(ids.map((id) => applicant(dependencies, id)));
}

async function referredTo(
  { viewer, loaders, proofs }: CitizensDependencies,
  id: string,
  proof: string | null | undefined,
): Promise<CitizenDocument | null> {
  if (!proofs.allows(id, viewer, proof)) {
    if (proofs.hasExpired(id, viewer, proof)) throw tooOld();
    return null;
  }
  return loaders.citizenById.load(idToLookUp('citizen', id));
}
