import { type Expected, nothing, object, value } from '../expected.ts';
import type {
  Asker,
  Case,
  FactsOfApplication,
  FactsOfClassification,
  FactsOfEntry,
} from '../facts.ts';
import { isWordless, type Sights } from './sights.ts';

/** A unit, which everybody may see. */
export const unit = (reference: { id: string } | null): Expected =>
  reference === null ? nothing : { is: 'OBJECT', fields: { id: () => value(reference.id) } };

/** What an application is about. */
export const described = ({ type, topic, province, district }: FactsOfClassification) => ({
  type: value(type),
  topic: unit(topic),
  province: object({ code: value(province.code) }),
  district: district ? object({ code: value(district.code) }) : nothing,
});

/** What a correction changed: analysts see that there was one, and not what was before. */
export const changed = (asker: Asker, correction: FactsOfEntry['correction']): Expected =>
  correction && !isWordless(asker)
    ? object({
        before: object(described(correction.before)),
        after: object(described(correction.after)),
      })
    : nothing;

/** Analysts learn of no moment. */
export const instantFor = (asker: Asker, at: string | null): Expected =>
  value(isWordless(asker) ? null : at);

/** The moment of what may be an act of the applicant. */
export const actFor = (
  sights: Sights,
  asker: Asker,
  one: Case,
  at: string | null,
  kind?: string,
): Expected => instantFor(asker, at && sights.momentFor(asker, one, at, kind));

export const ratingFor = (
  sights: Sights,
  asker: Asker,
  one: Case,
  rating: FactsOfApplication['rating'],
): Expected =>
  rating
    ? object({
        score: value(rating['score']),
        solved: value(rating['solved']),
        ratedAt: actFor(sights, asker, one, String(rating['ratedAt'])),
      })
    : nothing;

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
