import type { ContentDocument, Loaders } from '../record/index.ts';
import type { SeenApplication } from './sight.ts';

/**
 * The text of an application as the viewer sees it: units see the redacted text where the centre has redacted
 * it.
 */
export async function contentOf(
  { application, extent }: SeenApplication,
  loaders: Loaders,
): Promise<Pick<ContentDocument, 'subject' | 'text' | 'supplements'> | null> {
  const content = await loaders.contentById.load(application._id.toHexString());
  if (!content || extent === 'WHOLE') return content;
  const { subject, text, redactedSubject, redactedText, supplements, redactedSupplements } =
    content;
  return {
    subject: redactedSubject ?? subject,
    text: redactedText ?? text,
    supplements:
      extent === 'UNIT'
        ? supplements.map(({ at, text: own }, index) => ({
            at,
            text: redactedSupplements?.[index] ?? own,
          }))
        : [],
  };
}
