import { operationsOf } from '../hostile-operation.ts';

/** More codes than can be tried at each other's side. */
const many = 100;
/**
 * Of the places for whoever is not signed in one address has 16, and an attempt is held back for 2 s: three times as many
 * come to an end while the others wait.
 */
const held = 48;

/** A code of twelve digits, as all are; none of them is right. */
const codeOf = (number: number) => `${300_000_000_000 + number}`;

/** Codes that are tried at a number where many have failed already. */
export const tracking = operationsOf('tracking', {
  'a code at a number that is slowed': {
    query: ({ slowedNumber }, number) =>
      `{ trackApplication(number: "${slowedNumber}", trackingCode: "${codeOf(number)}") { stage } }`,
    expected: 'answered',
  },
  'a code at a number that is slowed, many at once from one address': {
    query: ({ slowedNumber }) =>
      `query ($code: String!) { trackApplication(number: "${slowedNumber}", trackingCode: $code) { stage } }`,
    variables: (_, number) => ({ code: codeOf(number) }),
    expected: { refused: 'places', butFor: held },
    atOnce: many,
  },
});
