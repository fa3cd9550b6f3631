import type { CodegenConfig } from '@graphql-codegen/cli';
import { type SubgraphName, subgraphNames } from './lib/kit/subgraph-names.ts';

/** What the parent of a resolver is at run time, where it is not what the SDL shows. */
const mappers: Record<SubgraphName, Record<string, string>> = {
  citizen: {
    Citizen: '../citizens/citizen.model.ts#CitizenDocument',
    Viewer: '../../../lib/kit/viewer.ts#SignedInViewer',
  },
  application: {
    Appeal: '../reading/appeals.ts#SeenAppeal',
    Application: '../reading/sight.ts#SeenApplication',
    ApplicationStatus: '../record/application.model.ts#ApplicationDigest',
    Attachment: '../attachments/seen-attachment.ts#SeenAttachment',
    Citizen: './citizen-reference.ts#CitizenReference',
    LeaveDay: '../calendar/leave-day.model.ts#LeaveDayDocument',
    OutboxMessage: '../notifications/outbox-message.model.ts#OutboxMessageDocument',
    Referral: '../reading/referrals.ts#SeenReferral',
    ReferralResult: '../casework/bulk.ts#SeenReferralResult',
    Reply: '../reading/referrals.ts#SeenReply',
    ReplyDraft: '../record/referral.model.ts#ReplyDraftRecord',
    SimilarApplication: '../filing/similar-applications.ts#Lookalike',
    TimelineEntry: '../reading/timeline.ts#SeenEntry',
    UnitInboxConnection: '../worklists/inbox/unit-inbox.ts#UnitInboxPage',
  },
  'institution-directory': {
    AdministrativeUnit: '../units/unit.ts#UnitRecord',
    Application: '../reading/suggest-for-application.ts#ApplicationReference',
    DirectoryChange: '../changes/directory-change.model.ts#DirectoryChangeRecord',
    Province: '../units/unit.ts#ProvinceRecord',
    District: '../units/unit.ts#DistrictRecord',
    Topic: '../units/unit.ts#TopicRecord',
  },
};

/** Names that typescript-resolvers leaves without their namespace: the entities, in `FederationTypes`. */
const entities: Record<SubgraphName, readonly string[]> = {
  citizen: ['Citizen'],
  application: ['Application', 'Citizen'],
  'institution-directory': ['AdministrativeUnit', 'Application', 'District', 'Province', 'Topic'],
};

const common = {
  federation: true,
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
};

/** Two files for each subgraph: its types, which import nothing, and those of its resolvers, which import the rest. */
const config: CodegenConfig = {
  generates: Object.fromEntries(
    subgraphNames.flatMap((name) => {
      const schema = `schema/${name}.graphql`;
      const imports = [
        `import type * as Types from '../schema-types.ts';`,
        `import type { ${entities[name].join(', ')} } from '../schema-types.ts';`,
      ];
      return [
        [`subgraphs/${name}/schema-types.ts`, { schema, plugins: ['typescript'], config: common }],
        [
          `subgraphs/${name}/resolvers/types.ts`,
          {
            schema,
            plugins: [{ add: { content: imports } }, 'typescript-resolvers'],
            config: {
              ...common,
              namespacedImportName: 'Types',
              contextType: '../context.ts#Context',
              mappers: mappers[name],
            },
          },
        ],
      ];
    }),
  ),
};

export default config;
