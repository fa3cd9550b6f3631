import type { TestData } from '../../support/data.ts';

/** Units of one region: a governorship, two directorates below it, and two offices below each of them. */
export interface Place {
  readonly region: string;
  readonly directorates: readonly [string, string];
  readonly offices: readonly [string, string, string, string];
  readonly all: readonly string[];
  readonly topics: readonly [string, string, string];
  /** Whether a unit is another one or lies below it. */
  isWithin(unitId: string, topId: string): boolean;
}

export function findPlace({ directory, unit }: Pick<TestData, 'directory' | 'unit'>): Place {
  const region = unit({ kind: 'GOVERNORSHIP', provinceCode: '34' })._id;
  const below = (parentId: string) =>
    directory.units.filter((each) => each.parentId === parentId).map(({ _id }) => _id);
  const [one = '', other = ''] = below(region).filter((id) => below(id).length >= 2);
  const [first = '', second = ''] = below(one);
  const [third = '', fourth = ''] = below(other);
  const parents = new Map([one, other].map((id) => [id, region]));
  for (const id of [first, second]) parents.set(id, one);
  for (const id of [third, fourth]) parents.set(id, other);
  const [topic = '', nextTopic = '', lastTopic = ''] = directory.topics.map(({ _id }) => _id);
  return {
    region,
    directorates: [one, other],
    offices: [first, second, third, fourth],
    all: [region, ...parents.keys()],
    topics: [topic, nextTopic, lastTopic],
    isWithin(unitId, topId) {
      for (let id: string | undefined = unitId; id !== undefined; id = parents.get(id)) {
        if (id === topId) return true;
      }
      return false;
    },
  };
}
