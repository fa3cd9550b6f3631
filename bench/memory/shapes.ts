/** An operation of a shape; no two numbers give the same text. */
export type WriteOperation = (number: number) => string;

/** A way to ask for ever new operations, anonymously. */
export interface Shape {
  readonly about: string;
  /** How many different texts, and how many of them three times instead of once. */
  readonly texts: number;
  readonly repeated: number;
  readonly write: WriteOperation;
}

const unit = '85316115';

/** 60 fields of a unit, about 1 kB, each under names that no other text has. */
const wide: WriteOperation = (number) => {
  const fields = Array.from({ length: 60 }, (_, index) => `f${number}_${index}: name`);
  return `{ administrativeUnit(id: "${unit}") { ${fields.join(' ')} } }`;
};

/** What the README asks first, with the numbers in the text. */
const literals: WriteOperation = (number) => {
  const [first, second] = [2_600_000_000 + number, 100_000_000_000 + number];
  return `{
    trackApplication(number: "${first}", trackingCode: "${second}") {
      number type stage filedAt targetDate statutoryDate overdue
      responsibleUnit { name kind path parent { name } }
    }
  }`;
};

/** 8 kB, one unit within the other. */
const deep: WriteOperation = (number) => {
  const levels = 150;
  const inner = Array.from(
    { length: levels },
    (_, level) => `parent { name l${number}_${level}: kind p${level}: parent { id kind }`,
  );
  return `{ administrativeUnit(id: "${unit}") { ${inner.join(' ')} ${'}'.repeat(levels)} } }`;
};

/** 10 kB which take 160 steps to plan, one after the other. */
const steps: WriteOperation = (number) => {
  const levels = 80;
  const names = `one_more_number_of_operation_${number}: number`;
  const inner = `applicant { applications { nodes { responsibleUnit { name } ${names} `;
  return `{ application(number: "2600000000") { ${inner.repeat(levels)} ${'} } } '.repeat(levels)} } }`;
};

/** Fragments that spread each other, up to what is accepted. */
const fragments: WriteOperation = (number) => {
  const count = 9;
  const all = Array.from({ length: count }, (_, index) => {
    const next =
      index + 1 < count ? `a: parent { ...F${index + 1} } b: parent { ...F${index + 1} }` : '';
    return `fragment F${index} on AdministrativeUnit { name n${number}_${index}: kind ${next} }`;
  });
  return `{ administrativeUnit(id: "${unit}") { ...F2 } } ${all.slice(2).join(' ')}`;
};

export const shapes = {
  wide: { about: 'different texts of 1 kB', texts: 20_000, repeated: 200, write: wide },
  literals: {
    about: 'texts that differ in literals alone',
    texts: 20_000,
    repeated: 0,
    write: literals,
  },
  deep: { about: '8 kB deep', texts: 1_000, repeated: 200, write: deep },
  steps: { about: '10 kB of 160 steps', texts: 1_000, repeated: 200, write: steps },
  fragments: { about: 'fragments of fragments', texts: 1_000, repeated: 200, write: fragments },
} as const satisfies Record<string, Shape>;

export type ShapeName = keyof typeof shapes;

export const shapeNames = Object.keys(shapes) as readonly ShapeName[]; // the literal above has no other keys
