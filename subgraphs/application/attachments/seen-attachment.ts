import { clientError } from '../../../lib/kit/errors.ts';
import { type Message, say } from '../../../lib/kit/say.ts';
import type { Viewer } from '../../../lib/kit/viewer.ts';
import type {
  ApplicationDocument,
  AttachmentSummary,
  Loaders,
  AttachmentDocument,
} from '../record/index.ts';
import type { AttachmentWithheld } from '../schema-types.ts';
import { attachmentsOf, maySeeApplicant, type SeenApplication } from '../reading/index.ts';
import { cleaningRules, cleaningRulesForAll } from './cleaning/clean-file.ts';
import { fileTypes } from './file-types.ts';

/** An attachment as one viewer sees it. */
export interface SeenAttachment {
  readonly summary: AttachmentSummary;
  /** Its place among those of the application, from 1. */
  readonly number: number;
  /** The applicant and the centre get the file as it was sent, units a cleaned copy. */
  readonly audience: 'APPLICANT' | 'CENTRE' | 'UNIT';
  /** Whether its name is concealed, since it could identify the applicant. */
  readonly isNameless: boolean;
  /** Whether units must not learn who the applicant is. */
  readonly identityHidden: boolean;
}

/** The result of cleaning a file, and the rules by which it was cleaned. */
type Cleaned = Pick<AttachmentDocument, 'cleaned' | 'cleanedBy'>;

const neverCleaned: Cleaned = { cleaned: null, cleanedBy: 0 };

/** The attachments that the viewer sees, in the application's order. */
export function attachmentsSeen(
  seen: SeenApplication,
  application: ApplicationDocument,
  viewer: Viewer,
): SeenAttachment[] {
  const ofWhole = viewer?.role === 'CITIZEN' ? 'APPLICANT' : 'CENTRE';
  return attachmentsOf(seen, application).map((summary, index) => ({
    summary,
    number: index + 1,
    audience: seen.extent === 'WHOLE' ? ofWhole : 'UNIT',
    isNameless: !maySeeApplicant(seen),
    identityHidden: application.identityHidden,
  }));
}

/** The applicant's own name of the file, or a neutral one where that could identify a hidden applicant. */
export function nameOf({ summary, number, isNameless }: SeenAttachment): string {
  if (!isNameless) return summary.name;
  const type = fileTypes.find(({ contentType }) => contentType === summary.contentType);
  return `ek-${number}.${type?.extensions[0] ?? 'bin'}`;
}

/**
 * The reason why units do not get it; null if they do. A copy by earlier rules is withheld until it has been made
 * again, if those rules left something that could identify a hidden applicant, or that concerns every copy.
 */
export function withheldFromUnits(
  { summary: { withheldReason }, identityHidden }: SeenAttachment,
  { cleaned, cleanedBy }: Cleaned,
): AttachmentWithheld | null {
  if (withheldReason !== undefined) return 'BY_CENTRE';
  const leastRules = identityHidden ? cleaningRules : cleaningRulesForAll;
  if (!cleaned || cleanedBy < leastRules) return 'BEING_CLEANED';
  return cleaned.refusal;
}

/** The reason that the viewer may see why units do not get it; null for the applicant. */
export async function withheldOf(
  seen: SeenAttachment,
  loaders: Loaders,
): Promise<AttachmentWithheld | null> {
  return seen.audience === 'APPLICANT'
    ? null
    : withheldFromUnits(seen, await cleanedOf(seen.summary, loaders));
}

/** The size of the file that the viewer gets, in bytes; null if the viewer gets none. */
export async function bytesOf(seen: SeenAttachment, loaders: Loaders): Promise<number | null> {
  const { summary, audience } = seen;
  if (audience !== 'UNIT') return summary.bytes;
  const found = await cleanedOf(summary, loaders);
  return withheldFromUnits(seen, found) === null ? (found.cleaned?.copy?.bytes ?? null) : null;
}

/** The invisible contents of the file; null until they are known. */
export async function warningsOf({ summary }: SeenAttachment, loaders: Loaders) {
  const { cleaned } = await cleanedOf(summary, loaders);
  return cleaned?.copy ? cleaned.warnings : null;
}

async function cleanedOf({ id }: AttachmentSummary, loaders: Loaders): Promise<Cleaned> {
  return (await loaders.attachmentById.load(id.toHexString())) ?? neverCleaned;
}

const messages: Readonly<Record<AttachmentWithheld, Message>> = {
  BY_CENTRE: say`The centre withholds this attachment from units.`,
  BEING_CLEANED: say`The copy for units is being made. Try again later.`,
  ENCRYPTED: say`No copy for units can be made: the attachment is encrypted.`,
  DAMAGED: say`No copy for units can be made: the attachment is damaged.`,
  UNSUPPORTED: say`No copy for units can be made: the attachment contains a part that cannot be cleaned.`,
  TOO_LARGE: say`No copy for units can be made: the attachment takes too much work to clean.`,
};

/** The error for a unit that requests a withheld file. */
export const withheldError = (withheld: AttachmentWithheld) =>
  clientError(withheld === 'BEING_CLEANED' ? 'UNAVAILABLE' : 'CONFLICT', messages[withheld], {
    withheld,
  });
