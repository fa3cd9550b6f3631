import { many, operationsOf, refused } from '../hostile-operation.ts';

const doubling = (count: number): string =>
  many(count, (n) => {
    const next = n + 1 < count ? `a: parent { ...F${n + 1} } b: parent { ...F${n + 1} }` : '';
    return `fragment F${n} on AdministrativeUnit { name ${next} }`;
  });

/** Below a list of no elements: it is planned, and never resolved. */
const hidden = (count: number): string =>
  `children(first: 0) { nodes { ...F0 } } } } ${doubling(count)}`;

const unit = ({ leafId }: { leafId: string }) => `administrativeUnit(id: "${leafId}")`;

/** Fragments that make little text into much. */
export const fragments = operationsOf('fragments', {
  'each fragment twice in the one before': {
    query: (subjects) => `{ ${unit(subjects)} { ...F0 } } ${doubling(25)}`,
    expected: refused('selections'),
  },
  'each fragment twice in the one before, as far as is allowed': {
    query: (subjects) => `{ ${unit(subjects)} { ...F0 } } ${doubling(8)}`,
    expected: 'answered',
  },
  'a circle of fragments': {
    query: (subjects) =>
      `{ ${unit(subjects)} { ...F0 } } ${many(60, (n) => `fragment F${n} on AdministrativeUnit { name ...F${(n + 1) % 60} }`)}`,
    expected: refused('invalid'),
  },
  '600 fragments that nobody uses': {
    query: (subjects) =>
      `{ ${unit(subjects)} { id } } ${many(600, (n) => `fragment F${n} on AdministrativeUnit { name }`)}`,
    expected: refused('invalid'),
  },
  'one fragment spread 490 times': {
    query: (subjects) =>
      `{ ${unit(subjects)} { ${many(490, () => '...F')} } } fragment F on AdministrativeUnit { name }`,
    expected: 'answered',
  },
  'fragments that have to be compared with each other': {
    query: (subjects) =>
      `{ ${unit(subjects)} { ${many(150, (n) => `...F${n}`)} } }
       ${many(150, (n) => `fragment F${n} on AdministrativeUnit { parent { name } id }`)}`,
    expected: refused('comparisons'),
  },
  'as many fragments to be compared as are allowed': {
    query: (subjects) =>
      `{ ${unit(subjects)} { ${many(49, (n) => `...F${n}`)} } }
       ${many(49, (n) => `fragment F${n} on AdministrativeUnit { parent { name kind } id }`)}`,
    expected: 'answered',
  },
  'fragments of fragments that have to be compared': {
    query: (subjects) =>
      `{ ${unit(subjects)} { ${many(45, (n) => `...F${n}`)} } }
       ${many(
         45,
         (n) => `fragment F${n} on AdministrativeUnit { parent { ...G${n} id } }
         fragment G${n} on AdministrativeUnit { parent { parent { name } } }`,
       )}`,
    expected: 'answered',
  },
  'inline fragments that have to be compared': {
    query: (subjects) => `{ ${unit(subjects)} { ${many(330, () => '... { parent { id } }')} } }`,
    expected: refused('comparisons'),
  },
  'as many inline fragments to be compared as are allowed': {
    query: (subjects) =>
      `{ ${unit(subjects)} { ${many(40, () => '... { parent { id name parent { id name } } }')} } }`,
    expected: 'answered',
  },
  'a thousand fields in conflict': {
    query: (subjects) =>
      `{ ${unit(subjects)} { ${many(900, (n) => (n % 2 ? 'name' : 'name: id'))} } }`,
    expected: refused('comparisons'),
  },
  'thirty fields in conflict, ten times': {
    query: (subjects) =>
      `{ ${many(10, (u) => `u${u}: ${unit(subjects)} { ${many(30, (n) => (n % 2 ? 'name' : 'name: id'))} }`)} }`,
    expected: refused('invalid'),
  },
  'ever new conditions for different fields': {
    query: (subjects) =>
      `query (${many(24, (n) => `$c${n}: Boolean!`)}) { ${unit(subjects)} { ${many(24, (n) => `f${n}: ${n % 2 ? 'id' : 'name'} @include(if: $c${n})`)} } }`,
    variables: (_, number) =>
      Object.fromEntries(
        Array.from({ length: 24 }, (__, n) => [`c${n}`, ((number >> n) & 1) === 1]),
      ),
    expected: 'answered',
  },
  'ever new conditions beside a large selection below an empty list': {
    query: (subjects) =>
      `query (${many(24, (n) => `$c${n}: Boolean!`)}) { ${unit(subjects)} { ${many(24, (n) => `f${n}: id @include(if: $c${n})`)} ${hidden(8)}`,
    variables: (_, number) =>
      Object.fromEntries(
        Array.from({ length: 24 }, (__, n) => [`c${n}`, ((number >> n) & 1) === 1]),
      ),
    expected: 'answered',
  },
  'a null that leaves a field out, beside a large selection below an empty list': {
    query: (subjects) =>
      `query ($id: ID = "${subjects.leafId}") { a: administrativeUnit(id: $id) { id } ${unit(subjects)} { ${hidden(8)}`,
    variables: () => ({ id: null }),
    expected: 'answered',
  },
  'a large selection below an empty list in ever new small texts': {
    query: (subjects, number) => `{ ${unit(subjects)} { n${number}: id ${hidden(8)}`,
    expected: 'answered',
  },
  'conditions for every field': {
    query: (subjects) =>
      `query (${many(100, (n) => `$c${n}: Boolean!`)}) { ${unit(subjects)} { ${many(100, (n) => `... @include(if: $c${n}) { name }`)} } }`,
    variables: (_, number) =>
      Object.fromEntries(
        Array.from({ length: 100 }, (__, n) => [`c${n}`, ((number >> (n % 30)) & 1) === 1]),
      ),
    expected: 'answered',
  },
});
