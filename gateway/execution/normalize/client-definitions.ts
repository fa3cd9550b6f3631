import {
  type DocumentNode,
  type FragmentDefinitionNode,
  type FragmentSpreadNode,
  type GraphQLCompositeType,
  type GraphQLObjectType,
  type GraphQLSchema,
  type InlineFragmentNode,
  isCompositeType,
  isInputType,
  Kind,
  type OperationDefinitionNode,
  typeFromAST,
  type VariableDefinitionNode,
} from 'graphql';
import type { Variables } from '../../../lib/platform/operations/engine.ts';
import { type ArgumentContext, argumentValue } from './argument-values.ts';
import { type ConditionVariables, conditionVariables } from './conditions.ts';

/** One operation of a document that is valid for the API schema, with everything it refers to. */
export class ClientDefinitions implements ArgumentContext {
  readonly definition: OperationDefinitionNode;
  readonly root: GraphQLObjectType;
  readonly schema: GraphQLSchema;
  readonly definitions: ReadonlyMap<string, VariableDefinitionNode>;
  readonly fixed: ReadonlySet<string>;
  readonly conditions: ConditionVariables;
  /** Prefix of generated names. No field of the supergraph and no variable of the operation begins with it. */
  readonly prefix: string;
  readonly #fragments: Record<string, FragmentDefinitionNode> = Object.create(null);
  readonly #defaults: readonly (readonly [name: string, value: unknown])[];

  constructor(
    document: DocumentNode,
    definition: OperationDefinitionNode,
    { schema, prefix }: { schema: GraphQLSchema; prefix: string },
  ) {
    this.definition = definition;
    this.schema = schema;
    const root = schema.getRootType(definition.operation);
    if (!root) throw new Error(`The graph has no ${definition.operation} type.`);
    this.root = root;
    for (const part of document.definitions) {
      if (part.kind === Kind.FRAGMENT_DEFINITION) this.#fragments[part.name.value] = part;
    }
    const variables = definition.variableDefinitions ?? [];
    this.definitions = new Map(variables.map((part) => [part.variable.name.value, part]));
    this.prefix = prefix;
    while ([...this.definitions.keys()].some((name) => name.startsWith(this.prefix))) {
      this.prefix += 'x';
    }
    const { defaults, fixed } = this.#readDefaults(variables);
    this.#defaults = defaults;
    this.fixed = fixed;
    this.conditions = conditionVariables(definition, this.#fragments);
  }

  /** The given values, with the operation's defaults for those left out. */
  withDefaults(given: Variables): Variables {
    if (this.#defaults.length === 0) return given;
    // Without a prototype: GraphQL allows a variable `__proto__`.
    const values: Record<string, unknown> = Object.assign(Object.create(null), given);
    for (const [name, value] of this.#defaults) {
      if (!Object.hasOwn(given, name) || given[name] === undefined) values[name] = value;
    }
    return values;
  }

  /** Definitions of the given variables, in the order of the operation. */
  definitionsOf(names: ReadonlySet<string>): readonly VariableDefinitionNode[] {
    return [...this.definitions.values()].filter(({ variable }) => names.has(variable.name.value));
  }

  fragmentOf(node: FragmentSpreadNode | InlineFragmentNode) {
    if (node.kind === Kind.INLINE_FRAGMENT) return node;
    const fragment = this.#fragments[node.name.value];
    if (!fragment) throw new Error(`The operation lacks the fragment ${node.name.value}.`);
    return fragment;
  }

  compositeType(name: string): GraphQLCompositeType {
    const type = this.schema.getType(name);
    if (!isCompositeType(type)) throw new Error(`${name} is not a type with fields.`);
    return type;
  }

  #readDefaults(variables: readonly VariableDefinitionNode[]) {
    const defaults: [string, unknown][] = [];
    const fixed = new Set<string>();
    for (const { variable, type, defaultValue } of variables) {
      if (!defaultValue) continue;
      const name = variable.name.value;
      const inputType = typeFromAST(this.schema, type);
      const none = { definitions: new Map(), fixed };
      const value = isInputType(inputType) && argumentValue(defaultValue, inputType, name, none);
      if (value) defaults.push([name, value.read({})]);
      else fixed.add(name);
    }
    return { defaults, fixed };
  }
}
