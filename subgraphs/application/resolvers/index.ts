import type { Resolvers } from '../generated.ts';
import { DateScalar, DateTimeScalar } from '../scalars.ts';
import { Application } from './Application.ts';
import { ApplicationStatus } from './ApplicationStatus.ts';
import { Citizen } from './Citizen.ts';
import { Query } from './Query.ts';
import { Referral } from './Referral.ts';
import { Reply } from './Reply.ts';
import { TimelineEntry } from './TimelineEntry.ts';

export const resolvers: Resolvers = {
  Application,
  ApplicationStatus,
  Citizen,
  Date: DateScalar,
  DateTime: DateTimeScalar,
  Query,
  Referral,
  Reply,
  TimelineEntry,
};
