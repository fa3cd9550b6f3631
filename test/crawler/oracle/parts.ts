import { type Expected, nothing, object, value } from '../expected.ts';
import type { Asker, FactsOfApplication, FactsOfClassification } from '../facts.ts';

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
