import {
  type ArgumentNode,
  type DirectiveNode,
  type DocumentNode,
  type FieldNode,
  getNamedType,
  type GraphQLArgument,
  type GraphQLCompositeType,
  type GraphQLField,
  isCompositeType,
  isNonNullType,
  isUnionType,
  Kind,
  type OperationDefinitionNode,
  OperationTypeNode,
  print,
  SchemaMetaFieldDef,
  type SelectionNode,
  type SelectionSetNode,
  TypeMetaFieldDef,
  TypeNameMetaFieldDef,
  type ValueNode,
  type VariableDefinitionNode,
  visit,
} from 'graphql';
import { badInput } from '../../../lib/kit/errors.ts';
import { say } from '../../../lib/kit/say.ts';
import { isSafeKey } from '../json.ts';
import type { Rights } from '../rights.ts';
import type { AnswerSelection, Refusal } from './answer-selection.ts';
import {
  type ArgumentValue,
  argumentValue,
  type InvalidNull,
  invalidNullsIn,
} from './argument-values.ts';
import type { ClientDefinitions } from './client-definitions.ts';
import { type Conditions, isIncluded, otherDirectives } from './conditions.ts';
import { introspectionDocument } from './introspection.ts';
import {
  inlineFragment,
  isTypename,
  nameNode,
  typename,
  variableDefinition,
  variableNode,
} from './nodes.ts';
import { writtenArguments } from './written-arguments.ts';

/** An argument whose value is sent in a variable of its own. */
export interface LiftedArgument {
  /** Of the variable. */
  readonly name: string;
  readonly value: ArgumentValue;
  /** Names the field in the operation, for {@link Choice.refused}. */
  readonly fieldId: string;
  /** Describes the refusal of an invalid value. */
  refuse(invalid: InvalidNull): Refusal;
  /** As the client wrote it. */
  readonly node: ValueNode;
}

interface KeptVariable {
  readonly sent: string;
  readonly given: string;
}

/** A client's operation, normalized for one combination of conditions. */
export interface NormalizedOperation {
  /**
   * The operation to plan; null when nothing has to be fetched. Equal for operations that differ only in literals,
   * names of variables, aliases and notation.
   */
  readonly definition: OperationDefinitionNode | null;
  readonly arguments: readonly LiftedArgument[];
  /** Arguments that are not sent, since the viewer may not access their fields, and that may yet be invalid. */
  readonly withheld: readonly LiftedArgument[];
  /** Whether the result depends on the viewer's rights. */
  readonly dependsOnRights: boolean;
  /** Client variables that are sent unchanged: their names in the client's and in the normalized operation. */
  readonly kept: readonly KeptVariable[];
  /** The part that is answered from the API schema. */
  readonly introspection: DocumentNode | null;
  readonly answer: readonly AnswerSelection[];
}

/** The inputs, besides the text, that determine which fields are executed. */
export interface Choice {
  readonly conditions: Conditions;
  readonly rights: Rights;
  /** Fields that are not executed, by {@link LiftedArgument.fieldId}. */
  readonly refused: ReadonlyMap<string, Refusal>;
}

/**
 * Rewrites an operation for planning: decides `@skip` and `@include`, spreads fragments, lifts the values of
 * arguments into variables, and gives a generated key to every field that has arguments or is not selected under
 * its own name. Client aliases therefore cannot collide with what the planner adds to a fetch (keys, required
 * fields), selections of one field with different arguments cannot collide with each other, and plans do not
 * depend on values. See docs/decisions/0001-normalize-operations-before-planning.md.
 */
export function normalizeOperation(client: ClientDefinitions, choice: Choice): NormalizedOperation {
  const normalizer = new Normalizer(client, choice);
  return normalizer.normalize();
}

interface Walked {
  readonly fetched: SelectionNode[];
  readonly answer: AnswerSelection[];
}

class Normalizer {
  readonly #client: ClientDefinitions;
  readonly #choice: Choice;
  /** Generated keys and names of variables, by what they stand for. */
  readonly #generated = new Map<string, string>();
  readonly #arguments: LiftedArgument[] = [];
  readonly #withheld: LiftedArgument[] = [];
  readonly #isMutation: boolean;
  #dependsOnRights = false;
  /** Whether a field that was not executed has made the answer null: no later mutation is executed. */
  #endsMutation = false;
  /** The mutations that are executed. They may be selected again after the end. */
  readonly #begun = new Set<string>();
  /** Whether the current selection belongs to a mutation that is not executed. */
  #isPastEnd = false;
  readonly #variables: VariableDefinitionNode[] = [];
  /** The names under which variables of the client are sent, by the client's names. */
  readonly #kept = new Map<string, string>();
  readonly #introspected: FieldNode[] = [];

