import type { Loaders } from './loaders.ts';
import type { SeenApplication } from './sight.ts';

/** The words of an application as the viewer sees them: units see the redacted text. */
export async function contentOf(
  { application, extent }: SeenApplication,
  loaders: Loaders,
): Promise<{ subject: string; text: string } | null> {
  const content = await loaders.contentById.load(application._id.toHexString());
  if (!content || extent === 'WHOLE') return content;
  return { subject: content.subject, text: content.redactedText ?? content.text };
}
