import type { CodegenConfig } from '@graphql-codegen/cli';
import { type SubgraphName, subgraphNames } from './lib/kit/subgraph-names.ts';

/** What the parent of a resolver is at run time, where it is not what the SDL shows. */
const mappers: Record<SubgraphName, Record<string, string>> = {
  citizen: {
    Citizen: './citizens/citizen.model.ts#CitizenDocument',
    Viewer: '../../lib/kit/viewer.ts#SignedInViewer',
  },
  application: {
    Appeal: './reading/appeals.ts#SeenAppeal',
    Application: './reading/sight.ts#SeenApplication',
    ApplicationStatus: './record/application.model.ts#ApplicationDigest',
    Attachment: './attachments/seen-attachment.ts#SeenAttachment',
    Citizen: './resolvers/citizen-reference.ts#CitizenReference',
    LeaveDay: './calendar/leave-day.model.ts#LeaveDayDocument',
    OutboxMessage: './notifications/outbox-message.model.ts#OutboxMessageDocument',
    Referral: './reading/referrals.ts#SeenReferral',
    ReferralResult: './casework/bulk.ts#SeenReferralResult',
    Reply: './reading/referrals.ts#SeenReply',
    ReplyDraft: './record/referral.model.ts#ReplyDraftRecord',
    SimilarApplication: './filing/similar-applications.ts#Lookalike',
    TimelineEntry: './reading/timeline.ts#SeenEntry',
    UnitInboxConnection: './worklists/inbox/unit-inbox.ts#UnitInboxPage',
  },
  'institution-directory': {
    AdministrativeUnit: './units/unit.ts#UnitRecord',
    Application: './reading/suggest-for-application.ts#ApplicationReference',
    DirectoryChange: './changes/directory-change.model.ts#DirectoryChangeRecord',
    Province: './units/unit.ts#ProvinceRecord',
    District: './units/unit.ts#DistrictRecord',
    Topic: './units/unit.ts#TopicRecord',
  },
};

const config: CodegenConfig = {
  generates: Object.fromEntries(
    subgraphNames.map((name) => [
      `subgraphs/${name}/generated.ts`,
      {
        schema: `schema/${name}.graphql`,
        plugins: ['typescript', 'typescript-resolvers'],
        config: {
          federation: true,
          contextType: './context.ts#Context',
          mappers: mappers[name],
          useTypeImports: true,
          strictScalars: true,
          // A day that is given may be anything: whoever uses it checks it.
          scalars: {
            Date: { input: 'unknown', output: 'string' },
            DateTime: 'Date',
            _FieldSet: 'string',
          },
          namingConvention: { enumValues: 'keep' },
          enumsAsTypes: true,
        },
      },
    ]),
  ),
};

export default config;
