import { conflictDetails } from '../permitted-actions.ts';
import { refusalError, refusalOf } from '../rules/requirements.ts';
import type { ApplicationAct } from './act.ts';
import { attachmentOf } from './attachment-of.ts';

/** The centre releases an attachment that it has withheld. */
export const releaseAttachment: ApplicationAct<{ attachmentId: string }> = {
  check: ({ attachmentId }) => ({ attachmentId }),

  perform(desk, { attachmentId }, viewer) {
    const { index, withheldReason, ...attachment } = attachmentOf(desk, attachmentId);
    if (withheldReason === undefined) {
      const refusal = refusalOf('AN_ATTACHMENT_IS_WITHHELD');
      throw refusalError(refusal, {
        ...conflictDetails(desk, viewer, null),
        field: 'attachmentId',
      });
    }
    desk.application.attachments = desk.application.attachments.with(index, attachment);
    return { attachmentId };
  },
};
