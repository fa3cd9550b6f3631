import { describe, expect, it } from '@jest/globals';
import { suggestUnits } from '../../subgraphs/institution-directory/suggestions/index.ts';
import { UnitTree, type OfficeLevel } from '../../subgraphs/institution-directory/units/index.ts';
import { isTopicId } from '../../lib/kit/topic-id.ts';
import { buildDirectory } from './build-directory.ts';

const { units, provinces, topics } = buildDirectory();
const offices = new Set(units.map(({ office }) => office));

const scopes: Readonly<Record<OfficeLevel, string>> = {
  DISTRICT_OFFICE: 'district',
  PROVINCIAL_OFFICE: 'province',
  CENTRAL_OFFICE: 'central',
  MUNICIPALITY: 'municipality',
  METROPOLITAN_MUNICIPALITY: 'metropolitan-municipality',
  TOWN_MUNICIPALITY: 'town-municipality',
  UNIVERSITY: 'university',
};

describe('the topics', () => {
  it('are more than sixty, each with its own id and name', () => {
    expect(topics.length).toBeGreaterThan(60);
    expect(new Set(topics.map(({ _id }) => _id)).size).toBe(topics.length);
    expect(new Set(topics.map(({ name }) => name)).size).toBe(topics.length);
    for (const { _id, keywords } of topics) {
      expect([_id, isTopicId(_id)]).toEqual([_id, true]);
      expect(keywords).not.toContain('');
    }
  });

  it('name only offices that exist, at the level where they stand', () => {
    const wrong = topics
      .flatMap(({ offices: named }) => named)
      .filter(
        ({ level, office }) => !offices.has(office) || office.split(':')[0] !== scopes[level],
      );
    expect(wrong).toEqual([]);
  });

  it('have an active unit in every district of the country', () => {
    const tree = new UnitTree(units);
    const uncovered = provinces.flatMap(({ _id: provinceCode, districts }) =>
      districts.flatMap(({ code: districtCode }) =>
        topics.filter((topic) => {
          const [best] = suggestUnits(tree, topic, { provinceCode, districtCode });
          return best?.unit.status !== 'ACTIVE';
        }),
      ),
    );
    expect(uncovered).toEqual([]);
  });

  it('have an active unit in every province, unless they are a matter of its municipalities', () => {
    const tree = new UnitTree(units);
    const ofState = topics.filter(({ offices: named }) =>
      named.some(({ level }) => level === 'PROVINCIAL_OFFICE' || level === 'CENTRAL_OFFICE'),
    );
    expect(ofState.length).toBeGreaterThan(100);
    const uncovered = provinces.flatMap(({ _id: provinceCode }) =>
      ofState.filter(
        (topic) => suggestUnits(tree, topic, { provinceCode, districtCode: null }).length === 0,
      ),
    );
    expect(uncovered).toEqual([]);
  });
});
