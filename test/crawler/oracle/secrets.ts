import type { Asker, FactsOfApplication, Secret } from '../facts.ts';
import { isWordless, type Sights } from './sights.ts';

/** Whether an asker may know a secret, wherever it occurs. */
export function mayKnow(sights: Sights, asker: Asker, secret: Secret): boolean {
  const { role } = asker;
  const isCentre = role === 'EVALUATOR';
  switch (secret.kind) {
    case 'IDENTITY':
      return sights.facts.cases.some(
        (one) =>
          one.facts.applicant.id === secret.citizenId &&
          role !== 'CITIZEN' &&
          sights.mayKnowApplicant(asker, one),
      )
        ? true
        : isCentre || asker.citizenId === secret.citizenId;
    case 'CONTACT':
    case 'OWN':
      return asker.citizenId === secret.citizenId || (secret.kind === 'CONTACT' && isCentre);
    case 'WORDS':
    case 'REDACTED_WORDS':
    case 'LATER_WORDS':
    case 'REDACTED_LATER_WORDS':
      return isCentre || mayKnowWords(sights, asker, secret);
    case 'SHARED': {
      if (isWordless(asker)) return false;
      const one = sights.caseOf(secret.label);
      const sight = sights.sightOf(asker, one);
      if (sight !== 'OWN_PART') return sight !== 'NOTHING';
      return secret.unitId !== null && sights.isOwnUnit(asker, secret.unitId);
    }
    case 'INSIDE':
      return (
        !isWordless(asker) && sights.isInside(asker, sights.caseOf(secret.label), secret.unitId)
      );
    case 'FILE_NAME': {
      const one = sights.caseOf(secret.label);
      return sights.mayKnowApplicant(asker, one) && sights.attachmentsFor(asker, one).length > 0;
    }
    case 'NUMBER':
      return sights.mayKnowNumber(asker, sights.caseOf(secret.label));
    case 'TRACKING_CODE':
      return role === 'CITIZEN' && sights.sightOf(asker, sights.caseOf(secret.label)) === 'ALL';
    case 'CENTRE':
      return isCentre;
    case 'ADMINISTRATORS':
      return role === 'ADMIN';
    case 'DIRECTORY':
      return role === 'ADMIN' || secret.unitIds.some((id) => sights.isOwnUnit(asker, id));
    case 'SUBJECT':
      return (
        isCentre ||
        asker.subject === secret.subject ||
        secret.unitIds.some((id) => sights.isOwnUnit(asker, id))
      );
    case 'NOBODY':
      return false;
  }
}

/** Whether an asker other than the centre may know a word of an applicant, or of what the centre replaced it by. */
function mayKnowWords(
  sights: Sights,
  asker: Asker,
  { kind, label }: { kind: string; label: string },
): boolean {
  if (isWordless(asker)) return false;
  const one = sights.caseOf(label);
  const sight = sights.sightOf(asker, one);
  const isRedaction = kind.startsWith('REDACTED');
  if (sight === 'ALL') return !isRedaction;
  const isLater = kind.endsWith('LATER_WORDS');
  const isSeen = sight === 'UNIT' || (sight === 'OWN_PART' && !isLater);
  if (isRedaction) return isSeen;
  const { redaction } = one.facts;
  return isSeen && !(isLater ? isRedactedLater(redaction) : redaction?.text != null);
}

const isRedactedLater = (redaction: FactsOfApplication['redaction']) =>
  [...(redaction?.supplements ?? []), ...(redaction?.appeals ?? [])].some((text) => text !== null);
