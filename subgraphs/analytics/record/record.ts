import { type Connection, Types } from 'mongoose';
import { isPassing } from '../../../lib/mongodb/database-away.ts';
import { unavailable } from '../../../lib/kit/errors.ts';
import { type QuestionDocument, questionModel } from './question.model.ts';
import { say } from '../../../lib/kit/say.ts';

type Asked = Omit<QuestionDocument, '_id' | 'expiresAt'>;

/** The record of who asked what. */
export interface QuestionRecord {
  /**
   * Resolves when the question is on disk at a majority: its answer may then leave.
   * @throws `UNAVAILABLE` when it cannot be recorded.
   */
  write(asked: Asked): Promise<void>;
}

const dayMs = 24 * 60 * 60_000;
const writeConcern = { w: 'majority', journal: true, wtimeoutMS: 10_000 } as const;

export function createQuestionRecord(connection: Connection, days: number): QuestionRecord {
  const { collection } = questionModel(connection);
  return {
    async write(asked) {
      const expiresAt = new Date(asked.askedAt.getTime() + days * dayMs);
      const question = { ...asked, _id: new Types.ObjectId(), expiresAt };
      try {
        await collection.insertOne(question, { writeConcern });
      } catch (error) {
        throw isPassing(error) ? unavailable(say`The record of questions`) : error;
      }
    },
  };
}
