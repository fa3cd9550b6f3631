import {
  among,
  anything,
  type Expected,
  type FieldOf,
  list,
  matching,
  nothing,
  object,
  value,
  values,
} from '../expected.ts';
import type {
  Asker,
  Case,
  FactsOfAppeal,
  FactsOfApplication,
  FactsOfAttachment,
  FactsOfCitizen,
  FactsOfEntry,
  FactsOfEvent,
  FactsOfReferral,
  FactsOfReply,
  FactsOfSupplement,
} from '../facts.ts';
import { page } from './pages.ts';
import { actFor, changed, described, instantFor, ratingFor, redactionFor, unit } from './parts.ts';
import { isWordless, type Sight, type Sights } from './sights.ts';
import { actionsOn, actionsOnReferral, dayOf, latestOf, openStates, outcomesOf } from './tables.ts';

/** The expected form of each object of the graph for each asker. */
export class ExpectedObjects {
  readonly sights: Sights;

  constructor(sights: Sights) {
    this.sights = sights;
  }

  replyFor(asker: Asker, reply: FactsOfReply): Expected {
    return object({
      id: value(reply.id),
      kind: value(reply.kind),
      outcome: value(reply.outcome),
      text: value(isWordless(asker) ? null : reply.text),
      repliedAt: instantFor(asker, reply.repliedAt),
      unit: unit(reply.unit),
    });
  }

  entryFor(asker: Asker, one: Case, entry: FactsOfEntry): Expected {
    const isOfUnit = entry.unit !== null && this.sights.isOwnUnit(asker, entry.unit.id);
    return object({
      id: value(entry.id),
      at: actFor(this.sights, asker, one, entry.at, entry.event),
      event: value(entry.event),
      actor: value(entry.actor),
      unit: unit(entry.unit),
      note: value(isWordless(asker) ? null : entry.note),
      automaticReason: value(entry.automaticReason),
      rating: ratingFor(this.sights, asker, one, entry.rating),
      attachment: asker.role === 'EVALUATOR' ? this.attachmentOf(asker, one, entry) : nothing,
      officer: value(asker.role === 'EVALUATOR' || isOfUnit ? entry.officer : null),
      correction: changed(asker, entry.correction),
    });
  }

  /** The one that the centre withheld or released. */
  private attachmentOf(asker: Asker, one: Case, { attachment }: FactsOfEntry): Expected {
    const all = one.facts.attachments;
    const index = all.findIndex(({ id }) => id === attachment?.id);
    const found = all[index];
    return found ? this.attachmentFor(asker, one, found, index) : nothing;
  }

  supplementFor(asker: Asker, one: Case, supplement: FactsOfSupplement): Expected {
    const { supplements, redaction } = one.facts;
    const instead = this.sights.sightOf(asker, one) === 'ALL' ? null : redaction;
    return object({
      id: value(supplement.id),
      at: actFor(this.sights, asker, one, supplement.at),
      text: value(instead?.supplements[supplements.indexOf(supplement)] ?? supplement.text),
    });
  }

  referralFor(asker: Asker, one: Case, referral: FactsOfReferral): Expected {
    const inside = this.sights.isInside(asker, one, referral.unit.id);
    const moment = this.sights.momentOf(asker, one);
    const from = one.facts.referrals.find(({ id }) => id === referral.forwardedFrom?.id);
    const to = one.facts.referrals.find((each) => each.forwardedFrom?.id === referral.id);
    const draft = openStates.includes(referral.state) ? referral.draft : null;
    const reason = this.sights.reasonFor(asker, one, referral);
    return object({
      id: value(referral.id),
      unit: unit(referral.unit),
      fileNumber: value(inside ? referral.fileNumber : null),
      state: value(referral.state),
      referredAt: instantFor(asker, referral.referredAt),
      closedAt: actFor(this.sights, asker, one, referral.closedAt),
      forwardedFrom: () =>
        from && this.sights.maySeeReferral(asker, one, from)
          ? this.referralFor(asker, one, from)
          : nothing,
      forwardedTo: () =>
        to && this.sights.maySeeReferral(asker, one, to)
          ? this.referralFor(asker, one, to)
          : nothing,
      reason: value(isWordless(asker) ? null : (reason?.note ?? null)),
      automaticReason: value(reason?.automaticReason ?? null),
      question: this.questionFor(asker, one, referral),
      targetDate: value(moment.targetDate),
      statutoryDate: value(moment.statutoryDate),
      overdue: value(referral.overdue),
      replies: list(referral.replies.map((reply) => this.replyFor(asker, reply))),
      application: () => this.applicationFor(asker, one),
      assignee: value(inside ? referral.assignee : null),
      draft: inside && draft ? this.draftFor(draft) : nothing,
      raisedTo: inside ? unit(referral.raisedTo) : nothing,
      availableActions: among(
        !inside ? [] : asker.role === 'EVALUATOR' ? ['CANCEL'] : actionsOnReferral,
      ),
    });
  }

