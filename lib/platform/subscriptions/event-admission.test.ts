import { expect, test } from '@jest/globals';
import { EventAdmission } from './event-admission.ts';

/** Enters for an owner, and notes when it is admitted. */
function enter(admission: EventAdmission, admitted: string[], owner: string, share: number): void {
  const room = admission.enter(owner, share);
  if (room) void room.then(() => admitted.push(owner));
  else admitted.push(owner);
}

/** Promises that are resolved have called their listeners. */
const settled = () => new Promise(setImmediate);

test('a viewer has the events of one operation at most at once, in their order', async () => {
  const admission = new EventAdmission();
  const admitted: string[] = [];
  for (const share of [0.5, 0.5, 0.25, 1]) enter(admission, admitted, 'a', share);
  expect(admitted).toEqual(['a', 'a']);

  admission.leave('a', 0.5);
  await settled();
  // The last one needs all of it.
  expect(admitted).toEqual(['a', 'a', 'a']);
  admission.leave('a', 0.5);
  await settled();
  expect(admitted).toHaveLength(3);
  admission.leave('a', 0.25);
  await settled();
  expect(admitted).toHaveLength(4);
});

test('viewers take turns when the process has no room', async () => {
  const admission = new EventAdmission();
  const admitted: string[] = [];
  const others = ['1', '2', '3', '4', '5', '6', '7', '8'];
  for (const owner of others) enter(admission, [], owner, 1);
  for (const owner of ['a', 'a', 'a', 'b', 'b', 'c']) enter(admission, admitted, owner, 0.5);
  expect(admitted).toEqual([]);

  for (const owner of others.slice(0, 3)) {
    admission.leave(owner, 1);
    await settled();
  }
  expect(admitted).toEqual(['a', 'b', 'c', 'a', 'b']);
  admission.leave('a', 0.5);
  await settled();
  expect(admitted).toEqual(['a', 'b', 'c', 'a', 'b', 'a']);
});

test('a large one is not passed by small ones for ever', async () => {
  const admission = new EventAdmission();
  const admitted: string[] = [];
  for (const owner of ['1', '2', '3', '4', '5', '6', '7', '8']) enter(admission, [], owner, 0.99);
  enter(admission, admitted, 'large', 1);
  enter(admission, admitted, 'small', 0.01);
  expect(admitted).toEqual([]);

  admission.leave('1', 0.99);
  await settled();
  expect(admitted).toEqual(['large']);
  admission.leave('2', 0.99);
  await settled();
  expect(admitted).toEqual(['large', 'small']);
});

test('the least event has a place as well, and places are not lost', async () => {
  const admission = new EventAdmission();
  const admitted: string[] = [];
  for (let round = 0; round < 3; round += 1) {
    for (let count = 0; count < 64; count += 1) enter(admission, admitted, 'a', 0);
    expect(admitted.splice(0)).toHaveLength(64);
    enter(admission, admitted, 'a', 0);
    expect(admitted).toEqual([]);
    for (let count = 0; count < 65; count += 1) admission.leave('a', 0);
    await settled();
    expect(admitted.splice(0)).toEqual(['a']);
  }
});
