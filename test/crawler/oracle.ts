import {
  among,
  anything,
  type Expected,
  list,
  matching,
  nothing,
  object,
  value,
  values,
} from './expected.ts';
import type {
  Asker,
  Canary,
  Case,
  Facts,
  FactsOfAppeal,
  FactsOfApplication,
  FactsOfAttachment,
  FactsOfCitizen,
  FactsOfEntry,
  FactsOfReferral,
  FactsOfReply,
  Secret,
} from './facts.ts';

/**
 * Who may see what, written from the rules of the domain and from what the SDL promises, and not from the code
 * that decides it: nothing here is imported from the subgraphs.
 */

const isWordless = ({ role }: Asker) => role === 'ANALYST';

const passedOn: ReadonlySet<string> = new Set(['FORWARDED', 'RETURNED', 'CANCELLED']);
const endings: ReadonlySet<string> = passedOn;
const openStates: readonly string[] = [
  'PENDING',
  'IN_PROGRESS',
  'AWAITING_APPROVAL',
  'AWAITING_CITIZEN',
];
const endedStages: ReadonlySet<string> = new Set(['ANSWERED', 'NOT_PROCESSED', 'WITHDRAWN']);

/** Entries of the timeline that the SDL calls not public. */
const internalEvents: ReadonlySet<string> = new Set([
  'REPLY_DRAFTED',
  'ASSIGNED',
  'REPLY_REJECTED',
  'REPLY_WITHDRAWN',
  'NOTE_ADDED',
  'REDACTED',
  'ATTACHMENT_WITHHELD',
  'ATTACHMENT_RELEASED',
  'TARGET_PASSED',
  'STATUTORY_PASSED',
]);

const actionsOn = {
  CITIZEN: ['SUPPLEMENT', 'WITHDRAW', 'RATE', 'APPEAL'],
  EVALUATOR: [
    'CLAIM',
    'REFER',
    'REFUSE',
    'HIDE_IDENTITY',
    'REDACT',
    'WITHHOLD_ATTACHMENT',
    'RELEASE_ATTACHMENT',
  ],
  OFFICER: ['DECIDE_APPEAL'],
  ANALYST: [],
  ADMIN: [],
} as const;

const actionsOnReferral = [
  'ACCEPT',
  'ASSIGN',
  'FORWARD',
  'RETURN',
  'REQUEST_CLARIFICATION',
  'DRAFT_REPLY',
  'APPROVE_REPLY',
  'REJECT_REPLY',
  'WITHDRAW_REPLY',
  'EXTEND',
  'ADD_NOTE',
];

/**
 * How much of an application somebody sees: all of it, what its units see, their own part because they have passed
 * it on, or nothing.
 */
export type Sight = 'ALL' | 'UNIT' | 'OWN_PART' | 'NOTHING';

export type Oracle = ReturnType<typeof createOracle>;

