import { operationsOf } from '../hostile-operation.ts';

/** A code of twelve digits, as all are; none of them is right. */
const codeOf = (number: number) => `${300_000_000_000 + number}`;

/** Codes that are tried at a number where many have failed already. */
export const tracking = operationsOf('tracking', {
  'a code at a number that is slowed': {
    query: ({ slowedNumber }, number) =>
      `{ trackApplication(number: "${slowedNumber}", trackingCode: "${codeOf(number)}") { stage } }`,
    expected: 'answered',
  },
});
