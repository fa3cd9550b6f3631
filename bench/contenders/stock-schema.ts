import type { SubgraphName } from '../../lib/kit/subgraph-names.ts';
import type { Context } from './common.ts';
import { applicationFields, isOwn } from './fields.ts';

/** The part of the graph that the benchmark queries, as three plain subgraphs and as one plain schema. */

const link = `extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key"])`;

const applicationOwnFields = `
  number: String! type: String! stage: String! filedAt: String!
  targetDate: String! statutoryDate: String! overdue: Boolean!
  responsibleUnit: AdministrativeUnit applicant: Citizen`;

const queryType = 'type Query { application(number: String!): Application }';

type Fields = ReturnType<typeof applicationFields>;

const applicationResolvers = {
  Query: {
    application: async (_: unknown, { number }: { number: string }, context: Context) => {
      const application = await context.loaders.application.load(number);
      return application && isOwn(application, context.viewer)
        ? applicationFields(application)
        : null;
    },
  },
};

const kept = (id: string | null) => (id === null ? null : { id });

export const stockSubgraphs: Record<SubgraphName, { typeDefs: string; resolvers: object }> = {
  citizen: {
    typeDefs: `${link} type Citizen @key(fields: "id") { id: ID! name: String }`,
    resolvers: {
      Citizen: {
        __resolveReference: async ({ id }: { id: string }, { loaders }: Context) => {
          const citizen = await loaders.citizen.load(id);
          return citizen && { id, name: citizen.name };
        },
      },
    },
  },
  application: {
    typeDefs: `${link} ${queryType}
      type Application @key(fields: "number") { ${applicationOwnFields} }
      type Citizen @key(fields: "id", resolvable: false) { id: ID! }
      type AdministrativeUnit @key(fields: "id", resolvable: false) { id: ID! }`,
    resolvers: {
      ...applicationResolvers,
      Application: {
        responsibleUnit: ({ unitId }: Fields) => kept(unitId),
        applicant: ({ citizenId }: Fields) => kept(citizenId),
      },
    },
  },
  analytics: {
    typeDefs: `${link} type Query { applicationStatistics: Int }`,
    resolvers: {},
  },
  'institution-directory': {
    typeDefs: `${link} type AdministrativeUnit @key(fields: "id") {
      id: ID! name: String! kind: String! parent: AdministrativeUnit }`,
    resolvers: {
      AdministrativeUnit: {
        __resolveReference: ({ id }: { id: string }, { loaders }: Context) => unit(id, loaders),
        parent: ({ parentId }: Unit, _: unknown, { loaders }: Context) =>
          parentId === null ? null : unit(parentId, loaders),
      },
    },
  },
};

export const monolith = {
  typeDefs: `${queryType} type Application { ${applicationOwnFields} }
    type Citizen { id: ID! name: String }
    type AdministrativeUnit { id: ID! name: String! kind: String! parent: AdministrativeUnit }`,
  resolvers: {
    ...applicationResolvers,
    Application: {
      responsibleUnit: ({ unitId }: Fields, _: unknown, { loaders }: Context) =>
        unitId === null ? null : unit(unitId, loaders),
      applicant: ({ citizenId }: Fields, _: unknown, { loaders }: Context) =>
        loaders.citizen.load(citizenId),
    },
    AdministrativeUnit: {
      parent: ({ parentId }: Unit, _: unknown, { loaders }: Context) =>
        parentId === null ? null : unit(parentId, loaders),
    },
  },
};

type Unit = NonNullable<Awaited<ReturnType<typeof unit>>>;

async function unit(id: string, loaders: Context['loaders']) {
  const found = await loaders.unit.load(id);
  return found && { id, name: found.name, kind: found.kind, parentId: found.parentId };
}