/** What each asker may see of the data. */
export function createOracle(facts: Facts) {
  const { cases, citizens, parentOf, successorOf } = facts;
  const caseOf = (label: string): Case => {
    const found = cases.find((one) => one.label === label);
    if (!found) throw new Error(`there is no application ${label}`);
    return found;
  };

  /** The unit that stands for a closed one. */
  function current(unitId: string): string {
    const successor = successorOf.get(unitId);
    return successor === undefined ? unitId : current(successor);
  }

  /** Whether a unit is another one or lies below it; a closed one lies below what has come in its place. */
  function isWithin(unitId: string, ancestorId: string): boolean {
    const wanted = current(ancestorId);
    for (let id: string | null = unitId; id !== null;) {
      if (id === wanted) return true;
      id = successorOf.get(id) ?? parentOf.get(id) ?? null;
    }
    return false;
  }

  const isOwnUnit = ({ role, unitId }: Asker, of: string) =>
    role === 'OFFICER' && unitId !== null && isWithin(of, unitId);

  /** In the directory a closed unit stays where it was; its officers act for what has come in its place. */
  function isUnitOfDirectory({ role, unitId }: Asker, of: string): boolean {
    if (role !== 'OFFICER' || unitId === null) return false;
    const above = [of];
    for (let id = parentOf.get(of); id != null; id = parentOf.get(id)) above.push(id);
    return of === unitId || above.includes(current(unitId));
  }

  /** A complaint about the head of a unit goes to the unit above; neither that unit nor any below learns of it. */
  const isAboutHeadOf = ({ aboutHeadOfUnit, meantUnit }: FactsOfApplication, unitId: string) =>
    aboutHeadOfUnit && meantUnit !== null && isWithin(current(unitId), meantUnit.id);

  function sightOf(asker: Asker, { facts: application }: Case): Sight {
    switch (asker.role) {
      case null:
      case 'ADMIN':
        return 'NOTHING';
      case 'EVALUATOR':
      case 'ANALYST':
        return 'ALL';
      case 'CITIZEN':
        return application.applicant.id === asker.citizenId ? 'ALL' : 'NOTHING';
      case 'OFFICER': {
        if (asker.unitId === null || isAboutHeadOf(application, asker.unitId)) return 'NOTHING';
        const own = application.referrals.filter(({ unit }) => isOwnUnit(asker, unit.id));
        if (own.length === 0) return 'NOTHING';
        return own.every(({ state }) => passedOn.has(state)) ? 'OWN_PART' : 'UNIT';
      }
    }
  }

  /** Whether somebody may know who filed an application. */
  function mayKnowApplicant(asker: Asker, one: Case): boolean {
    if (isWordless(asker)) return false;
    const sight = sightOf(asker, one);
    return sight === 'ALL' || (sight === 'UNIT' && !one.facts.identityHidden);
  }

  /** What leads from the number to the applicant is in the world: who may not know one has no use of the other. */
  function mayKnowNumber(asker: Asker, one: Case): boolean {
    if (isWordless(asker)) return false;
    const sight = sightOf(asker, one);
    return sight === 'ALL' || (sight !== 'NOTHING' && !one.facts.identityHidden);
  }

  /** Drafts, notes and names of officers stay in the unit and the centre. */
  const isInside = (asker: Asker, one: Case, unitId: string) =>
    asker.role === 'EVALUATOR' || (sightOf(asker, one) !== 'NOTHING' && isOwnUnit(asker, unitId));

  const maySeeReferral = (asker: Asker, one: Case, { unit }: Pick<FactsOfReferral, 'unit'>) => {
    const sight = sightOf(asker, one);
    return sight === 'OWN_PART' ? isOwnUnit(asker, unit.id) : sight !== 'NOTHING';
  };

  /** The part of the timeline that somebody sees. */
  function entriesFor(asker: Asker, one: Case): FactsOfEntry[] {
    const { timeline } = one.facts;
    const sight = sightOf(asker, one);
    if (asker.role === 'EVALUATOR' || asker.role === 'ANALYST') return [...timeline];
    if (sight === 'ALL') return timeline.filter((entry) => isPublic(entry, timeline));
    const isOwn = ({ unit }: FactsOfEntry) => unit !== null && isOwnUnit(asker, unit.id);
    if (sight === 'UNIT') {
      return timeline.filter((entry) => isPublic(entry, timeline) || isOwn(entry));
    }
    // Of what is ended again later, as what was returned is with the application, the first end counts.
    const ends = timeline.flatMap((entry, index) =>
      isOwn(entry) && endings.has(entry.event) && !endsAgain(entry, timeline.slice(0, index))
        ? [index]
        : [],
    );
    return timeline
      .slice(0, (ends.at(-1) ?? -1) + 1)
      .filter((entry) => (entry.unit === null ? isPublic(entry, timeline) : isOwn(entry)));
  }

  const momentOf = (asker: Asker, one: Case) => {
    if (sightOf(asker, one) !== 'OWN_PART') return one.facts;
    const own = one.facts.referrals.filter(({ unit }) => isOwnUnit(asker, unit.id));
    const moments = own.flatMap(({ id }) => one.moments.get(id) ?? []);
    return moments.toSorted((a, b) => a.version - b.version).at(-1) ?? one.facts;
  };

  const unit = (reference: { id: string } | null): Expected =>
    reference === null ? nothing : { is: 'OBJECT', fields: { id: () => value(reference.id) } };

  function replyFor(asker: Asker, reply: FactsOfReply): Expected {
    return object({
      kind: value(reply.kind),
      outcome: value(reply.outcome),
      text: value(isWordless(asker) ? null : reply.text),
      repliedAt: value(reply.repliedAt),
      unit: unit(reply.unit),
    });
  }

  function referralFor(asker: Asker, one: Case, referral: FactsOfReferral): Expected {
    const inside = isInside(asker, one, referral.unit.id);
    const moment = momentOf(asker, one);
    const from = one.facts.referrals.find(({ id }) => id === referral.forwardedFrom?.id);
    const draft = openStates.includes(referral.state) ? referral.draft : null;
    return object({
      id: value(referral.id),
      unit: unit(referral.unit),
      fileNumber: value(inside ? referral.fileNumber : null),
      state: value(referral.state),
      referredAt: value(referral.referredAt),
      forwardedFrom: () =>
        from && maySeeReferral(asker, one, from) ? referralFor(asker, one, from) : nothing,
      targetDate: value(moment.targetDate),
      statutoryDate: value(moment.statutoryDate),
      overdue: value(referral.overdue),
      replies: list(referral.replies.map((reply) => replyFor(asker, reply))),
      application: () => applicationFor(asker, one),
      assignee: value(inside ? referral.assignee : null),
      draft: inside && draft ? values({ ...draft }) : nothing,
      raisedTo: inside ? unit(referral.raisedTo) : nothing,
      availableActions: among(
        !inside ? [] : asker.role === 'EVALUATOR' ? ['CANCEL'] : actionsOnReferral,
      ),
    });
  }

  function attachmentFor(
    asker: Asker,
    one: Case,
    attachment: FactsOfAttachment,
    index: number,
  ): Expected {
    const isCentre = asker.role === 'EVALUATOR';
    const { name, withheld } = attachment;
    const ofUnit = withheld === null ? matching(/^\d+$/) : nothing;
    return object({
      id: value(attachment.id),
      name: mayKnowApplicant(asker, one)
        ? value(name)
        : matching(new RegExp(`^ek-${index + 1}\\.[a-z0-9]+$`)),
      contentType: value(attachment.contentType),
      bytes: asker.role === 'OFFICER' ? ofUnit : value(attachment.bytes),
      withheld: value(asker.role === 'CITIZEN' ? null : withheld),
      withheldReason: value(isCentre ? attachment.withheldReason : null),
      warnings: value(isCentre ? attachment.warnings : null),
    });
  }

  /** The attachments that somebody sees at all. */
  function attachmentsFor(asker: Asker, one: Case): readonly FactsOfAttachment[] {
    const sight = sightOf(asker, one);
    const { attachments, redaction } = one.facts;
    if (isWordless(asker) || sight === 'NOTHING' || sight === 'OWN_PART') return [];
    return sight === 'UNIT' && redaction?.attachmentsWithheld ? [] : attachments;
  }

  function appealFor(asker: Asker, one: Case, appeal: FactsOfAppeal): Expected {
    const { facts: application } = one;
    const index = application.appeals.indexOf(appeal);
    const instead = sightOf(asker, one) === 'ALL' ? null : application.redaction?.appeals[index];
    const referral = application.referrals.find(({ id }) => id === appeal.referral.id);
    return object({
      id: value(appeal.id),
      application: () => applicationFor(asker, one),
      referral: () => (referral ? referralFor(asker, one, referral) : nothing),
      kind: value(appeal.kind),
      state: value(appeal.state),
      unit: unit(appeal.unit),
      text: value(isWordless(asker) ? null : (instead ?? appeal.text)),
      appealedAt: value(appeal.appealedAt),
      decisionText: value(isWordless(asker) ? null : appeal.decisionText),
      decidedAt: value(appeal.decidedAt),
    });
  }

  function applicationFor(asker: Asker, one: Case): Expected {
    const { facts: application } = one;
    const sight = sightOf(asker, one);
    if (sight === 'NOTHING') return nothing;
    const { redaction } = application;
    const wordless = isWordless(asker);
    const isCentre = asker.role === 'EVALUATOR';
    const isOver = sight === 'OWN_PART';
    const instead = sight === 'ALL' ? null : redaction;
    const moment = momentOf(asker, one);
    const known = mayKnowApplicant(asker, one);
    const supplements = isOver ? [] : application.supplements;
    return object({
      number: value(mayKnowNumber(asker, one) ? application.number : null),
      trackingCode: value(
        asker.citizenId === application.applicant.id && asker.role === 'CITIZEN'
          ? one.trackingCode
          : null,
      ),
      type: value(application.type),
      topic: unit(application.topic),
      subject: value(wordless ? null : (instead?.subject ?? application.subject)),
      text: value(wordless ? null : (instead?.text ?? application.text)),
      stage: value(application.stage),
      filedAt: value(application.filedAt),
      targetDate: value(moment.targetDate),
      statutoryDate: value(moment.statutoryDate),
      overdue: value(moment.overdue),
      remainingBusinessDays: isOver ? anything : value(application.remainingBusinessDays),
      responsibleUnit: isOver ? nothing : unit(application.responsibleUnit),
      responsibleUnits: list(isOver ? [] : application.responsibleUnits.map(unit)),
      referrals: () =>
        list(
          application.referrals
            .filter((referral) => maySeeReferral(asker, one, referral))
            .map((referral) => referralFor(asker, one, referral)),
        ),
      replies: list(
        application.replies
          .filter((reply) => maySeeReferral(asker, one, reply))
          .map((reply) => replyFor(asker, reply)),
      ),
      timeline: list(
        entriesFor(asker, one).map((entry) =>
          object({
            at: value(entry.at),
            event: value(entry.event),
            actor: value(entry.actor),
            unit: unit(entry.unit),
            note: value(wordless ? null : entry.note),
            officer: value(
              isCentre || (entry.unit !== null && isOwnUnit(asker, entry.unit.id))
                ? entry.officer
                : null,
            ),
          }),
        ),
      ),
      applicant: () => (known ? citizenFor(asker, citizenOf(application.applicant.id)) : nothing),
      identityHidden: value(application.identityHidden),
      province: object({ code: value(application.province.code) }),
      district: application.district ? object({ code: value(application.district.code) }) : nothing,
      meantUnit: unit(application.meantUnit),
      aboutHeadOfUnit: value(application.aboutHeadOfUnit),
      answerChannel: value(known ? application.answerChannel : null),
      supplements: wordless
        ? nothing
        : list(
            supplements.map(({ at, text }, index) =>
              object({ at: value(at), text: value(instead?.supplements[index] ?? text) }),
            ),
          ),
      attachments: wordless
        ? nothing
        : list(
            attachmentsFor(asker, one).map((attachment, index) =>
              attachmentFor(asker, one, attachment, index),
            ),
          ),
      redaction:
        isCentre && redaction
          ? object({
              subject: value(redaction.subject),
              text: value(redaction.text),
              supplements: value(redaction.supplements),
              appeals: value(redaction.appeals),
              attachmentsWithheld: value(redaction.attachmentsWithheld),
            })
          : nothing,
      claimedBy: value(isCentre ? application.claimedBy : null),
      rating: application.rating && !isOver ? values(application.rating) : nothing,
      appeals: () =>
        list(isOver ? [] : application.appeals.map((appeal) => appealFor(asker, one, appeal))),
      availableActions: among(isOver || asker.role === null ? [] : actionsOn[asker.role]),
      refusalReason: value(isOver ? null : application.refusalReason),
      version: value(moment.version),
      suggestedUnits: isCentre || asker.role === 'OFFICER' ? anything : nothing,
    });
  }

  function citizenOf(id: string): FactsOfCitizen {
    const found = citizens.find((citizen) => citizen.id === id);
    if (!found) throw new Error('every applicant is known');
    return found;
  }

  /** The applications of a citizen that somebody may know to be that citizen's, the latest first. */
  const casesOf = (asker: Asker, citizenId: string) =>
    cases
      .filter((one) => one.facts.applicant.id === citizenId && mayKnowApplicant(asker, one))
      .toSorted((one, other) => other.facts.filedAt.localeCompare(one.facts.filedAt));

  /** Of a citizen whom somebody has a way to. */
  function citizenFor(asker: Asker, citizen: FactsOfCitizen): Expected {
    const isOwn = asker.role === 'CITIZEN' && asker.citizenId === citizen.id;
    const mayReach = isOwn || asker.role === 'EVALUATOR';
    return object({
      id: value(citizen.id),
      name: value(citizen.name),
      surname: value(citizen.surname),
      maskedNationalId: value(citizen.maskedNationalId),
      mobilePhone: value(mayReach ? citizen.mobilePhone : null),
      email: value(mayReach ? citizen.email : null),
      applications: (args) =>
        page(
          casesOf(asker, citizen.id).map((one) => applicationFor(asker, one)),
          args,
        ),
    });
  }

  const ownPerson = (asker: Asker): Expected =>
    asker.role === 'CITIZEN' && asker.citizenId !== null
      ? citizenFor(asker, citizenOf(asker.citizenId))
      : nothing;

  const openReferrals = (unitId: string) =>
    cases.flatMap((one) =>
      one.facts.referrals
        .filter((referral) => openStates.includes(referral.state))
        .filter((referral) => isWithin(referral.unit.id, unitId))
        .map((referral) => ({ one, referral })),
    );

  /** Whose inbox somebody sees. */
  const maySeeUnit = (asker: Asker, unitId: unknown): unitId is string =>
    typeof unitId === 'string' &&
    parentOf.has(unitId) &&
    (asker.role === 'EVALUATOR' || isOwnUnit(asker, unitId));

  /** What a field of `Query` gives somebody. */
  function root(asker: Asker, field: string, args: Readonly<Record<string, unknown>>): Expected {
    const byNumber = cases.find(({ number }) => number === args['number']);
    switch (field) {
      case 'viewer':
        return asker.role === null
          ? nothing
          : object({
              subject: value(asker.subject),
              role: value(asker.role),
              scopes: anything,
              citizen: () => ownPerson(asker),
              unit: unit(asker.unitId === null ? null : { id: asker.unitId }),
            });
      case 'me':
        return ownPerson(asker);
      case 'citizen': {
        const found = citizens.find(({ id }) => id === args['id']);
        const may = asker.role === 'EVALUATOR' || asker.citizenId === found?.id;
        return found && may ? citizenFor(asker, found) : nothing;
      }
      case 'application':
        return byNumber && mayKnowNumber(asker, byNumber)
          ? applicationFor(asker, byNumber)
          : nothing;
      case 'trackApplication': {
        if (byNumber?.trackingCode !== args['trackingCode'] || !byNumber) return nothing;
        const { facts: found } = byNumber;
        return object({
          number: value(found.number),
          type: value(found.type),
          stage: value(found.stage),
          filedAt: value(found.filedAt),
          targetDate: value(found.targetDate),
          statutoryDate: value(found.statutoryDate),
          overdue: value(found.overdue),
          responsibleUnit: unit(found.responsibleUnit),
        });
      }
      case 'myApplications':
        return asker.role === 'CITIZEN' && asker.citizenId !== null
          ? page(
              casesOf(asker, asker.citizenId).map((one) => applicationFor(asker, one)),
              args,
            )
          : nothing;
      case 'similarApplications':
        return asker.role === 'CITIZEN' && asker.citizenId !== null
          ? list(
              casesOf(asker, asker.citizenId).map((one) =>
                object({ similarity: anything, application: () => applicationFor(asker, one) }),
              ),
              'SOME',
            )
          : nothing;
      case 'evaluationQueue': {
        if (asker.role !== 'EVALUATOR') return nothing;
        const waiting = cases
          .filter(({ facts: { stage, referrals } }) => {
            if (endedStages.has(stage)) return false;
            const atTheCentre = stage === 'RECEIVED' || stage === 'UNDER_EVALUATION';
            return atTheCentre || referrals.some(({ state }) => state === 'RETURNED');
          })
          .toSorted((one, other) => one.facts.filedAt.localeCompare(other.facts.filedAt));
        return page(
          waiting.map((one) => applicationFor(asker, one)),
          args,
        );
      }
      case 'referral': {
        const { id, fileNumber } = args;
        const [found] = cases.flatMap((one) =>
          one.facts.referrals
            .filter((referral) =>
              id == null ? referral.fileNumber === fileNumber : referral.id === id,
            )
            .map((referral) => ({ one, referral })),
        );
        if (!found || isWordless(asker) || asker.role === 'CITIZEN') return nothing;
        const { one, referral } = found;
        const may = id == null ? isInside(asker, one, referral.unit.id) : true;
        return may && maySeeReferral(asker, one, referral)
          ? referralFor(asker, one, referral)
          : nothing;
      }
      case 'unitInbox': {
        const { unitId } = args;
        if (!maySeeUnit(asker, unitId)) return nothing;
        const shown = openReferrals(unitId).filter(({ one }) => sightOf(asker, one) !== 'NOTHING');
        const items = shown.map(({ one, referral }) => referralFor(asker, one, referral));
        return object({
          ...pageFields(items, args, 'ANY'),
          counts: list(
            openStates.map((state) =>
              object({
                state: value(state),
                count: value(shown.filter(({ referral }) => referral.state === state).length),
                more: value(false),
              }),
            ),
          ),
        });
      }
      case 'unitAppeals': {
        const { unitId } = args;
        if (!maySeeUnit(asker, unitId)) return nothing;
        const states = (args['states'] ?? ['PENDING']) as readonly string[]; // as the generator writes them
        const found = cases
          .flatMap((one) => one.facts.appeals.map((appeal) => ({ one, appeal })))
          .filter(({ one, appeal }) => {
            const sight = sightOf(asker, one);
            const isSeen = sight === 'ALL' || sight === 'UNIT';
            return isSeen && appeal.unit.id === unitId && states.includes(appeal.state);
          })
          .toSorted((one, other) => one.appeal.appealedAt.localeCompare(other.appeal.appealedAt));
        return page(
          found.map(({ one, appeal }) => appealFor(asker, one, appeal)),
          args,
        );
      }
      case 'leaveDays':
        return list(
          facts.leaveDays.map(({ date, name, addedBy }) =>
            object({
              date: value(date),
              name: value(name),
              addedAt: anything,
              addedBy: value(asker.role === 'ADMIN' ? addedBy : null),
            }),
          ),
        );
      case 'outbox':
      case 'notificationBacklog':
      case 'proposedUnitChanges':
        return asker.role === 'ADMIN' ? anything : nothing;
      case 'directoryChanges':
        return asker.role === 'ADMIN' ||
          (typeof args['unitId'] === 'string' && isUnitOfDirectory(asker, args['unitId']))
          ? object({
              nodes: { is: 'ANYTHING' },
              edges: { is: 'ANYTHING' },
              pageInfo: anything,
            })
          : nothing;
      default:
        return anything;
    }
  }

  /** Whether somebody may know a secret, wherever it stands. */
  function mayKnow(asker: Asker, secret: Secret): boolean {
    const { role } = asker;
    const isCentre = role === 'EVALUATOR';
    switch (secret.kind) {
      case 'IDENTITY':
        return cases.some(
          (one) =>
            one.facts.applicant.id === secret.citizenId &&
            role !== 'CITIZEN' &&
            mayKnowApplicant(asker, one),
        )
          ? true
          : isCentre || asker.citizenId === secret.citizenId;
      case 'CONTACT':
      case 'OWN':
        return asker.citizenId === secret.citizenId || (secret.kind === 'CONTACT' && isCentre);
      case 'WORDS':
      case 'REDACTED_WORDS':
      case 'LATER_WORDS':
      case 'REDACTED_LATER_WORDS': {
        if (isCentre) return true;
        if (isWordless(asker)) return false;
        const sight = sightOf(asker, caseOf(secret.label));
        const isRedaction = secret.kind.startsWith('REDACTED');
        if (sight === 'ALL') return !isRedaction;
        const isLater = secret.kind.endsWith('LATER_WORDS');
        const isSeen = sight === 'UNIT' || (sight === 'OWN_PART' && !isLater);
        if (isRedaction) return isSeen;
        const { redaction } = caseOf(secret.label).facts;
        return isSeen && !(isLater ? isRedactedLater(redaction) : redaction?.text != null);
      }
      case 'TOLD': {
        if (isWordless(asker)) return false;
        const one = caseOf(secret.label);
        const sight = sightOf(asker, one);
        if (sight !== 'OWN_PART') return sight !== 'NOTHING';
        return secret.unitId !== null && isOwnUnit(asker, secret.unitId);
      }
      case 'INSIDE':
        return !isWordless(asker) && isInside(asker, caseOf(secret.label), secret.unitId);
      case 'FILE_NAME': {
        const one = caseOf(secret.label);
        return mayKnowApplicant(asker, one) && attachmentsFor(asker, one).length > 0;
      }
      case 'NUMBER':
        return mayKnowNumber(asker, caseOf(secret.label));
      case 'TRACKING_CODE':
        return role === 'CITIZEN' && sightOf(asker, caseOf(secret.label)) === 'ALL';
      case 'CENTRE':
        return isCentre;
      case 'ADMINISTRATORS':
        return role === 'ADMIN';
      case 'DIRECTORY':
        return role === 'ADMIN' || secret.unitIds.some((id) => isOwnUnit(asker, id));
      case 'SUBJECT':
        return (
          isCentre ||
          asker.subject === secret.subject ||
          secret.unitIds.some((id) => isOwnUnit(asker, id))
        );
      case 'NOBODY':
        return false;
    }
  }

  return {
    facts,
    root,
    mayKnow,
    applicationOf: applicationFor,
    momentFor: momentOf,

    referralOf(asker: Asker, one: Case, referralId: string): Expected {
      const referral = one.facts.referrals.find(({ id }) => id === referralId);
      return referral ? referralFor(asker, one, referral) : nothing;
    },

    /** Whether somebody of the right role sees what a change is asked for, so that it is refused with the reason. */
    mayActOn(asker: Asker, one: Case, field: string): boolean {
      if (/(Application|Identity|Attachment)$/.test(field)) return mayKnowNumber(asker, one);
      const [referral] = one.facts.referrals;
      return referral ? maySeeReferral(asker, one, referral) : false;
    },

    /** Whether somebody gets a file, and whether as it was sent. */
    download(
      asker: Asker,
      { id, label, citizenId }: { id: string; label: string | null; citizenId: string },
    ): { isFile: boolean; isOriginal: boolean } {
      if (label === null) {
        const isOwn = asker.citizenId === citizenId;
        return { isFile: isOwn, isOriginal: isOwn };
      }
      const found = attachmentsFor(asker, caseOf(label)).find((each) => each.id === id);
      const isOriginal = found !== undefined && asker.role !== 'OFFICER';
      return { isFile: isOriginal || found?.withheld === null, isOriginal };
    },
    /** The canaries that somebody may see. */
    canariesFor: (asker: Asker): ReadonlySet<string> =>
      new Set(
        facts.canaries
          .filter(({ secret }: Canary) => mayKnow(asker, secret))
          .map(({ word }) => word),
      ),
  };
}

