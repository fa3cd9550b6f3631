import type { Viewer } from '../../kit/viewer.ts';
import type { ExecutableSubscription } from '../operations/engine.ts';
import type { GraphRequest } from '../operations/request.ts';
import { textHash } from '../operations/text-hash.ts';
import type { SentOperation } from './subscriber.ts';

/** The same for subscriptions that may share a stream. */
export function streamKey(
  { operationName, text }: SentOperation,
  { key, readsSubject }: ExecutableSubscription,
  { viewer, language }: GraphRequest,
): string {
  return textHash([operationName, text, key, ownerKey(viewer, readsSubject), language].join('\n'));
}

/** The properties of a viewer on which a shared result may depend. */
function ownerKey(viewer: Viewer, readsSubject: boolean): string {
  if (!viewer) return '';
  const { role, unitId, citizenId, subject } = viewer;
  return JSON.stringify([role, unitId, citizenId, readsSubject ? subject : null]);
}
