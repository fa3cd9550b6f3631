import { badInput, badInputs, type ClientError } from '../../../lib/kit/errors.ts';
import { say } from '../../../lib/kit/say.ts';
import { requireUnitId } from '../../../lib/kit/unit-id.ts';
import type { Peers } from '../../../lib/federation/peers.ts';
import { findUnknownParts, type MatterPart } from '../peers/index.ts';
import type { FileApplicationInput } from '../schema-types.ts';
import type { UnitProjection } from '../units/index.ts';

const errorsOfParts: Readonly<Record<MatterPart, () => ClientError>> = {
  TOPIC: () => badInput('input.topicId', 'UNKNOWN', say`There is no such topic.`),
  PROVINCE: () => badInput('input.provinceCode', 'UNKNOWN', say`There is no such province.`),
  DISTRICT: () =>
    badInput('input.districtCode', 'UNKNOWN', say`The province has no such district.`),
};

/** @throws `BAD_USER_INPUT` unless the directory knows the topic and the place; `UNAVAILABLE`. */
export async function requirePlace(
  { topicId, provinceCode, districtCode = null }: FileApplicationInput,
  peers: Peers,
): Promise<void> {
  const unknown = await findUnknownParts(peers, { topicId, provinceCode, districtCode });
  const [first, ...others] = unknown.map((part) => errorsOfParts[part]());
  if (first) throw badInputs([first, ...others]);
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