  constructor(client: ClientDefinitions, choice: Choice) {
    this.#client = client;
    this.#choice = choice;
    this.#isMutation = client.definition.operation === OperationTypeNode.MUTATION;
  }

  normalize(): NormalizedOperation {
    const { definition, root } = this.#client;
    const { fetched, answer } = this.#walk(definition.selectionSet, root, '');
    const selections = fetched.filter((selection) => !isTypename(selection));
    const directives = this.#keepVariables(definition.directives ?? []);
    return {
      answer,
      arguments: this.#arguments,
      withheld: this.#withheld,
      dependsOnRights: this.#dependsOnRights,
      kept: [...this.#kept].map(([given, sent]) => ({ given, sent })),
      introspection: introspectionDocument(
        this.#introspected,
        this.#client,
        this.#choice.conditions,
      ),
      definition:
        selections.length === 0
          ? null
          : {
              kind: Kind.OPERATION_DEFINITION,
              operation: definition.operation,
              variableDefinitions: [...this.#variables, ...this.#definitionsOfKept()],
              directives,
              selectionSet: { kind: Kind.SELECTION_SET, selections },
            },
    };
  }

  #walk({ selections }: SelectionSetNode, parent: GraphQLCompositeType, path: string): Walked {
    const walked: Walked = { fetched: [], answer: [] };
    for (const selection of selections) {
      if (!isIncluded(selection, this.#client.conditions, this.#choice.conditions)) continue;
      if (selection.kind === Kind.FIELD) this.#walkField(selection, parent, path, walked);
      else this.#walkFragment(selection, parent, path, walked);
    }
    return walked;
  }

  #walkFragment(
    selection: Exclude<SelectionNode, FieldNode>,
    parent: GraphQLCompositeType,
    path: string,
    walked: Walked,
  ): void {
    const { selectionSet, typeCondition } = this.#client.fragmentOf(selection);
    const condition = typeCondition ? this.#client.compositeType(typeCondition.name.value) : parent;
    const { fetched, answer } = this.#walk(selectionSet, condition, path);
    const directives = this.#directivesOf(selection);
    if (condition === parent && directives.length === 0) {
      walked.fetched.push(...fetched);
      walked.answer.push(...answer);
      return;
    }
    if (fetched.length > 0) walked.fetched.push(inlineFragment(condition, fetched, directives));
    if (answer.length > 0) walked.answer.push({ kind: 'fragment', condition, selections: answer });
  }

  #walkField(node: FieldNode, parent: GraphQLCompositeType, path: string, walked: Walked): void {
    const name = node.name.value;
    const key = (node.alias ?? node.name).value;
    if (name === TypeNameMetaFieldDef.name) {
      walked.answer.push({ kind: 'typename', key });
      walked.fetched.push(typename);
      return;
    }
    const written = `${path} ${key} ${name}${writtenArguments(node.arguments)}`;
    if (name === SchemaMetaFieldDef.name || name === TypeMetaFieldDef.name) {
      const source = this.#generate(written);
      walked.answer.push({ kind: 'introspection', key, source });
      this.#introspected.push({ ...node, alias: nameNode(source) });
      return;
    }
    const field = fieldOf(parent, name);
    // On types that no object has in common, fields of one key may take arguments of different types.
    const id = `${written}${typesOfArguments(node.arguments, field)}`;
    const refusal = this.#choice.refused.get(id) ?? this.#withhold(node, parent, field, id);
    if (refusal) {
      walked.answer.push({ kind: 'refused', key, name, refusal });
      this.#endsMutation ||= path === '' && this.#isMutation && isNonNullType(field.type);
      return;
    }
    if (path === '' && this.#isMutation) {
      this.#isPastEnd = this.#endsMutation && !this.#begun.has(id);
      if (!this.#isPastEnd) this.#begun.add(id);
    }
    // Another fetch may require a field with arguments with other values than the client gives.
    const isPlain = key === name && field.args.length === 0 && isSafeKey(name);
    const source = isPlain ? name : this.#generate(id);
    const type = getNamedType(field.type);
    const inner =
      node.selectionSet && isCompositeType(type)
        ? this.#walk(node.selectionSet, type, `${path}.${key}`)
        : null;
    walked.answer.push({ kind: 'field', key, name, source, selections: inner?.answer ?? null });
    const fetched = inner && (inner.fetched.length > 0 ? inner.fetched : [typename]);
    if (this.#isPastEnd) return;
    walked.fetched.push({
      kind: Kind.FIELD,
      name: nameNode(name),
      ...(isPlain ? {} : { alias: nameNode(source) }),
      arguments: this.#lift(node.arguments ?? [], field, id),
      directives: this.#directivesOf(node),
      ...(fetched && { selectionSet: { kind: Kind.SELECTION_SET, selections: fetched } }),
    });
  }

  /** Decides whether the viewer may access a field. GraphQL reads its arguments first. */
  #withhold(
    node: FieldNode,
    parent: GraphQLCompositeType,
    field: GraphQLField<unknown, unknown>,
    id: string,
  ): Refusal | null {
    const { rights } = this.#choice;
    if (!rights.isRestricted(parent.name, field.name)) return null;
    this.#dependsOnRights = true;
    const refusal = rights.refusalOf(parent.name, field.name);
    if (!refusal) return null;
    for (const argument of node.arguments ?? []) {
      const name = argument.name.value;
      const declared = field.args.find((known) => known.name === name);
      const value =
        declared &&
        (argumentValue(argument.value, declared.type, name, this.#client) ??
          invalidNullsIn(argument.value, declared.type, name, this.#client));
      if (!declared || !value?.mayBeInvalid) continue;
      const refuse = refusalOf(declared, argument.value);
      this.#withheld.push({ name, value, fieldId: id, refuse, node: argument.value });
    }
    return refusal;
  }

  #lift(
    given: readonly ArgumentNode[],
    field: GraphQLField<unknown, unknown>,
    fieldId: string,
  ): ArgumentNode[] {
    return given.map((argument) => {
      const name = argument.name.value;
      const declared = field.args.find((known) => known.name === name);
      const value = declared && argumentValue(argument.value, declared.type, name, this.#client);
      if (!value) {
        if (declared) this.#checkNulls(argument.value, declared, fieldId);
        return this.#keepVariables([argument])[0] ?? argument;
      }
      const id = `${fieldId} ${name}`;
      const isNew = !this.#generated.has(id);
      const variable = this.#generate(id);
      if (isNew) {
        const refuse = refusalOf(declared, argument.value);
        this.#arguments.push({ name: variable, value, fieldId, refuse, node: argument.value });
        this.#variables.push(variableDefinition(variable, declared, value));
      }
      return { kind: Kind.ARGUMENT, name: nameNode(name), value: variableNode(variable) };
    });
  }

  /** Checks an argument that is sent as written for invalid nulls, too. */
  #checkNulls(node: ValueNode, declared: GraphQLArgument, fieldId: string): void {
    const { name, type } = declared;
    const value = invalidNullsIn(node, type, name, this.#client);
    if (!value) return;
    this.#withheld.push({ name, value, fieldId, refuse: refusalOf(declared, node), node });
  }

  #directivesOf(node: SelectionNode): readonly DirectiveNode[] {
    return this.#keepVariables(otherDirectives(node));
  }

  /** Sends variables under the client's names, unless the planner or JSON uses these names otherwise. */
  #keepVariables<Node extends ArgumentNode | DirectiveNode>(nodes: readonly Node[]): Node[] {
    return nodes.map((node) =>
      visit(node, {
        Variable: ({ name: { value: given } }) => {
          const isFree = given !== 'representations' && isSafeKey(given);
          const sent = isFree ? given : this.#generate(`$${given}`);
          this.#kept.set(given, sent);
          return sent === given ? undefined : variableNode(sent);
        },
      }),
    );
  }

  #definitionsOfKept(): VariableDefinitionNode[] {
    return this.#client.definitionsOf(new Set(this.#kept.keys())).map((definition) => {
      const sent = this.#kept.get(definition.variable.name.value);
      return sent === undefined ? definition : { ...definition, variable: variableNode(sent) };
    });
  }

