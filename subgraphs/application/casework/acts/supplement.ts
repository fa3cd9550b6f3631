import { checkAll } from '../../../../lib/kit/check-all.ts';
import { plainText } from '../../../../lib/kit/plain-text.ts';
import { requireAttachmentIds } from '../../attachments/index.ts';
import type { ApplicationAct } from './act.ts';
import { lengths } from './lengths.ts';

/** The applicant adds information that a unit has asked for. */
export const supplement: ApplicationAct<{ text: string; attachmentIds: readonly string[] }> = {
  check: ({ text, attachmentIds }) =>
    checkAll({
      text: () => plainText(text, 'text', lengths.supplement),
      attachmentIds: () => requireAttachmentIds(attachmentIds, 'attachmentIds'),
    }),

  perform(desk, { text, attachmentIds }) {
    desk.content.supplement = text;
    desk.content.attachmentIds = attachmentIds;
    desk.follow('SUPPLEMENT');
    return {};
  },
};
