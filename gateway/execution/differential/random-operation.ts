import * as fc from 'fast-check';
import {
  doTypesOverlap,
  getNamedType,
  type GraphQLArgument,
  type GraphQLCompositeType,
  type GraphQLField,
  type GraphQLSchema,
  isCompositeType,
  isEnumType,
  isInputObjectType,
  isRequiredArgument,
  isUnionType,
} from 'graphql';
import type { Ask } from './compare.ts';

const maxDepth = 4;

/** What the planner fetches besides: it breaks where an alias of something else hides one of them. */
const neededByPlans = new Set(['id', 'isbn', 'pages', 'tags']);

/**
 * Writes one operation by chance, and the variables it takes: fields and aliases, arguments, fragments
 * of both kinds, at every level. Rarely one that does not validate, when an alias hides another field.
 */
export class RandomOperation {
  readonly #gen: fc.GeneratorValue;
  readonly #schema: GraphQLSchema;
  readonly #without: readonly string[];
  readonly #fragments: { name: string; type: GraphQLCompositeType; text: string }[] = [];
  readonly #variables: { definition: string; name: string; value: unknown }[] = [];

  constructor(gen: fc.GeneratorValue, schema: GraphQLSchema, without: readonly string[] = []) {
    this.#gen = gen;
    this.#schema = schema;
    this.#without = without;
  }

  write(): Required<Pick<Ask, 'query' | 'variables'>> {
    const root = this.#schema.getQueryType();
    if (!root) throw new Error('The schema has no queries.');
    const selections = this.#selections(root, 0);
    const definitions = this.#variables.map(({ definition }) => definition).join(', ');
    const fragments = this.#fragments.map(
      ({ name, type, text }) => `fragment ${name} on ${type.name} ${text}`,
    );
    return {
      query: [`query Q${definitions && `(${definitions})`} ${selections}`, ...fragments].join('\n'),
      variables: Object.fromEntries(
        this.#variables.flatMap(({ name, value }) => (value === undefined ? [] : [[name, value]])),
      ),
    };
  }

  #upTo(max: number): number {
    return this.#gen(fc.nat, { max });
  }

  #oneOf<Value>(values: readonly Value[]): Value {
    const value = values[this.#upTo(values.length - 1)];
    if (value === undefined) throw new Error('There is nothing to choose from.');
    return value;
  }

  #selections(type: GraphQLCompositeType, depth: number): string {
    const count = 1 + this.#upTo(4);
    const selections = Array.from({ length: count }, () => this.#selection(type, depth));
    return `{ ${selections.filter((text) => text !== '').join(' ') || '__typename'} }`;
  }

  #selection(type: GraphQLCompositeType, depth: number): string {
    const kind = this.#upTo(11);
    if (kind === 0) return this.#oneOf(['__typename', 'kind: __typename']);
    if (kind === 1) return this.#inlineFragment(type, depth);
    if (kind === 2) return this.#spread(type, depth);
    if (isUnionType(type)) return this.#inlineFragment(type, depth);
    const fields = Object.values(type.getFields()).filter(
      ({ name, type }) =>
        !this.#without.includes(name) && (depth < maxDepth || !isCompositeType(getNamedType(type))),
    );
    return fields.length > 0 ? this.#field(this.#oneOf(fields), fields, depth) : '';
  }

  #field(
    field: GraphQLField<unknown, unknown>,
    siblings: readonly GraphQLField<unknown, unknown>[],
    depth: number,
  ): string {
    const variant = this.#upTo(3);
    const own = variant > 0 ? `${field.name}${variant}` : field.name;
    const other = this.#upTo(9) === 5 ? this.#oneOf(siblings).name : own;
    const alias = neededByPlans.has(other) ? own : other;
    const args = field.args
      .filter((argument) => isRequiredArgument(argument) || variant > 0)
      .map((argument) => `${argument.name}: ${this.#value(argument, variant)}`);
    const type = getNamedType(field.type);
    const inner = isCompositeType(type) ? ` ${this.#selections(type, depth + 1)}` : '';
    return `${alias}: ${field.name}${args.length > 0 ? `(${args.join(', ')})` : ''}${inner}`;
  }

  #inlineFragment(type: GraphQLCompositeType, depth: number): string {
    if (depth >= maxDepth) return '';
    const condition = this.#overlapping(type);
    const on = condition === type && this.#upTo(1) === 0 ? '' : ` on ${condition.name}`;
    return `...${on} ${this.#selections(condition, depth + 1)}`;
  }

  #spread(type: GraphQLCompositeType, depth: number): string {
    if (depth >= maxDepth) return '';
    const known = this.#fragments.find((fragment) =>
      doTypesOverlap(this.#schema, fragment.type, type),
    );
    if (known && this.#upTo(1) === 0) return `...${known.name}`;
    const condition = this.#overlapping(type);
    const text = this.#selections(condition, depth + 1);
    const name = `F${this.#fragments.length}`;
    this.#fragments.push({ name, type: condition, text });
    return `...${name}`;
  }

  #overlapping(type: GraphQLCompositeType): GraphQLCompositeType {
    const others = Object.values(this.#schema.getTypeMap())
      .filter(isCompositeType)
      .filter((other) => !other.name.startsWith('_'))
      .filter((other) => doTypesOverlap(this.#schema, other, type));
    return this.#oneOf([type, ...others]);
  }

  /** The same for the same argument and variant, so that fields of one alias agree. */
  #value({ name, type, defaultValue }: GraphQLArgument, variant: number): string {
    const named = getNamedType(type);
    const value = isEnumType(named) ? named.getValues()[0]?.name : exampleOf(named.name, variant);
    if (variant < 3) {
      return isEnumType(named)
        ? String(value)
        : JSON.stringify(value).replaceAll(/"(\w+)":/g, '$1:');
    }
    const variable = `${name}_${named.name}`;
    if (!this.#variables.some((known) => known.name === variable)) {
      const missing = defaultValue !== undefined || isInputObjectType(named);
      this.#variables.push({
        name: variable,
        definition: `$${variable}: ${String(type)}`,
        value: missing ? undefined : value,
      });
    }
    return `$${variable}`;
  }
}

function exampleOf(type: string, variant: number): unknown {
  if (type === 'Int') return variant + 1;
  if (type === 'ID') return `b${variant + 1}`;
  return type === 'Filter' ? { maxPages: variant } : 'Izmir';
}
