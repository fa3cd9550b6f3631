import type { Peers } from '../../../lib/federation/peers.ts';
import { type Matter, type MatterFields, requireMatter } from '../peers/index.ts';
import type { UnitOfficers } from './unit-officers.ts';

/** The questions of acts beyond the case that they change. */
export interface Outside extends Pick<UnitOfficers, 'hasActedFor'> {
  /** @throws `BAD_USER_INPUT` with these fields for what the directory does not know; `UNAVAILABLE`. */
  requireMatter(matter: Matter, fields: MatterFields): Promise<void>;
}

export const createOutside = ({
  peers,
  officers,
}: {
  peers: Peers;
  officers: UnitOfficers;
}): Outside => ({
  requireMatter: (matter, fields) => requireMatter(peers, matter, fields),
  hasActedFor: (unitId, subject) => officers.hasActedFor(unitId, subject),
});
