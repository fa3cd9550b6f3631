import * as fc from 'fast-check';
import {
  doTypesOverlap,
  getNamedType,
  type GraphQLArgument,
  type GraphQLCompositeType,
  type GraphQLField,
  type GraphQLInputType,
  type GraphQLSchema,
  isCompositeType,
  isEnumType,
  isInputObjectType,
  isListType,
  isNonNullType,
  isObjectType,
  isRequiredArgument,
  isUnionType,
  OperationTypeNode,
} from 'graphql';
import type { Ask } from './subject.ts';

const maxDepth = 4;

/** Beside the names of fields: what every object has, and what graphql itself knows. */
const strangeAliases = ['constructor', 'toString', 'hasOwnProperty', '_r0', '_entities'];

interface RandomOptions {
  /** Names of fields that are never selected. */
  without?: readonly string[];
  operation?: OperationTypeNode;
  /** Values for arguments and input fields that need meaningful ones; undefined for any value. */
  values?: (name: string, variant: number) => unknown;
}

interface Variable {
  readonly definition: string;
  readonly name: string;
  /** Undefined means omitted. */
  readonly value: unknown;
}

/**
 * Generates one random operation and its variables: fields with and without aliases, including those of keys and
 * required fields; arguments as literals, variables, absent or null; fragments of both kinds, also repeated; conditions
 * of all kinds. Some do not validate, since fields of one alias differ.
 */
export class RandomOperation {
  readonly #gen: fc.GeneratorValue;
  readonly #schema: GraphQLSchema;
  readonly #options: RandomOptions;
  readonly #aliases: readonly string[];
  readonly #fragments: { name: string; type: GraphQLCompositeType; text: string }[] = [];
  readonly #variables = new Map<string, Variable>();

  constructor(gen: fc.GeneratorValue, schema: GraphQLSchema, options: RandomOptions = {}) {
    this.#gen = gen;
    this.#schema = schema;
    this.#options = options;
    const names = Object.values(schema.getTypeMap()).flatMap((type) =>
      isObjectType(type) && !type.name.startsWith('_') ? Object.keys(type.getFields()) : [],
    );
    this.#aliases = [...new Set(names), ...strangeAliases];
  }

  write(): Required<Pick<Ask, 'query' | 'variables'>> {
    const { operation = OperationTypeNode.QUERY } = this.#options;
    const root = this.#schema.getRootType(operation);
    if (!root) throw new Error('The schema has no such operations.');
    const selections = this.#selections(root, 0);
    const variables = [...this.#variables.values()];
    const definitions = variables.map(({ definition }) => definition).join(', ');
    const fragments = this.#fragments.map(
      ({ name, type, text }) => `fragment ${name} on ${type.name} ${text}`,
    );
    const text = `${operation} Q${definitions && `(${definitions})`} ${selections}`;
    return {
      query: [text, ...fragments].join('\n'),
      variables: Object.fromEntries(
        variables.flatMap(({ name, value }) => (value === undefined ? [] : [[name, value]])),
      ),
    };
  }

