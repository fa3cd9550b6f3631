import { many, operationsOf, refused } from '../hostile-operation.ts';

/** One leaf under many names, of every object of a page. */
const pages = (count: number, field: string, type: string, names: number, leaf: string) =>
  `{ ${many(count, (n) => `p${n}: ${field}`)} } fragment F on ${type} { ${many(names, (n) => `l${n}: ${leaf}`)} }`;

const units = 'administrativeUnits(first: 100) { nodes { ...F } }';
const edgesOfUnits = 'administrativeUnits(first: 100) { edges { ...F } }';
const changes = 'applicationEvents(after: "EARLIEST", first: 100) { edges { ...F } }';
const own = (first: number) => `myApplications(first: ${first}) { nodes { ...F } }`;

/** Leaves without number: long ones, ones that take work, and ones that are refused. */
export const leaves = operationsOf('leaves', {
  'long texts under 85 names': {
    by: 'CITIZEN',
    query: () => pages(10, own(10), 'Application', 85, 'text'),
    expected: refused('cost'),
  },
  'as many long texts as are allowed': {
    by: 'CITIZEN',
    query: () => pages(1, own(20), 'Application', 93, 'text'),
    expected: 'answered',
  },
  'cursors under 80 names': {
    query: () => pages(11, edgesOfUnits, 'AdministrativeUnitEdge', 80, 'cursor'),
    expected: refused('cost'),
  },
  'as many cursors as are allowed': {
    query: () => pages(1, edgesOfUnits, 'AdministrativeUnitEdge', 43, 'cursor'),
    expected: 'answered',
  },
  'cursors of changes under 80 names': {
    by: 'OFFICER',
    query: () => pages(2, changes, 'ApplicationEventEdge', 80, 'cursor'),
    expected: refused('cost'),
  },
  'as many cursors of changes as are allowed': {
    by: 'OFFICER',
    query: () => pages(1, changes, 'ApplicationEventEdge', 40, 'cursor'),
    expected: 'answered',
  },
  'as many moments of an inbox as are allowed': {
    by: 'OFFICER',
    query: ({ rootId }) =>
      `{ unitInbox(unitId: "${rootId}", first: 1) { ...F } } fragment F on UnitInboxConnection { ${many(90, (n) => `l${n}: asOf`)} }`,
    expected: 'answered',
  },
  'paths under 80 names': {
    query: () => pages(11, units, 'AdministrativeUnit', 80, 'path'),
    expected: refused('cost'),
  },
  'as many paths as are allowed': {
    query: () => pages(1, units, 'AdministrativeUnit', 39, 'path'),
    expected: 'answered',
  },
  'as many actions as are allowed': {
    by: 'OFFICER',
    query: ({ rootId }) =>
      pages(
        1,
        `unitInbox(unitId: "${rootId}", first: 100) { nodes { ...F } }`,
        'Referral',
        24,
        'availableActions',
      ),
    expected: 'answered',
  },
  'as many tracking codes as are allowed': {
    by: 'CITIZEN',
    query: () => pages(1, own(100), 'Application', 76, 'trackingCode'),
    expected: 'answered',
  },
  'names under 80 names': {
    query: () => pages(11, units, 'AdministrativeUnit', 80, 'name'),
    expected: refused('cost'),
  },
  'as many names as are allowed': {
    query: () => pages(4, units, 'AdministrativeUnit', 91, 'name'),
    expected: 'answered',
  },
  'a field that only others may see, under 80 names': {
    by: 'CITIZEN',
    query: () => pages(4, own(100), 'Application', 80, 'claimedBy'),
    expected: 'answered',
  },
  'the schema under many names': {
    query: () =>
      `{ __schema { types { ${many(8, (n) => `f${n}: fields { ...F }`)} } } } fragment F on __Field { ${many(85, (n) => `n${n}: name`)} }`,
    expected: refused('invalid'),
  },
});
