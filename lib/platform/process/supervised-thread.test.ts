import { afterEach, expect, test } from '@jest/globals';
import { beginTask, startThread } from './supervised-thread.ts';

/** A thread that does what it is asked, written here. */
async function start(answer: string) {
  const code = `import { parentPort } from 'node:worker_threads';
    parentPort.on('message', (request) => { ${answer} });
    parentPort.postMessage('ready');`;
  const file = new URL(`data:text/javascript,${encodeURIComponent(code)}`);
  const thread = startThread(file, { heapMb: { old: 16, young: 4 } });
  started.push(thread.worker);
  await thread.ready;
  return thread.worker;
}

const started: ReturnType<typeof startThread>['worker'][] = [];
afterEach(() => Promise.all(started.splice(0).map((worker) => worker.terminate())));

const generous = { cpuMs: 60_000, timePerCpu: 10, checkMs: 10 };

test('a task is asked one thing after the other, and says what it used', async () => {
  const worker = await start('parentPort.postMessage(request + 1)');
  const task = await beginTask<number, number>(worker, generous);

  expect([await task.ask(1), await task.ask(2)]).toEqual([2, 3]);
  expect(await task.usedMs()).toBeLessThan(generous.cpuMs);
  task.end();
});

test.each([
  ['CPU time', 'for (;;);', { cpuMs: 20, timePerCpu: 1_000_000 }, 'took too much CPU time'],
  ['time', '', { cpuMs: 1, timePerCpu: 1 }, 'took too long'],
])('a task that takes too much %s is interrupted', async (_what, work, limits, message) => {
  const task = await beginTask(await start(work), { ...generous, ...limits });

  await expect(task.ask('anything')).rejects.toMatchObject({
    name: 'ThreadLimitError',
    reason: 'time',
    message,
  });
  task.end();
});

test('a task that takes too much memory ends its thread', async () => {
  const worker = await start('let all; for (;;) all = { all };');
  const task = await beginTask(worker, generous);

  await expect(task.ask('anything')).rejects.toMatchObject({ reason: 'memory' });
  expect(await task.usedMs()).toBe(generous.cpuMs);
  await expect(task.ask('more')).rejects.toMatchObject({ name: 'ThreadEndedError' });
  task.end();
});

test('a thread that is terminated, or fails, rejects what it was asked', async () => {
  const silent = await start('');
  const task = await beginTask(silent, generous);
  const asked = task.ask('anything');
  await silent.terminate();
  await expect(asked).rejects.toMatchObject({ name: 'ThreadEndedError' });
  task.end();

  const failing = await beginTask(await start('throw new Error(request)'), generous);
  await expect(failing.ask('broken')).rejects.toThrow('broken');
  failing.end();
});
