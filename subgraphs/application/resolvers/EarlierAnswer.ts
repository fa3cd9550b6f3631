import { ratingSeen } from '../reading/index.ts';
import type { EarlierAnswerResolvers } from './types.ts';

export const EarlierAnswer = {
  answeredAt: ({ answer }) => answer.answeredAt,
  targetDate: ({ answer }) => answer.targetDate,
  statutoryDate: ({ answer }) => answer.statutoryDate,
  overdue: ({ answer }) => answer.overdue,
  rating: ({ answer, seen }) => ratingSeen(seen, answer.rating),
  appeal: async ({ answer, seen }, _, { applications }) =>
    (await applications.appealsOf(seen)).find(({ appeal }) => appeal._id.equals(answer.appealId)) ??
    null,
} satisfies EarlierAnswerResolvers;
