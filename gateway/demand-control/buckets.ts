import type { GraphRequest } from '../../lib/platform/operations/request.ts';
import { clientOfAddress } from '../../lib/kit/client-of-address.ts';

export { Buckets, type ThrottleStatus } from '../../lib/kit/buckets.ts';

/** The bucket's key: one bucket per signed-in viewer, and one per address of anonymous clients. */
export function bucketOf({
  viewer,
  clientAddress,
}: Pick<GraphRequest, 'viewer' | 'clientAddress'>): string {
  return viewer ? `${viewer.role} ${viewer.subject}` : clientOfAddress(clientAddress ?? '');
}
