import { clientError } from '../../../lib/kit/errors.ts';
import type { Viewer } from '../../../lib/kit/viewer.ts';
import type {
  ApplicationDocument,
  AttachmentSummary,
  Loaders,
  AttachmentDocument,
} from '../record/index.ts';
import type { AttachmentWithheld } from '../schema-types.ts';
import { attachmentsOf, maySeeApplicant, type SeenApplication } from '../reading/index.ts';
import { fileTypes } from './file-types.ts';

/** An attachment as one viewer sees it. */
export interface SeenAttachment {
  readonly summary: AttachmentSummary;
  /** Its place among those of the application, from 1. */
  readonly number: number;
  /** The applicant and the centre get the file as it was sent, units a cleaned copy. */
  readonly audience: 'APPLICANT' | 'CENTRE' | 'UNIT';
  /** Whether its name could tell whose it is. */
  readonly isNameless: boolean;
}

/** What is known of a file since it was cleaned. */
type Cleaned = Pick<AttachmentDocument, 'cleaned'>;

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
  }));
}

/** As the applicant has named it, but where the name could give the applicant away. */
export function nameOf({ summary, number, isNameless }: SeenAttachment): string {
  if (!isNameless) return summary.name;
  const type = fileTypes.find(({ contentType }) => contentType === summary.contentType);
  return `ek-${number}.${type?.extensions[0] ?? 'bin'}`;
}

/** Why units do not get it; null where they do. */
export function withheldFromUnits(
  { withheldReason }: AttachmentSummary,
  { cleaned }: Cleaned,
): AttachmentWithheld | null {
  if (withheldReason !== undefined) return 'BY_CENTRE';
  return cleaned ? cleaned.refusal : 'BEING_CLEANED';
}

/** What the viewer is told of that; the applicant is not concerned. */
export async function withheldOf(
  { summary, audience }: SeenAttachment,
  loaders: Loaders,
): Promise<AttachmentWithheld | null> {
  return audience === 'APPLICANT'
    ? null
    : withheldFromUnits(summary, await cleanedOf(summary, loaders));
}

/** The size of what the viewer gets; null where that is nothing. */
export async function bytesOf(seen: SeenAttachment, loaders: Loaders): Promise<number | null> {
  const { summary, audience } = seen;
  if (audience !== 'UNIT') return summary.bytes;
  const found = await cleanedOf(summary, loaders);
  return withheldFromUnits(summary, found) === null ? (found.cleaned?.copy?.bytes ?? null) : null;
}

/** What the file holds beside what it shows; null until that is known. */
export async function warningsOf({ summary }: SeenAttachment, loaders: Loaders) {
  const { cleaned } = await cleanedOf(summary, loaders);
  return cleaned?.copy ? cleaned.warnings : null;
}

async function cleanedOf({ id }: AttachmentSummary, loaders: Loaders): Promise<Cleaned> {
  return (await loaders.attachmentById.load(id.toHexString())) ?? { cleaned: null };
}

const messages: Readonly<Record<AttachmentWithheld, string>> = {
  BY_CENTRE: 'The centre holds this attachment back from the units.',
  BEING_CLEANED: 'The copy for the units is being made. Try again later.',
  ENCRYPTED: 'The attachment is encrypted: no copy for the units can be made.',
  DAMAGED: 'The attachment is damaged: no copy for the units can be made.',
  UNSUPPORTED: 'The attachment holds what cannot be cleaned: no copy for the units can be made.',
  TOO_LARGE: 'The attachment unpacks to too much: no copy for the units can be made.',
};

/** For a unit that asks for a file that it does not get. */
export const withheldError = (withheld: AttachmentWithheld) =>
  clientError(withheld === 'BEING_CLEANED' ? 'UNAVAILABLE' : 'CONFLICT', messages[withheld], {
    withheld,
  });
