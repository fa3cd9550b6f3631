import { type ClientSelection, cutOff, mostCharacters } from '../../../lib/kit/client-selection.ts';
import { clientError, unauthenticated } from '../../../lib/kit/errors.ts';
import type { Viewer } from '../../../lib/kit/viewer.ts';
import { ownerOf } from '../../../lib/kit/owner-of.ts';
import { say } from '../../../lib/kit/say.ts';
import type { Selected } from '../../../lib/kit/selected.ts';
import type { Interruption } from '../../../lib/platform/operations/interruption.ts';
import type { DuckDBConnection } from '../database/index.ts';
import type { Limits } from '../limits/index.ts';
import type { QuestionRecord } from '../record/index.ts';
import { pathsOf } from './selection.ts';

/** A question as it goes on record. */
interface Asked {
  /** The field of the schema. */
  readonly field: string;
  /** Its arguments, with what stands for those that are not given. */
  readonly given: object;
  /** What this subgraph answers of what was selected. */
  readonly selected: readonly Selected[];
}

interface Work {
  readonly connection: DuckDBConnection;
  /** Everything committed by this instant is in the copy. */
  readonly asOf: Date;
}

interface Answered<Answer> {
  readonly answer: Answer;
  /** How many rows the answer has, for the record. */
  readonly rows: number;
}

/**
 * Every question goes through here: it waits for its turn, is answered within its time, and is on record, at a majority,
 * before its answer leaves. A question without an answer is on record, too.
 * @throws `LIMIT_EXCEEDED` for a selection that is too long for the record, and what `Limits.run` and
 * `QuestionRecord.write` throw.
 */
export type Ask = <Answer>(
  asked: Asked,
  work: (given: Work) => Promise<Answered<Answer>>,
) => Promise<Answer>;

const tooLongToRecord = (field: string) =>
  clientError(
    'LIMIT_EXCEEDED',
    say`What is selected below ${field} is too long to be recorded. Request less at once.`,
    { field, quantity: 'selectionCharacters', limit: mostCharacters },
  );

export interface AskDependencies {
  limits: Pick<Limits, 'run'>;
  record: QuestionRecord;
  viewer: Viewer;
  interruption: Interruption;
  /** Everything that was selected; null where it is not known. */
  clientSelection: ClientSelection | null;
}

export function createAsk({ limits, record, viewer, ...request }: AskDependencies): Ask {
  const { interruption, clientSelection } = request;
  return async ({ field, given, selected }, work) => {
    if (!viewer) throw unauthenticated();
    const { subject, role } = viewer;
    const owner = ownerOf(viewer, '');
    const whole = clientSelection?.below(field) ?? pathsOf(selected);
    if (whole.at(-1) === cutOff) throw tooLongToRecord(field);
    return limits.run({ owner, interruption }, async (connection, asOf) => {
      const asked = { field, question: { ...given, selected: whole } };
      const askedAt = new Date();
      const began = performance.now();
      const write = (rows: number | null) => {
        const milliseconds = Math.round(performance.now() - began);
        return record.write({ ...asked, askedAt, subject, role, asOf, rows, milliseconds });
      };
      // All statements of a question see the same: what is committed meanwhile belongs to the next one.
      await connection.run('BEGIN TRANSACTION READ ONLY');
      const { answer, rows } = await work({ connection, asOf }).catch(async (error: unknown) => {
        // A refusal tells something, too, such as the number of groups.
        await write(null);
        throw error;
      });
      await write(rows);
      return answer;
    });
  };
}