  private questionFor(asker: Asker, one: Case, referral: FactsOfReferral): Expected {
    const { question, state } = referral;
    if (!question || state !== 'AWAITING_CITIZEN' || isWordless(asker)) return nothing;
    return object({
      text: value(question.text),
      askedAt: value(question.askedAt),
      referral: () => this.referralFor(asker, one, referral),
    });
  }

  readonly draftFor = (draft: NonNullable<FactsOfReferral['draft']>): Expected =>
    values({ ...draft });

  /** One change of an application that an asker sees. */
  eventFor(asker: Asker, event: FactsOfEvent): Expected {
    const { cursor, kind, at, application } = event;
    const one = this.sights.caseOfNumber(application.number);
    return object({
      cursor: value(cursor),
      kind: value(kind),
      at: value(this.sights.momentFor(asker, one, at, kind)),
      ...this.aboutFor(asker, event),
    });
  }

  /** An application that was referred or filed, for an asker who sees that. */
  newApplicationFor(asker: Asker, event: FactsOfEvent): Expected {
    return object({ cursor: value(event.cursor), ...this.aboutFor(asker, event) });
  }

  private aboutFor(asker: Asker, event: FactsOfEvent): Readonly<Record<string, FieldOf>> {
    const one = this.sights.caseOfNumber(event.application.number);
    const referral = one.facts.referrals.find(({ id }) => id === event.referral?.id);
    return {
      application: () => this.applicationFor(asker, one),
      referral: () =>
        referral && this.sights.maySeeReferral(asker, one, referral)
          ? this.referralFor(asker, one, referral)
          : nothing,
    };
  }

  attachmentFor(asker: Asker, one: Case, attachment: FactsOfAttachment, index: number): Expected {
    const isCentre = asker.role === 'EVALUATOR';
    const { name, withheld } = attachment;
    const ofUnit = withheld === null ? matching(/^\d+$/) : nothing;
    return object({
      id: value(attachment.id),
      name: this.sights.mayKnowApplicant(asker, one)
        ? value(name)
        : matching(new RegExp(`^ek-${index + 1}\\.[a-z0-9]+$`)),
      contentType: value(attachment.contentType),
      bytes: asker.role === 'OFFICER' ? ofUnit : value(attachment.bytes),
      withheld: value(asker.role === 'CITIZEN' ? null : withheld),
      withheldReason: value(isCentre ? attachment.withheldReason : null),
      warnings: value(isCentre ? attachment.warnings : null),
    });
  }

  appealFor(asker: Asker, one: Case, appeal: FactsOfAppeal): Expected {
    const { facts: application } = one;
    const index = application.appeals.indexOf(appeal);
    const instead =
      this.sights.sightOf(asker, one) === 'ALL' ? null : application.redaction?.appeals[index];
    const referral = application.referrals.find(({ id }) => id === appeal.referral.id);
    return object({
      id: value(appeal.id),
      application: () => this.applicationFor(asker, one),
      referral: () => (referral ? this.referralFor(asker, one, referral) : nothing),
      kind: value(appeal.kind),
      state: value(appeal.state),
      unit: unit(appeal.unit),
      text: value(isWordless(asker) ? null : (instead ?? appeal.text)),
      appealedAt: actFor(this.sights, asker, one, appeal.appealedAt),
      targetDate: value(appeal.targetDate),
      overdue: value(appeal.overdue),
      remainingBusinessDays: value(appeal.remainingBusinessDays),
      decisionText: value(isWordless(asker) ? null : appeal.decisionText),
      decidedAt: instantFor(asker, appeal.decidedAt),
    });
  }

