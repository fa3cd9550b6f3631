import type { mongo } from 'mongoose';
import { postGraphql } from '../post-graphql.ts';
import type { Question } from './questions/index.ts';
import type { GraphGroup } from './questions/question.ts';
import type { Group } from './rows.ts';
import type { Scene } from './scene.ts';

/** An answer, and how long it took from the question to the last group in memory. */
interface Answer {
  readonly groups: Group[];
  readonly milliseconds: number;
}

export const bodyOf = ({ graph }: Question, scene: Scene) =>
  JSON.stringify({ query: graph.query, variables: graph.variablesOf(scene) });

interface Body {
  readonly data?: Readonly<Record<string, { readonly groups: readonly GraphGroup[] } | null>>;
  readonly errors?: unknown;
}

/** Asks this graph. @throws when the response has an error. */
export async function askGraph(
  question: Question,
  scene: Scene,
  { url, token }: { url: string; token: string },
): Promise<Answer> {
  const start = performance.now();
  const text = await postGraphql({ url }, { body: bodyOf(question, scene), token });
  const { data, errors } = JSON.parse(text) as Body;
  const statistics = data?.[question.graph.field];
  if (errors !== undefined || !statistics) {
    throw new Error(`(${question.name}) The graph answers ${text.slice(0, 1_000)}`);
  }
  const groups = statistics.groups.map((group) => question.graph.groupOf(group));
  return { groups, milliseconds: performance.now() - start };
}

/** Asks MongoDB. */
export async function askMongoDB(
  { mongodb }: Question,
  scene: Scene,
  database: mongo.Db,
): Promise<Answer> {
  const start = performance.now();
  const documents = await database
    .collection(mongodb.collection)
    .aggregate(mongodb.pipelineOf(scene), {
      allowDiskUse: true,
      ...(mongodb.hint && { hint: mongodb.hint }),
    })
    .toArray();
  const groups = mongodb.groupsOf(documents);
  return { groups, milliseconds: performance.now() - start };
}
