import { describe, expect, test } from '@jest/globals';
import { Types } from 'mongoose';
import { newId } from '../../../lib/kit/public-id.ts';
import type { Message } from '../../../lib/messaging/channel-port.ts';
import type { TimelineEvent } from '../schema-types.ts';
import { applicationRules, referralConsequences, referralRules } from '../casework/index.ts';
import { type Addresses, compose } from './compose.ts';
import { templates } from './templates.ts';
import { givesTrackingCode } from './tracking-codes-of.ts';

const rules = [...applicationRules, ...referralRules, ...referralConsequences];
const notified = Object.entries(templates).flatMap(([event, template]) =>
  template ? [event as TimelineEvent] : [],
); // the keys of the table

const contact: Addresses = { mobilePhone: '+905551112233', email: 'ayse@example.org' };
const number = '2400990673';
const trackingCode = '7K3M-9QXA-04TZ';
const trackingCodeOf = (event: TimelineEvent) => (givesTrackingCode(event) ? trackingCode : null);

test('applicants are notified of exactly these steps', () => {
  const ofKind = (kind: string) => notified.filter((event) => templates[event]?.kind === kind);

  expect({ CONFIRMATION: ofKind('CONFIRMATION'), PROGRESS: ofKind('PROGRESS') }).toEqual({
    CONFIRMATION: ['FILED'],
    PROGRESS: ['REFERRED', 'CANCELLED'],
  });
  expect(ofKind('IMPORTANT')).toEqual([
    'REFUSED',
    'FORWARDED',
    'TAKEN_OVER',
    'CLARIFICATION_REQUESTED',
    'CLARIFICATION_ENDED',
    'INTERIM_REPLIED',
    'REPLIED',
    'EXTENDED',
    'APPEAL_UPHELD',
    'APPEAL_DISMISSED',
    'CORRECTED',
  ]);
});

test('no rule makes applicants be notified of a step of their own, nor of one that is never public', () => {
  const written = rules.flatMap((rule) => {
    const by = 'by' in rule ? rule.by : 'SYSTEM';
    return rule.writes ? [{ by, event: rule.writes.event, public: rule.writes.public }] : [];
  });
  const publicEvents = new Set(written.filter((one) => one.public).map(({ event }) => event));
  const own = written.filter(({ by }) => by === 'CITIZEN').map(({ event }) => event);

  expect(own.filter((event) => notified.includes(event))).toEqual([]);
  // Those that no rule writes: the filing, and what follows the closing of a unit.
  const beyond: readonly TimelineEvent[] = ['FILED', 'TAKEN_OVER'];
  expect(notified.filter((event) => !publicEvents.has(event) && !beyond.includes(event))).toEqual(
    [],
  );
});

const newIds = () => ({ _id: new Types.ObjectId(), publicId: newId('message') });

describe.each(notified)('the texts for %s', (event) => {
  const events = [event];
  const filledIn = { contact, events, trackingCode: trackingCodeOf(event), publicUrl: undefined };

  test.each(['SMS', 'EMAIL'] as const)('by %s are complete, with the number', (channel) => {
    for (const publicUrl of [undefined, 'https://basvuru.example.org/']) {
      const message = compose(
        { ...newIds(), number, channel },
        { contact, events, trackingCode: trackingCodeOf(event), publicUrl },
      );

      expect(message).not.toBeNull();
      const words = `${message?.subject ?? ''}\n${message?.text}`;
      expect(words).toContain(`${number} sayılı başvurunuz `);
      expect(words).not.toMatch(/undefined|null|NaN|[{}[\]<>$%]|\.\.| {2}|\s\./);
      if (publicUrl !== undefined) expect(words).toContain(publicUrl);
      if (event === 'FILED') expect(words).toContain(trackingCode);
      else expect(words).not.toContain(trackingCode);
      expectMasked(message);
    }
  });

  test('fit into two parts of a text message', () => {
    // With Turkish letters a part has 67 UTF-16 units (3GPP TS 23.038, 23.040).
    const notification = { ...newIds(), number, channel: 'SMS' } as const;

    const text = compose(notification, filledIn)?.text ?? '';

    expect(text.length).toBeLessThanOrEqual(2 * 67);
  });

  test('fit into one line as a subject', () => {
    const notification = { ...newIds(), number, channel: 'EMAIL' } as const;

    const subject = compose(notification, filledIn)?.subject ?? '';

    expect(subject).toMatch(/^[\p{L}\d ]{20,100}$/u);
  });
});

/** The same text, without anything that identifies a person or the application. */
function expectMasked(message: Message | null): void {
  const { to = '', subject, text = '' } = message?.masked ?? {};
  const all = `${to}\n${subject ?? ''}\n${text}`;

  expect(text).toContain('24***73 sayılı başvurunuz ');
  expect(['+90***33', 'a***@***.org']).toContain(to);
  for (const secret of [number, trackingCode, contact.mobilePhone, contact.email, 'ayse']) {
    expect(all).not.toContain(secret);
  }
}
