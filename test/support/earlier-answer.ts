import { Types } from 'mongoose';
import type { EarlierAnswerRecord } from '../../subgraphs/application/record/index.ts';

/** An answer that an appeal has replaced, given in time unless the fields say otherwise. */
export const earlierAnswer = (
  fields: Pick<EarlierAnswerRecord, 'targetDate' | 'statutoryDate' | 'reopenedAt'> &
    Partial<EarlierAnswerRecord>,
): EarlierAnswerRecord => ({
  appealId: new Types.ObjectId(),
  answeredAt: fields.reopenedAt,
  pauses: [],
  extendedOn: null,
  interimRepliedOn: null,
  targetPassedTold: false,
  statutoryPassedTold: false,
  overdue: false,
  rating: null,
  ...fields,
});
