import { suggestUnits } from '../../subgraphs/institution-directory/suggestions/index.ts';
import { UnitTree } from '../../subgraphs/institution-directory/units/index.ts';
import type { EarlierIds } from '../../lib/mongodb/earlier-ids.ts';
import { closingsIn } from '../../seed/directory/closed-units.ts';
import { buildDirectory } from '../../seed/directory/build-directory.ts';
import { type Applications, createApplications } from '../../seed/applications/applications.ts';
import { createCitizens } from '../../seed/applications/citizens.ts';
import { defaultUntil } from '../../seed/applications/filing-times.ts';
import { projectionOf } from '../../seed/applications/routing.ts';

const { units, provinces, topics } = buildDirectory();
export const tree = new UnitTree(units);
export const hash = (nationalId: string) => `hash of ${nationalId}`;
const hashes = { citizen: hash, applicant: hash };
export const publicId: EarlierIds = (kind, id) => `${kind} ${id.toHexString()}`;

/** The citizens who file them. */
export const citizensOfSeed = (seed: number) =>
  createCitizens({ seed, provinces, hashes, publicId });

/** Applications of the whole directory, without a database. */
export function generatorOf(seed: number, applications: number): Applications {
  return createApplications({
    seed,
    applications,
    until: defaultUntil,
    directory: {
      topics,
      provinces,
      suggestUnits: (topic, place) => suggestUnits(tree, topic, place),
      units: projectionOf(tree),
      closings: closingsIn(tree),
    },
    citizens: citizensOfSeed(seed),
    applicantHash: hash,
    publicId,
    trackingKeyVersion: 1,
  });
}
