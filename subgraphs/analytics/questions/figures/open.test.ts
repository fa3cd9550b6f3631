import { expect, test } from '@jest/globals';
import { openReferralStates, openStages } from '../../../application/record/index.ts';
import { raw, statementOf } from '../statement.ts';
import { isOpenStage, isOpenState } from './open.ts';

/** The values that an expression names. */
const namedBy = (text: string) => [...text.matchAll(/'(\w+)'/g)].map(([, value]) => value);

test('statistics count as open what is open for those who work on it', () => {
  expect(namedBy(statementOf(isOpenStage(raw('stage'))).text)).toEqual(openStages);
  expect(namedBy(statementOf(isOpenState(raw('state'))).text)).toEqual(openReferralStates);
});
