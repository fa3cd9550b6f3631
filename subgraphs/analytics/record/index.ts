/** The record of questions: who asked what, and how many rows the answer had. */

export { questionModel } from './question.model.ts';
export { createQuestionRecord, type QuestionRecord } from './record.ts';
export { recordSettings } from './settings.ts';
