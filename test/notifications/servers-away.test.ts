import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import type { ChannelPort } from '../../lib/messaging/channel-port.ts';
import { senderTimes } from '../../subgraphs/application/notifications/index.ts';
import { freePort } from '../support/free-port.ts';
import { onceInTheSuite } from '../support/graph.ts';
import { until } from '../support/wait.ts';
import { type FakeSmtp, startFakeSmtp } from './fake-smtp.ts';
import { isFailed, isSent, isTried, type Office, openOffice, outcomeOf } from './office.ts';

/** What happens to messages while something that they need does not work. */

let office: Office;

beforeEach(async () => {
  office = await openOffice();
});

afterEach(() => office?.stop());

onceInTheSuite('a server', () => {
  test('that is down is retried until it is up', async () => {
    const port = await freePort();
    const url = `smtp://127.0.0.1:${port}`;
    const documents = await office.steps('EMAIL', ['FILED']);
    office.start({ url });
    const [refused] = await office.become(documents, isTried(1));
    expect(refused).toMatchObject({
      state: 'PENDING',
      lastError: 'SMTP: ESOCKET CONN ECONNREFUSED',
    });

    const late = await startFakeSmtp({ port });
    office.awaitTurnOf(refused);
    await office.become(documents, isSent);

    expect(late.mails).toHaveLength(1);
    await late.stop();
  });

  test('that refuses our password is retried, and the password appears nowhere', async () => {
    const guarded = await startFakeSmtp({ password: 'right' });
    const url = guarded.url.replace('right', 'wrong-secret');
    const documents = await office.steps('EMAIL', ['FILED']);
    office.start({ url });

    const found = await office.become(documents, isTried(1));

    expect(found).toMatchObject([{ state: 'PENDING', lastError: 'SMTP: EAUTH AUTH PLAIN 535' }]);
    expect(JSON.stringify(found)).not.toContain('wrong-secret');
    await guarded.stop();
  });

  test('that does not offer the required TLS gets nothing', async () => {
    const documents = await office.steps('EMAIL', ['FILED']);
    office.start({ url: `${office.smtp.url}?requireTLS=true` });

    expect(await office.become(documents, isTried(1))).toMatchObject([
      { state: 'PENDING', lastError: expect.stringContaining('ETLS') },
    ]);
    expect(office.smtp.mails).toEqual([]);
  });

  describe('with an untrusted certificate', () => {
    let untrusted: FakeSmtp;

    beforeEach(async () => {
      untrusted = await startFakeSmtp({ tls: true });
    });

    afterEach(() => untrusted?.stop());

    /**
     * The result of sending an e-mail to a server on this machine, by a local address or by one
     * that could be remote.
     */
    const outcome = async (query: string, { here }: { here: boolean }) => {
      const url = here ? untrusted.url : untrusted.url.replace('127.0.0.1', '0.0.0.0');
      const documents = await office.steps('EMAIL', ['FILED']);
      office.start({ url: `${url}${query}` });
      const [tried] = await office.become(documents, isTried(1));
      return tried?.lastError ?? untrusted.mails.map(({ secure }) => ({ secure }));
    };

    test.each([
      ['', true],
      ['?requireTLS=true', true],
      ['?ignoreTLS=true', false],
    ])('gets mail on this machine: %s', async (query, secure) => {
      expect(await outcome(query, { here: true })).toEqual([{ secure }]);
    });

    test.each([
      ['?tls.rejectUnauthorized=false', true],
      ['?requireTLS=false&ignoreTLS=true', false],
    ])('gets mail elsewhere where the URL says so: %s', async (query, secure) => {
      expect(await outcome(query, { here: false })).toEqual([{ secure }]);
    });

    test.each([
      ['here where the URL says so', '?tls.rejectUnauthorized=true', true],
      ['elsewhere', '', false],
      ['elsewhere with TLS waived', '?requireTLS=false', false],
      ['elsewhere with TLS ignored, but required', '?ignoreTLS=true', false],
    ])('gets nothing %s: %s', async (_where, query, here) => {
      expect(await outcome(query, { here })).toMatch(/^SMTP: (ESOCKET CONN CERTIFICATE|ETLS .+)$/);
      expect(untrusted.mails).toEqual([]);
    });
  });

  test('that hangs is given up after a while, also when the process stops', async () => {
    const begun = new Set<string>();
    const hanging: ChannelPort = {
      send: ({ id }, signal) =>
        new Promise((_resolve, reject) => {
          begun.add(id);
          signal.addEventListener('abort', () => reject(new Error('aborted')), { once: true });
        }),
      stop: async () => {},
    };
    const first = await office.steps('EMAIL', ['FILED']);
    const impatient = office.start({
      mail: hanging,
      times: { ...senderTimes, sendTimeoutMs: 50 },
    });
    await office.become(first, isTried(1));
    await impatient.stop();

    const second = await office.steps('EMAIL', ['FILED']);
    const sender = office.start({ mail: hanging, times: { ...senderTimes, graceMs: 50 } });
    await until(
      () => Promise.resolve(begun),
      () => second.every(({ publicId }) => begun.has(publicId)),
    );
    await sender.stop();
    await sender.stop();

    expect(await office.stored(second)).toMatchObject([
      { state: 'PENDING', attempts: 1, lease: null },
    ]);
  });
});

onceInTheSuite('the citizens’ records', () => {
  test('that cannot be reached do not count as an attempt', async () => {
    office.contact = new Error('away');
    const documents = await office.steps('EMAIL', ['FILED']);
    office.start();
    await office.become(documents, office.isPutOff);
    office.contact = { mobilePhone: null, email: 'ayse@example.org' };
    office.pass(senderTimes.contactWaitMs);

    expect((await office.become(documents, isSent)).map(outcomeOf)).toEqual([
      { state: 'SENT', attempts: 1, lastError: null },
    ]);
  });

  test('without any address end the attempts at once', async () => {
    office.contact = { mobilePhone: '', email: null };
    const documents = await office.steps('EMAIL', ['FILED']);
    office.start();

    expect((await office.become(documents, isFailed)).map(outcomeOf)).toEqual([
      { state: 'FAILED', attempts: 1, lastError: 'the applicant has no address' },
    ]);
  });
});
