import {
  type CitizenDocument,
  newCitizen,
  type NationalIdHashes,
} from '../../subgraphs/citizen/citizens/index.ts';
import type {
  DistrictRecord,
  ProvinceRecord,
} from '../../subgraphs/institution-directory/units/index.ts';
import type { EarlierIds } from '../../lib/mongodb/earlier-ids.ts';
import { completeNationalId } from '../../lib/kit/national-id.ts';
import { type Random, permutationOf, randomSource, weightedChoice } from '../random.ts';
import { firstDay } from './filing-times.ts';
import { objectIdsOf } from './object-ids.ts';
import { drawName, mailboxOf } from './person-names.ts';

/** The first nine digits of an identity number are one of this many, from this one on. */
const nationalIds = { from: 100_000_000, size: 900_000_000 } as const;

/** Mobile prefixes behind `+90`, the operators' blocks. */
const mobilePrefixes = `505 506 507 551 552 553 554 555
  530 531 532 533 534 535 536 537 538 539
  541 542 543 544 545 546 547 548 549`.split(/\s+/);

const dayMs = 86_400_000;
const emailShare = 0.7;

/** Most have never chosen of which steps they are notified. */
const drawChosen = weightedChoice(
  [
    { weight: 90, chosen: {} },
    { weight: 8, chosen: { notificationPreference: 'IMPORTANT_STEPS' } },
    { weight: 2, chosen: { notificationPreference: 'ALL_STEPS' } },
  ] as const,
  ({ weight }) => weight,
);

/** Few have ever given an address anew. */
const correctedShare = 0.03;
/** Within these days after the first day of the data. */
const correctedWithinDays = 600;

/** Reserved for examples, so that no message can ever reach a person. */
const mailDomains = ['example.com', 'example.org', 'example.net'] as const;

/** Whether the seed says that an address was given at this moment: at a whole day, as people practically never do. */
export const isSeededCorrection = (at: Date): boolean =>
  (at.getTime() - Date.parse(firstDay)) % dayMs === 0;

/** A province and one of its districts. */
export interface Place {
  province: ProvinceRecord;
  district: DistrictRecord;
}

export interface Citizens {
  /** As in `Citizen.id`. */
  idOf(index: number): string;
  /** No two citizens share one. */
  nationalIdOf(index: number): string;
  homeOf(index: number): Place;
  hasEmail(index: number): boolean;
  documentOf(index: number): CitizenDocument;
}

interface CitizensOptions {
  seed: number;
  provinces: readonly ProvinceRecord[];
  hashes: NationalIdHashes;
  publicId: EarlierIds;
}

/** The citizens by index; each is generated on request. */
export function createCitizens({ seed, provinces, hashes, publicId }: CitizensOptions): Citizens {
  const randomOfHome = randomSource(seed, 'citizen');
  const randomOfPerson = randomSource(seed, 'person');
  const randomOfPreference = randomSource(seed, 'preference');
  const randomOfCorrections = randomSource(seed, 'correctedAddresses');
  const nationalIdOf = nationalIdsOf(seed);
  const drawPlace = placeChoice(provinces);
  const objectIdOf = objectIdsOf(seed, 'citizen');
  const idTime = Date.parse(firstDay);

  function personOf(index: number) {
    const random = randomOfPerson(index);
    const { name, surname } = drawName(random);
    const mobilePhone = `+90${random.pick(mobilePrefixes)}${random.between(1_000_000, 9_999_999)}`;
    const hasEmail = random.chance(emailShare);
    return { random, name, surname, mobilePhone, hasEmail };
  }

  /** When the citizen has given each address anew. */
  function correctionsOf(index: number): Partial<CitizenDocument> {
    const random = randomOfCorrections(index);
    const givenAt = () => new Date(idTime + random.between(1, correctedWithinDays) * dayMs);
    return {
      ...(random.chance(correctedShare) && { mobilePhoneGivenAt: givenAt() }),
      ...(random.chance(correctedShare) && { emailGivenAt: givenAt() }),
    };
  }

  const idOf = (index: number) => publicId('citizen', objectIdOf(index, idTime));

  return {
    idOf,
    nationalIdOf,
    homeOf: (index) => drawPlace(randomOfHome(index)),
    hasEmail: (index) => personOf(index).hasEmail,
    documentOf(index) {
      const { random, name, surname, mobilePhone, hasEmail } = personOf(index);
      const { chosen } = drawChosen(randomOfPreference(index));
      const person = {
        nationalId: nationalIdOf(index),
        name,
        surname,
        mobilePhone,
        email: hasEmail
          ? `${mailboxOf(name, surname)}${random.between(1, 999)}@${random.pick(mailDomains)}`
          : null,
      };
      const ids = { _id: objectIdOf(index, idTime), publicId: idOf(index) };
      return {
        ...newCitizen(person, hashes, ids),
        ...chosen,
        ...correctionsOf(index),
      };
    },
  };
}

/** Well-formed identity numbers by index, all different because the map of indexes is one-to-one. */
export function nationalIdsOf(seed: number): (index: number) => string {
  const place = permutationOf(seed, 'identityNumbers', nationalIds.size);
  return (index) => completeNationalId(String(nationalIds.from + place(index)));
}

/** Draws a place by the weights of provinces and of their districts. */
export function placeChoice(provinces: readonly ProvinceRecord[]): (random: Random) => Place {
  const drawProvince = weightedChoice(provinces, ({ weight }) => weight);
  const drawDistrict = districtChoice(provinces);
  return (random) => {
    const province = drawProvince(random);
    return { province, district: drawDistrict(province, random) };
  };
}

/** Draws a district of a province by weight. */
export function districtChoice(
  provinces: readonly ProvinceRecord[],
): (province: ProvinceRecord, random: Random) => DistrictRecord {
  const draws = new Map(
    provinces.map((province) => [
      province,
      weightedChoice(province.districts, ({ weight }) => weight),
    ]),
  );
  return (province, random) => {
    const draw = draws.get(province);
    if (!draw) throw new RangeError(`no such province: ${province._id}`);
    return draw(random);
  };
}
