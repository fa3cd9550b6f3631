import type { Mutant } from './mutant.ts';

const application = 'subgraphs/application';
const sight = `${application}/reading/sight.ts`;
const content = `${application}/reading/content.ts`;
const fields = `${application}/resolvers/Application.ts`;
const look = 'viewer && looks[viewer.role](application, viewer, units)';
const everyOwn = 'own.every(isPassedOn)';
const applicant = "extent === 'WHOLE' || (extent === 'UNIT' && !application.identityHidden)";
const attached = "extent === 'UNIT' && !attachmentsWithheld";

/** Conditions on an application itself: how much of it a viewer sees, and its own fields. */
export const mutantsOfApplications: readonly Mutant[] = [
  {
    id: 'citizens see the applications of others',
    file: sight,
    at: 'application.citizenId === citizenId',
    instead: 'true',
  },
  {
    id: 'administrators see applications',
    file: sight,
    at: look,
    instead:
      "viewer && (viewer.role === 'ADMIN' ? whole : looks[viewer.role])(application, viewer, units)",
    tests: ['test/viewers/guarded-on-subgraph-servers.test.ts'],
  },
  {
    id: 'subgraphs see applications',
    file: sight,
    at: look,
    instead:
      "viewer && (viewer.role === 'SERVICE' ? whole : looks[viewer.role])(application, viewer, units)",
    tests: ['test/viewers/guarded-on-subgraph-servers.test.ts'],
  },
  {
    id: 'officers without a unit are treated like others',
    file: sight,
    at: '!unitId || isKeptFrom(application, unitId, units)',
    part: '!unitId',
    instead: 'false',
    tests: ['test/identity/tokens.test.ts', 'test/viewers/guarded-on-subgraph-servers.test.ts'],
    behind: 'isWithin(…, null) of lib/kit/unit-lineage.ts: no unit lies below a missing one',
  },
  {
    id: 'a complaint about the head of a unit is not kept from it',
    file: sight,
    at: '!unitId || isKeptFrom(application, unitId, units)',
    part: 'isKeptFrom(application, unitId, units)',
    instead: 'false',
    tests: ['test/casework/about-head.test.ts'],
  },
  {
    id: 'officers see the referrals of every unit as their own',
    file: sight,
    at: 'isOwnUnit(referral.unitId)',
    instead: 'true',
  },
  {
    id: 'officers of other units take part in it',
    file: sight,
    at: 'if (own.length === 0) return null',
    part: 'null',
    instead: "{ application, extent: 'UNIT', passedOn: null, isOwnUnit }",
  },
  {
    id: 'officers of other units have passed it on',
    file: sight,
    at: 'if (own.length === 0) return null',
    part: 'own.length === 0',
    instead: 'false',
    behind:
      'return passedOn && … of reading/sight.ts: no referral has no record of when it was passed on',
  },
  {
    id: 'units that passed it on see it without a record',
    file: sight,
    at: 'return passedOn && {',
    part: 'passedOn',
    instead: 'true',
    tests: ['test/migrations/earlier-passings.test.ts'],
  },
  { id: 'nobody has passed it on', file: sight, at: everyOwn, instead: 'false' },
  {
    id: 'one referral that was passed on is enough',
    file: sight,
    at: everyOwn,
    instead: 'own.some(isPassedOn)',
  },
  ...['FORWARDED', 'RETURNED', 'CANCELLED'].map((state) => ({
    id: `${state} is not passed on`,
    file: sight,
    at: everyOwn,
    instead: `own.every((one) => one.state !== '${state}' && isPassedOn(one))`,
  })),
  {
    id: 'units that passed it on see the present version',
    file: sight,
    at: '(passedOn ?? application).version',
    instead: 'application.version',
  },
  {
    id: 'units that passed it on see the present dates',
    file: sight,
    at: '=>\n  passedOn ?? application',
    part: 'passedOn ?? application',
    instead: 'application',
  },
  {
    id: 'units that passed it on see what was corrected later',
    file: sight,
    at: 'passedOn?.classification ?? application',
    instead: 'application',
  },
  {
    id: 'units that passed it on see whether it is overdue now',
    file: 'subgraphs/application/reading/clock-reading.ts',
    at: 'passedOn ? passedOn.overdue : overdueOn(application, today)',
    instead: 'overdueOn(application, today)',
  },
  {
    id: 'units that passed it on see the remaining days',
    file: 'subgraphs/application/reading/clock-reading.ts',
    at: 'passedOn ? passedOn.on : clockDay(application, today)',
    instead: 'clockDay(application, today)',
    tests: ['test/reading/passed-on.test.ts'],
  },
  {
    id: 'units that passed it on see the responsible units',
    file: sight,
    at: 'maySeeOutcome(seen) ? responsibleUnitIds(seen.application.referrals)',
    part: 'maySeeOutcome(seen)',
    instead: 'true',
  },
  {
    id: 'units that passed it on see the rating',
    file: fields,
    at: 'maySeeOutcome(seen) ? ratingSeen',
    part: 'maySeeOutcome(seen)',
    instead: 'true',
  },
  {
    id: 'units that passed it on see earlier answers',
    file: 'subgraphs/application/reading/earlier-answers.ts',
    at: '!maySeeOutcome(seen)',
    instead: 'false',
  },
  {
    id: 'units that passed it on see the refusal',
    file: fields,
    at: 'maySeeOutcome(seen) ? (await wholeOf(seen, loaders)).refusalReason',
    part: 'maySeeOutcome(seen)',
    instead: 'true',
  },
  {
    id: 'everybody sees the channel of a hidden applicant',
    file: fields,
    at: 'maySeeApplicant(seen) ? (await wholeOf(seen, loaders)).answerChannel',
    part: 'maySeeApplicant(seen)',
    instead: 'true',
  },
  {
    id: 'units see applications with the number of a hidden applicant',
    file: fields,
    at: 'maySeeNumber(seen) ? seen.application.number',
    part: 'maySeeNumber(seen)',
    instead: 'true',
  },
  {
    id: 'units see applications with the hidden applicant',
    file: fields,
    at: 'maySeeApplicant(seen) ? { id:',
    part: 'maySeeApplicant(seen)',
    instead: 'true',
  },
  { id: 'everybody sees the applicant', file: sight, at: applicant, instead: 'true' },
  {
    id: 'units see a hidden applicant',
    file: sight,
    at: applicant,
    instead: "extent === 'WHOLE' || extent === 'UNIT'",
  },
  {
    id: 'units that passed it on see an open applicant',
    file: sight,
    at: applicant,
    instead: "extent === 'WHOLE' || !application.identityHidden",
  },
  {
    id: 'units see when a hidden applicant acted',
    file: sight,
    at: 'maySeeApplicant(seen) ? moment',
    part: 'maySeeApplicant(seen)',
    instead: 'true',
  },
  {
    id: 'units see when a hidden applicant withdrew it',
    file: sight,
    at: 'withdrawnAt !== null && endedAt >= withdrawnAt',
    instead: 'false',
  },
  {
    id: 'units see the day alone on which the centre or a unit ended it',
    file: sight,
    at: 'withdrawnAt !== null && endedAt >= withdrawnAt',
    instead: 'true',
  },
  {
    id: 'units see the number of a hidden applicant',
    file: sight,
    at: "extent === 'WHOLE' || !application.identityHidden",
    instead: 'true',
  },
  {
    id: 'units that passed it on see every referral',
    file: sight,
    at: "extent !== 'OWN_PART' || isOwnUnit(unitId)",
    instead: 'true',
  },
  { id: 'every unit sees all attachments', file: sight, at: attached, instead: 'true' },
  {
    id: 'units that passed it on see attachments',
    file: sight,
    at: attached,
    instead: '!attachmentsWithheld',
  },
  {
    id: 'units see withheld attachments',
    file: sight,
    at: attached,
    instead: "extent === 'UNIT'",
  },
  {
    id: 'units that passed it on see the outcome',
    file: sight,
    at: "({ extent }: SeenApplication) => extent !== 'OWN_PART'",
    part: "extent !== 'OWN_PART'",
    instead: 'true',
  },
  {
    id: 'units see redacted texts',
    file: content,
    at: "extent === 'WHOLE'",
    instead: 'true',
  },
  {
    id: 'units see a redacted subject',
    file: content,
    at: 'redactedSubject ?? subject',
    instead: 'subject',
  },
  { id: 'units see a redacted text', file: content, at: 'redactedText ?? text', instead: 'text' },
  {
    id: 'units that passed it on see supplements',
    file: content,
    at: "extent === 'UNIT'",
    instead: 'true',
  },
  {
    id: 'units see redacted supplements',
    file: content,
    at: 'redactedSupplements?.[own.index] ?? own.text',
    instead: 'own.text',
  },
  {
    id: 'units that have passed an application on see when it was closed',
    file: fields,
    at: 'maySeeOutcome(seen) ? closingSeen(seen, await wholeOf(seen, loaders)) : null',
    part: 'maySeeOutcome(seen)',
    instead: 'true',
  },
  {
    id: 'every viewer sees all attachments',
    file: sight,
    at: "if (extent === 'WHOLE') return attachments;",
    part: "extent === 'WHOLE'",
    instead: 'true',
  },
];
