import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { Types } from 'mongoose';
import { newId } from '../../lib/kit/public-id.ts';
import { outboxMessageModel } from '../../lib/messaging/outbox-message.model.ts';
import { createOutboxPort } from '../../lib/messaging/outbox-port.ts';
import { createSmsPort } from '../../lib/messaging/sms-port.ts';
import { onceInTheSuite } from '../support/graph.ts';
import { profiled } from '../support/commands.ts';
import { isSent, type Office, openOffice } from '../notifications/office.ts';

/** What goes through the ports. */

let office: Office;

/** Ends no delivery. */
const unhurried = new AbortController().signal;

const newIds = () => ({ _id: new Types.ObjectId(), id: newId('message') });

beforeEach(async () => {
  office = await openOffice();
});

afterEach(() => office?.stop());

onceInTheSuite('the local outbox', () => {
  test('stores a message once, and only in masked form, however often it is sent', async () => {
    const model = outboxMessageModel(office.database.connection);
    const port = createOutboxPort(model);
    const words = { channel: 'SMS', to: '+905551112233', subject: null, text: 'Metin' } as const;
    const masked = { to: '+90***33', subject: null, text: 'Maske' };
    const message = { ...newIds(), ...words, masked };

    await Promise.all([1, 2, 3].map(() => port.send(message, unhurried)));

    expect(await model.find().lean()).toEqual([
      {
        _id: message._id,
        publicId: message.id,
        channel: 'SMS',
        ...masked,
        sentAt: expect.any(Date),
      },
    ]);

    // A duplicate does not prevent others from being stored.
    const others = [1, 2].map(() => ({ ...newIds(), ...words, masked }));
    await Promise.all([message, ...others].map((one) => port.send(one, unhurried)));
    expect(await model.countDocuments()).toBe(3);
  });

  test('takes many at once, which are then marked in one command', async () => {
    const { connection } = office.database;
    const port = createOutboxPort(outboxMessageModel(connection));
    const steps = await Promise.all(
      Array.from({ length: 30 }, () => office.steps('EMAIL', ['FILED'])),
    );
    if (!connection.db) throw new Error('The database is not connected.');

    const profile = await profiled(connection.db, async () => {
      office.start({ mail: port, sms: port });
      await office.become(steps.flat(), isSent);
    });

    expect(await profile.countDocuments({ 'command.insert': 'outboxMessages' })).toBe(1);
    // Taken and marked.
    expect(await profile.countDocuments({ op: 'update', ns: /\.notifications$/ })).toBe(2);
  });
});

onceInTheSuite('an e-mail', () => {
  const send = async (words: { to?: string; subject?: string; text?: string }) => {
    const port = office.mailPort();
    const message = { to: 'ayse@example.org', subject: 'Konu', text: 'Metin', ...words };
    await port.send({ ...newIds(), channel: 'EMAIL', ...message, masked: message }, unhurried);
    return office.smtp.mails.at(-1);
  };

  test('keeps every letter', async () => {
    const words = 'Şikâyetiniz ğüşıöç İĞÜŞIÖÇ – “alıntı” €';

    expect(await send({ subject: words.repeat(4), text: `${words}\n.\n${words}` })).toMatchObject({
      subject: words.repeat(4),
      text: `${words}\n.\n${words}`,
    });
  });

  test('cannot be given headers or recipients by its text', async () => {
    const mail = await send({ subject: 'Konu\r\nBcc: everybody@example.org\r\n\r\nMetin' });

    expect(mail).toMatchObject({ to: ['ayse@example.org'], text: 'Metin' });
    expect([...(mail?.headers.keys() ?? [])]).not.toContain('bcc');
    expect(mail?.headers.get('to')).toBe('ayse@example.org');
  });
});

onceInTheSuite('a text message', () => {
  test.each([
    ['times out', AbortSignal.timeout(0), 'SMS: TimeoutError'],
    ['is aborted', AbortSignal.abort(), 'SMS: AbortError'],
  ])('that %s fails with a named error', async (_what, signal, message) => {
    const port = createSmsPort({ url: office.sms.url, token: undefined });
    const words = { channel: 'SMS', to: '+905551112233', subject: null, text: 'Metin' } as const;

    const sending = port.send({ ...newIds(), ...words, masked: words }, signal);

    await expect(sending).rejects.toMatchObject({ name: 'DeliveryError', message });
    await port.stop();
  });
});
