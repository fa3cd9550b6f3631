import { parentPort, workerData } from 'node:worker_threads';
import { Kind, parse } from 'graphql';
import { ready } from '../../lib/platform/process/supervised-thread.ts';
import { yieldToOtherThreads } from '../../lib/platform/process/thread-priority.ts';
import { createMakePlan, type MakePlan, PlannerLimitError } from './planner.ts';
import type { ThreadAnswer, ThreadData } from './planning-thread.ts';

/** Plans the operations whose texts it receives, one after the other. */
const { supergraphSdl, limits } = workerData as ThreadData; // passed by the creator of the thread
yieldToOtherThreads();

const makePlan = createMakePlan(supergraphSdl, limits);

parentPort?.on('message', (text: string) => parentPort?.postMessage(answerTo(text, makePlan)));
parentPort?.postMessage(ready);

function answerTo(text: string, make: MakePlan): ThreadAnswer {
  try {
    const [definition] = parse(text, { noLocation: true }).definitions;
    if (definition?.kind !== Kind.OPERATION_DEFINITION)
      throw new Error('This is not an operation.');
    const { plan, evaluatedPlans } = make(definition);
    // A text is passed between threads several times as fast as the objects it represents.
    return { plan: JSON.stringify(plan), evaluatedPlans };
  } catch (thrown) {
    if (thrown instanceof PlannerLimitError) {
      return { exceeded: { quantity: thrown.quantity, limit: thrown.limit } };
    }
    return { failed: thrown instanceof Error ? (thrown.stack ?? thrown.message) : String(thrown) };
  }
}
