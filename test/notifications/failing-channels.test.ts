import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { warnEveryMs } from '../../subgraphs/application/notifications/watched-ports.ts';
import { onceInTheSuite } from '../support/graph.ts';
import { isFailed, isSent, isTried, type Office, openOffice } from './office.ts';

/** What is told of a server that takes no message. */

let office: Office;

beforeEach(async () => {
  office = await openOffice();
});

afterEach(() => office?.stop());

const busy = { code: 451, message: 'try later' };
const refused = {
  level: 'warn',
  channel: 'EMAIL',
  lastError: 'SMTP: EENVELOPE RCPT TO 451',
  msg: 'messages cannot be sent',
};
const again = { level: 'info', channel: 'EMAIL', msg: 'messages are sent again' };

/** A message that is tried once, whatever comes of it. */
async function tryOne(channel: 'EMAIL' | 'SMS' = 'EMAIL'): Promise<void> {
  await office.become(await office.steps(channel, ['FILED']), isTried(1));
}

onceInTheSuite('a server that refuses everything', () => {
  test('is logged when it begins, every five minutes, and when it ends', async () => {
    office.smtp.refusals.push(...Array.from({ length: 20 }, () => busy));
    office.start();
    await tryOne();
    await tryOne();
    expect(office.logged).toEqual([refused]);

    office.pass(warnEveryMs);
    await tryOne();
    await tryOne();
    expect(office.logged).toEqual([refused, refused]);

    office.smtp.refusals.length = 0;
    await tryOne();
    await tryOne();
    expect(office.logged).toEqual([refused, refused, again]);
  });

  test('of text messages is logged as well, without anything of the message', async () => {
    office.sms.statuses.push(503);
    office.start({ channel: 'SMS' });
    await tryOne('SMS');

    expect(office.logged).toEqual([{ ...refused, channel: 'SMS', lastError: 'SMS: HTTP 503' }]);
  });

  test('now and then is logged as little as one that always does', async () => {
    office.start();
    const refuseOne = async () => {
      office.smtp.refusals.push(busy);
      await tryOne();
      await tryOne();
    };
    await refuseOne();
    await refuseOne();
    expect(office.logged).toEqual([refused, again]);

    office.pass(warnEveryMs);
    await refuseOne();
    expect(office.logged).toEqual([refused, again, refused, again]);
  });
});

onceInTheSuite('a server that works', () => {
  test('is not logged, also where it refuses one message for good', async () => {
    office.smtp.refusals.push({ code: 550, message: 'no such mailbox' });
    office.start();
    await office.become(await office.steps('EMAIL', ['FILED']), isFailed);
    await office.become(await office.steps('EMAIL', ['FILED']), isSent);

    expect(office.logged).toMatchObject([{ msg: 'a notification was given up' }]);
  });
});
