import {
  buildASTSchema,
  type GraphQLSchema,
  isAbstractType,
  isInterfaceType,
  isObjectType,
  parse,
} from 'graphql';
import type { TypeConditionTest } from './plan/representations.ts';

/**
 * Tells subtypes by the whole supergraph, since what subgraphs need of an object may be of types that
 * clients must not know of. The supergraph is read when the first interface or union asks for it.
 */
export function createTypeConditionTest(supergraphSdl: string): TypeConditionTest {
  let schema: GraphQLSchema | null = null;
  const read = () =>
    buildASTSchema(parse(supergraphSdl, { noLocation: true }), { assumeValidSDL: true });
  return (condition, typename) => {
    if (condition === typename) return true;
    schema ??= read();
    const abstract = schema.getType(condition);
    const type = schema.getType(typename);
    if (!isAbstractType(abstract) || !(isObjectType(type) || isInterfaceType(type))) return false;
    return schema.isSubType(abstract, type);
  };
}
