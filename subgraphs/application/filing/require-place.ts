import { badInput, inField } from '../../../lib/kit/errors.ts';
import { requireUnitId } from '../../../lib/kit/unit-id.ts';
import type { Peers } from '../../../lib/federation/peers.ts';
import { checkPlace } from '../peers/index.ts';
import type { FileApplicationInput } from '../schema-types.ts';
import type { UnitProjection } from '../units/index.ts';

/** @throws `BAD_USER_INPUT` unless the directory knows the topic and the place; `UNAVAILABLE`. */
export async function requirePlace(
  { topicId, provinceCode, districtCode }: FileApplicationInput,
  peers: Peers,
): Promise<void> {
  const place = { topicId, provinceCode, districtCode: districtCode ?? null };
  try {
    await checkPlace(peers, place);
  } catch (error) {
    throw inField(error, (field) => `input.${field}`); // the directory names its own arguments
  }
}

/** @throws `BAD_USER_INPUT` for a unit that does not exist, and where a required unit is missing. */
export function requireMeantUnit(
  { meantUnitId, aboutHeadOfUnit }: FileApplicationInput,
  units: UnitProjection,
): void {
  if (meantUnitId == null) {
    if (!aboutHeadOfUnit) return;
    throw badInput('input.meantUnitId', 'REQUIRED', 'Name the unit whose head it is about.');
  }
  requireUnitId(meantUnitId, 'input.meantUnitId');
  if (!units.get(meantUnitId)) {
    throw badInput('input.meantUnitId', 'UNKNOWN', 'There is no such administrative unit.');
  }
}
