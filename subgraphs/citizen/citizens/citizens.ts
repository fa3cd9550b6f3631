import { clientError, notFound } from '../../../lib/kit/errors.ts';
import type { Viewer } from '../../../lib/kit/viewer.ts';
import { idToLookUp } from '../../../lib/kit/public-id.ts';
import type { CitizenProofs } from '../../../lib/federation/citizen-proof.ts';
import type { CitizenDocument } from './citizen.model.ts';
import type { Applicant } from '../schema-types.ts';
import type { Loaders } from './loaders.ts';

/** What one viewer may know of citizens. */
export interface Citizens {
  /** Null for staff, and for a citizen who is no longer on record. */
  own(): Promise<CitizenDocument | null>;
  /** @throws `NOT_FOUND` when there is none that the viewer may look up. */
  lookUp(id: string): Promise<CitizenDocument>;
  /** Begins to read whom the viewer will ask for: citizens find but themselves. */
  foresee(): void;
  /** What another subgraph needs of a citizen who acts; null when there is none. */
  applicant(id: string): Promise<Applicant | null>;
  /** @throws `LIMIT_EXCEEDED` for more than are answered at once. */
  applicants(ids: readonly string[]): Promise<(Applicant | null)[]>;
  /**
   * A citizen to whom another subgraph refers: the viewer's own person, or one whose reference that subgraph
   * has proved that it lets this viewer follow. Null otherwise, as where there is none.
   */
  referredTo(id: string, proof: string | null | undefined): Promise<CitizenDocument | null>;
}

const mostApplicants = 100;

export function createCitizens(
  viewer: Viewer,
  { loaders, proofs }: { loaders: Loaders; proofs: CitizenProofs },
): Citizens {
  const isAnother = (id: string) => viewer?.role === 'CITIZEN' && viewer.citizenId !== id;

  async function applicant(id: string): Promise<Applicant | null> {
    const citizen = await loaders.applicantById.load(idToLookUp('citizen', id));
    return citizen && { ...citizen, hash: citizen.applicantHash };
  }

  return {
    async own() {
      return viewer?.citizenId ? loaders.citizenById.load(viewer.citizenId) : null;
    },
    foresee() {
      if (viewer?.role !== 'CITIZEN' || !viewer.citizenId) return;
      // Whoever asks for it learns what went wrong.
      loaders.citizenById.load(viewer.citizenId).catch(() => {});
    },
    async lookUp(id) {
      const citizen = isAnother(id)
        ? null
        : await loaders.citizenById.load(idToLookUp('citizen', id));
      if (!citizen) throw notFound('citizen');
      return citizen;
    },
    applicant,
    async applicants(ids) {
      if (ids.length > mostApplicants) {
        throw clientError('LIMIT_EXCEEDED', `Ask for at most ${mostApplicants} citizens at once.`, {
          field: 'ids',
          limit: mostApplicants,
        });
      }
      return Promise.all(ids.map(applicant));
    },
    async referredTo(id, proof) {
      if (!proofs.allows(id, viewer, proof)) return null;
      return loaders.citizenById.load(idToLookUp('citizen', id));
    },
  };
}
