import { createHash } from 'node:crypto';
import type { Types } from 'mongoose';
import { checkWords, type NewCase, newCase } from '../../subgraphs/application/filing/index.ts';
import {
  type ApplicationDocument,
  type ContentDocument,
  type ReferralDocument,
  subjectTermsOf,
  type TimelineDocument,
} from '../../subgraphs/application/record/index.ts';
import {
  createBusinessCalendar,
  type HeldCalendar,
  type LocalDate,
} from '../../subgraphs/application/calendar/index.ts';
import { fileNumberOf } from '../../subgraphs/application/numbers/index.ts';
import type { Identities } from '../../subgraphs/application/casework/index.ts';
import type { RefusalReason } from '../../subgraphs/application/schema-types.ts';
import type { EarlierIds } from '../../lib/mongodb/earlier-ids.ts';
import { type Random, randomSource, weightedChoice } from '../random.ts';
import { CaseInMemory } from './case-in-memory.ts';
import { citizenOrder } from './citizen-order.ts';
import type { Citizens } from './citizens.ts';
import { firstTrackingCodeOf } from './demonstration.ts';
import { createFilingTimes, type FilingTimes, type FilingYear } from './filing-times.ts';
import { createMatters, type Matter, type Matters, placeOf } from './matters.ts';
import { refusalWeights } from './mix.ts';
import { applicationNumbersOf } from './numbers.ts';
import { objectIdsOf } from './object-ids.ts';
import { createOfficeHours, type OfficeHours } from './office-hours.ts';
import { createRouting, type DrawUnits, type SeedDirectory } from './routing.ts';
import { applicantOf, evaluatorOf } from './staff.ts';
import {
  createPetitionWriter,
  type Petition,
  type PetitionWriter,
} from './texts/petition-writer.ts';
import { clarifications, forwardingReasons, returnReasons } from './texts/reply-frames.ts';
import { createReplyWriter, type ReplyWriter } from './texts/reply-writer.ts';
import { drawSlotValues } from './texts/slot-values.ts';
import type { SlotValues } from './texts/template.ts';
import { carryOut, type WorkDetails } from './work.ts';
import { planWork, type WorkPlan } from './work-plan.ts';

/** Random, and the same for the same seed. */
const seededFileNumber = (seed: number, index: number, position: number): string =>
  fileNumberOf(createHash('sha256').update(`file number/${seed}/${index}/${position}`).digest());

/** Room for the documents of one application among the ids of their kind. */
const idsEach = 8;

const refusalReasons = Object.keys(refusalWeights) as RefusalReason[]; // its keys are exactly these
const drawRefusalReason = weightedChoice(refusalReasons, (reason) => refusalWeights[reason]);

/** An application with all its stored documents. */
export interface SeededApplication {
  application: ApplicationDocument;
  content: ContentDocument;
  timeline: TimelineDocument;
  referrals: readonly ReferralDocument[];
}

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
  };
}

function applicationAt(sources: Sources, index: number): SeededApplication {
  const drawn = draw(sources, index);
  const { held, directory, identitiesOf, hours, working } = sources;
  const { filedAtMs } = drawn;
  const { type } = drawn.matter;
  const plan = planWork(working(index), hours, { type, filedAtMs, ordinary: index === 0 });
  const work = new CaseInMemory(file(sources, drawn, plan), {
    held,
    units: directory.units,
    identities: identitiesOf(index, filedAtMs),
  });
  carryOut(work, plan.steps, workDetails(sources, drawn, plan));
  const { application, content, timeline, referrals } = work;
  const found = <Document extends { open: boolean }>(document: Document, subject: string) =>
    document.open ? document : { ...document, subjectTerms: subjectTermsOf(subject) };
  const subjectSeen = content.redactedSubject ?? content.subject;
  return {
    application: found(application, content.subject),
    content,
    timeline,
    referrals: referrals.map((referral) => found(referral, subjectSeen)),
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

/** The application as its citizen files it. */
function file(
  sources: Sources,
  { index, filedAtMs, citizen, matter, petition }: Drawn,
  { hiddenByCitizen }: WorkPlan,
): NewCase {
  const { seed, held, citizens, publicId, numberOf } = sources;
  const { year, first } = sources.filingTimes.yearOf(index);
  const _id = sources.applicationId(index, filedAtMs);
  return newCase(
    {
      input: {
        type: matter.type,
        topicId: matter.topic._id,
        ...placeOf(matter),
        hideIdentity: hiddenByCitizen,
        answerChannel: 'SMS',
      },
      words: checkWords(petition),
      attachmentIds: [],
      assigned: {
        _id,
        publicId: publicId('application', _id),
        number: numberOf(year, index - first),
        citizenId: citizens.idOf(citizen),
        applicantHash: sources.applicantHash(citizens.nationalIdOf(citizen)),
        tracking: {
          keyVersion: sources.trackingKeyVersion,
          counter: 0,
          ...(index === 0 && { fixedCode: firstTrackingCodeOf(seed) }),
        },
        idempotencyKey: null,
        filedAt: new Date(filedAtMs),
      },
    },
    held,
  );
}

/** The people and units that work on it, and what they write. */
function workDetails(
  { citizens, hours, drawUnits, writeReply, clarifying }: Sources,
  { index, filedAtMs, citizen, matter, values, random, text }: Drawn,
  { referrals }: WorkPlan,
): WorkDetails {
  const { type, topic } = matter;
  return {
    horizonMs: hours.horizonMs,
    applicant: applicantOf(citizens.idOf(citizen)),
    evaluator: evaluatorOf(index),
    units: referrals > 0 ? drawUnits(random, topic, placeOf(matter), referrals) : [],
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
  };
}

/** Gives the documents of an application ids that follow from the seed. */
function seededIdentities(seed: number, publicId: EarlierIds) {
  const referralId = objectIdsOf(seed, 'referral');
  const draftId = objectIdsOf(seed, 'draft');
  const appealId = objectIdsOf(seed, 'appeal');
  return (index: number, filedAtMs: number): Identities => {
    const made = { referrals: 0, drafts: 0, appeals: 0 };
    const idAt = (ids: typeof referralId, position: number) =>
      ids(index * idsEach + position, filedAtMs);
    return {
      referral() {
        const position = made.referrals++;
        const _id = idAt(referralId, position);
        const fileNumber = seededFileNumber(seed, index, position);
        return { _id, publicId: publicId('referral', _id), fileNumber };
      },
      draftId: () => publicId('draft', idAt(draftId, made.drafts++)),
      appeal() {
        const _id = idAt(appealId, made.appeals++);
        return { _id, publicId: publicId('appeal', _id) };
      },
    };
  };
}
