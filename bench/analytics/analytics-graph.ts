import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, statSync } from 'node:fs';
import { resolve } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { type Setting, settingOver, startGraph } from '../contenders.ts';
import { benchDirectory, type DataSet } from '../data.ts';
import { postGraphql } from '../post-graphql.ts';
import { peakResidentMb, type Started } from '../processes.ts';

/** This graph as production starts it, with analytics in a process of its own. */
export interface AnalyticsGraph extends Started {
  /** The process of analytics. */
  readonly analyticsPid: number;
  /** From the start to the first answer, in seconds: with the time for building the copy, where there is none. */
  readonly secondsToAnswer: number;
  /** Whether there was none, as the first run finds it and each after one that has written. */
  readonly wasBuilt: boolean;
}

/** The folder of the copy with this many applications. */
const folderOf = (applications: number) =>
  resolve(benchDirectory(), 'analytics', String(applications));

/** The file of a copy of a data set with this many applications. */
export function copyFile({ databasePrefix }: DataSet, applications: number): string {
  const folder = folderOf(applications);
  mkdirSync(folder, { recursive: true });
  return resolve(folder, `${databasePrefix}.duckdb`);
}

const setting = (uri: string, { databasePrefix }: DataSet, applications: number): Setting => ({
  env: {
    ...settingOver(uri, databasePrefix).env,
    ANALYTICS: 'process',
    ANALYTICS_DIRECTORY: folderOf(applications),
    // So that a question that takes long is measured, too.
    ANALYTICS_TIMEOUT_MS: '600000',
    REQUEST_TIMEOUT_MS: '600000',
    SUBGRAPH_TIMEOUT_MS: '600000',
  },
});

/** Needs the copy and the directory. */
const readyQuery = /* GraphQL */ `
  {
    applicationStatistics(groupBy: [UNIT], unitLevel: { kinds: [MINISTRY] }) {
      groups {
        unit {
          name
        }
      }
      totalCount
    }
  }
`;
const pollMs = 1_000;
const longestSilenceMs = 240_000;

interface Options {
  uri: string;
  data: DataSet;
  /** How many applications the copy has. */
  applications: number;
  /** Of an analyst. */
  token: string;
  say: (line: string) => void;
}

/** Starts the graph, and waits until the copy answers. @throws when it does not. */
export async function startAnalyticsGraph(options: Options): Promise<AnalyticsGraph> {
  const { uri, data, applications, token, say } = options;
  const wasBuilt = !existsSync(copyFile(data, applications));
  const start = performance.now();
  const graph = await startGraph(setting(uri, data, applications));
  let answer = '';
  let said = start;
  let changed = start;
  for (;;) {
    const next = await postGraphql(graph, {
      body: JSON.stringify({ query: readyQuery }),
      token,
    }).catch(String);
    if (next.includes('"totalCount":') && !next.includes('"errors"')) break;
    if (next !== answer) changed = performance.now();
    answer = next;
    if (graph.hasEnded() || performance.now() - changed > longestSilenceMs) {
      throw new Error(`The copy of facts does not answer: ${answer}`);
    }
    if (performance.now() - said > 30_000) {
      said = performance.now();
      say(/The copy[^"]*/.exec(answer)?.[0] ?? answer);
    }
    await delay(pollMs);
  }
  return {
    ...graph,
    analyticsPid: analyticsProcessOf(graph.pid),
    secondsToAnswer: (performance.now() - start) / 1_000,
    wasBuilt,
  };
}

/** The child of the graph that runs analytics. */
function analyticsProcessOf(pid: number): number {
  const children = execFileSync('ps', ['-o', 'pid=,args=', '--ppid', String(pid)], {
    encoding: 'utf8',
  });
  const [, found] = /^\s*(\d+) .*apps\/subgraph\.ts analytics/m.exec(children) ?? [];
  if (found === undefined) throw new Error('The graph has no process of analytics.');
  return Number(found);
}

/** What a process of analytics needs, in megabytes; null for what the system does not say. */
export interface Needs {
  readonly residentMb: number | null;
  readonly peakResidentMb: number | null;
  readonly fileMb: number;
}

export const needsOf = ({ analyticsPid }: AnalyticsGraph, file: string): Needs => ({
  residentMb: residentMb(analyticsPid),
  peakResidentMb: peakResidentMb(analyticsPid),
  fileMb: Math.round(statSync(file).size / 1e6),
});

function residentMb(pid: number): number | null {
  try {
    const status = readFileSync(`/proc/${pid}/status`, 'utf8');
    const [, kibibytes] = /VmRSS:\s+(\d+) kB/.exec(status) ?? [];
    return kibibytes === undefined ? null : Math.round((Number(kibibytes) * 1024) / 1e6);
  } catch {
    return null;
  }
}