  /** Returns a name that no field or variable of the client has; the same for the same id. */
  #generate(id: string): string {
    let name = this.#generated.get(id);
    if (name === undefined) {
      name = `${this.#client.prefix}${this.#generated.size}`;
      this.#generated.set(id, name);
    }
    return name;
  }
}

function typesOfArguments(
  given: readonly ArgumentNode[] = [],
  field: GraphQLField<unknown, unknown>,
): string {
  if (given.length === 0) return '';
  const types = given.map(({ name }) =>
    String(field.args.find((declared) => declared.name === name.value)?.type),
  );
  return ` ${types.toSorted().join()}`;
}

function fieldOf(parent: GraphQLCompositeType, name: string): GraphQLField<unknown, unknown> {
  const field = isUnionType(parent) ? undefined : parent.getFields()[name];
  if (!field) throw new Error(`${parent.name} has no field ${name}.`);
  return field;
}

/** With the messages of graphql-js. */
const refusalOf =
  ({ name, type }: GraphQLArgument, node: ValueNode) =>
  ({ field }: InvalidNull): Refusal => {
    const message =
      node.kind === Kind.VARIABLE
        ? say`Argument "${name}" of non-null type "${String(type)}" must not be null.`
        : say`Argument "${name}" has invalid value ${print(node)}.`;
    return badInput(field, 'REQUIRED', message);
  };
