import { clientOfAddress } from './client-of-address.ts';
import type { Viewer } from './viewer.ts';

/** The key by which requests are counted: one per signed-in viewer, and one per address of anonymous clients. */
export const ownerOf = (viewer: Viewer, clientAddress: string): string =>
  viewer ? `${viewer.role} ${viewer.subject}` : clientOfAddress(clientAddress);
