import { badInput } from '../../../lib/kit/errors.ts';
import { say } from '../../../lib/kit/say.ts';
import { requireUnitId } from '../../../lib/kit/unit-id.ts';
import type { Peers } from '../../../lib/federation/peers.ts';
import { requireMatter } from '../peers/index.ts';
import type { FileApplicationInput } from '../schema-types.ts';
import type { UnitProjection } from '../units/index.ts';

const fields = {
  topicId: 'input.topicId',
  provinceCode: 'input.provinceCode',
  districtCode: 'input.districtCode',
} as const;

/** @throws `BAD_USER_INPUT` unless the directory knows the topic and the place; `UNAVAILABLE`. */
export async function requirePlace(
  { topicId, provinceCode, districtCode = null }: FileApplicationInput,
  peers: Peers,
): Promise<void> {
  await requireMatter(peers, { topicId, provinceCode, districtCode }, fields);
}

/** @throws `BAD_USER_INPUT` for a unit that does not exist, and where a required unit is missing. */
export function requireMeantUnit(
  { meantUnitId, aboutHeadOfUnit }: FileApplicationInput,
  units: UnitProjection,
): void {
  const field = 'input.meantUnitId';
  if (meantUnitId == null) {
    if (!aboutHeadOfUnit) return;
    throw badInput(field, 'REQUIRED', say`Name the unit whose head it is about.`);
  }
  requireUnitId(meantUnitId, field);
  if (!units.get(meantUnitId)) {
    throw badInput(field, 'UNKNOWN', say`There is no such administrative unit.`);
  }
}
