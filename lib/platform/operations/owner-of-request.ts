import { ownerOf } from '../../kit/owner-of.ts';
import type { GraphRequest } from './request.ts';

/** The key by which a request is counted and charged: see `ownerOf`. */
export const ownerOfRequest = ({
  viewer,
  clientAddress,
}: Pick<GraphRequest, 'viewer' | 'clientAddress'>): string => ownerOf(viewer, clientAddress ?? '');