  #upTo(max: number): number {
    return this.#gen(fc.nat, { max });
  }

  #chance(oneIn: number): boolean {
    return this.#upTo(oneIn - 1) === 1;
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
    if (kind === 0) return this.#oneOf(['__typename', 'kind: __typename', 'id: __typename']);
    if (kind === 1) return this.#inlineFragment(type, depth);
    if (kind === 2) return this.#spread(type, depth);
    if (isUnionType(type)) return this.#inlineFragment(type, depth);
    const { without = [] } = this.#options;
    const fields = Object.values(type.getFields()).filter(
      ({ name, type }) =>
        !without.includes(name) && (depth < maxDepth || !isCompositeType(getNamedType(type))),
    );
    return fields.length > 0 ? this.#field(this.#oneOf(fields), depth) : '';
  }

  #field(field: GraphQLField<unknown, unknown>, depth: number): string {
    const variant = this.#upTo(4);
    const own = variant > 0 ? `${field.name}${variant}` : field.name;
    const alias = this.#chance(5) ? this.#oneOf(this.#aliases) : own;
    const args = field.args
      .filter((argument) => isRequiredArgument(argument) || variant > 0)
      .map((argument) => `${argument.name}: ${this.#argument(argument, variant)}`);
    const type = getNamedType(field.type);
    const inner = isCompositeType(type) ? ` ${this.#selections(type, depth + 1)}` : '';
    const written = args.length > 0 ? `(${args.join(', ')})` : '';
    const named = alias === field.name ? field.name : `${alias}: ${field.name}`;
    return `${named}${written}${this.#condition()}${inner}`;
  }

  #condition(): string {
    if (!this.#chance(7)) return '';
    const directive = this.#oneOf(['skip', 'include']);
    const value = this.#oneOf(['true', 'false', 'flag0', 'flag1', 'flag2']);
    if (!value.startsWith('flag')) return ` @${directive}(if: ${value})`;
    const set = this.#chance(2);
    const hasDefault = value === 'flag2';
    this.#declare({
      name: value,
      definition: hasDefault ? `$${value}: Boolean = ${String(set)}` : `$${value}: Boolean!`,
      value: hasDefault && this.#chance(2) ? undefined : this.#chance(2),
    });
    return ` @${directive}(if: $${value})`;
  }

  #declare(variable: Variable): void {
    if (!this.#variables.has(variable.name)) this.#variables.set(variable.name, variable);
  }

  #inlineFragment(type: GraphQLCompositeType, depth: number): string {
    if (depth >= maxDepth) return '';
    const condition = this.#overlapping(type);
    const on = condition === type && this.#chance(2) ? '' : ` on ${condition.name}`;
    return `...${on}${this.#condition()} ${this.#selections(condition, depth + 1)}`;
  }

  #spread(type: GraphQLCompositeType, depth: number): string {
    if (depth >= maxDepth) return '';
    const known = this.#fragments.filter((fragment) =>
      doTypesOverlap(this.#schema, fragment.type, type),
    );
    if (known.length > 0 && !this.#chance(3)) {
      return `...${this.#oneOf(known).name}${this.#condition()}`;
    }
    const condition = this.#overlapping(type);
    const text = this.#selections(condition, depth + 1);
    const name = `F${this.#fragments.length}`;
    this.#fragments.push({ name, type: condition, text });
    return `...${name}${this.#condition()}`;
  }

  #overlapping(type: GraphQLCompositeType): GraphQLCompositeType {
    const others = Object.values(this.#schema.getTypeMap())
      .filter(isCompositeType)
      .filter((other) => !other.name.startsWith('_'))
      .filter((other) => doTypesOverlap(this.#schema, other, type));
    return this.#oneOf([type, ...others]);
  }

  /** The same for the same argument and variant, so that fields of one alias agree. */
  #argument({ name, type, defaultValue }: GraphQLArgument, variant: number): string {
    if (variant < 3) return this.#literal(type, variant, name);
    const given = { name: `${name}${variant}`, value: this.#options.values?.(name, variant) };
    return this.#variable(type, given, defaultValue !== undefined, variant);
  }

  #variable(
    type: GraphQLInputType,
    { name, value: meant }: { name: string; value: unknown },
    hasDefault: boolean,
    variant: number,
  ): string {
    const inner = isNonNullType(type) ? type.ofType : type;
    const mayBeNull = !isNonNullType(type) || hasDefault;
    const variable = `${name}_${String(inner).replaceAll(/\W/g, 'L')}`;
    if (this.#variables.has(variable)) return `$${variable}`;
    const value = meant === undefined ? valueOf(inner, variant) : meant;
    const choice = mayBeNull ? this.#upTo(4) : 0;
    const written = String(mayBeNull ? inner : type);
    const withDefault = `${written} = ${literalOf(inner, value)}`;
    this.#declare({
      name: variable,
      definition: `$${variable}: ${choice === 4 ? withDefault : written}`,
      value: [value, value, null, undefined, undefined][choice],
    });
    return `$${variable}`;
  }

  /** A literal, with variables in it sometimes. */
  #literal(type: GraphQLInputType, variant: number, name: string): string {
    const inner = isNonNullType(type) ? type.ofType : type;
    const meant = this.#options.values?.(name, variant);
    const value = meant === undefined ? valueOf(inner, variant) : meant;
    const written = literalOf(inner, value);
    if (variant === 1 && !isNonNullType(type)) return this.#oneOf([written, 'null']);
    if (!isInputObjectType(inner) || variant < 2) return written;
    const fields = Object.values(inner.getFields()).map((field) => {
      if (isInputObjectType(getNamedType(field.type))) return `${field.name}: null`;
      const given = {
        name: `${name}_${field.name}`,
        value: this.#options.values?.(field.name, 3),
      };
      const hasDefault = field.defaultValue !== undefined;
      return `${field.name}: ${this.#variable(field.type, given, hasDefault, 3)}`;
    });
    return `{ ${fields.join(', ')} }`;
  }
}

function valueOf(type: GraphQLInputType, variant: number): unknown {
  if (isNonNullType(type)) return valueOf(type.ofType, variant);
  if (isListType(type)) {
    const item = valueOf(type.ofType, variant);
    return variant % 2 === 0 ? item : [item, item];
  }
  if (isEnumType(type)) return type.getValues()[variant % type.getValues().length]?.name;
  if (isInputObjectType(type)) return variant % 2 === 0 ? {} : { maxPages: variant, strict: true };
  switch (type.name) {
    case 'Int':
      return variant + 1;
    case 'Boolean':
      return variant % 2 === 0;
    case 'ID':
      return `b${variant + 1}`;
    case 'Day':
      return `2026-11-0${variant + 1}`;
    case 'JSON':
      return [{ pages: [variant, null, 1.5], isNew: true }, -variant, [[false], 'Izmir']][
        variant % 3
      ];
    default:
      return 'Izmir';
  }
}

function literalOf(type: GraphQLInputType, value: unknown): string {
  const written = JSON.stringify(value).replaceAll(/"(\w+)":/g, '$1:');
  return isEnumType(getNamedType(type)) ? written.replaceAll('"', '') : written;
}
