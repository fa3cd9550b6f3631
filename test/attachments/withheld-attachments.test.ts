import { expect, test } from '@jest/globals';
import { newId } from '../../lib/kit/public-id.ts';
import { made } from '../support/files.ts';
import { onceInTheSuite } from '../support/graph.ts';
import { cleaned } from '../support/uploads.ts';
import {
  centreView,
  citizenToken,
  download,
  evaluator,
  evaluatorToken,
  graph,
  listedFor,
  officerToken,
  referred,
  seenBy,
} from './unit-copies-scene.ts';
import { wrongField } from '../support/wrong-field.ts';

onceInTheSuite('an attachment that the centre withholds', () => {
  const withhold = `mutation ($number: String!, $attachmentId: ID!, $reason: String!, $expectedVersion: Int) {
    withholdAttachment(number: $number, attachmentId: $attachmentId, reason: $reason, expectedVersion: $expectedVersion) { version attachments { withheld withheldReason } }
  }`;
  const release = `mutation ($number: String!, $attachmentId: ID!) {
    releaseAttachment(number: $number, attachmentId: $attachmentId) { attachments { withheld withheldReason } }
  }`;
  const reason = 'Fotoğrafta başvuranın yüzü görünüyor.';

  test('is withheld from units only, until it is released', async () => {
    const { ids, number } = await referred([
      [made('photo.jpg'), 'a.jpg'],
      [made('screenshot.png'), 'b.png'],
    ]);
    const [first = '', second = ''] = ids;
    for (const id of ids) await cleaned(graph, id);

    expect((await centreView(number)).availableActions).toContain('WITHHOLD_ATTACHMENT');
    const held = await evaluator.do(withhold, { number, attachmentId: second, reason });
    const whileHeld = await listedFor(officerToken, number);
    const answers = await Promise.all([
      download(second, officerToken),
      download(first, officerToken),
      download(second, citizenToken),
      download(second, evaluatorToken),
    ]);
    const released = await evaluator.do(release, { number, attachmentId: second });

    expect(held).toMatchObject({
      attachments: [
        { withheld: null, withheldReason: null },
        { withheld: 'BY_CENTRE', withheldReason: reason },
      ],
    });
    expect(whileHeld[1]).toMatchObject({ name: 'ek-2.png', bytes: null, withheld: 'BY_CENTRE' });
    expect(answers.map(({ status }) => status)).toEqual([409, 200, 200, 200]);
    expect(released).toMatchObject({ attachments: [{ withheld: null }, { withheld: null }] });
    expect((await download(second, officerToken)).status).toBe(200);
  });

  test('has an entry in the timeline that only the centre sees', async () => {
    const { ids, number } = await referred([[made('photo.jpg'), 'a.jpg']]);
    const attachmentId = ids[0] ?? '';
    await evaluator.do(withhold, { number, attachmentId, reason });
    await evaluator.do(release, { number, attachmentId });

    const timelineFor = async (token: string) => {
      const seen = await seenBy<{ timeline: { event: string }[] }>(
        token,
        number,
        'timeline { event note }',
      );
      return seen.timeline;
    };
    const timeline = await timelineFor(evaluatorToken);

    expect(timeline.slice(-2)).toEqual([
      { event: 'ATTACHMENT_WITHHELD', note: reason },
      { event: 'ATTACHMENT_RELEASED', note: null },
    ]);
    for (const token of [officerToken, citizenToken]) {
      const events = (await timelineFor(token)).map(({ event }) => event);
      expect(events.filter((event) => event.startsWith('ATTACHMENT_'))).toEqual([]);
    }
  });

  test.each<[what: string, change: object, refusal: object]>([
    [
      'of another application',
      { attachmentId: newId('attachment') },
      wrongField('attachmentId', 'UNKNOWN'),
    ],
    ['without a reason', { reason: ' ' }, { code: 'BAD_USER_INPUT', field: 'reason' }],
    ['of an older version', { expectedVersion: 1 }, { code: 'CONFLICT' }],
  ])('is refused %s', async (_what, change, refusal) => {
    const { ids, number } = await referred([[made('photo.jpg'), 'a.jpg']]);

    const refused = await evaluator.refused(withhold, {
      number,
      attachmentId: ids[0],
      reason,
      ...change,
    });

    expect(refused).toMatchObject(refusal);
  });

  test('is withheld once, and released once', async () => {
    const { ids, number } = await referred([
      [made('photo.jpg'), 'a.jpg'],
      [made('photo.webp'), 'b.webp'],
    ]);
    const [attachmentId = '', other = ''] = ids;

    const early = await evaluator.refused(release, { number, attachmentId });
    await evaluator.do(withhold, { number, attachmentId, reason });
    const twice = await evaluator.refused(withhold, { number, attachmentId, reason });
    const wrong = await evaluator.refused(release, { number, attachmentId: other });

    expect(early).toMatchObject({ code: 'CONFLICT', requirement: 'AN_ATTACHMENT_IS_WITHHELD' });
    expect(twice).toMatchObject({ code: 'CONFLICT', field: 'attachmentId' });
    expect(wrong).toMatchObject({ code: 'CONFLICT', field: 'attachmentId' });
  });
});