  applicationFor(asker: Asker, one: Case): Expected {
    const { facts: application } = one;
    const sight = this.sights.sightOf(asker, one);
    if (sight === 'NOTHING') return nothing;
    const wordless = isWordless(asker);
    const isCentre = asker.role === 'EVALUATOR';
    const isOver = sight === 'OWN_PART';
    const instead = sight === 'ALL' ? null : application.redaction;
    const moment = this.sights.momentOf(asker, one);
    const known = this.sights.mayKnowApplicant(asker, one);
    return object({
      ...this.partsFor(asker, one, sight),
      id: value(application.id),
      number: value(this.sights.mayKnowNumber(asker, one) ? application.number : null),
      trackingCode: value(
        asker.citizenId === application.applicant.id && asker.role === 'CITIZEN'
          ? one.trackingCode
          : null,
      ),
      ...described(moment),
      subject: value(wordless ? null : (instead?.subject ?? application.subject)),
      text: value(wordless ? null : (instead?.text ?? application.text)),
      stage: value(application.stage),
      filedAt: actFor(this.sights, asker, one, application.filedAt),
      filedOn: value(dayOf(application.filedAt)),
      updatedAt: value(wordless ? null : this.sights.latestFor(asker, one)),
      closedAt: actFor(this.sights, asker, one, isOver ? null : application.closedAt),
      targetDate: value(moment.targetDate),
      statutoryDate: value(moment.statutoryDate),
      overdue: value(moment.overdue),
      remainingBusinessDays: isOver ? anything : value(application.remainingBusinessDays),
      responsibleUnit: isOver ? nothing : unit(application.responsibleUnit),
      responsibleUnits: list(isOver ? [] : application.responsibleUnits.map(unit)),
      applicant: () =>
        known ? this.citizenFor(asker, this.citizenOf(application.applicant.id)) : nothing,
      identityHidden: value(application.identityHidden),
      meantUnit: unit(application.meantUnit),
      aboutHeadOfUnit: value(application.aboutHeadOfUnit),
      answerChannel: value(known ? application.answerChannel : null),
      claimedBy: value(isCentre ? application.claimedBy : null),
      rating: isOver ? nothing : ratingFor(this.sights, asker, one, application.rating),
      appealableUntil: value(isOver ? null : latestOf(application.appealableAnswers)),
      availableOutcomes: value(outcomesOf(moment.type)),
      availableActions: among(isOver || asker.role === null ? [] : actionsOn[asker.role]),
      refusalReason: value(isOver ? null : application.refusalReason),
      version: value(moment.version),
      suggestedUnits: isCentre || asker.role === 'OFFICER' ? anything : nothing,
    });
  }

  /** The fields of an application that are lists or objects of their own. */
  private partsFor(
    asker: Asker,
    one: Case,
    sight: Sight,
  ): Readonly<Record<string, Expected | FieldOf>> {
    const { facts: application } = one;
    const wordless = isWordless(asker);
    const isOver = sight === 'OWN_PART';
    const supplements = isOver ? [] : application.supplements;
    return {
      referrals: () =>
        list(
          application.referrals
            .filter((referral) => this.sights.maySeeReferral(asker, one, referral))
            .map((referral) => this.referralFor(asker, one, referral)),
        ),
      replies: list(
        application.replies
          .filter((reply) => this.sights.maySeeReferral(asker, one, reply))
          .map((reply) => this.replyFor(asker, reply)),
      ),
      timeline: list(
        this.sights.entriesFor(asker, one).map((entry) => this.entryFor(asker, one, entry)),
      ),
      openQuestions: wordless
        ? nothing
        : list(
            application.referrals
              .filter((referral) => this.sights.maySeeReferral(asker, one, referral))
              .map((referral) => this.questionFor(asker, one, referral))
              .filter((question) => question !== nothing),
          ),
      extension: wordless ? nothing : this.extensionFor(asker, one),
      appealableAnswers: () =>
        list(
          isOver
            ? []
            : application.appealableAnswers.map((each) => this.appealableFor(asker, one, each)),
        ),
      supplements: wordless
        ? nothing
        : list(supplements.map((supplement) => this.supplementFor(asker, one, supplement))),
      attachments: wordless
        ? nothing
        : list(
            this.sights
              .attachmentsFor(asker, one)
              .map((attachment, index) => this.attachmentFor(asker, one, attachment, index)),
          ),
      redaction: redactionFor(asker, application.redaction),
      earlierAnswers: () => list(isOver ? [] : this.earlierAnswersFor(asker, one)),
      appeals: () =>
        list(isOver ? [] : application.appeals.map((appeal) => this.appealFor(asker, one, appeal))),
    };
  }

