import type { GraphRequest } from '../../lib/platform/operations/request.ts';
import { ownerOf } from '../../lib/kit/owner-of.ts';

/** The bucket's key: one bucket per signed-in viewer, and one per address of anonymous clients. */
export function bucketOf({
  viewer,
  clientAddress,
}: Pick<GraphRequest, 'viewer' | 'clientAddress'>): string {
  return ownerOf(viewer, clientAddress ?? '');
}
