import { checkAll } from '../../../lib/kit/check-all.ts';
import { plainName, plainText } from '../../../lib/kit/plain-text.ts';
import type { HeldCalendar } from '../calendar/index.ts';
import {
  type ApplicationDocument,
  type ContentDocument,
  newApplication,
  newEntry,
  project,
  type TimelineDocument,
} from '../record/index.ts';
import type { Change } from '../events/index.ts';
import type { FileApplicationInput } from '../schema-types.ts';

/** An application with all documents that are stored when it is filed. */
export interface NewCase extends Change {
  words: Pick<ContentDocument, 'subject' | 'text'>;
  /** As in `Attachment.id`. */
  attachmentIds: readonly string[];
}

/** Required contents of an application by the regulation of 4 June 2022. Lengths in characters. */
const lengths = { subject: { min: 5, max: 200 }, text: { min: 20, max: 10_000 } };

type Words = NewCase['words'];

/** @throws `BAD_USER_INPUT` for texts that cannot be filed. */
export const checkWords = ({ subject, text }: Words): Words =>
  checkAll({
    subject: () => plainName(subject, 'input.subject', lengths.subject),
    text: () => plainText(text, 'input.text', lengths.text),
  });

/** The fields that filing assigns, in addition to those that the applicant gives. */
type Assigned = Pick<
  ApplicationDocument,
  '_id' | 'number' | 'citizenId' | 'applicantHash' | 'tracking' | 'idempotencyKey' | 'filedAt'
> &
  Partial<Pick<ApplicationDocument, 'publicId'>>;

/** A filing after all checks. */
interface Filed {
  input: Omit<FileApplicationInput, 'subject' | 'text' | 'attachmentIds' | 'idempotencyKey'>;
  words: Words;
  attachmentIds: readonly string[];
  assigned: Assigned;
}

/**
 * An application as it is filed, with the beginning of its timeline.
 * @throws CalendarRangeError where its dates lie outside the calendar.
 */
export function newCase(
  { input, words, attachmentIds, assigned }: Filed,
  held: HeldCalendar,
): NewCase {
  const { filedAt } = assigned;
  const application = newApplication(
    {
      type: input.type,
      topicId: input.topicId,
      provinceCode: input.provinceCode,
      districtCode: input.districtCode ?? null,
      meantUnitId: input.meantUnitId ?? null,
      aboutHeadOfUnit: input.aboutHeadOfUnit ?? false,
      identityHidden: input.hideIdentity ?? false,
      answerChannel: input.answerChannel,
      ...assigned,
    },
    held,
  );
  project(application, [], held, filedAt);
  const entry = newEntry({ at: filedAt, event: 'FILED', actor: 'CITIZEN', public: true });
  return { application, entries: [entry], words, attachmentIds };
}

/** The stored texts of a new case. */
export const contentOf = ({ application: { _id }, words }: NewCase): ContentDocument => ({
  _id,
  ...words,
  redactedSubject: null,
  redactedText: null,
  supplements: [],
});

/** Its timeline as it is stored. */
export const timelineOf = ({ application: { _id }, entries }: NewCase): TimelineDocument => ({
  _id,
  entries: [...entries],
});