const isRedactedLater = (redaction: FactsOfApplication['redaction']) =>
  [...(redaction?.supplements ?? []), ...(redaction?.appeals ?? [])].some((text) => text !== null);

function isPublic(entry: FactsOfEntry, timeline: readonly FactsOfEntry[]): boolean {
  const { event, at } = entry;
  if (internalEvents.has(event)) return false;
  // Public when it had just been received.
  if (event === 'CLAIMED') return timeline.slice(0, timeline.indexOf(entry)).length <= 1;
  // Public where the centre ended it, not where it followed from what became of the application.
  if (event === 'CANCELLED') {
    return !timeline.some(
      (other) => other.at === at && ['REFUSED', 'WITHDRAWN', 'REFERRED'].includes(other.event),
    );
  }
  return true;
}

/** Whether what an entry ends was ended before by the same unit, with no referral to it in between. */
function endsAgain({ unit }: FactsOfEntry, before: readonly FactsOfEntry[]): boolean {
  const last = before.findLast(
    (entry) =>
      entry.unit?.id === unit?.id && (endings.has(entry.event) || entry.event === 'REFERRED'),
  );
  return last !== undefined && endings.has(last.event);
}

function pageFields(
  items: readonly Expected[],
  { first = 20 }: Readonly<Record<string, unknown>>,
  order: 'SAME' | 'ANY' = 'SAME',
) {
  const size = typeof first === 'number' ? first : 20;
  const shown = order === 'SAME' ? items.slice(0, size) : items;
  const isWhole = items.length <= size;
  const how = order === 'ANY' && !isWhole ? 'SOME' : order;
  return {
    nodes: list(shown, how),
    edges: list(
      shown.map((node) => object({ cursor: anything, node })),
      how,
    ),
    pageInfo: object({
      hasNextPage: value(!isWhole),
      hasPreviousPage: value(false),
      startCursor: anything,
      endCursor: anything,
    }),
  };
}

/** The first page of a list; what more there is is told by whether it goes on. */
const page = (items: readonly Expected[], args: Readonly<Record<string, unknown>>): Expected =>
  object(pageFields(items, args));
