import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { isObjectType } from 'graphql';
import { rebuild } from '../analytics/copy/copy-requests.ts';
import { onceInTheSuite, startGraph, type TestGraph, transport } from '../support/graph.ts';
import { createCrawler, type Crawler } from './crawl.ts';
import type { Asker } from './facts.ts';
import { openWorld, type World } from './world.ts';

/**
 * Every asker asks for everything, through every root field and along indirect paths, and must get
 * what an oracle says that was written from the rules of the domain alone. `npm run crawl` does so
 * for longer, and on each transport.
 */

const isLong = process.env['CRAWL_QUERIES'] !== undefined;
const queries = Number(process.env['CRAWL_QUERIES'] ?? 15);
const seed = Number(process.env['CRAWL_SEED'] ?? 1);
/** For any number of queries, in milliseconds. */
const timeoutMs = 3_600_000;

(isLong ? describe : onceInTheSuite)('every asker sees exactly what the rules say', () => {
  let graph: TestGraph;
  let world: World;
  let crawler: Crawler;

  beforeAll(async () => {
    // Positions are shown with the heartbeats, and many subscriptions begin at once.
    graph = await startGraph({
      analytics: true,
      execution: {
        subscriptionLimits: { heartbeatMs: 100 },
        concurrency: { limits: {}, queueTimeoutMs: 0 },
      },
    });
    world = await openWorld(graph);
    await rebuild(graph);
    crawler = createCrawler(graph, world);
  }, timeoutMs);

  afterAll(() => graph?.stop());

  const caseOf = (label: string) => world.facts().cases.find((one) => one.label === label);

  test(
    'through every root field',
    async () => {
      await crawler.sweep();

      expect(crawler.takeFound()).toEqual([]);
    },
    timeoutMs,
  );

  test(
    'along indirect paths',
    async () => {
      await crawler.queryAtRandom(queries, seed);

      const asked = JSON.stringify(Object.fromEntries(crawler.report.asked));
      if (isLong) process.stderr.write(`${transport}, seed ${seed}, requests by role: ${asked}\n`);
      expect(crawler.takeFound()).toEqual([]);
    },
    timeoutMs,
  );

  test(
    'when a change is refused',
    async () => {
      await crawler.attemptMutations(seed, 1);

      expect(crawler.takeFound()).toEqual([]);
    },
    timeoutMs,
  );

  test('when a question makes no sense', async () => {
    await crawler.askWrongly();

    expect(crawler.takeFound()).toEqual([]);
  });

  test('in files', async () => {
    await crawler.download();

    expect(crawler.takeFound()).toEqual([]);
  });

  test(
    'in the results of their own changes',
    async () => {
      const referralOf = (label: string) => caseOf(label)?.facts.referrals[0]?.id;
      const numberOf = (label: string) => caseOf(label)?.number;
      const draftId = () => caseOf('to answer')?.facts.referrals[0]?.draft?.id;
      const [drafter, approver] = [world.asker('officer-1a'), world.asker('officer-1b')];
      const [citizen, evaluator] = [world.asker('citizen-1'), world.asker('evaluator')];
      const reason = 'Bir gerekçe yazılmıştır.';
      const text = 'Yirmi harften uzun bir metin yazılmıştır.';
      const answering = { referralId: referralOf('to answer') };
      const draft = { kind: 'FINAL', outcome: 'REFUSED', text };
      const [unitId] = world.pools.unitIds.slice(3);
      const toForward = { referralId: referralOf('to forward'), unitId, reason };
      const toReturn = { referralId: referralOf('to return'), reason };

      const moves: [asker: Asker, label: string, field: string, args: () => object][] = [
        [drafter, 'to answer', 'acceptReferral', () => answering],
        [drafter, 'to answer', 'addNote', () => ({ ...answering, text })],
        [drafter, 'to answer', 'draftReply', () => ({ ...answering, ...draft })],
        [approver, 'to answer', 'approveReply', () => ({ ...answering, draftId: draftId() })],
        [
          citizen,
          'to answer',
          'appealApplication',
          () => ({ number: numberOf('to answer'), text }),
        ],
        [drafter, 'to forward', 'forwardReferral', () => toForward],
        [drafter, 'to return', 'returnReferral', () => toReturn],
        [evaluator, 'to return', 'claimApplication', () => ({ number: numberOf('to return') })],
        [
          citizen,
          'to withdraw',
          'withdrawApplication',
          () => ({ number: numberOf('to withdraw') }),
        ],
      ];
      for (const [asker, label, field, args] of moves) {
        await crawler.move(asker, label, { field, args: { ...args() } });
      }

      expect(crawler.takeFound()).toEqual([]);
    },
    timeoutMs,
  );

  test('with a token of a subgraph', async () => {
    const token = await graph.token({ role: 'SERVICE', subject: 'application' });

    const { status, data } = await graph.client.ask('{ viewer { role } }', { token });

    expect([status, data]).toEqual([401, undefined]);
  });

  test('and every visible canary was seen', () => {
    const { seen, canaries } = crawler.report;
    const unseenBy = (role: string, ...fields: string[]) =>
      fields.filter((field) => !seen.get(role)?.has(field));
    const fieldsOf = (name: string) => {
      const type = world.schema.getType(name);
      return isObjectType(type)
        ? Object.keys(type.getFields()).map((field) => `${name}.${field}`)
        : [];
    };
    const types = [
      'Application',
      'Referral',
      'Appeal',
      'EarlierAnswer',
      'Attachment',
      'Citizen',
      'ReplyDraft',
    ];
    const unseenWords = world
      .facts()
      .canaries.filter(({ secret }) => !['NOBODY', 'OWN'].includes(secret.kind))
      .filter(({ word }) => !canaries.has(word));

    // Only the applicant sees the one, and no application has the other.
    expect(unseenBy('EVALUATOR', ...types.flatMap(fieldsOf))).toEqual([
      'Application.trackingCode',
      'Application.district',
    ]);
    expect(unseenBy('CITIZEN', 'Application.trackingCode', 'Citizen.email')).toEqual([]);
    expect(unseenBy('OFFICER', 'Application.applicant', 'Referral.draft')).toEqual([]);
    expect(
      unseenBy('ANALYST', 'Application.filedOn', 'TimelineEntry.event', 'Appeal.targetDate'),
    ).toEqual([]);
    // Of everything that tells a moment, a text, a person or what was filed.
    expect(
      [...(seen.get('ANALYST') ?? [])].filter((field) =>
        /^(Application|Referral|Appeal|TimelineEntry|Reply|Citizen)\.(.*At|number|text|subject|note|correction|name|applicant)$/.test(
          field,
        ),
      ),
    ).toEqual([]);
    expect(unseenBy('ADMIN', 'OutboxMessage.to', 'DirectoryChange.by')).toEqual([]);
    expect(unseenWords).toEqual([]);
  });
});
