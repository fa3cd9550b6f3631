import { type ASTNode, BREAK, visit } from 'graphql';
import { isSafeKey } from './json.ts';

const introspection = new Set(['__schema', '__type']);

/**
 * Whether the compiled form knows all that occurs in an operation and its fragments: no directives,
 * no introspection beyond `__typename`, no names in the answer that every object has already.
 */
export function isSupported(definitions: readonly ASTNode[]): boolean {
  let supported = true;
  const refuse = () => {
    supported = false;
    return BREAK;
  };
  const check = (definition: ASTNode) =>
    visit(definition, {
      Directive: refuse,
      Field({ name, alias }) {
        const known = !introspection.has(name.value) && isSafeKey((alias ?? name).value);
        return known ? undefined : refuse();
      },
    });
  for (const definition of definitions) if (supported) check(definition);
  return supported;
}
