import { clientError } from '../../../../lib/kit/errors.ts';
import { say } from '../../../../lib/kit/say.ts';
import type { SignedInViewer } from '../../../../lib/kit/viewer.ts';
import type { ReferralDocument, ReplyDraftRecord } from '../../record/index.ts';
import type { Desk } from '../desk.ts';
import { conflictDetails } from '../permitted-actions.ts';

/** The draft that the acting officer has read. */
export interface OnDraft {
  draftId: string;
}

/**
 * The pending draft, if it is the one that was read: a draft may be replaced between reading and acting.
 * @throws `CONFLICT` where another draft is pending.
 */
export function draftRead(
  desk: Desk,
  referral: ReferralDocument,
  { draftId }: OnDraft,
  viewer: SignedInViewer,
): ReplyDraftRecord {
  const { draft } = referral;
  if (!draft) throw new Error('the rule requires a draft');
  if (draft.id === draftId) return draft;
  const message = say`Another draft waits for approval now.`;
  throw clientError('CONFLICT', message, {
    ...conflictDetails(desk, viewer, referral),
    field: 'draftId',
  });
}
