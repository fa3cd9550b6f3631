import { textHash } from '../../../lib/platform/operations/text-hash.ts';
import { type ArgumentNode, Kind, print, type ValueNode } from 'graphql';

/** Above this length a hash replaces the printed text, which V8 stores as a tree of its pieces. */
const longest = 60;

/** Identifies arguments by how they print; equal for arguments that differ in order only. */
export function writtenArguments(given: readonly ArgumentNode[] = []): string {
  if (given.length === 0) return '';
  const written = given.map(({ name, value }) => `${name.value}:${print(inOrder(value))}`);
  const text = `(${written.toSorted().join()})`;
  return text.length > longest ? textHash(text) : text;
}

function inOrder(node: ValueNode): ValueNode {
  if (node.kind === Kind.LIST) return { ...node, values: node.values.map(inOrder) };
  if (node.kind !== Kind.OBJECT) return node;
  const fields = node.fields
    .map((field) => ({ ...field, value: inOrder(field.value) }))
    .toSorted((a, b) => (a.name.value < b.name.value ? -1 : 1));
  return { ...node, fields };
}
