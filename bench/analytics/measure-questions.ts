import type { mongo } from 'mongoose';
import { median } from '../median.ts';
import { askGraph, askMongoDB } from './ask.ts';
import { type Question, questions } from './questions/index.ts';
import { differencesOf, type Group } from './rows.ts';
import type { Scene } from './scene.ts';

/** How long a question takes, in milliseconds: medians. */
export interface MeasuredQuestion {
  readonly question: Question;
  readonly groups: readonly Group[];
  readonly graphMs: number;
  /** Null where MongoDB has no documents for these facts. */
  readonly mongodbMs: number | null;
}

interface Options {
  scene: Scene;
  graph: { url: string; token: string };
  /** The documents; null for generated facts. */
  database: mongo.Db | null;
  rounds: number;
  say: (line: string) => void;
}

/**
 * Asks each question here and, where there are documents, of MongoDB. The first answers warm both, and have to be the
 * same; then both are asked in alternation.
 * @throws when the answers differ, or one is empty.
 */
export async function measureQuestions(options: Options): Promise<MeasuredQuestion[]> {
  const measured: MeasuredQuestion[] = [];
  for (const question of questions) {
    const one = await measureQuestion(question, options);
    options.say(lineOf(one));
    measured.push(one);
  }
  return measured;
}

async function measureQuestion(
  question: Question,
  { scene, graph, database, rounds }: Options,
): Promise<MeasuredQuestion> {
  const here = () => askGraph(question, scene, graph);
  const there = database && (() => askMongoDB(question, scene, database));
  const { groups } = await here();
  if (groups.length === 0) throw new Error(`(${question.name}) The answer is empty.`);
  if (there) requireSame(question, groups, (await there()).groups);
  const graphMs: number[] = [];
  const mongodbMs: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    graphMs.push((await here()).milliseconds);
    if (there) mongodbMs.push((await there()).milliseconds);
  }
  return {
    question,
    groups,
    graphMs: median(graphMs),
    mongodbMs: there ? median(mongodbMs) : null,
  };
}

function requireSame({ name }: Question, ours: readonly Group[], theirs: readonly Group[]): void {
  const differences = differencesOf(ours, theirs);
  if (differences.length === 0) return;
  throw new Error(`(${name}) The answers differ:\n${differences.join('\n')}`);
}

function lineOf({ question: { name, title }, groups, graphMs, mongodbMs }: MeasuredQuestion) {
  const theirs =
    mongodbMs === null
      ? ''
      : `, ${mongodbMs.toFixed(0)} ms in MongoDB (${(mongodbMs / graphMs).toFixed(1)} times)`;
  return `(${name}) ${title}: ${groups.length} groups, ${graphMs.toFixed(0)} ms here${theirs}`;
}
