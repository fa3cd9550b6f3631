import { describe, expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { Types } from 'mongoose';
import { newId } from '../../../lib/kit/public-id.ts';
import type { TimelineEvent } from '../schema-types.ts';
import { type Addresses, compose } from './compose.ts';
import { templates } from './templates.ts';

const notification = {
  _id: new Types.ObjectId(),
  publicId: newId('message'),
  number: '2400990673',
} as const;

const wayOf = (channel: 'SMS' | 'EMAIL', contact: Addresses) => {
  const message = compose(
    { ...notification, channel },
    { contact, events: ['FILED'], trackingCode: null, publicUrl: undefined },
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

describe('a message about several steps', () => {
  const messageOf = (channel: 'SMS' | 'EMAIL', events: TimelineEvent[]) =>
    compose(
      { ...notification, channel },
      { contact: { mobilePhone, email }, events, trackingCode: null, publicUrl: undefined },
    );
  const number = notification.number;

  test.each<[TimelineEvent[], string]>([
    [['REFERRED'], 'ilgili birime sevk edildi.'],
    [['REFERRED', 'REFERRED'], 'ilgili birime sevk edildi.'],
    [['REFERRED', 'FORWARDED'], 'yetkili birime iletildi (ve 1 adım daha).'],
    [['REPLIED', 'REFERRED', 'CANCELLED'], 'hakkında cevap verildi (ve 2 adım daha).'],
    [
      ['CLARIFICATION_REQUESTED', 'CLARIFICATION_ENDED', 'CLARIFICATION_REQUESTED'],
      'için sizden ek bilgi isteniyor (ve 1 adım daha).',
    ],
  ])('%j begins with the latest important one', (events, text) => {
    expect(messageOf('SMS', events)?.text).toBe(
      `${number} sayılı başvurunuz ${text} Ayrıntılar için giriş yapınız.`,
    );
  });

  test('lists all of them in an e-mail, in their order', () => {
    const { subject, text } =
      messageOf('EMAIL', ['REFERRED', 'FORWARDED', 'INTERIM_REPLIED']) ?? {};

    expect(subject).toBe(`${number} sayılı başvurunuz hakkında ara cevap verildi (ve 2 adım daha)`);
    expect(text?.split('\n\n').slice(1, 4)).toEqual([
      `${number} sayılı başvurunuz ilgili birime sevk edildi. Sorumlu birimi ve cevap için öngörülen tarihi hesabınızda görebilirsiniz.`,
      `${number} sayılı başvurunuz yetkili birime iletildi. Gerekçesini hesabınızda görebilirsiniz. Süreler baştan başlamaz.`,
      `${number} sayılı başvurunuz hakkında ara cevap verildi. Ara cevabı hesabınızda okuyabilirsiniz. Sonuç ayrıca bildirilecektir.`,
    ]);
  });

  test('fits into two parts of a text message, whatever they are', () => {
    const steps = Object.entries(templates).flatMap(([event, template]) =>
      template && template.kind !== 'CONFIRMATION' ? [event as TimelineEvent] : [],
    ); // the keys of the table
    for (const step of steps) {
      const others = steps.filter((event) => event !== step);
      const { text = '' } = messageOf('SMS', [...others, step]) ?? {};
      expect([text, text.length <= 2 * 67]).toEqual([text, true]);
    }
  });
});
