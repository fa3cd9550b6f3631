import type { GraphQLFormattedError } from 'graphql';
import { z } from 'zod';
import { heldBackExtension } from '../../platform/operations/operations.ts';
import type { GraphRequest } from '../../platform/operations/request.ts';
import type { SubgraphResult } from './transport.ts';

const resultSchema = z.object({
  data: z.record(z.string(), z.unknown()).nullish(),
  errors: z
    .array(
      z.object({
        message: z.string(),
        path: z.array(z.union([z.string(), z.number()])).optional(),
        extensions: z.record(z.string(), z.unknown()).optional(),
      }),
    )
    .optional(),
  extensions: z.object({ [heldBackExtension]: z.number().optional() }).optional(),
});

/** The longest that a subgraph may have an answer held back. */
const longestHoldBackMs = 10_000;

/** A body that is not a GraphQL response counts as no response: a proxy's page or JSON, or a truncated body. */
export function parseResult(body: unknown, request: GraphRequest): SubgraphResult {
  const { data, errors, extensions } = resultSchema.parse(body);
  const heldBackMs = extensions?.[heldBackExtension];
  if (heldBackMs !== undefined) request.holdBack(Math.min(heldBackMs, longestHoldBackMs));
  if (data === undefined && !errors) throw new Error('The answer has neither data nor errors.');
  return {
    ...(data !== undefined && { data }),
    ...(errors && { errors: errors as readonly GraphQLFormattedError[] }), // checked by the schema
  };
}
