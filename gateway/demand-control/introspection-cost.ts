import {
  __Schema,
  __Type,
  getNamedType,
  getNullableType,
  type GraphQLObjectType,
  type GraphQLResolveInfo,
  type GraphQLSchema,
  isCompositeType,
  isListType,
  type SelectionSetNode,
} from 'graphql';
import { charactersPerLeaf, type Cost, noCost } from './cost.ts';
import type { SelectedField, SelectedFields } from './selected-fields.ts';

/**
 * The costs of introspection in one operation. The schema is the data, and it is known: the objects and leaves of the
 * answer are counted, with lists at their real lengths and a leaf for each 200 characters of a description. An object
 * costs as much as a leaf, since nothing is read to find it. Objects that are reached on several paths are counted once
 * for all, so that counting takes time proportional to the selections and the size of the schema, however large the
 * answer.
 */
export class IntrospectionCosts {
  readonly #selected: SelectedFields;
  readonly #schema: GraphQLSchema;
  readonly #known = new Map<readonly SelectionSetNode[], Map<unknown, Cost>>();

  constructor(selected: SelectedFields, schema: GraphQLSchema) {
    this.#selected = selected;
    this.#schema = schema;
  }

  /** The cost of a `__schema` or `__type` field. */
  of({ field, parts }: SelectedField): Cost {
    if (field.name.value === '__schema') return this.#ofObject(__Schema, this.#schema, parts);
    const given = field.arguments?.[0];
    const name = given && this.#selected.valueOf(given.value);
    const type = typeof name === 'string' ? this.#schema.getType(name) : undefined;
    return type ? this.#ofObject(__Type, type, parts) : noCost;
  }

  #ofObject(type: GraphQLObjectType, source: unknown, parts: readonly SelectionSetNode[]): Cost {
    let known = this.#known.get(parts);
    if (!known) this.#known.set(parts, (known = new Map()));
    let cost = known.get(source);
    if (!cost) known.set(source, (cost = this.#count(type, source, parts)));
    return cost;
  }

  #count(type: GraphQLObjectType, source: unknown, parts: readonly SelectionSetNode[]): Cost {
    let leaves = 1; // the object itself
    for (const { field, parts: inside } of this.#selected.of(type, parts).values()) {
      const definition = type.getFields()[field.name.value];
      if (!definition) {
        leaves += 1; // __typename
        continue;
      }
      const value: unknown = definition.resolve?.(source, withDeprecated, undefined, this.#info);
      const named = getNamedType(definition.type);
      if (!isCompositeType(named)) {
        leaves +=
          1 + (typeof value === 'string' ? Math.floor(value.length / charactersPerLeaf) : 0);
        continue;
      }
      for (const item of isListType(getNullableType(definition.type)) ? listOf(value) : [value]) {
        if (item === null || item === undefined) continue;
        leaves += this.#ofObject(named as GraphQLObjectType, item, inside).leaves; // no other composite types
      }
    }
    return { ...noCost, leaves };
  }

  /** All that the resolvers of introspection read. */
  get #info(): GraphQLResolveInfo {
    return { schema: this.#schema } as GraphQLResolveInfo;
  }
}

/** As if deprecated fields were always asked for. */
const withDeprecated = { includeDeprecated: true };

const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);
