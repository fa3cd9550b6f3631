import { cohorts } from './cohorts.ts';
import { daysToAnswer } from './days-to-answer.ts';
import { dueSoon } from './due-soon.ts';
import { hours } from './hours.ts';
import { late } from './late.ts';
import { persons } from './persons.ts';
import type { Question } from './question.ts';
import { ratings } from './ratings.ts';
import { refusals } from './refusals.ts';
import { returned } from './returned.ts';
import { whereTimeGoes } from './steps.ts';

export type { Question } from './question.ts';

/** The usual questions of docs/analysts.md, in a form that MongoDB 6 can express, too. */
export const questions: readonly Question[] = [
  daysToAnswer,
  late,
  returned,
  persons,
  ratings,
  whereTimeGoes,
  refusals,
  hours,
  dueSoon,
  cohorts,
];
