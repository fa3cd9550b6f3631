import { scopesOf } from '../../../lib/kit/viewer.ts';
import type { ViewerResolvers } from './types.ts';

export const Viewer = {
  scopes: (viewer) => [...scopesOf(viewer)],
  citizen: (_, __, { citizens }) => citizens.own(),
  unit: ({ unitId }) => (unitId ? { id: unitId } : null),
} satisfies ViewerResolvers;
