import type { ContentDocument, Loaders } from '../record/index.ts';
import { momentSeen, type SeenApplication } from './sight.ts';

/** A supplement as one viewer sees it. */
export interface SeenSupplement {
  readonly at: Date;
  readonly text: string;
  /** The application's `_id`. */
  readonly applicationId: ContentDocument['_id'];
  /** Its place among the supplements of the application. */
  readonly index: number;
}

/** The texts of an application as one viewer sees them. */
interface SeenContent extends Pick<ContentDocument, 'subject' | 'text'> {
  readonly supplements: SeenSupplement[];
}

/**
 * The text of an application as the viewer sees it: units see the redacted text where the centre has redacted
 * it.
 */
export async function contentOf(
  seen: SeenApplication,
  loaders: Loaders,
): Promise<SeenContent | null> {
  const {
    application: { _id: applicationId },
    extent,
  } = seen;
  const content = await loaders.contentById.load(applicationId.toHexString());
  if (!content) return null;
  const { subject, text, redactedSubject, redactedText, redactedSupplements } = content;
  const supplements = content.supplements.map((own, index) => ({
    ...own,
    at: momentSeen(seen, own.at),
    applicationId,
    index,
  }));
  if (extent === 'WHOLE') return { subject, text, supplements };
  return {
    subject: redactedSubject ?? subject,
    text: redactedText ?? text,
    supplements:
      extent === 'UNIT'
        ? supplements.map((own) => ({ ...own, text: redactedSupplements?.[own.index] ?? own.text }))
        : [],
  };
}
