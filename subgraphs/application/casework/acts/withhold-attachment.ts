import { conflictDetails } from '../permitted-actions.ts';
import { refusalError, refusalOf } from '../rules/requirements.ts';
import type { ApplicationAct } from './act.ts';
import { attachmentOf } from './attachment-of.ts';
import { checkReason } from './lengths.ts';

/** The centre withholds a single attachment from the units. */
export const withholdAttachment: ApplicationAct<{ attachmentId: string; reason: string }> = {
  check: ({ attachmentId, reason }) => ({ attachmentId, reason: checkReason(reason) }),

  perform(desk, { attachmentId, reason }, viewer) {
    const { index, withheldReason, ...attachment } = attachmentOf(desk, attachmentId);
    if (withheldReason !== undefined) {
      const refusal = refusalOf('UNITS_HAVE_AN_ATTACHMENT');
      throw refusalError(refusal, {
        ...conflictDetails(desk, viewer, null),
        field: 'attachmentId',
      });
    }
    const withheld = { ...attachment, withheldReason: reason };
    desk.application.attachments = desk.application.attachments.with(index, withheld);
    return { note: reason, attachmentId };
  },
};
