import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { checkNationalId } from '../../lib/kit/national-id.ts';
import { readProvinces } from '../directory/places.ts';
import { citizenOrder, citizensOf } from './citizen-order.ts';
import { createCitizens } from './citizens.ts';

const provinces = readProvinces();
const hashes = {
  citizen: (id: string) => `hash of ${id}`,
  applicant: (id: string) => `mark of ${id}`,
};
const citizensOfSeed = (seed: number) =>
  createCitizens({
    seed,
    provinces,
    hashes,
    publicId: (kind, id) => `${kind} ${id.toHexString()}`,
  });

describe('citizenOrder', () => {
  it('gives every citizen one to six applications, whatever their number', () => {
    const seeds = fc.integer({ min: 0, max: 1_000_000 });
    fc.assert(
      fc.property(seeds, fc.integer({ min: 1, max: 3_000 }), (seed, applications) => {
        const citizenOf = citizenOrder(seed, applications);
        const counts = Array.from({ length: citizensOf(applications) }, () => 0);
        for (let index = 0; index < applications; index += 1) {
          const citizen = citizenOf(index);
          counts[citizen] = (counts[citizen] ?? Number.NaN) + 1;
        }
        expect(citizenOf(0)).toBe(0);
        expect(counts).toHaveLength(Math.ceil(0.6 * applications));
        expect(Math.min(...counts)).toBeGreaterThanOrEqual(1);
        expect(Math.max(...counts)).toBeLessThanOrEqual(6);
      }),
      { numRuns: 50 },
    );
  });
});

describe('createCitizens', () => {
  const citizens = citizensOfSeed(1);
  const documents = Array.from({ length: 12_000 }, (_, index) => citizens.documentOf(index));

  it('gives each a unique valid identity number and stores only its hash', () => {
    const ids = documents.map((_, index) => citizens.nationalIdOf(index));
    expect(ids.filter((id) => checkNationalId(id) !== 'OK')).toEqual([]);
    expect(new Set(ids).size).toBe(ids.length);
    expect(documents.map(({ nationalIdHash }) => nationalIdHash)).toEqual(
      ids.map((id) => `hash of ${id}`),
    );
    expect(documents[0]?.maskedNationalId).toMatch(/^\d\d\*{7}\d\d$/);
  });

  it('writes telephone numbers and addresses in their usual form', () => {
    const odd = documents.filter(
      ({ mobilePhone, email }) =>
        !/^\+905\d{9}$/.test(mobilePhone) ||
        (email !== null && !/^[a-z]+(\.[a-z]+)+\d+@example\.(com|org|net)$/.test(email)),
    );
    expect(odd).toEqual([]);
    const withEmail = documents.filter(({ email }) => email !== null).length;
    expect(withEmail / documents.length).toBeCloseTo(0.7, 1);
  });

  it('makes the same person again, and others for another seed', () => {
    expect(citizensOfSeed(1).documentOf(77)).toEqual(documents[77]);
    expect(citizensOfSeed(2).documentOf(77)).not.toEqual(documents[77]);
  });

  it('lets more people live where the weight is higher', () => {
    const homes = documents.map((_, index) => citizens.homeOf(index).province._id);
    const total = provinces.reduce((sum, { weight }) => sum + weight, 0);
    for (const { _id, weight } of provinces.toSorted((a, b) => b.weight - a.weight).slice(0, 5)) {
      const share = homes.filter((home) => home === _id).length / homes.length;
      const difference = Math.abs(share - weight / total);
      expect({ _id, difference: difference < 0.008 ? 'small' : difference }).toEqual({
        _id,
        difference: 'small',
      });
    }
  });
});
