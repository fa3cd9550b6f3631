import { randomInt } from 'node:crypto';
import { expect } from '@jest/globals';
import { type Random, randomSource } from '../../../seed/random.ts';
import { until } from '../../support/wait.ts';
import { type Crowd, openCrowd } from './crowd.ts';
import { type Flow, openFlow, type ReachableGraph } from './flow.ts';

/** 200 subscribers of a graph and the people whose changes they follow, while a test makes faults. */
export interface Scenario {
  readonly random: Random;
  readonly during: Flow['during'];
  readonly ends: Crowd['ends'];
  /** Everything that is not as documented once every subscriber has all events, with the seed that repeats the choices. */
  outcome(): Promise<{ seed: number; findings: string[] }>;
  stop(): void;
}

/** For a test or hook: a process may take a while to start on a busy machine. */
export const timeoutMs = 300_000;

/** The choices of a run can be repeated by its seed. */
const seedOfRun = () => Number(process.env['FAULTS_SEED'] ?? randomInt(1_000_000_000));

export async function openScenario(graph: ReachableGraph): Promise<Scenario> {
  const seed = seedOfRun();
  const flow = await openFlow(graph, seed);
  const crowd = await openCrowd(graph, flow, seed);
  return {
    random: randomSource(seed, 'citizen')(0),
    during: (pieces, fault) => flow.during(pieces, fault),
    get ends() {
      return crowd.ends;
    },
    async outcome() {
      try {
        await crowd.untilComplete(flow.changes);
      } catch (error) {
        throw new Error(`With FAULTS_SEED=${seed}`, { cause: error });
      }
      const findings = await crowd.findings(flow.changes);
      return { seed, findings: findings.slice(0, 10) };
    },
    stop: () => crowd.stop(),
  };
}

/** The outcome of a run without a fault of the graph. */
export const complete = { seed: expect.any(Number), findings: [] };

interface Counts {
  started: number;
  ended: number;
  active: number;
}

/** By protocol, from the metrics of a gateway. */
async function countsOf(url: string) {
  const text = await (await fetch(`${url}/metrics`)).text();
  const counts = new Map<string, Counts>();
  const reasons = new Set<string>();
  const lines =
    /^graphql_subscriptions_(started|ended|active)\w*\{protocol="(\w+)"(?:,\w+="(\w+)")?\} (\d+)$/gm;
  for (const [, name, protocol = '', reason = '', value] of text.matchAll(lines)) {
    const of = counts.get(protocol) ?? { started: 0, ended: 0, active: 0 };
    of[name as keyof Counts] += Number(value); // by the expression
    counts.set(protocol, of);
    if (name === 'ended' && Number(value) > 0) reasons.add(reason);
  }
  return { counts, reasons: [...reasons].toSorted() };
}

/**
 * Waits until a gateway has no open subscription.
 * @returns the protocols for which it has counted another number of ends than of starts, and the reasons of all ends.
 */
export async function endsCounted(url: string) {
  const { counts, reasons } = await until(
    () => countsOf(url),
    (found) => [...found.counts.values()].every(({ active }) => active === 0),
  );
  const uneven = [...counts].filter(([, { started, ended }]) => started !== ended);
  return { protocols: [...counts.keys()].toSorted(), uneven, reasons };
}
