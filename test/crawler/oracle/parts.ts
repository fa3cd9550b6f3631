import { type Expected, nothing, object, value, values } from '../expected.ts';
import type { Asker, FactsOfApplication } from '../facts.ts';
import { isWordless } from './sights.ts';

/** Analysts learn of no moment. */
export const instantFor = (asker: Asker, at: string | null): Expected =>
  value(isWordless(asker) ? null : at);

export const ratingFor = (asker: Asker, rating: FactsOfApplication['rating']): Expected =>
  rating ? values({ ...rating, ...(isWordless(asker) && { ratedAt: null }) }) : nothing;

/** What the centre sees of a redaction, and nobody else. */
export const redactionFor = (asker: Asker, redaction: FactsOfApplication['redaction']): Expected =>
  asker.role === 'EVALUATOR' && redaction
    ? object({
        subject: value(redaction.subject),
        text: value(redaction.text),
        supplements: value(redaction.supplements),
        appeals: value(redaction.appeals),
        attachmentsWithheld: value(redaction.attachmentsWithheld),
      })
    : nothing;
