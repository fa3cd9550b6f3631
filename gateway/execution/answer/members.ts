import type { GraphQLCompositeType, GraphQLOutputType, SelectionSetNode } from 'graphql';
import { joinSelections, type SelectionContext } from './selections.ts';
import type { ValueShape } from './value.ts';

/** Passed along instead of imported, since shapes and members contain each other. */
export type ShapeOf = (
  type: GraphQLOutputType,
  parts: readonly SelectionSetNode[],
  context: SelectionContext,
) => ValueShape;

/** What a selection set holds, before it is known of which type an object is. */
export type Member =
  | { readonly kind: 'typename'; readonly key: string }
  | { readonly kind: 'field'; readonly key: string; readonly shape: ValueShape }
  | {
      readonly kind: 'fragment';
      readonly condition: GraphQLCompositeType | null;
      readonly members: readonly Member[];
    };

export function readMembers(
  type: GraphQLCompositeType,
  parts: readonly SelectionSetNode[],
  context: SelectionContext,
  shapeOf: ShapeOf,
): Member[] {
  return joinSelections(parts, type, context).map((selection) => {
    switch (selection.kind) {
      case 'typename':
        return selection;
      case 'field': {
        const { kind, key } = selection;
        return { kind, key, shape: shapeOf(selection.type, selection.parts, context) };
      }
      case 'fragment': {
        const { kind, condition } = selection;
        const members = readMembers(condition ?? type, selection.parts, context, shapeOf);
        return { kind, condition, members };
      }
    }
  });
}
