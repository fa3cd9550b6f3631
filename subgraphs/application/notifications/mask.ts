import type { AnswerChannel } from '../schema-types.ts';

/** Always as many, so that they do not tell a length. */
const stars = '***';

/** The country and the last two digits of a phone number; the first letter and the ending of an e-mail address. */
const maskedAddresses: Readonly<Record<AnswerChannel, (address: string) => string>> = {
  SMS: (phone) => `${phone.slice(0, 3)}${stars}${phone.slice(-2)}`,
  EMAIL: (email) => {
    const ending = /\.[^.@]+$/.exec(email)?.[0] ?? '';
    return `${email.slice(0, 1)}${stars}@${stars}${ending}`;
  },
};

/** Enough to tell one message from another, and too little to reach anybody by. */
export const maskAddress = (channel: AnswerChannel, address: string): string =>
  maskedAddresses[channel](address);

/** The year and the last two digits of an application's number: thousands a year have the same. */
export const maskNumber = (number: string): string =>
  `${number.slice(0, 2)}${stars}${number.slice(-2)}`;

/** Nothing of a tracking code but its form. */
export const maskedTrackingCode = '****-****-****';
