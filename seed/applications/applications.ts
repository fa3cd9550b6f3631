import type { Types } from 'mongoose';
import type { LocalDate } from '../../lib/kit/local-date.ts';
import { checkWords, type NewCase, newCase } from '../../subgraphs/application/filing/index.ts';
import type { EventDocument } from '../../subgraphs/application/events/index.ts';
import {
  type AppealDocument,
  type ApplicationDocument,
  type ContentDocument,
  type ReferralDocument,
  subjectTermsOf,
  type TimelineDocument,
} from '../../subgraphs/application/record/index.ts';
import {
  createBusinessCalendar,
  type HeldCalendar,
} from '../../subgraphs/application/calendar/index.ts';
import type { Identities } from '../../subgraphs/application/casework/index.ts';
import type { RefusalReason } from '../../subgraphs/application/schema-types.ts';
import type { UnitProjection } from '../../subgraphs/application/units/index.ts';
import type { EarlierIds } from '../../lib/mongodb/earlier-ids.ts';
import { type Random, randomSource, weightedChoice } from '../random.ts';
import {
  createAttachments,
  type DrawAttachment,
  type SeededAttachment,
} from './attachments/attachments.ts';
import { CaseInMemory } from './case-in-memory.ts';
import { citizenOrder } from './citizen-order.ts';
import type { Citizens } from './citizens.ts';
import { firstTrackingCodeOf } from './demonstration.ts';
import { drawFiledWith, type FiledWith } from './filed-with.ts';
import { createFilingTimes, type FilingTimes, type FilingYear } from './filing-times.ts';
import { planFurtherActs } from './further-plan.ts';
import { createMatters, type Matter, type Matters, placeOf } from './matters.ts';
import { refusalWeights } from './mix.ts';
import { applicationNumbersOf } from './numbers.ts';
import { objectIdsOf } from './object-ids.ts';
import { createOfficeHours, type OfficeHours } from './office-hours.ts';
import { createRouting, type DrawUnits, type SeedDirectory } from './routing.ts';
import { seededIdentities } from './seeded-identities.ts';
import type { WorkDetails } from './situation.ts';
import { applicantOf, evaluatorOf } from './staff.ts';
import {
  createPetitionWriter,
  type Petition,
  type PetitionWriter,
} from './texts/petition-writer.ts';
import { furtherTexts } from './texts/further-texts.ts';
import { clarifications, forwardingReasons, returnReasons } from './texts/reply-frames.ts';
import { createReplyWriter, type ReplyWriter } from './texts/reply-writer.ts';
import { drawSlotValues } from './texts/slot-values.ts';
import type { SlotValues } from './texts/template.ts';
import { createUnitsThen } from './units-then.ts';
import { carryOut } from './work.ts';
import { planWork, type WorkPlan } from './work-plan.ts';

const refusalReasons = Object.keys(refusalWeights) as RefusalReason[]; // its keys are exactly these
const drawRefusalReason = weightedChoice(refusalReasons, (reason) => refusalWeights[reason]);

/** An application with all its stored documents. */
export interface SeededApplication {
  application: ApplicationDocument;
  content: ContentDocument;
  timeline: TimelineDocument;
  referrals: readonly ReferralDocument[];
  appeals: readonly AppealDocument[];
  attachments: readonly SeededAttachment[];
  /** What happened in the last days, for those who follow changes. */
  events: readonly EventDocument[];
}

/** How long before the end what happens is still followed. */
const followedMs = 7 * 86_400_000;

/** Room for the events of one application among the ids of their kind. */
const eventsEach = 128;

interface ApplicationsOptions {
  seed: number;
  /** The number of applications: it determines how close together they are filed, and by whom. */
  applications: number;
  /** The last day; later events have not happened. */
  until: LocalDate;
  directory: SeedDirectory;
  citizens: Citizens;
  /** The keyed hash of an applicant's identity number. */
  applicantHash: (nationalId: string) => string;
  publicId: EarlierIds;
  /** The key of tracking codes. */
  trackingKeyVersion: number;
}

export interface Applications {
  /** How many are filed in each year. */
  years: readonly FilingYear[];
  at(index: number): SeededApplication;
}

/** The applications by index, in the order of filing; each is generated on request. */
export function createApplications(options: ApplicationsOptions): Applications {
  const sources = sourcesOf(options);
  return {
    years: sources.filingTimes.years,
    at: (index) => applicationAt(sources, index),
  };
}

