import type { Peers } from '../../../lib/federation/peers.ts';
import { checkPlace, type DescribedPlace } from '../peers/index.ts';
import type { UnitOfficers } from './unit-officers.ts';

/** What acts ask beyond the case that they change. */
export interface Outside extends Pick<UnitOfficers, 'hasActedFor'> {
  /** @throws `BAD_USER_INPUT` with the argument unless the directory knows the topic and the place; `UNAVAILABLE`. */
  checkPlace(place: DescribedPlace): Promise<void>;
}

export const createOutside = ({
  peers,
  officers,
}: {
  peers: Peers;
  officers: UnitOfficers;
}): Outside => ({
  checkPlace: (place) => checkPlace(peers, place),
  hasActedFor: (unitId, subject) => officers.hasActedFor(unitId, subject),
});
