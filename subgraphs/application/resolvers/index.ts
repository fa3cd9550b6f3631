import { GraphQLDateTimeISO } from 'graphql-scalars';
import type { CompleteResolvers } from '../../../lib/federation/complete-resolvers.ts';
import { DateScalar } from '../../../lib/federation/date-scalar.ts';
import type { Resolvers, ResolversParentTypes } from './types.ts';
import { AdministrativeUnit } from './AdministrativeUnit.ts';
import { Appeal } from './Appeal.ts';
import { AppealConnection } from './AppealConnection.ts';
import { Application } from './Application.ts';
import { ApplicationEvent } from './ApplicationEvent.ts';
import { ApplicationStatus } from './ApplicationStatus.ts';
import { Attachment } from './Attachment.ts';
import { Citizen } from './Citizen.ts';
import { Classification } from './Classification.ts';
import { EarlierAnswer } from './EarlierAnswer.ts';
import { Extension } from './Extension.ts';
import { Mutation } from './Mutation.ts';
import { NewApplication } from './NewApplication.ts';
import { OutboxMessage } from './OutboxMessage.ts';
import { OwnApplicationConnection } from './OwnApplicationConnection.ts';
import { Query } from './Query.ts';
import { Referral } from './Referral.ts';
import { ReferralResultError } from './ReferralResultError.ts';
import { Reply } from './Reply.ts';
import { Subscription } from './Subscription.ts';
import { Supplement } from './Supplement.ts';
import { TimelineEntry } from './TimelineEntry.ts';
import { UndeliveredMessage } from './UndeliveredMessage.ts';
import { UnitInboxConnection } from './UnitInboxConnection.ts';
import { UnitOfficer } from './UnitOfficer.ts';

export const resolvers = {
  AdministrativeUnit,
  Appeal,
  AppealConnection,
  Application,
  ApplicationEvent,
  ApplicationStatus,
  Attachment,
  Citizen,
  Classification,
  Date: DateScalar,
  DateTime: GraphQLDateTimeISO,
  EarlierAnswer,
  Extension,
  Mutation,
  NewApplication,
  OutboxMessage,
  OwnApplicationConnection,
  Query,
  Referral,
  ReferralResultError,
  Reply,
  Subscription,
  Supplement,
  TimelineEntry,
  UndeliveredMessage,
  UnitInboxConnection,
  UnitOfficer,
} satisfies Resolvers & CompleteResolvers<Resolvers, ResolversParentTypes>;
