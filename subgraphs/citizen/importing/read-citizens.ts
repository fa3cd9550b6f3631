import { checkAll } from '../../../lib/kit/check-all.ts';
import { type Columns, readRows, type Row } from '../../../lib/kit/csv-table.ts';
import { isClientError } from '../../../lib/kit/errors.ts';
import { Mistakes, type Place } from '../../../lib/kit/import-mistakes.ts';
import { maskNationalId } from '../../../lib/kit/national-id.ts';
import { readableName } from '../../../lib/kit/plain-text.ts';
import {
  type Person,
  requireEmail,
  requireMobilePhone,
  requireNationalId,
} from '../citizens/index.ts';

/** The columns of a file of citizens. docs/citizens.md lists the same. */
export const columns = {
  nationalId: { about: 'identity number (T.C. kimlik no): 11 digits, of which the last two check' },
  name: { about: 'first names, 1 to 100 characters' },
  surname: { about: 'surname, 1 to 100 characters' },
  mobilePhone: { about: 'Turkish mobile phone number, as people write it' },
  email: { about: 'e-mail address', optional: true },
} as const satisfies Columns;

/** A file of citizens, of which only parts are held. */
export interface CitizensFile {
  readonly name: string;
  /** Its text from the beginning, in parts: the same at every call. */
  text(): Iterable<string>;
}

/** A citizen of a file. */
export interface GivenCitizen extends Person {
  readonly place: Place;
}

type CitizenRow = Row<keyof typeof columns>;

const nameLength = { min: 1, max: 100 } as const;

/** For each citizen of a file, a few tens of bytes are held, to find those who are in it twice. */
const mostCitizens = 1_000_000;

/**
 * Checks a file as a whole.
 * @returns how many citizens it has.
 * @throws ImportError that lists every mistake with its line, and repeats no identity number.
 */
export function checkCitizens(file: CitizensFile, most = mostCitizens): number {
  const mistakes = new Mistakes();
  /** The line of each identity number; its check digits follow from the others. */
  const lines = new Map<number, number>();
  let count = 0;
  for (const row of rowsOf(file, mistakes)) {
    count += 1;
    if (count > most) {
      mistakes.add(row.place, `A file has at most ${most} citizens: divide it.`);
      break;
    }
    readRow(row, mistakes, (nationalId) => {
      const key = Number(nationalId.slice(0, 9));
      const before = lines.get(key);
      if (before === undefined) lines.set(key, row.place.line ?? 0);
      else mistakes.add(row.place, `${maskNationalId(nationalId)} is in line ${before} already.`);
    });
  }
  mistakes.throwIfAny();
  return count;
}

/** The citizens of a file that has been checked, in its order. */
export function* citizensIn(file: CitizensFile, batchSize: number): Generator<GivenCitizen[]> {
  const mistakes = new Mistakes();
  let batch: GivenCitizen[] = [];
  for (const row of rowsOf(file, mistakes)) {
    const citizen = readRow(row, mistakes);
    if (citizen) batch.push(citizen);
    if (batch.length < batchSize) continue;
    yield batch;
    batch = [];
  }
  mistakes.throwIfAny(); // there is none
  if (batch.length > 0) yield batch;
}

const rowsOf = (file: CitizensFile, mistakes: Mistakes) =>
  readRows({ file: file.name, columns, text: file.text() }, mistakes);

/** @returns null for a row with mistakes, which are reported. */
function readRow(
  row: CitizenRow,
  mistakes: Mistakes,
  onNationalId: (nationalId: string) => void = () => {},
): GivenCitizen | null {
  try {
    const person = checkAll<Person>({
      nationalId() {
        const nationalId = requireNationalId(row.get('nationalId'));
        onNationalId(nationalId);
        return nationalId;
      },
      name: () => readableName(row.get('name'), 'name', nameLength),
      surname: () => readableName(row.get('surname'), 'surname', nameLength),
      mobilePhone: () => requireMobilePhone(row.get('mobilePhone'), 'mobilePhone'),
      email: () => (row.get('email') === '' ? null : requireEmail(row.get('email'), 'email')),
    });
    return { ...person, place: row.place };
  } catch (error) {
    if (!isClientError(error)) throw error;
    const problems = error.problems.length > 0 ? error.problems : [error];
    for (const { message } of problems) mistakes.add(row.place, message);
    return null;
  }
}
