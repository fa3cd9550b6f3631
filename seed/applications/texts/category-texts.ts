/** Title and opening sentences of something that people write about. */
export type Matter = readonly [subject: string, lead: string];

export interface TopicTexts {
  /** How often it is written about, beside other topics. */
  weight: number;
  /** For requests and complaints alike: they tell what is wrong, not what is wanted. */
  problems: readonly Matter[];
  /** For reports of a wrong. A topic without any is not reported about. */
  reports?: readonly Matter[];
}

/** A sentence that fits every topic of its category, or one with the ids of those that it fits. */
export type Saying = string | readonly [sentence: string, ...topicIds: string[]];

/** The sentences that fit a topic. */
export function sayingsFor(topicId: string, sayings: readonly Saying[]): string[] {
  return sayings.flatMap((saying) => {
    if (typeof saying === 'string') return saying;
    const [sentence, ...topicIds] = saying;
    return topicIds.includes(topicId) ? sentence : [];
  });
}

/** What is written about the topics of one category of the directory. */
export interface CategoryTexts {
  /** By the topic's id. */
  topics: Readonly<Record<string, TopicTexts>>;
  /** What else may be told of any matter of the category. */
  details: readonly Saying[];
  /** What a unit has done about it. */
  actions: readonly Saying[];
  /** Why a unit could not. */
  obstacles: readonly Saying[];
  /** What information is asked for. */
  questions: readonly string[];
  /** What is proposed or debated. */
  ideas: readonly Matter[];
}
