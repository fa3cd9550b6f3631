import { localDateOf } from '../calendar/index.ts';
import type { UnitOfficerResolvers } from './types.ts';

export const UnitOfficer = {
  lastActedOn: ({ lastActedAt }) => localDateOf(lastActedAt),
} satisfies UnitOfficerResolvers;
