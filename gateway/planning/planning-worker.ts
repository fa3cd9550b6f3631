import { constants, getPriority, setPriority } from 'node:os';
import { parentPort, workerData } from 'node:worker_threads';
import { Kind, parse } from 'graphql';
import { createMakePlan, type MakePlan, PlannerLimitError } from '../planner.ts';
import { ready, type ThreadAnswer, type ThreadData } from './planning-thread.ts';

/** Makes the plans of the operations whose texts it is sent, one after the other. */
const { supergraphSdl, limits } = workerData as ThreadData; // of whoever starts it
yieldToEventLoop();

const makePlan = createMakePlan(supergraphSdl, limits);

parentPort?.on('message', (text: string) => parentPort?.postMessage(answerTo(text, makePlan)));
parentPort?.postMessage(ready);

/** Where processors are few, the event loop comes first. Only on Linux does a thread have a priority of its own. */
function yieldToEventLoop(): void {
  const { PRIORITY_BELOW_NORMAL: low } = constants.priority;
  if (process.platform !== 'linux' || getPriority() >= low) return;
  try {
    setPriority(low);
  } catch {
    // Where that is not allowed it plans all the same.
  }
}

function answerTo(text: string, make: MakePlan): ThreadAnswer {
  try {
    const [definition] = parse(text, { noLocation: true }).definitions;
    if (definition?.kind !== Kind.OPERATION_DEFINITION) throw new Error('This is no operation.');
    const { plan, evaluatedPlans } = make(definition);
    // A text crosses threads several times as fast as the objects that it stands for.
    return { plan: JSON.stringify(plan), evaluatedPlans };
  } catch (thrown) {
    if (thrown instanceof PlannerLimitError) {
      return { exceeded: { quantity: thrown.quantity, limit: thrown.limit } };
    }
    return { failed: thrown instanceof Error ? (thrown.stack ?? thrown.message) : String(thrown) };
  }
}
