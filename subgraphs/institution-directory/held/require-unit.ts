import { notFound } from '../../../lib/kit/errors.ts';
import { say } from '../../../lib/kit/say.ts';
import type { UnitRecord } from '../units/index.ts';
import type { Directory } from './directory.ts';

/** @throws `NOT_FOUND` where no unit ever had the id. */
export function requireUnit({ tree }: Directory, id: string): UnitRecord {
  const unit = tree.get(id);
  if (!unit) throw notFound(say`administrative unit`);
  return unit;
}