/** The shared inputs from which all applications are drawn and written. */
interface Sources extends ApplicationsOptions {
  held: HeldCalendar;
  filingTimes: FilingTimes;
  hours: OfficeHours;
  /** The index of the citizen who files an application. */
  citizenOf: (index: number) => number;
  numberOf: (year: number, sequence: number) => string;
  matters: Matters;
  drawUnits: DrawUnits;
  writePetition: PetitionWriter;
  writeReply: ReplyWriter;
  applicationId: (index: number, filedAtMs: number) => Types.ObjectId;
  identitiesOf: (index: number, filedAtMs: number) => Identities;
  /** The draws of an application, in streams that do not shift one another. */
  filing: (index: number) => Random;
  drawing: (index: number) => Random;
  working: (index: number) => Random;
  writing: (index: number) => Random;
  clarifying: (index: number) => Random;
  filedWith: (index: number) => Random;
  furtherActs: (index: number) => Random;
  drawAttachment: DrawAttachment;
  eventId: (index: number, atMs: number) => Types.ObjectId;
  /** The unit tree at a moment. */
  unitsThen: (ms: number) => UnitProjection;
}

function sourcesOf(options: ApplicationsOptions): Sources {
  const { seed, applications, until, directory, publicId } = options;
  const calendar = createBusinessCalendar();
  const held: HeldCalendar = { calendar, version: 0 };
  return {
    ...options,
    held,
    filingTimes: createFilingTimes({ applications, until, calendar }),
    hours: createOfficeHours(calendar, until),
    citizenOf: citizenOrder(seed, applications),
    numberOf: applicationNumbersOf(seed),
    matters: createMatters(directory),
    drawUnits: createRouting(directory),
    writePetition: createPetitionWriter(directory.topics),
    writeReply: createReplyWriter(directory.topics),
    applicationId: objectIdsOf(seed, 'application'),
    identitiesOf: seededIdentities(seed, publicId),
    filing: randomSource(seed, 'filing'),
    drawing: randomSource(seed, 'application'),
    working: randomSource(seed, 'work'),
    writing: randomSource(seed, 'text'),
    clarifying: randomSource(seed, 'clarification'),
    filedWith: randomSource(seed, 'filedWith'),
    furtherActs: randomSource(seed, 'furtherActs'),
    drawAttachment: createAttachments(seed, publicId),
    eventId: objectIdsOf(seed, 'event'),
    unitsThen: createUnitsThen(directory.units, directory.closings),
  };
}

function applicationAt(sources: Sources, index: number): SeededApplication {
  const drawn = draw(sources, index);
  const { held, identitiesOf, hours, working, furtherActs, unitsThen, eventId } = sources;
  const { filedAtMs } = drawn;
  const { type } = drawn.matter;
  const ordinary = index === 0;
  const course = planWork(working(index), hours, { type, filedAtMs, ordinary });
  const own = sources.filedWith(index);
  const filed = filedWithOf(sources, drawn, own, course);
  const further = furtherActs(index);
  const hasAttachments = filed.attachments > 0;
  const plan = ordinary
    ? course
    : planFurtherActs(further, hours, course, { type, hasAttachments });
  const newCase = file(sources, drawn, own, { ...filed, hideIdentity: plan.hiddenByCitizen });
  const work = new CaseInMemory(newCase.filed, {
    held,
    unitsAt: unitsThen,
    identities: identitiesOf(index, filedAtMs),
    attachments: newCase.attachments.map(({ summary }) => summary),
    publishedFromMs: hours.horizonMs - followedMs,
  });
  carryOut(work, plan.steps, workDetails(sources, drawn, { units: filed.units, further }));
  const { application, content, timeline, referrals, appeals } = work;
  const events = work.events.map((event, position) => ({
    ...event,
    _id: eventId(index * eventsEach + position, event.at.getTime()),
  }));
  const { attachments } = newCase;
  const found = <Document extends { open: boolean }>(document: Document, subject: string) =>
    document.open ? document : { ...document, subjectTerms: subjectTermsOf(subject) };
  const subjectSeen = content.redactedSubject ?? content.subject;
  return {
    application: found(application, content.subject),
    content,
    timeline,
    referrals: referrals.map((referral) => found(referral, subjectSeen)),
    appeals,
    attachments,
    events,
  };
}

/** The citizen, the time and the matter of an application. */
interface Drawn {
  index: number;
  filedAtMs: number;
  /** The index of its citizen. */
  citizen: number;
  matter: Matter;
  /** The names in the sentences of all its texts. */
  values: SlotValues;
  petition: Petition;
  /** The draws of this application, which later steps continue. */
  random: Random;
  /** The draws of its texts, likewise. */
  text: Random;
}

