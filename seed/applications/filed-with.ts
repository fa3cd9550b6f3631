import { unitToDealWith } from '../../lib/kit/unit-lineage.ts';
import type { AnswerChannel } from '../../subgraphs/application/schema-types.ts';
import type { UnitProjection } from '../../subgraphs/application/units/index.ts';
import type { Closing } from '../directory/closed-units.ts';
import type { Random } from '../random.ts';
import { type Matter, placeOf } from './matters.ts';
import type { DrawUnits } from './routing.ts';
import { filedShares as shares } from './work-shares.ts';

/** What an applicant says besides the matter, and where the application goes. */
export interface FiledWith {
  answerChannel: AnswerChannel;
  meantUnitId: string | null;
  aboutHeadOfUnit: boolean;
  /** The unit of each planned referral. */
  units: readonly string[];
  attachments: number;
}

interface FiledWithOptions {
  matter: Matter;
  filedAtMs: number;
  /** Nothing out of the ordinary. */
  ordinary: boolean;
  hasEmail: boolean;
  /** How many units have to deal with it. */
  referrals: number;
  /** The draws by which these are found. */
  routing: Random;
  drawUnits: DrawUnits;
  closings: readonly Closing[];
  unitsThen: UnitProjection;
}

export function drawFiledWith(random: Random, options: FiledWithOptions): FiledWith {
  const { matter, ordinary, hasEmail } = options;
  const happens = (share: number) => random.chance(share) && !ordinary;
  const units = competentUnits(options);
  const [lead = null] = units;
  const meantUnitId = lead !== null && happens(shares.meansUnit) ? lead : null;
  const isAboutHead =
    matter.type === 'COMPLAINT' && meantUnitId !== null && happens(shares.aboutHead);
  const filed = {
    answerChannel: hasEmail && happens(shares.byEmail) ? ('EMAIL' as const) : ('SMS' as const),
    attachments: happens(shares.attachments) ? (random.chance(shares.secondAttachment) ? 2 : 1) : 0,
    meantUnitId,
    aboutHeadOfUnit: isAboutHead,
  };
  return { ...filed, units: isAboutHead ? keptApart(units, filed, options) : units };
}

/** The units as the directory had them then. */
function competentUnits(options: FiledWithOptions): string[] {
  const { matter, filedAtMs, referrals, routing, drawUnits, closings } = options;
  if (referrals === 0) return [];
  const units = drawUnits(routing, matter.topic, placeOf(matter), referrals);
  const former = closings.find(
    ({ successorId, office, provinceCode, atMs }) =>
      filedAtMs < atMs &&
      units[0] === successorId &&
      provinceCode === matter.province._id &&
      matter.topic.offices.some((one) => one.office === office),
  );
  return former ? [former.unitId, ...units.slice(1)] : units;
}

/** The centre refers a complaint about the head of a unit to those that may have it. */
const keptApart = (
  units: readonly string[],
  aim: Pick<FiledWith, 'meantUnitId' | 'aboutHeadOfUnit'>,
  { unitsThen }: FiledWithOptions,
): string[] => [...new Set(units.map((unitId) => unitToDealWith(aim, unitId, unitsThen)))];
