import { anything, type Expected, nothing } from '../expected.ts';
import type { Asker, Case } from '../facts.ts';
import type { ExpectedObjects } from './objects.ts';
import { unit } from './parts.ts';
import { openStates } from './tables.ts';
import { isWordless, type Sights } from './sights.ts';

interface Known {
  readonly sights: Sights;
  readonly objects: ExpectedObjects;
}

/** The expected object with an id for an asker; null also for an object that the asker may not see. */
export function nodeFor(known: Known, asker: Asker, id: string): Expected {
  const { sights, objects } = known;
  if (/^\d{8}$/.test(id)) return sights.facts.parentOf.has(id) ? unit({ id }) : nothing;
  const citizen = sights.facts.citizens.find((one) => one.id === id);
  if (citizen) {
    const may = asker.role === 'EVALUATOR' || asker.citizenId === id;
    return may ? objects.citizenFor(asker, citizen) : nothing;
  }
  if (/^(msg|uch)_/.test(id)) return asker.role === 'ADMIN' ? anything : nothing;
  // Nothing leads analysts to an application.
  if (isWordless(asker)) return nothing;
  const found = sights.facts.cases.flatMap((one) => partFor(known, asker, one, id) ?? []);
  return found[0] ?? nothing;
}

/** Something of one application; null if it has nothing with that id that the asker sees. */
function partFor({ sights, objects }: Known, asker: Asker, one: Case, id: string): Expected | null {
  const { facts } = one;
  const sight = sights.sightOf(asker, one);
  if (sight === 'NOTHING') return null;
  if (facts.id === id) return objects.applicationFor(asker, one);
  const isIt = (part: { readonly id: string }) => part.id === id;

  const entry = sights.entriesFor(asker, one).find(isIt);
  if (entry) return objects.entryFor(asker, one, entry);
  const attachments = sights.attachmentsFor(asker, one);
  const attachment = attachments.find(isIt);
  if (attachment) {
    return objects.attachmentFor(asker, one, attachment, attachments.indexOf(attachment));
  }
  for (const referral of facts.referrals) {
    if (!sights.maySeeReferral(asker, one, referral)) continue;
    if (isIt(referral)) return objects.referralFor(asker, one, referral);
    const reply = referral.replies.find(isIt);
    if (reply) return objects.replyFor(asker, reply);
    const { draft, state, unit: of } = referral;
    const isDraft = draft !== null && isIt(draft) && openStates.includes(state);
    if (isDraft && sights.isInside(asker, one, of.id)) return objects.draftFor(draft);
  }
  if (sight === 'OWN_PART') return null;
  const appeal = facts.appeals.find(isIt);
  if (appeal) return objects.appealFor(asker, one, appeal);
  const supplement = facts.supplements.find(isIt);
  return supplement ? objects.supplementFor(asker, one, supplement) : null;
}
