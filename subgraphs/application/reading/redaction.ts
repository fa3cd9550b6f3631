import { oldestFirst } from './appeals.ts';
import type { Redaction } from '../schema-types.ts';
import type { Loaders } from '../record/index.ts';
import type { SeenApplication } from './sight.ts';
import { wholeOf } from './whole-application.ts';

/** The texts and attachments that units see in place of the applicant's; null if they see the originals. */
export async function redactionOf(
  seen: SeenApplication,
  loaders: Loaders,
): Promise<Redaction | null> {
  const key = seen.application._id.toHexString();
  const [content, made, { attachmentsWithheld }] = await Promise.all([
    loaders.contentById.load(key),
    loaders.appealsByApplicationId.load(key),
    wholeOf(seen, loaders),
  ]);
  if (!content) return null;
  const { redactedSubject: subject, redactedText: text, redactedSupplements } = content;
  const supplements = content.supplements.map((_, index) => redactedSupplements?.[index] ?? null);
  const appeals = oldestFirst(made).map(({ redactedText }) => redactedText ?? null);
  const isSet = [subject, text, ...supplements, ...appeals].some((instead) => instead !== null);
  return isSet || attachmentsWithheld
    ? { subject, text, supplements, appeals, attachmentsWithheld }
    : null;
}
