import { execFile } from 'node:child_process';
import { resolve } from 'node:path';
import { promisify } from 'node:util';
import type { Measured } from './load.ts';
import { cpuSeconds } from './processes.ts';
import type { Row } from './rows.ts';

const run = promisify(execFile);
const warmUpSeconds = 4;
const leadInSeconds = 2;

export interface Result {
  row: Row;
  /** One for each round. */
  rounds: MeasuredRow[];
}

export interface MeasuredRow extends Measured {
  /** The CPU time per response of the row's own processes, without MongoDB; null if unknown. */
  serverCpuMicroseconds: number | null;
}

interface MeasureOptions {
  rounds: number;
  seconds: number;
  /** Waits until all work for earlier requests is done. */
  settle: () => Promise<void>;
  say: (line: string) => void;
}

/**
 * Measures the rows one after the other, round by round, each round beginning with another row, so that other load on
 * the machine affects all of them.
 */
export async function measureRounds(
  rows: readonly Row[],
  { rounds, seconds, settle, say }: MeasureOptions,
): Promise<Result[]> {
  for (const row of rows) await measure(row, warmUpSeconds);
  const results = rows.map((row): Result => ({ row, rounds: [] }));
  for (let round = 0; round < rounds; round += 1) {
    for (let turn = 0; turn < rows.length; turn += 1) {
      const index = (turn + round * 3) % rows.length;
      const row = rows[index];
      if (!row) continue;
      await settle();
      const measured = await measure(row, seconds);
      const failed = measured.failures > 0 ? `, ${measured.failures} NOT ANSWERED` : '';
      say(`round ${round + 1}: ${row.title}: ${measured.requestsPerSecond.toFixed(0)}/s${failed}`);
      results[index]?.rounds.push(measured);
    }
  }
  return results;
}

async function measure(row: Row, seconds: number): Promise<MeasuredRow> {
  const { url, load, data, pids } = row;
  const task = { url, load, asksFile: data.asksFile, leadInSeconds, seconds };
  const before = cpuSeconds(pids);
  const { stdout } = await run(process.execPath, [
    resolve(import.meta.dirname, 'load.ts'),
    JSON.stringify(task),
  ]);
  const after = cpuSeconds(pids);
  const measured = JSON.parse(stdout) as Measured; // printed by load.ts
  const used = before === null || after === null ? null : after - before;
  return {
    ...measured,
    serverCpuMicroseconds: used === null ? null : (used / measured.answersInAll) * 1e6,
  };
}
