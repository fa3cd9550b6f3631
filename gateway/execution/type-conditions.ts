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
 * Tests subtypes against the whole supergraph, since representations may contain types that are hidden from clients.
 * The supergraph is parsed on the first test of an interface or union.
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
