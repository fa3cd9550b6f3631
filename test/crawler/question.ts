import {
  getNamedType,
  type GraphQLField,
  type GraphQLInputType,
  type GraphQLObjectType,
  type GraphQLSchema,
  isEnumType,
  isInterfaceType,
  isObjectType,
} from 'graphql';
import type { Chance } from './random.ts';

/** A requested field, and the fields requested below it. */
export interface Asked {
  readonly parent: string;
  readonly field: string;
  /** Its name in the answer. */
  readonly alias: string;
  readonly args: Readonly<Record<string, unknown>>;
  /** Null for a leaf. */
  readonly below: readonly Asked[] | null;
}

/** An operation, and the tree that it selects. */
export interface Question {
  readonly query: string;
  readonly variables: Readonly<Record<string, unknown>>;
  readonly asked: readonly Asked[];
}

/** Values for the arguments of root fields. */
export interface Pools {
  readonly numbers: readonly string[];
  readonly referralIds: readonly string[];
  readonly fileNumbers: readonly string[];
  readonly unitIds: readonly string[];
  readonly citizenIds: readonly string[];
  /** Of everything that belongs to each application. */
  readonly nodeIds: readonly (readonly string[])[];
  readonly tracked: readonly { readonly number: string; readonly trackingCode: string }[];
  readonly texts: readonly { readonly subject: string; readonly text: string }[];
}

/** Public fields that lead nowhere: their names are enough. */
const dullTypes: ReadonlySet<string> = new Set([
  'AdministrativeUnit',
  'Topic',
  'Province',
  'District',
  'UnitSuggestion',
]);
export const dullFields: Readonly<Record<string, string>> = {
  AdministrativeUnit: '{ id name }',
  Topic: '{ id }',
  Province: '{ code }',
  District: '{ code }',
  UnitSuggestion: '{ unit { id } reason }',
};

/** Arguments without which a field cannot be selected. */
export const requiredArgs: Readonly<Record<string, Readonly<Record<string, string | number>>>> = {
  'ApplicationGroup.shareAnsweredWithin': { days: 30 },
  'ApplicationGroup.daysBetween': { from: 'FILED', to: 'REFERRED' },
  'ReferralGroup.daysBetween': { from: 'REFERRED', to: 'ACCEPTED' },
};

/** Fields of the directory alone, which are covered elsewhere. */
const roots: readonly string[] = [
  'viewer',
  'me',
  'citizen',
  'application',
  'application',
  'referral',
  'referral',
  'node',
  'node',
  'myApplications',
  'similarApplications',
  'evaluationQueue',
  'unitInbox',
  'unitInbox',
  'closedReferrals',
  'closedApplications',
  'applicationEvents',
  'unitAppeals',
  'trackApplication',
  'leaveDays',
  'citizenSearches',
  'outbox',
  'myUndeliveredMessages',
  'notificationBacklog',
  'directoryChanges',
  'proposedUnitChanges',
  'applications',
  'applications',
  'applicationStatistics',
  'referralStatistics',
  'stepStatistics',
  'publishedStatistics',
];

const maxDepth = 9;
const maxFields = 70;

/**
 * Writes a random query along an indirect path: from any root field along edges from application to
 * referral to appeal to applicant and back, with any fields selected on the way, in fragments,
 * under conditions and under any names.
 */
export class QuestionWriter {
  readonly #chance: Chance;
  readonly #schema: GraphQLSchema;
  readonly #pools: Pools;
  #fragments: string[] = [];
  #variables: { definition: string; name: string; value: unknown }[] = [];
  #fields = 0;

  constructor(chance: Chance, schema: GraphQLSchema, pools: Pools) {
    this.#chance = chance;
    this.#schema = schema;
    this.#pools = pools;
  }

