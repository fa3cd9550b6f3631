import type { ApplicationType } from '../../../subgraphs/application/schema-types.ts';
import type { TopicRecord } from '../../../subgraphs/institution-directory/units/index.ts';
import { type Random, weightedChoice } from '../../random.ts';
import { allCategories } from './all-categories.ts';
import { type Matter, sayingsFor } from './category-texts.ts';
import * as frames from './frames.ts';
import * as general from './general-matters.ts';
import { type SlotValues, type Template, fill, prepare, prepareAll } from './template.ts';

/** The size of a letter: the maximum number of sentences of each kind. */
interface Length {
  weight: number;
  introduction: number;
  details: number;
  histories: number;
  effects: number;
  remarks: number;
}

const lengths: readonly Length[] = [
  { weight: 20, introduction: 0, details: 0, histories: 0, effects: 0, remarks: 0 },
  { weight: 38, introduction: 1, details: 2, histories: 1, effects: 1, remarks: 0 },
  { weight: 30, introduction: 1, details: 3, histories: 1, effects: 2, remarks: 2 },
  { weight: 10, introduction: 1, details: 5, histories: 3, effects: 3, remarks: 5 },
  { weight: 2, introduction: 1, details: 6, histories: 4, effects: 4, remarks: 9 },
];

const drawLength = weightedChoice(lengths, ({ weight }) => weight);

interface PreparedMatter {
  subject: Template;
  lead: Template;
}

/** Everything that can be written about one topic. */
interface PreparedTopic {
  matters: Readonly<Record<ApplicationType, readonly PreparedMatter[]>>;
  details: readonly Template[];
  questions: readonly Template[];
}

const salutations = frames.salutations;
const introductions = prepareAll(frames.introductions);
const histories = prepareAll(frames.histories);
const effects = prepareAll(frames.effects);
const remarks = prepareAll(frames.remarks);
const questionLeads = prepareAll(general.questionLeads);
const informationSubject = prepare('{konu} hakkında bilgi edinme başvurusu');

export interface Petition {
  /** 5 to 200 characters. */
  subject: string;
  /** 100 to 3,000 characters. */
  text: string;
}

export type PetitionWriter = (
  random: Random,
  type: ApplicationType,
  topicId: string,
  values: SlotValues,
) => Petition;

/** Prepares the texts of these topics once; each petition is then composed from them. */
export function createPetitionWriter(topics: readonly TopicRecord[]): PetitionWriter {
  const prepared = new Map(topics.map((topic) => [topic._id, prepareTopic(topic)]));

  return (random, type, topicId, values) => {
    const topic = prepared.get(topicId);
    if (!topic) throw new RangeError(`no such topic: ${topicId}`);
    const length = drawLength(random);
    const matter = random.pick(topic.matters[type]);
    const say = (templates: readonly Template[], most: number) =>
      sentences(random, templates, random.between(Math.ceil(most / 2), most), values);

    const body =
      type === 'INFORMATION_REQUEST' ? questionList(random, topic.questions, values) : '';
    const paragraphs = [
      random.pick(salutations),
      joined(say(introductions, length.introduction), fill(matter.lead, values)),
      body,
      type === 'REQUEST' || type === 'COMPLAINT' || type === 'REPORT'
        ? say(topic.details, length.details)
        : '',
      joined(
        type === 'THANKS' ? '' : say(histories, length.histories),
        say(effects, length.effects),
      ),
      type === 'THANKS' ? '' : say(remarks, length.remarks),
      random.pick(frames.wishes[type]),
      random.pick(frames.closings),
    ];
    return { subject: fill(matter.subject, values), text: withoutGaps(paragraphs) };
  };
}

/** The topics that can be reported: those with texts about a wrong. */
export function canBeReported({ _id, category }: TopicRecord): boolean {
  return (allCategories[category]?.topics[_id]?.reports ?? []).length > 0;
}

/** The frequency of a topic, relative to the others. */
export function weightOfTopic({ _id, category }: TopicRecord): number {
  return allCategories[category]?.topics[_id]?.weight ?? 1;
}

function prepareTopic({ _id, category }: TopicRecord): PreparedTopic {
  const texts = allCategories[category];
  const topic = texts?.topics[_id];
  const problems = (topic?.problems ?? general.problems).map(prepareMatter);
  const reports = topic?.reports?.map(prepareMatter) ?? problems;
  const ideas = [...(texts?.ideas ?? []), ...general.ideas].map(prepareMatter);
  return {
    matters: {
      REQUEST: problems,
      COMPLAINT: problems,
      REPORT: reports,
      SUGGESTION: ideas,
      OPINION: ideas,
      INFORMATION_REQUEST: questionLeads.map((lead) => ({ subject: informationSubject, lead })),
      THANKS: general.thanks.map(prepareMatter),
    },
    details: prepareAll(sayingsFor(_id, texts?.details ?? [])),
    questions: prepareAll([...(texts?.questions ?? []), ...general.questions]),
  };
}

function prepareMatter([subject, lead]: Matter): PreparedMatter {
  return { subject: prepare(subject), lead: prepare(lead) };
}

/** This number of different sentences: consecutive ones from a random place. */
function sentences(
  random: Random,
  templates: readonly Template[],
  count: number,
  values: SlotValues,
): string {
  if (count === 0 || templates.length === 0) return '';
  const first = random.between(0, templates.length - 1);
  let text = '';
  for (let nth = 0; nth < Math.min(count, templates.length); nth += 1) {
    const template = templates[(first + nth) % templates.length];
    if (template) text += (text && ' ') + fill(template, values);
  }
  return text;
}

function questionList(random: Random, questions: readonly Template[], values: SlotValues): string {
  const count = random.between(2, Math.min(5, questions.length));
  const first = random.between(0, questions.length - 1);
  let text = '';
  for (let nth = 0; nth < count; nth += 1) {
    const question = questions[(first + nth) % questions.length];
    if (question) text += `${nth > 0 ? '\n' : ''}${nth + 1}) ${fill(question, values)},`;
  }
  return text;
}

function joined(first: string, second: string): string {
  return first && second ? `${first} ${second}` : first || second;
}

function withoutGaps(paragraphs: readonly string[]): string {
  let text = '';
  for (const paragraph of paragraphs) {
    if (paragraph) text += (text && '\n\n') + paragraph;
  }
  return text;
}
