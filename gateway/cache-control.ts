import {
  type DocumentNode,
  getNamedType,
  type GraphQLField,
  type GraphQLNamedType,
  type GraphQLSchema,
  isAbstractType,
  isCompositeType,
  isInterfaceType,
  isObjectType,
  Kind,
  TypeInfo,
  valueFromASTUntyped,
  visit,
  visitWithTypeInfo,
} from 'graphql';
import type { ClientOperation } from '../lib/platform/operations/engine.ts';
import type { OperationPolicy } from '../lib/platform/operations/policy.ts';

/** How long what a field gives may be stored, in seconds, or that it may be for as long as what it is a part of. */
type Hint = number | 'inherited';

/** The declarations of a supergraph with `@cacheControl`. */
interface CacheHints {
  ofField(parent: GraphQLNamedType, name: string): Hint | undefined;
  ofType(type: GraphQLNamedType): Hint | undefined;
}

interface CacheControlOptions {
  /** The supergraph with its directives. Another one once it was replaced. */
  readonly supergraphSchema: GraphQLSchema;
}

/**
 * Lets answers be stored for as long as everything in them may be. What nothing is declared for may not be: as with
 * Apollo's `@cacheControl`, that is every field of a root type, and every field that gives objects; other fields are as
 * fresh as their object. Answers with errors are not stored.
 */
export function createCacheControl(engine: CacheControlOptions): OperationPolicy {
  const hintsOf = new WeakMap<GraphQLSchema, CacheHints>();
  const secondsOf = new WeakMap<ClientOperation, number>();
  return {
    afterResult({ operation, request: { storing } }, { errors }) {
      if (!storing || errors) return;
      let seconds = secondsOf.get(operation);
      if (seconds === undefined) {
        const { supergraphSchema } = engine;
        const hints = hintsOf.get(supergraphSchema) ?? readHints(supergraphSchema);
        hintsOf.set(supergraphSchema, hints);
        seconds = maxAgeOf(operation, supergraphSchema, hints);
        secondsOf.set(operation, seconds);
      }
      storing.seconds = seconds;
    },
  };
}

/** The least of all parts, whatever conditions exclude of them. */
function maxAgeOf(
  { document, definition }: ClientOperation,
  schema: GraphQLSchema,
  hints: CacheHints,
): number {
  const fragments = document.definitions.filter(({ kind }) => kind === Kind.FRAGMENT_DEFINITION);
  const executed: DocumentNode = { kind: Kind.DOCUMENT, definitions: [definition, ...fragments] };
  const typeInfo = new TypeInfo(schema);
  let seconds = Infinity;
  const visitor = visitWithTypeInfo(typeInfo, {
    Field() {
      const parent = typeInfo.getParentType();
      const field = typeInfo.getFieldDef();
      if (field?.name === '__typename') return;
      const hint = parent && field ? hintFor(parent, field, schema, hints) : 0;
      if (hint !== 'inherited') seconds = Math.min(seconds, hint);
    },
  });
  visit(executed, visitor);
  return seconds === Infinity ? 0 : seconds;
}

function hintFor(
  parent: GraphQLNamedType,
  field: GraphQLField<unknown, unknown>,
  schema: GraphQLSchema,
  hints: CacheHints,
): Hint {
  const type = getNamedType(field.type);
  const declared = declaredFor(parent, field.name, schema, hints) ?? hints.ofType(type);
  const isRoot = parent === schema.getQueryType();
  if (declared === undefined) return isRoot || isCompositeType(type) ? 0 : 'inherited';
  return isRoot && declared === 'inherited' ? 0 : declared;
}

/** Of a field of an interface, the least of its implementations. */
function declaredFor(
  parent: GraphQLNamedType,
  name: string,
  schema: GraphQLSchema,
  hints: CacheHints,
): Hint | undefined {
  const types = isAbstractType(parent) ? [parent, ...schema.getPossibleTypes(parent)] : [parent];
  return types
    .map((type) => hints.ofField(type, name))
    .reduce((least, hint) => (isLess(hint, least) ? hint : least), undefined);
}

function isLess(hint: Hint | undefined, than: Hint | undefined): boolean {
  if (hint === undefined) return false;
  if (than === undefined || than === 'inherited') return true;
  return hint !== 'inherited' && hint < than;
}

function readHints(supergraph: GraphQLSchema): CacheHints {
  const ofCoordinate = new Map<string, Hint>();
  const read = (coordinate: string, { astNode }: Declared): void => {
    const directive = astNode?.directives?.find(({ name }) => name.value === 'cacheControl');
    if (!directive) return;
    const given = Object.fromEntries(
      (directive.arguments ?? []).map(({ name, value }) => [
        name.value,
        valueFromASTUntyped(value),
      ]),
    );
    if (given['inheritMaxAge'] === true) ofCoordinate.set(coordinate, 'inherited');
    else ofCoordinate.set(coordinate, Math.max(0, Number(given['maxAge'] ?? 0)));
  };
  for (const type of Object.values(supergraph.getTypeMap())) {
    if (!isObjectType(type) && !isInterfaceType(type)) continue;
    read(type.name, type);
    for (const field of Object.values(type.getFields())) read(`${type.name}.${field.name}`, field);
  }
  return {
    ofField: ({ name: parent }, name) => ofCoordinate.get(`${parent}.${name}`),
    ofType: ({ name }) => ofCoordinate.get(name),
  };
}

/** Anything that directives are applied to. */
type Declared = Pick<GraphQLField<unknown, unknown>, 'astNode'> | Pick<GraphQLNamedType, 'astNode'>;
