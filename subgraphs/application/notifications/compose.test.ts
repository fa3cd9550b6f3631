import { expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { Types } from 'mongoose';
import { newId } from '../../../lib/kit/public-id.ts';
import { compose, type Contact } from './compose.ts';

const notification = {
  _id: new Types.ObjectId(),
  publicId: newId('message'),
  number: '2400990673',
  event: 'FILED',
} as const;

const wayOf = (channel: 'SMS' | 'EMAIL', contact: Contact) => {
  const message = compose(
    { ...notification, channel },
    { contact, trackingCode: null, publicUrl: undefined },
  );
  return message && [message.channel, message.to];
};

const mobilePhone = '+905551112233';
const email = 'ayse@example.org';

test.each<[...Parameters<typeof wayOf>, ReturnType<typeof wayOf>]>([
  ['SMS', { mobilePhone, email }, ['SMS', mobilePhone]],
  ['EMAIL', { mobilePhone, email }, ['EMAIL', email]],
  ['EMAIL', { mobilePhone, email: null }, ['SMS', mobilePhone]],
  ['SMS', { mobilePhone: null, email }, ['EMAIL', email]],
  ['EMAIL', { mobilePhone, email: 'no address' }, ['SMS', mobilePhone]],
  ['EMAIL', { mobilePhone, email: 'a@example.org,b@example.org' }, ['SMS', mobilePhone]],
  ['EMAIL', { mobilePhone, email: 'Ayşe <a@example.org>' }, ['SMS', mobilePhone]],
  ['EMAIL', { mobilePhone, email: 'ayşe@örnek.example' }, ['EMAIL', 'ayşe@örnek.example']],
  ['SMS', { mobilePhone: '0555 111 22 33', email }, ['EMAIL', email]],
  ['SMS', { mobilePhone: null, email: null }, null],
])(
  'an applicant with the channel %s and %j on record is notified by %j',
  (channel, contact, way) => {
    expect(wayOf(channel, contact)).toEqual(way);
  },
);

test('an e-mail address must be exactly one address, whatever is on record', () => {
  const parts = fc.constantFrom(
    'a',
    'ğ',
    '@',
    '.',
    ',',
    ';',
    '<',
    '>',
    ' ',
    '\r\n',
    '\0',
    '+',
    '9',
  );
  const crooked = fc.array(parts, { maxLength: 30 }).map((some) => some.join(''));
  fc.assert(
    fc.property(fc.oneof(crooked, fc.string({ unit: 'binary' })), (address) => {
      const [channel, to = ''] = wayOf('EMAIL', { mobilePhone: address, email: address }) ?? [];
      if (channel === 'SMS') expect(to).toMatch(/^\+\d{8,15}$/);
      if (channel === 'EMAIL') expect(to).toMatch(/^[^@\s,;<>"]+@[^@\s,;<>"]+$/);
      // oxlint-disable-next-line no-control-regex
      expect(to).not.toMatch(/[\u0000-\u001f\u007f]/);
    }),
    { numRuns: 2_000 },
  );
});