  write(): Question {
    this.#fragments = [];
    this.#variables = [];
    this.#fields = 0;
    const type = this.#schema.getQueryType();
    if (!type) throw new Error('The schema has queries.');
    const asked: Asked[] = [];
    const texts: string[] = [];
    for (const [index, name] of this.#chance.some(roots, 1 + this.#chance.below(2)).entries()) {
      // At most once in a request.
      if (name === 'trackApplication' && asked.some(({ field }) => field === name)) continue;
      const field = type.getFields()[name];
      if (!field) throw new Error(`There is no field ${name}.`);
      const { text, node } = this.#field(type, field, `r${index}`, this.#rootArgs(name), 0);
      texts.push(text);
      asked.push(node);
    }
    const declared = this.#variables.map(({ definition }) => definition).join(', ');
    const query = `query Q${declared && `(${declared})`} { ${texts.join(' ')} }`;
    return {
      query: [query, ...this.#fragments].join('\n'),
      variables: Object.fromEntries(this.#variables.map(({ name, value }) => [name, value])),
      asked,
    };
  }

  #rootArgs(name: string): Record<string, unknown> {
    const chance = this.#chance;
    const pools = this.#pools;
    switch (name) {
      case 'application':
        return { number: chance.oneOf(pools.numbers) };
      case 'node':
        return { id: chance.oneOf(chance.oneOf(pools.nodeIds)) };
      case 'citizen':
        return { id: chance.oneOf(pools.citizenIds) };
      case 'referral':
        return chance.oneIn(3)
          ? { fileNumber: chance.oneOf(pools.fileNumbers) }
          : { id: chance.oneOf(pools.referralIds) };
      case 'unitInbox':
      case 'closedReferrals':
      case 'directoryChanges':
        return { unitId: chance.oneOf(pools.unitIds), ...this.#first() };
      case 'applicationEvents':
        // Few, since each leads to much.
        return { unitId: chance.oneOf(pools.unitIds), after: 'EARLIEST', first: 5 };
      case 'unitAppeals':
        return {
          unitId: chance.oneOf(pools.unitIds),
          states: ['PENDING', 'UPHELD', 'DISMISSED'],
          ...(chance.oneIn(3) && { overdue: chance.oneIn(2) }),
          ...this.#first(),
        };
      case 'trackApplication':
        return { ...chance.oneOf(pools.tracked) };
      case 'similarApplications':
        return { input: { ...chance.oneOf(pools.texts) } };
      case 'myApplications':
        return { ...this.#ofOwn(), ...this.#first() };
      case 'applications':
        return { ...this.#filter(), ...this.#first() };
      case 'applicationStatistics':
        return {
          groupBy: this.#dimensions(['STAGE', 'CHANNEL', 'REFUSAL_REASON']),
          ...this.#filter(),
        };
      case 'referralStatistics':
        return { groupBy: this.#dimensions(['STATE']) };
      case 'stepStatistics':
        return { groupBy: this.#dimensions(['KIND']) };
      case 'publishedStatistics':
        return {
          groupBy: chance.some(['TYPE', 'TOPIC', 'PROVINCE', 'DISTRICT'], 1 + chance.below(3)),
        };
      case 'evaluationQueue':
      case 'closedApplications':
      case 'outbox':
      case 'proposedUnitChanges':
        return this.#first();
      default:
        return {};
    }
  }

  #ofOwn(): Record<string, unknown> {
    const orders = ['LATEST_FILED_FIRST', 'EARLIEST_FILED_FIRST', 'LATEST_UPDATED_FIRST'];
    const stages = ['RECEIVED', 'IN_PROGRESS', 'ANSWERED', 'AWAITING_CITIZEN'];
    return {
      ...(this.#chance.oneIn(2) && { order: this.#chance.oneOf(orders) }),
      ...(this.#chance.oneIn(2) && { stages: [this.#chance.oneOf(stages), 'ANSWERED'] }),
    };
  }

  /** Of questions about all applications. */
  #dimensions(more: readonly string[]): string[] {
    const all = ['TYPE', 'TOPIC', 'PROVINCE', 'DISTRICT', 'UNIT', 'DAY', ...more];
    return this.#chance.some(all, 1 + this.#chance.below(4));
  }

  #filter(): { filter?: object } {
    const filters = [
      { types: ['COMPLAINT', 'REQUEST'] },
      { stages: ['ANSWERED', 'IN_PROGRESS'], open: false },
      { not: { provinceCodes: ['34'] } },
      { open: true },
    ];
    return this.#chance.oneIn(2) ? { filter: this.#chance.oneOf(filters) } : {};
  }

  #first(): { first?: number } {
    const first = this.#chance.oneOf([null, 1, 2, 5, 100, 100]);
    return first === null ? {} : { first };
  }

  #field(
    parent: GraphQLObjectType,
    field: GraphQLField<unknown, unknown>,
    alias: string,
    args: Readonly<Record<string, unknown>>,
    depth: number,
  ): { text: string; node: Asked } {
    this.#fields += 1;
    const written = field.args
      .filter(({ name }) => name in args)
      .map(({ name, type }) => `${name}: ${this.#argument(type, args[name])}`);
    const called = alias === field.name ? alias : `${alias}: ${field.name}`;
    const head = `${called}${written.length > 0 ? `(${written.join(', ')})` : ''}`;
    const common = { parent: parent.name, field: field.name, alias, args };
    const type = objectType(this.#schema, field, args);
    if (!type) return { text: head, node: { ...common, below: null } };
    const dull = dullFields[type.name];
    if (dull !== undefined) {
      const id = type.name === 'Province' || type.name === 'District' ? 'code' : 'id';
      const leaf = { parent: type.name, field: id, alias: id, args: {}, below: null };
      const below = type.name === 'UnitSuggestion' ? [] : [leaf];
      return { text: `${head} ${onType(field, type, dull)}`, node: { ...common, below } };
    }
    const { text, below } = this.#selections(type, depth + 1);
    return { text: `${head} ${onType(field, type, text)}`, node: { ...common, below } };
  }

  #argument(type: GraphQLInputType, value: unknown): string {
    // The value of an enum is written otherwise than a text.
    if (this.#chance.oneIn(2) || typeof value === 'object' || isEnumType(getNamedType(type))) {
      const name = `v${this.#variables.length}`;
      this.#variables.push({ name, definition: `$${name}: ${String(type)}`, value });
      return `$${name}`;
    }
    return JSON.stringify(value);
  }

  #selections(type: GraphQLObjectType, depth: number): { text: string; below: Asked[] } {
    const fields = Object.values(type.getFields());
    const isLeaf = ({ type }: GraphQLField<unknown, unknown>) => !isObjectType(getNamedType(type));
    const isDull = ({ type }: GraphQLField<unknown, unknown>) =>
      dullTypes.has(getNamedType(type).name);
    const leaves = this.#chance.some(fields.filter(isLeaf), 1 + this.#chance.below(6));
    const dull = this.#chance.some(fields.filter(isDull), this.#chance.below(2));
    const edges = fields.filter((field) => !isLeaf(field) && !isDull(field));
    const isRoom = depth < maxDepth && this.#fields < maxFields;
    const onwards = isRoom ? this.#chance.some(edges, 1 + this.#chance.below(2)) : [];
    const used = new Set<string>();
    const written: string[] = [];
    const below: Asked[] = [];
    for (const field of [...leaves, ...dull, ...onwards]) {
      const alias = this.#alias(field.name, fields, used);
      const required = requiredArgs[`${type.name}.${field.name}`];
      const args = field.args.some(({ name }) => name === 'first') ? this.#first() : {};
      const { text, node } = this.#field(type, field, alias, required ?? args, depth);
      written.push(this.#chance.oneIn(8) ? this.#inFragment(type, text) : text);
      below.push(node);
    }
    if (written.length === 0) written.push('__typename');
    return { text: `{ ${written.join(' ')} }`, below };
  }

  /** The field's own name, one of ours, or that of another field. */
  #alias(
    name: string,
    fields: readonly GraphQLField<unknown, unknown>[],
    used: Set<string>,
  ): string {
    const other = this.#chance.oneOf(fields).name;
    const wanted = this.#chance.oneOf([name, name, name, `a_${name}`, other]);
    const alias = used.has(wanted) ? `b${used.size}_${name}` : wanted;
    used.add(alias);
    return alias;
  }

  #inFragment({ name }: GraphQLObjectType, text: string): string {
    switch (this.#chance.below(3)) {
      case 0:
        return `... on ${name} { ${text} }`;
      case 1:
        return `... @include(if: true) { ${text} }`;
      default: {
        const fragment = `F${this.#fragments.length}`;
        this.#fragments.push(`fragment ${fragment} on ${name} { ${text} }`);
        return `...${fragment}`;
      }
    }
  }
}

const typesOfIds: Readonly<Record<string, string>> = {
  apl: 'Appeal',
  app: 'Application',
  att: 'Attachment',
  cit: 'Citizen',
  drf: 'ReplyDraft',
  msg: 'OutboxMessage',
  ref: 'Referral',
  rpl: 'Reply',
  sup: 'Supplement',
  tle: 'TimelineEntry',
  uch: 'DirectoryChange',
};

/** The type of the objects of a field, which for a `Node` follows from the id; null for a leaf. */
export function objectType(
  schema: GraphQLSchema,
  field: GraphQLField<unknown, unknown>,
  { id }: Readonly<Record<string, unknown>>,
): GraphQLObjectType | null {
  const declared = getNamedType(field.type);
  const type = isInterfaceType(declared)
    ? schema.getType(typesOfIds[String(id).slice(0, 3)] ?? 'AdministrativeUnit')
    : declared;
  return isObjectType(type) ? type : null;
}

/** The selections in a fragment, if the field has objects of several types. */
export const onType = (
  field: GraphQLField<unknown, unknown>,
  { name }: GraphQLObjectType,
  text: string,
) => (isInterfaceType(getNamedType(field.type)) ? `{ ... on ${name} ${text} }` : text);
