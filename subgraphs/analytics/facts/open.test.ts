import { expect, test } from '@jest/globals';
import { openReferralStates, openStages, stages } from '../../application/record/index.ts';
import { isOpenStage, isOpenState } from './open.ts';

test('statistics count as open what is open for those who work on it', () => {
  expect(stages.filter(isOpenStage)).toEqual(openStages);
  const ended = ['ANSWERED', 'FORWARDED', 'RETURNED', 'CANCELLED'];
  expect([...openReferralStates, ...ended].filter(isOpenState)).toEqual(openReferralStates);
});
