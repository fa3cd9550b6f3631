import type { CodegenConfig } from '@graphql-codegen/cli';
import { type SubgraphName, subgraphNames } from './lib/kit/subgraph-names.ts';

/** The run-time type of a resolver's parent, if it differs from the SDL type. */
const mappers: Record<SubgraphName, Record<string, string>> = {
  citizen: {
    Citizen: '../citizens/index.ts#CitizenDocument',
    CitizenSearch: '../citizens/index.ts#CitizenSearchDocument',
    Viewer: '../../../lib/kit/viewer.ts#SignedInViewer',
  },
  application: {
    Appeal: '../reading/index.ts#SeenAppeal',
    AppealConnection: '../worklists/index.ts#UnitAppealsPage',
    Application: '../reading/index.ts#SeenApplication',
    ApplicationEvent: '../events/index.ts#SeenEvent',
    ApplicationStatus: '../record/index.ts#ApplicationDigest',
    AppealableAnswer: '../casework/index.ts#AppealableAnswer',
    Attachment: '../attachments/index.ts#SeenAttachment',
    Citizen: './citizen-reference.ts#CitizenReference',
    Classification: '../record/index.ts#Classification',
    EarlierAnswer: '../reading/index.ts#SeenEarlierAnswer',
    Extension: '../reading/index.ts#SeenExtension',
    LeaveDay: '../calendar/index.ts#LeaveDayDocument',
    NewApplication: '../events/index.ts#SeenEvent',
    OpenQuestion: '../reading/index.ts#OpenQuestion',
    OutboxMessage: '../../../lib/messaging/outbox-message.model.ts#OutboxMessageDocument',
    OwnApplicationConnection: '../reading/index.ts#OwnApplicationPage',
    Referral: '../reading/index.ts#SeenReferral',
    ReferralResult: '../casework/index.ts#SeenReferralResult',
    ReferralResultError: '../casework/index.ts#ResultError',
    Reply: '../reading/index.ts#SeenReply',
    ReplyDraft: '../record/index.ts#ReplyDraftRecord',
    SimilarApplication: '../filing/index.ts#Lookalike',
    Supplement: '../reading/index.ts#SeenSupplement',
    TimelineEntry: '../reading/index.ts#SeenEntry',
    UndeliveredMessage: '../notifications/index.ts#UndeliveredMessage',
    UnitInboxConnection: '../worklists/index.ts#UnitInboxPage',
    UnitOfficer: '../record/index.ts#UnitOfficerDocument',
  },
  analytics: {
    ApplicationGroup: '../questions/index.ts#ApplicationGroupFigures',
    ReferralGroup: '../questions/index.ts#ReferralGroupFigures',
  },
  'institution-directory': {
    AdministrativeUnit: '../units/index.ts#UnitRecord',
    Application: '../reading/index.ts#ApplicationReference',
    DirectoryChange: '../changes/index.ts#DirectoryChangeRecord',
    Province: '../units/index.ts#ProvinceRecord',
    District: '../units/index.ts#DistrictRecord',
    Topic: '../units/index.ts#TopicRecord',
  },
};

/** Names that typescript-resolvers generates without their namespace: the entities, in `FederationTypes`. */
const entities: Record<SubgraphName, readonly string[]> = {
  citizen: ['Citizen'],
  application: ['AdministrativeUnit', 'Application', 'Citizen'],
  analytics: [],
  'institution-directory': [
    'AdministrativeUnit',
    'Application',
    'DirectoryChange',
    'District',
    'Province',
    'Topic',
  ],
};

const common = {
  federation: true,
  useTypeImports: true,
  strictScalars: true,
  // A given day may be any value: its user validates it.
  scalars: {
    Date: { input: 'unknown', output: 'string' },
    DateTime: 'Date',
    _FieldSet: 'string',
  },
  namingConvention: { enumValues: 'keep' },
  enumsAsTypes: true,
};

/** Two files for each subgraph: its types, which import nothing, and its resolver types, which import the rest. */
const config: CodegenConfig = {
  generates: Object.fromEntries(
    subgraphNames.flatMap((name) => {
      const schema = `schema/${name}.graphql`;
      const imports = [
        `import type * as Types from '../schema-types.ts';`,
        ...(entities[name].length > 0
          ? [`import type { ${entities[name].join(', ')} } from '../schema-types.ts';`]
          : []),
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