function draw(sources: Sources, index: number): Drawn {
  const { filing, filingTimes, citizenOf, citizens, matters, writePetition } = sources;
  // The first one begins its first day, whatever the number of applications, since documentation
  // quotes it.
  const fraction = index === 0 ? 0 : filing(index).fraction();
  const filedAtMs = filingTimes.filedAt(index, fraction);
  const citizen = citizenOf(index);
  const home = citizens.homeOf(citizen);
  const random = sources.drawing(index);
  const matter = index === 0 ? matters.first(home) : matters.draw(random, home);
  const { type, topic, province, district } = matter;
  const text = sources.writing(index);
  const place = { province: province.name, district: district?.name ?? null };
  const values = drawSlotValues(text, place, topic.name, filedAtMs);
  const petition = writePetition(text, type, topic._id, values);
  return { index, filedAtMs, citizen, matter, values, petition, random, text };
}

/** What it is filed with, and the units to which it goes. */
function filedWithOf(
  { citizens, drawUnits, directory, unitsThen }: Sources,
  { index, filedAtMs, citizen, matter, random: routing }: Drawn,
  own: Random,
  { referrals }: WorkPlan,
): FiledWith {
  return drawFiledWith(own, {
    matter,
    filedAtMs,
    ordinary: index === 0,
    hasEmail: citizens.hasEmail(citizen),
    referrals,
    routing,
    drawUnits,
    closings: directory.closings,
    unitsThen: unitsThen(filedAtMs),
  });
}

/** The application as its citizen files it, with its attachments. */
function file(
  sources: Sources,
  drawn: Drawn,
  random: Random,
  filedWith: FiledWith & { hideIdentity: boolean },
): { filed: NewCase; attachments: SeededAttachment[] } {
  const { seed, held, citizens, publicId, numberOf, drawAttachment } = sources;
  const { index, filedAtMs, citizen, matter, petition } = drawn;
  const { answerChannel, meantUnitId, aboutHeadOfUnit, hideIdentity } = filedWith;
  const { year, first } = sources.filingTimes.yearOf(index);
  const _id = sources.applicationId(index, filedAtMs);
  const [citizenId, filedAt] = [citizens.idOf(citizen), new Date(filedAtMs)];
  const attachments = Array.from({ length: filedWith.attachments }, (_, place) =>
    drawAttachment(random, { _id, citizenId, filedAt, index, place }),
  );
  const filed = newCase(
    {
      input: {
        type: matter.type,
        topicId: matter.topic._id,
        ...placeOf(matter),
        answerChannel,
        meantUnitId,
        aboutHeadOfUnit,
        hideIdentity,
      },
      words: checkWords(petition),
      attachmentIds: attachments.map(({ summary }) => summary.publicId),
      assigned: {
        _id,
        publicId: publicId('application', _id),
        number: numberOf(year, index - first),
        citizenId,
        applicantHash: sources.applicantHash(citizens.nationalIdOf(citizen)),
        tracking: {
          keyVersion: sources.trackingKeyVersion,
          counter: 0,
          ...(index === 0 && { fixedCode: firstTrackingCodeOf(seed) }),
        },
        idempotencyKey: `seed-${seed}-${index}`,
        filedAt,
      },
    },
    held,
  );
  return { filed, attachments };
}

/** The people and units that work on it, and what they write. */
function workDetails(
  { citizens, hours, directory, writeReply, clarifying }: Sources,
  { index, filedAtMs, citizen, matter, values, random, text }: Drawn,
  { units, further }: Pick<FiledWith, 'units'> & { further: Random },
): WorkDetails {
  const { type, topic } = matter;
  return {
    horizonMs: hours.horizonMs,
    closedAtMs: directory.closings.flatMap(({ atMs }) => (atMs > filedAtMs ? atMs : [])),
    applicant: applicantOf(citizens.idOf(citizen)),
    evaluator: evaluatorOf(index),
    units,
    reply: (kind, draftedAt) =>
      writeReply(text, {
        kind,
        type,
        topicId: topic._id,
        filedAtMs,
        writtenAtMs: draftedAt.getTime(),
        values,
      }),
    reason: (action) => text.pick(action === 'FORWARD' ? forwardingReasons : returnReasons),
    clarification: () => clarifying(index).pick(clarifications),
    refusalReason: () => drawRefusalReason(random),
    words: (of) => further.pick<string>(furtherTexts[of]),
  };
}
