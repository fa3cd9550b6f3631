import { idOf } from '../../lib/kit/public-id.ts';
import { UnitTree } from '../../subgraphs/institution-directory/units/index.ts';
import type { EarlierIds } from '../../lib/mongodb/earlier-ids.ts';
import { buildDirectory } from '../../seed/directory/build-directory.ts';
import { type Applications, createApplications } from '../../seed/applications/applications.ts';
import { createCitizens } from '../../seed/applications/citizens.ts';
import { defaultUntil } from '../../seed/applications/filing-times.ts';
import { seedDirectoryOf } from '../../seed/applications/routing.ts';

const built = buildDirectory();
export const tree = new UnitTree(built.units);
const directory = seedDirectoryOf(tree, built);
export const hash = (nationalId: string) => `hash of ${nationalId}`;
const hashes = { citizen: hash, applicant: hash };
const publicId: EarlierIds = (kind, { id }) => idOf(kind, Buffer.concat([id, Buffer.alloc(4)]));

/** The citizens who file them. */
export const citizensOfSeed = (seed: number) =>
  createCitizens({ seed, provinces: directory.provinces, hashes, publicId });

/** Applications of the whole directory, without a database. */
export function generatorOf(seed: number, applications: number): Applications {
  return createApplications({
    seed,
    applications,
    until: defaultUntil,
    directory,
    citizens: citizensOfSeed(seed),
    applicantHash: hash,
    publicId,
    trackingKeyVersion: 1,
  });
}
