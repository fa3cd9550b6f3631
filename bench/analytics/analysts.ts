import { postGraphql } from '../post-graphql.ts';

/** Analysts who ask one question after the other, without a pause, until the process is stopped; in a process of its own. */
export interface AnalystsTask {
  url: string;
  /** One for each analyst. */
  tokens: readonly string[];
  /** The bodies of the questions. */
  bodies: readonly string[];
}

/** Printed as JSON at the end. */
export interface AnalystsReport {
  /** Questions that were answered, and those that were not. */
  completed: number;
  failures: number;
  seconds: number;
}

const task = JSON.parse(process.argv[2] ?? '') as AnalystsTask; // written by measure-beside.ts
const { url, tokens, bodies } = task;
let completed = 0;
let failures = 0;
const over = new AbortController();
const begun = performance.now();

process.once('SIGTERM', () => {
  over.abort();
  const seconds = (performance.now() - begun) / 1_000;
  const report: AnalystsReport = { completed, failures, seconds };
  process.stdout.write(JSON.stringify(report), () => process.exit());
});

// Each begins with another question.
await Promise.all(
  tokens.map(async (token, analyst) => {
    let next = Math.floor((analyst * bodies.length) / tokens.length);
    for (; !over.signal.aborted; next += 1) {
      const body = bodies[next % bodies.length] ?? '';
      const answer = await postGraphql({ url }, { body, token }).catch(() => '');
      if (answer.includes('"groups":[') && !answer.includes('"errors"')) completed += 1;
      else failures += 1;
      if (completed + failures === 1) process.stdout.write('begun\n');
    }
  }),
);
