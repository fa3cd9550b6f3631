import {
  type FieldNode,
  type GraphQLObjectType,
  type GraphQLSchema,
  isAbstractType,
  Kind,
  type SelectionNode,
  type SelectionSetNode,
  type ValueNode,
  valueFromASTUntyped,
} from 'graphql';
import type { ClientOperation, Variables } from '../../lib/platform/operations/engine.ts';
import { type Fragments, fragmentsIn } from '../../lib/platform/operations/fragments-in.ts';

/** The selections of one response key. */
export interface SelectedField {
  readonly field: FieldNode;
  /** The selections on the field's value. */
  readonly parts: readonly SelectionSetNode[];
}

/** The fields that one execution of a valid operation selects. */
export class SelectedFields {
  readonly #schema: GraphQLSchema;
  readonly #variables: Variables;
  readonly #fragments: Fragments;
  readonly #defaults = new Map<string, ValueNode>();
  readonly #collected = new Map<
    readonly SelectionSetNode[],
    Map<GraphQLObjectType, ReadonlyMap<string, SelectedField>>
  >();
  #dependsOnVariables = false;

  constructor(
    { document, definition }: ClientOperation,
    variables: Variables,
    schema: GraphQLSchema,
  ) {
    this.#schema = schema;
    this.#variables = variables;
    this.#fragments = fragmentsIn(document);
    for (const { variable, defaultValue } of definition.variableDefinitions ?? []) {
      if (defaultValue) this.#defaults.set(variable.name.value, defaultValue);
    }
  }

  /** Whether a variable has been read so far. */
  get dependsOnVariables(): boolean {
    return this.#dependsOnVariables;
  }

  /** The fields of an object, by their response keys. */
  of(
    type: GraphQLObjectType,
    parts: readonly SelectionSetNode[],
  ): ReadonlyMap<string, SelectedField> {
    let byType = this.#collected.get(parts);
    if (!byType) this.#collected.set(parts, (byType = new Map()));
    let fields = byType.get(type);
    if (!fields) byType.set(type, (fields = this.#fieldsOf(type, parts)));
    return fields;
  }

  /** The value of an argument; undefined if its variable has none. */
  valueOf(node: ValueNode): unknown {
    if (node.kind === Kind.VARIABLE) {
      this.#dependsOnVariables = true;
      const name = node.name.value;
      if (Object.hasOwn(this.#variables, name)) return this.#variables[name];
      const declared = this.#defaults.get(name);
      return declared && valueFromASTUntyped(declared);
    }
    if (node.kind === Kind.LIST) return node.values.map((value) => this.valueOf(value));
    if (node.kind !== Kind.OBJECT) return valueFromASTUntyped(node);
    return Object.fromEntries(
      node.fields.map(({ name, value }) => [name.value, this.valueOf(value)]),
    );
  }

  #fieldsOf(type: GraphQLObjectType, parts: readonly SelectionSetNode[]) {
    const fields = new Map<string, SelectedField & { readonly parts: SelectionSetNode[] }>();
    const collect = ({ selections }: SelectionSetNode): void => {
      for (const selection of selections) {
        if (!this.#isIncluded(selection)) continue;
        if (selection.kind !== Kind.FIELD) {
          const fragment = this.#fragmentOf(selection);
          if (this.#holds(fragment.typeCondition?.name.value, type)) collect(fragment.selectionSet);
          continue;
        }
        const key = (selection.alias ?? selection.name).value;
        let known = fields.get(key);
        if (!known) fields.set(key, (known = { field: selection, parts: [] }));
        if (selection.selectionSet) known.parts.push(selection.selectionSet);
      }
    };
    parts.forEach(collect);
    return fields;
  }

  #fragmentOf(selection: Exclude<SelectionNode, FieldNode>) {
    if (selection.kind === Kind.INLINE_FRAGMENT) return selection;
    const fragment = this.#fragments.get(selection.name.value);
    if (!fragment) throw new Error(`The operation lacks the fragment ${selection.name.value}.`);
    return fragment;
  }

  #holds(condition: string | undefined, type: GraphQLObjectType): boolean {
    if (condition === undefined || condition === type.name) return true;
    const declared = this.#schema.getType(condition);
    return isAbstractType(declared) && this.#schema.isSubType(declared, type);
  }

  #isIncluded({ directives = [] }: SelectionNode): boolean {
    return directives.every(({ name, arguments: given }) => {
      const isInclude = name.value === 'include';
      const condition = isInclude || name.value === 'skip' ? given?.[0] : undefined;
      return !condition || (this.valueOf(condition.value) === true) === isInclude;
    });
  }
}
