import type { AnswerChannel } from '../schema-types.ts';

/** Always the same number, so that they do not reveal a length. */
const stars = '***';

/**
 * The country and the last two digits of a phone number; the first letter and the ending of an e-mail address.
 */
const maskedAddresses: Readonly<Record<AnswerChannel, (address: string) => string>> = {
  SMS: (phone) => `${phone.slice(0, 3)}${stars}${phone.slice(-2)}`,
  EMAIL: (email) => {
    const ending = /\.[^.@]+$/.exec(email)?.[0] ?? '';
    return `${email.slice(0, 1)}${stars}@${stars}${ending}`;
  },
};

/** Enough to distinguish messages, and too little to reach anybody by. */
export const maskAddress = (channel: AnswerChannel, address: string): string =>
  maskedAddresses[channel](address);

/** The year and the last two digits of an application's number: thousands of applications a year share them. */
export const maskNumber = (number: string): string =>
  `${number.slice(0, 2)}${stars}${number.slice(-2)}`;

/** Reveals only the form of a tracking code. */
export const maskedTrackingCode = '****-****-****';