  private earlierAnswersFor(asker: Asker, one: Case): Expected[] {
    const { earlierAnswers, appeals } = one.facts;
    return earlierAnswers.map(({ answeredAt, rating, appeal, ...answer }) =>
      object({
        answeredAt: instantFor(asker, answeredAt),
        ...Object.fromEntries(
          Object.entries(answer).map(([field, known]) => [field, value(known)]),
        ),
        rating: ratingFor(this.sights, asker, one, rating),
        appeal: () => {
          const upheld = appeals.find(({ id }) => id === appeal.id);
          return upheld ? this.appealFor(asker, one, upheld) : nothing;
        },
      }),
    );
  }

  private extensionFor(asker: Asker, one: Case): Expected {
    if (this.sights.momentOf(asker, one).type !== 'INFORMATION_REQUEST') return nothing;
    const { timeline } = one.facts;
    const seen = this.sights.entriesFor(asker, one);
    const until = timeline.slice(0, timeline.findIndex((entry) => entry === seen.at(-1)) + 1);
    const reopened = until.findLastIndex(({ event }) => event === 'APPEAL_UPHELD');
    const entry = seen.findLast(
      (each) => each.event === 'EXTENDED' && timeline.indexOf(each) > reopened,
    );
    return entry
      ? object({ reason: value(entry.note), extendedAt: value(entry.at), unit: unit(entry.unit) })
      : nothing;
  }

  private appealableFor(
    asker: Asker,
    one: Case,
    { referral: { id }, kind, until }: FactsOfApplication['appealableAnswers'][number],
  ): Expected {
    const referral = one.facts.referrals.find((each) => each.id === id);
    return object({
      referral: () => (referral ? this.referralFor(asker, one, referral) : nothing),
      kind: value(kind),
      until: value(until),
    });
  }

  citizenOf(id: string): FactsOfCitizen {
    const found = this.sights.facts.citizens.find((citizen) => citizen.id === id);
    if (!found) throw new Error('every applicant is known');
    return found;
  }

  /** The applications of a citizen that an asker may know to be that citizen's, latest first. */
  readonly casesOf = (asker: Asker, citizenId: string) =>
    this.sights.facts.cases
      .filter(
        (one) => one.facts.applicant.id === citizenId && this.sights.mayKnowApplicant(asker, one),
      )
      .toSorted((one, other) => other.facts.filedAt.localeCompare(one.facts.filedAt));

  /** Of a citizen to whom the asker has a path. */
  citizenFor(asker: Asker, citizen: FactsOfCitizen): Expected {
    const isOwn = asker.role === 'CITIZEN' && asker.citizenId === citizen.id;
    const mayReach = isOwn || asker.role === 'EVALUATOR';
    return object({
      id: value(citizen.id),
      name: value(citizen.name),
      surname: value(citizen.surname),
      maskedNationalId: value(citizen.maskedNationalId),
      mobilePhone: value(mayReach ? citizen.mobilePhone : null),
      email: value(mayReach ? citizen.email : null),
      notificationPreference: value(mayReach ? 'ALL_STEPS' : null),
      applications: (args) =>
        page(
          this.casesOf(asker, citizen.id).map((one) => this.applicationFor(asker, one)),
          args,
        ),
    });
  }

  readonly ownPerson = (asker: Asker): Expected =>
    asker.role === 'CITIZEN' && asker.citizenId !== null
      ? this.citizenFor(asker, this.citizenOf(asker.citizenId))
      : nothing;
}
