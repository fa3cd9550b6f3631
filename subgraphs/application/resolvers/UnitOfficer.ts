import { localDateOf } from '../../../lib/kit/local-date.ts';
import type { UnitOfficerResolvers } from './types.ts';

export const UnitOfficer = {
  lastActedOn: ({ lastActedAt }) => localDateOf(lastActedAt),
} satisfies UnitOfficerResolvers;
