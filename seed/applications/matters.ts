import type { ApplicationType } from '../../subgraphs/application/schema-types.ts';
import type {
  DistrictRecord,
  TopicRecord,
} from '../../subgraphs/institution-directory/units/index.ts';
import { type Random, weightedChoice } from '../random.ts';
import { type Place, districtChoice, placeChoice } from './citizens.ts';
import { placeShares, typeShares } from './mix.ts';
import type { MatterPlace, SeedDirectory } from './routing.ts';
import { canBeReported, weightOfTopic } from './texts/petition-writer.ts';

/** The type, the topic and the place of an application. */
export interface Matter {
  type: ApplicationType;
  topic: TopicRecord;
  province: Place['province'];
  /** Null when it is about the whole province. */
  district: DistrictRecord | null;
}

export interface Matters {
  draw(random: Random, home: Place): Matter;
  /** The matter of the first application: one that an office of a district deals with. */
  first(home: Place): Matter;
}

/** The offices that deal with one topic in every district, of those of the real directory. */
const firstTopic = 'kimlik-karti';

export function createMatters({ topics, provinces, suggestUnits }: SeedDirectory): Matters {
  const types = Object.keys(typeShares) as ApplicationType[]; // its keys are exactly the types
  const drawType = weightedChoice(types, (type) => typeShares[type]);
  const drawTopic = weightedChoice(topics, weightOfTopic);
  const reportable = topics.filter(canBeReported);
  const drawReportable =
    reportable.length > 0 ? weightedChoice(reportable, weightOfTopic) : drawTopic;
  const drawPlace = placeChoice(provinces);
  const drawDistrict = districtChoice(provinces);

  function drawMatterPlace(random: Random, home: Place): Place {
    if (!random.chance(placeShares.homeProvince)) return drawPlace(random);
    if (random.chance(placeShares.homeDistrict)) return home;
    return { province: home.province, district: drawDistrict(home.province, random) };
  }

  /** If the province has no municipality of its own, many topics belong to the districts alone. */
  function isDealtWithAt(topic: TopicRecord, province: Place['province']): boolean {
    return suggestUnits(topic, placeOf({ province, district: null })).length > 0;
  }

  return {
    draw(random, home) {
      const type = drawType(random);
      const topic = (type === 'REPORT' ? drawReportable : drawTopic)(random);
      const { province, district } = drawMatterPlace(random, home);
      const level = topic.offices[0]?.level;
      const local = level === 'DISTRICT_OFFICE' || level === 'MUNICIPALITY';
      const share = local ? placeShares.wholeProvince : placeShares.wholeProvinceOfHigherOffice;
      const whole = random.chance(share) && isDealtWithAt(topic, province);
      return { type, topic, province, district: whole ? null : district };
    },
    first({ province, district: homeDistrict }) {
      const topic = topics.find(({ _id }) => _id === firstTopic) ?? topics[0];
      if (!topic) throw new RangeError('the directory has no topics');
      const hasOffice = ({ code }: DistrictRecord) =>
        suggestUnits(topic, placeOf({ province, district: { code } }))[0]?.reason ===
        'DISTRICT_OFFICE';
      const district = hasOffice(homeDistrict) ? homeDistrict : province.districts.find(hasOffice);
      return { type: 'REQUEST', topic, province, district: district ?? homeDistrict };
    },
  };
}

export function placeOf({
  province,
  district,
}: {
  province: { _id: string };
  district: { code: string } | null;
}): MatterPlace {
  return { provinceCode: province._id, districtCode: district?.code ?? null };
}
