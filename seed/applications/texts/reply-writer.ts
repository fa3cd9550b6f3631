import type {
  ApplicationType,
  ReplyKind,
  ReplyOutcome,
} from '../../../subgraphs/application/schema-types.ts';
import type { TopicRecord } from '../../../subgraphs/institution-directory/units/index.ts';
import { type Random, weightedChoice } from '../../random.ts';
import { allCategories } from './all-categories.ts';
import { sayingsFor } from './category-texts.ts';
import * as frames from './reply-frames.ts';
import { formatDate } from './slot-values.ts';
import { type SlotValues, type Template, fill, prepareAll } from './template.ts';

const openings = prepareAll(frames.openings);
const explanations = prepareAll(frames.explanations);
const interim = prepareAll(frames.interim);
const referredElsewhere = prepareAll(frames.referredElsewhere);
const informed = prepareAll(frames.informed);
const noted = prepareAll(frames.noted);

const explanationShare = 0.7;
const secondExplanationShare = 0.35;

/** The office has done something within this share of the time since filing. */
const inspectionShares = { from: 0.3, to: 0.9 };

/** For each outcome, lists of sentences, one of which is drawn from each list. */
type Decisions = Readonly<Record<ReplyOutcome, readonly (readonly Template[])[]>>;

const outcomesByType: Readonly<Record<ApplicationType, (random: Random) => ReplyOutcome>> = {
  REQUEST: outcomeChoice(frames.petitionOutcomes),
  COMPLAINT: outcomeChoice(frames.petitionOutcomes),
  REPORT: outcomeChoice(frames.petitionOutcomes),
  INFORMATION_REQUEST: outcomeChoice(frames.informationOutcomes),
  SUGGESTION: outcomeChoice(frames.voiceOutcomes),
  OPINION: outcomeChoice(frames.voiceOutcomes),
  THANKS: outcomeChoice({ INFORMED: 1 }),
};

/** Where there is nothing to be done about a problem, whatever the topic. */
const undecided: Decisions = {
  GRANTED: [prepareAll(frames.adopted)],
  PARTLY_GRANTED: [noted],
  REFUSED: [noted],
  GRANTED_WITH_SECRETS_REMOVED: [noted],
  REFERRED_ELSEWHERE: [noted],
  INFORMED: [noted],
};

const decisionsByType: Readonly<Partial<Record<ApplicationType, Decisions>>> = {
  INFORMATION_REQUEST: {
    GRANTED: [prepareAll(frames.informationGiven)],
    PARTLY_GRANTED: [prepareAll(frames.informationPartlyGiven)],
    REFUSED: [prepareAll(frames.informationRefused)],
    GRANTED_WITH_SECRETS_REMOVED: [prepareAll(frames.secretsRemoved)],
    REFERRED_ELSEWHERE: [referredElsewhere],
    INFORMED: [informed],
  },
  SUGGESTION: undecided,
  OPINION: undecided,
  THANKS: { ...undecided, INFORMED: [prepareAll(frames.passedOnThanks)] },
};

interface ReplyFacts {
  kind: ReplyKind;
  type: ApplicationType;
  topicId: string;
  filedAtMs: number;
  writtenAtMs: number;
  /** Those of the application. */
  values: SlotValues;
}

interface WrittenReply {
  outcome: ReplyOutcome | null;
  /** 100 to 800 characters. */
  text: string;
}

export type ReplyWriter = (random: Random, facts: ReplyFacts) => WrittenReply;

/** Prepares the replies to these topics once; each reply is then composed from them. */
export function createReplyWriter(topics: readonly TopicRecord[]): ReplyWriter {
  const decisionsByTopic = new Map(topics.map((topic) => [topic._id, decisionsOn(topic)]));

  return (random, { kind, type, topicId, filedAtMs, writtenAtMs, values }) => {
    const { from, to } = inspectionShares;
    const share = from + random.fraction() * (to - from);
    const own = {
      ...values,
      incelemeTarihi: formatDate(filedAtMs + (writtenAtMs - filedAtMs) * share),
    };
    const outcome = kind === 'FINAL' ? outcomesByType[type](random) : null;
    const decisions = decisionsByType[type] ?? decisionsByTopic.get(topicId);
    if (!decisions) throw new RangeError(`no such topic: ${topicId}`);

    let text = fill(random.pick(openings), own);
    for (const list of outcome ? decisions[outcome] : [interim]) {
      text += ` ${fill(random.pick(list), own)}`;
    }
    if (random.chance(explanationShare)) {
      const first = random.between(0, explanations.length - 1);
      const count = random.chance(secondExplanationShare) ? 2 : 1;
      for (let nth = 0; nth < count; nth += 1) {
        const explanation = explanations[(first + nth) % explanations.length];
        if (explanation) text += ` ${fill(explanation, own)}`;
      }
    }
    return { outcome, text: `${text} ${random.pick(frames.closings)}` };
  };
}

function decisionsOn({ _id, category }: TopicRecord): Decisions {
  const texts = allCategories[category];
  const actions = withGeneral(sayingsFor(_id, texts?.actions ?? []), frames.actions);
  const obstacles = withGeneral(sayingsFor(_id, texts?.obstacles ?? []), frames.obstacles);
  return {
    GRANTED: [actions, prepareAll(frames.granted)],
    PARTLY_GRANTED: [prepareAll(frames.partly), actions, obstacles],
    REFUSED: [obstacles, prepareAll(frames.refused)],
    // Petitions ask for measures, not for documents, and matters of other offices are forwarded.
    GRANTED_WITH_SECRETS_REMOVED: [informed],
    REFERRED_ELSEWHERE: [informed],
    INFORMED: [informed],
  };
}

/** A topic with one sentence of its own, or none, also has the general ones, for variety. */
function withGeneral(own: readonly string[], general: readonly string[]): Template[] {
  return prepareAll(own.length > 1 ? own : [...own, ...general]);
}

function outcomeChoice(
  weights: Partial<Record<ReplyOutcome, number>>,
): (random: Random) => ReplyOutcome {
  const outcomes: readonly ReplyOutcome[] = [
    'GRANTED',
    'PARTLY_GRANTED',
    'REFUSED',
    'GRANTED_WITH_SECRETS_REMOVED',
    'REFERRED_ELSEWHERE',
    'INFORMED',
  ];
  return weightedChoice(outcomes, (outcome) => weights[outcome] ?? 0);
}
