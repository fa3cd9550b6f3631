import { createHash } from 'node:crypto';
import { checkWords, newCase } from '../../subgraphs/application/filing/index.ts';
import type {
  ApplicationDocument,
  ContentDocument,
  ReferralDocument,
  TimelineDocument,
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
import { randomSource, weightedChoice } from '../random.ts';
import { CaseInMemory } from './case-in-memory.ts';
import { citizenOrder } from './citizen-order.ts';
import type { Citizens } from './citizens.ts';
import { firstTrackingCodeOf } from './demonstration.ts';
import { type FilingYear, createFilingTimes } from './filing-times.ts';
import { createMatters, placeOf } from './matters.ts';
import { refusalWeights } from './mix.ts';
import { applicationNumbersOf } from './numbers.ts';
import { objectIdsOf } from './object-ids.ts';
import { createOfficeHours } from './office-hours.ts';
import { type SeedDirectory, createRouting } from './routing.ts';
import { applicantOf, evaluatorOf } from './staff.ts';
import { createPetitionWriter } from './texts/petition-writer.ts';
import { clarifications, forwardingReasons, returnReasons } from './texts/reply-frames.ts';
import { createReplyWriter } from './texts/reply-writer.ts';
import { drawSlotValues } from './texts/slot-values.ts';
import { carryOut } from './work.ts';
import { planWork } from './work-plan.ts';

/** Random, and the same for the same seed. */
const seededFileNumber = (seed: number, index: number, position: number): string =>
  fileNumberOf(createHash('sha256').update(`file number/${seed}/${index}/${position}`).digest());

/** Room for what one application leads to among the ids of its kind. */
const idsEach = 8;

const refusalReasons = Object.keys(refusalWeights) as RefusalReason[]; // its keys are exactly these
const drawRefusalReason = weightedChoice(refusalReasons, (reason) => refusalWeights[reason]);

/** An application with all that is stored of it. */
export interface SeededApplication {
  application: ApplicationDocument;
  content: ContentDocument;
  timeline: TimelineDocument;
  referrals: readonly ReferralDocument[];
}

export interface ApplicationsOptions {
  seed: number;
  /** How many there are: it decides how close together they are filed, and by whom. */
  applications: number;
  /** The last day; what would happen after it has not happened. */
  until: LocalDate;
  directory: SeedDirectory;
  citizens: Citizens;
  /** The keyed hash of an applicant's identity number. */
  applicantHash: (nationalId: string) => string;
  publicId: EarlierIds;
  /** By which tracking codes are made. */
  trackingKeyVersion: number;
}

export interface Applications {
  /** How many are filed in each year. */
  years: readonly FilingYear[];
  at(index: number): SeededApplication;
}

/** The applications by index, the later filed the higher; each is made anew when it is asked for. */
export function createApplications(options: ApplicationsOptions): Applications {
  const {
    seed,
    applications,
    until,
    directory,
    citizens,
    applicantHash,
    publicId,
    trackingKeyVersion,
  } = options;
  const calendar = createBusinessCalendar();
  const filingTimes = createFilingTimes({ applications, until, calendar });
  const held: HeldCalendar = { calendar, version: 0 };
  const hours = createOfficeHours(calendar, until);
  const citizenOf = citizenOrder(seed, applications);
  const numberOf = applicationNumbersOf(seed);
  const matters = createMatters(directory);
  const drawUnits = createRouting(directory);
  const writePetition = createPetitionWriter(directory.topics);
  const writeReply = createReplyWriter(directory.topics);
  const applicationId = objectIdsOf(seed, 'application');
  const identitiesOf = seededIdentities(seed, publicId);
  const filing = randomSource(seed, 'filing');
  const drawing = randomSource(seed, 'application');
  const working = randomSource(seed, 'work');
  const writing = randomSource(seed, 'text');
  const clarifying = randomSource(seed, 'clarification');

  return {
    years: filingTimes.years,
    at(index) {
      const { year, first } = filingTimes.yearOf(index);
      // The first one begins its first day however many there are, since documentation quotes it.
      const fraction = index === 0 ? 0 : filing(index).fraction();
      const filedAtMs = filingTimes.filedAt(index, fraction);
      const filedAt = new Date(filedAtMs);
      const citizen = citizenOf(index);
      const home = citizens.homeOf(citizen);
      const random = drawing(index);
      const matter = index === 0 ? matters.first(home) : matters.draw(random, home);
      const { type, topic, province, district } = matter;
      const place = placeOf(matter);
      const text = writing(index);
      const values = drawSlotValues(
        text,
        { province: province.name, district: district?.name ?? null },
        topic.name,
        filedAtMs,
      );
      const petition = writePetition(text, type, topic._id, values);
      const plan = planWork(working(index), hours, { type, filedAtMs, ordinary: index === 0 });
      const _id = applicationId(index, filedAtMs);
      const citizenId = citizens.idOf(citizen);
      const filed = newCase(
        {
          input: {
            type,
            topicId: topic._id,
            ...place,
            hideIdentity: plan.hiddenByCitizen,
            answerChannel: 'SMS',
          },
          words: checkWords(petition),
          attachmentIds: [],
          assigned: {
            _id,
            publicId: publicId('application', _id),
            number: numberOf(year, index - first),
            citizenId,
            applicantHash: applicantHash(citizens.nationalIdOf(citizen)),
            tracking: {
              keyVersion: trackingKeyVersion,
              counter: 0,
              ...(index === 0 && { fixedCode: firstTrackingCodeOf(seed) }),
            },
            idempotencyKey: null,
            filedAt,
          },
        },
        held,
      );
      const { units } = directory;
      const work = new CaseInMemory(filed, {
        held,
        units,
        identities: identitiesOf(index, filedAtMs),
      });
      carryOut(work, plan.steps, {
        horizonMs: hours.horizonMs,
        applicant: applicantOf(citizenId),
        evaluator: evaluatorOf(index),
        units: plan.referrals > 0 ? drawUnits(random, topic, place, plan.referrals) : [],
        reply: (kind, draftedAt) => {
          const writtenAtMs = draftedAt.getTime();
          return writeReply(text, {
            kind,
            type,
            topicId: topic._id,
            filedAtMs,
            writtenAtMs,
            values,
          });
        },
        reason: (action) => text.pick(action === 'FORWARD' ? forwardingReasons : returnReasons),
        clarification: () => clarifying(index).pick(clarifications),
        refusalReason: () => drawRefusalReason(random),
      });
      const { application, content, timeline, referrals } = work;
      return { application, content, timeline, referrals };
    },
  };
}

/** Gives to what is made of an application ids that follow from the seed. */
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
