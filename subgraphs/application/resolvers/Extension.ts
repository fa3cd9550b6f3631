import type { ExtensionResolvers } from './types.ts';
import { optionalUnit } from './references.ts';

export const Extension = {
  unit: ({ unitId }) => optionalUnit(unitId),
} satisfies ExtensionResolvers;
