import { selectionOf } from '../../../lib/federation/selection-of.ts';
import type { QueryResolvers } from './types.ts';

export const Query = {
  applications: (_, given, { questions }, info) => questions.applications(given, selectionOf(info)),
  applicationStatistics: (_, given, { questions }, info) =>
    questions.applicationStatistics(given, selectionOf(info)),
  publishedStatistics: (_, given, { publishedStatistics }) => publishedStatistics(given),
  referralStatistics: (_, given, { questions }, info) =>
    questions.referralStatistics(given, selectionOf(info)),
  stepStatistics: (_, given, { questions }, info) =>
    questions.stepStatistics(given, selectionOf(info)),
} satisfies QueryResolvers;
