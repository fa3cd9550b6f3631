/** Title and opening sentences of a matter that people write about. */
export type Matter = readonly [subject: string, lead: string];

interface TopicTexts {
  /** Its frequency, relative to other topics. */
  weight: number;
  /** For requests and complaints alike: they say what is wrong, not what is wanted. */
  problems: readonly Matter[];
  /** For reports of a wrong. A topic without any has no reports. */
  reports?: readonly Matter[];
}

/** A sentence that fits every topic of its category, or one with the ids of those that it fits. */
type Saying = string | readonly [sentence: string, ...topicIds: string[]];

/** The sentences that fit a topic. */
export function sayingsFor(topicId: string, sayings: readonly Saying[]): string[] {
  return sayings.flatMap((saying) => {
    if (typeof saying === 'string') return saying;
    const [sentence, ...topicIds] = saying;
    return topicIds.includes(topicId) ? sentence : [];
  });
}

/** The texts about the topics of one category of the directory. */
export interface CategoryTexts {
  /** By the topic's id. */
  topics: Readonly<Record<string, TopicTexts>>;
  /** Further sentences for any matter of the category. */
  details: readonly Saying[];
  /** The measures of a unit. */
  actions: readonly Saying[];
  /** The reasons why a unit could not act. */
  obstacles: readonly Saying[];
  /** The information requested. */
  questions: readonly string[];
  /** The proposals or opinions. */
  ideas: readonly Matter[];
}
