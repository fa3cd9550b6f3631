import { createHmac, createSecretKey } from 'node:crypto';
import { keyOf, type Secrets } from '../../../lib/kit/versioned-keys.ts';
import type { FixedDimension } from './dimensions.ts';
import { cellKeys } from './perturbation.ts';
import type { Period } from './periods.ts';

/** A number that a cell has. */
export type Counted = 'PERSONS' | 'ANSWERED_WITHIN_30_DAYS';

/** The numbers that a key perturbs: both numbers of a cell, or one of them. */
export type Perturbed = 'BOTH' | Counted;

/** A cell of what is published, what of it is perturbed, and who is counted. */
export interface Cell {
  readonly perturbed: Perturbed;
  readonly period: Period;
  /** The values of its dimensions. */
  readonly values: Partial<Record<FixedDimension, string>>;
  /** The sum of the record keys of the distinct persons who are counted, or what is left of it modulo 4,096. */
  readonly recordKeys: number;
}

/**
 * The key of a cell: the sum of the record keys of its distinct persons and a secret number of the cell, modulo 4,096.
 *
 * With the sum alone, two cells of the same persons would have the same perturbation, and of two cells that differ by one
 * person at most, equal numbers would tell that they do not differ. The secret number makes their perturbations independent.
 * As each cell is of a closed period, it has one set of persons forever: so its secret number is used once.
 */
export type CellKeyOf = (cell: Cell) => number;

/** Derived with the earliest secret, as record keys are: neither rotating nor building the copy anew changes a number. */
export function createCellKeys(keys: { secrets: Secrets }): CellKeyOf {
  const versions = keyOf(keys, 'analytics/published-cell');
  const key = versions.of(Math.min(...versions.versions));
  if (!key) throw new RangeError('The earliest version has no key.');
  const secret = createSecretKey(key);
  return (cell) => {
    const own = createHmac('sha256', secret).update(nameOf(cell)).digest().readUInt16BE();
    return (own + cell.recordKeys) % cellKeys;
  };
}

/** However a question names a cell, it has one name: a district lies in one province. */
function nameOf({ perturbed, period, values }: Cell): string {
  const { TYPE: type, TOPIC: topic, PROVINCE: province, DISTRICT: district } = values;
  const place = district === undefined ? province : undefined;
  return JSON.stringify([
    perturbed,
    period.unit,
    period.from,
    ...[type, topic, place, district].map((value) => (value === undefined ? [] : [value])),
  ]);
}
