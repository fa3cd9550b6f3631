/** Creates an operation of a shape; each number gives a different text. */
export type WriteOperation = (number: number) => string;

/** A way to send different operations without limit, anonymously. */
export interface Shape {
  readonly about: string;
  /** The number of different texts, and of those that are sent three times instead of once. */
  readonly texts: number;
  readonly repeated: number;
  readonly write: WriteOperation;
}

const unit = '85316115';

/** 60 fields of a unit, 750 characters, under unique names. */
const wide: WriteOperation = (number) => {
  const fields = Array.from({ length: 60 }, (_, index) => `f${number}_${index}: name`);
  return `{ administrativeUnit(id: "${unit}") { ${fields.join(' ')} } }`;
};

/** The first query of the README, with the numbers in the text. */
const literals: WriteOperation = (number) => {
  const [first, second] = [2_600_000_000 + number, 100_000_000_000 + number];
  return `{
    trackApplication(number: "${first}", trackingCode: "${second}") {
      number type stage filedAt targetDate statutoryDate overdue
      responsibleUnit { name kind path parent { name } }
    }
  }`;
};

/** 8 kB of nested units. */
const deep: WriteOperation = (number) => {
  const levels = 150;
  const inner = Array.from(
    { length: levels },
    (_, level) => `parent { name l${number}_${level}: kind p${level}: parent { id kind }`,
  );
  return `{ administrativeUnit(id: "${unit}") { ${inner.join(' ')} ${'}'.repeat(levels)} } }`;
};

/** 8 kB that take 160 sequential steps to plan. */
const steps: WriteOperation = (number) => {
  const levels = 80;
  const names = `one_more_number_of_operation_${number}: number`;
  const inner = `applicant { applications { nodes { responsibleUnit { name } ${names} `;
  return `{ application(number: "2600000000") { ${inner.repeat(levels)} ${'} } } '.repeat(levels)} } }`;
};

/** Nested fragments, up to the accepted limit. */
const fragments: WriteOperation = (number) => {
  const count = 9;
  const all = Array.from({ length: count }, (_, index) => {
    const next =
      index + 1 < count ? `a: parent { ...F${index + 1} } b: parent { ...F${index + 1} }` : '';
    return `fragment F${index} on AdministrativeUnit { name n${number}_${index}: kind ${next} }`;
  });
  return `{ administrativeUnit(id: "${unit}") { ...F2 } } ${all.slice(2).join(' ')}`;
};

const fieldsOfUnit = [
  'name',
  'kind',
  'status',
  'path',
  'office',
  'version',
  'province { code }',
  'province { name }',
  'district { code }',
  'district { name }',
  'topics { id }',
  'topics { name }',
];

/** The fields whose bits are set. */
const chosen = (bits: number) =>
  fieldsOfUnit.filter((_, index) => ((bits >> index) & 1) === 1).join(' ');

/** Different fields each time, so that each has a separate plan and compiled form. */
const plans: WriteOperation = (number) =>
  `{ administrativeUnit(id: "${unit}") { id ${chosen(number)}
    parent { id ${chosen(number * 7)} parent { id ${chosen(number * 13)} } } } }`;

export const shapes = {
  wide: { about: 'different texts of 750 B', texts: 20_000, repeated: 200, write: wide },
  literals: {
    about: 'texts that differ in literals alone',
    texts: 20_000,
    repeated: 0,
    write: literals,
  },
  deep: { about: '8 kB deep', texts: 1_000, repeated: 200, write: deep },
  steps: { about: '8 kB of 160 steps', texts: 1_000, repeated: 200, write: steps },
  fragments: { about: 'fragments of fragments', texts: 1_000, repeated: 200, write: fragments },
  plans: { about: 'other fields each time', texts: 4_000, repeated: 4_000, write: plans },
} as const satisfies Record<string, Shape>;

export type ShapeName = keyof typeof shapes;

export const shapeNames = Object.keys(shapes) as readonly ShapeName[]; // the literal above has no other keys
