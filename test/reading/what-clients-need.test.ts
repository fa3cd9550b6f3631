import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { draftOf } from '../casework/drafts.ts';
import { appealOf, operations } from '../casework/operations.ts';
import { openTown, type Town } from '../casework/town.ts';
import { onceInTheSuite, startGraph, type TestGraph } from '../support/graph.ts';
import type { Person } from '../support/person.ts';
import { made } from '../support/files.ts';
import { upload } from '../support/uploads.ts';

/** What clients show beside the state of the work: questions, reasons, what can be done until when. */

const query = /* GraphQL */ `
  query ($number: String!) {
    application(number: $number) {
      type
      updatedAt
      openQuestions {
        text
        askedAt
        referral {
          id
        }
      }
      extension {
        reason
        extendedAt
        unit {
          id
        }
      }
      appealableUntil
      appealableAnswers {
        kind
        until
        referral {
          id
        }
      }
      availableOutcomes
      referrals {
        id
        state
        reason
        automaticReason
        question {
          text
        }
        forwardedFrom {
          id
        }
        forwardedTo {
          id
        }
      }
      timeline {
        at
        event
        note
        automaticReason
        rating {
          score
          solved
          ratedAt
        }
      }
    }
  }
`;

/** The same for evaluators, who alone see which attachment was withheld. */
const queryOfCentre = query.replace(
  'automaticReason\n        rating',
  'attachment { id }\n        rating',
);

interface SeenReferral {
  id: string;
  state: string;
  reason: string | null;
  automaticReason: string | null;
  question: { text: string } | null;
  forwardedFrom: { id: string } | null;
  forwardedTo: { id: string } | null;
}

interface Seen {
  updatedAt: string;
  openQuestions: { text: string; askedAt: string; referral: { id: string } }[];
  extension: { reason: string; extendedAt: string; unit: { id: string } } | null;
  appealableUntil: string | null;
  appealableAnswers: { kind: string; until: string; referral: { id: string } }[];
  availableOutcomes: string[];
  referrals: SeenReferral[];
  timeline: {
    at: string;
    event: string;
    note: string | null;
    automaticReason: string | null;
    rating: { score: number; solved: boolean; ratedAt: string } | null;
    attachment?: { id: string } | null;
  }[];
}

const seenBy = (person: Person, number: string) => person.do<Seen>(query, { number });

onceInTheSuite('what clients need', () => {
  let graph: TestGraph;
  let town: Town;
  let unitId: string;
  let otherId: string;
  let officer: Person;
  let other: Person;

  beforeAll(async () => {
    graph = await startGraph();
    town = await openTown(graph);
    unitId = await town.make('Yol Dairesi');
    otherId = await town.make('Su Dairesi');
    officer = await town.officerOf(unitId);
    other = await town.officerOf(otherId);
  });

  afterAll(() => graph?.stop());

  const referTo = async (unitIds: string[], input: Record<string, unknown> = {}) => {
    const { number, referrals } = await town.referTo(unitIds, input);
    return { number, referralIds: referrals.map(({ id }) => id) };
  };

  describe('a question', () => {
    const question = 'Hangi sokakta oturuyorsunuz?';

    test('is open until the applicant answers it, for everybody who sees the referral', async () => {
      const { number, referralIds } = await referTo([unitId, otherId]);
      const [referralId] = referralIds;
      expect(await seenBy(town.citizen, number)).toMatchObject({ openQuestions: [] });
      await officer.do(operations.accept, { referralId });
      await officer.do(operations.requestClarification, { referralId, question });

      for (const person of [town.citizen, town.evaluator, officer, other]) {
        const { openQuestions, referrals } = await seenBy(person, number);
        expect(openQuestions).toEqual([
          { text: question, askedAt: expect.any(String), referral: { id: referralId } },
        ]);
        expect(referrals.map((one) => one.question)).toEqual([{ text: question }, null]);
      }

      await town.citizen.do(operations.supplement, { number, text: 'Lale Sokak.' });
      const { openQuestions, referrals } = await seenBy(town.citizen, number);
      expect(openQuestions).toEqual([]);
      expect(referrals.map((one) => one.question)).toEqual([null, null]);
    });

    test('of several units are open beside each other, each of them the last that was asked', async () => {
      const { number, referralIds } = await referTo([unitId, otherId]);
      const [referralId, otherReferralId] = referralIds;
      const ask = async (person: Person, id: string | undefined, text: string) => {
        await person.do(operations.requestClarification, { referralId: id, question: text });
      };
      await officer.do(operations.accept, { referralId });
      await other.do(operations.accept, { referralId: otherReferralId });
      await ask(officer, referralId, 'Eski soru nedir?');
      await town.citizen.do(operations.supplement, { number, text: 'Eski cevap.' });
      await ask(officer, referralId, question);
      await ask(other, otherReferralId, 'Sayaç numaranız nedir?');

      const { openQuestions } = await seenBy(town.citizen, number);
      expect(openQuestions.map(({ text }) => text)).toEqual([question, 'Sayaç numaranız nedir?']);
    });

    test('of a closed unit awaits its answer at the successor', async () => {
      const closing = await town.make('Kapanacak Daire');
      const { number, referralIds } = await referTo([closing]);
      const [referralId] = referralIds;
      const asking = await town.officerOf(closing);
      await asking.do(operations.accept, { referralId });
      await asking.do(operations.requestClarification, { referralId, question });
      await town.close(closing, unitId);
      await town.leftBy(number, closing);

      const { openQuestions, referrals } = await seenBy(town.citizen, number);

      const [left, taken] = referrals;
      expect(referrals).toMatchObject([
        {
          id: referralId,
          state: 'FORWARDED',
          reason: null,
          automaticReason: 'UNIT_CLOSED',
          question: null,
          forwardedTo: { id: taken?.id },
        },
        { state: 'AWAITING_CITIZEN', automaticReason: null, forwardedFrom: { id: left?.id } },
      ]);
      expect(openQuestions).toMatchObject([{ text: question, referral: { id: taken?.id } }]);
    });
  });

  describe('a reason', () => {
    test('of forwarding, and the referral that it has made, are seen by those who see both', async () => {
      const { number, referralIds } = await referTo([unitId]);
      const [referralId] = referralIds;
      const reason = 'Konu su şebekesiyle ilgilidir.';
      await officer.do(operations.forward, { referralId, unitId: otherId, reason });

      for (const person of [town.citizen, town.evaluator, other]) {
        const { referrals } = await seenBy(person, number);
        expect(referrals).toMatchObject([
          { id: referralId, reason, forwardedTo: { id: referrals[1]?.id } },
          { reason: null, forwardedFrom: { id: referralId }, forwardedTo: null },
        ]);
      }
      // The unit that has passed it on sees its own part.
      expect((await seenBy(officer, number)).referrals).toMatchObject([
        { id: referralId, reason, forwardedTo: null },
      ]);
    });

    test('of a return stays what the unit sees when the centre cancels the referral later', async () => {
      const { number, referralIds } = await referTo([unitId, otherId]);
      const [referralId] = referralIds;
      const returned = 'Görev alanımız dışındadır.';
      const cancelled = 'Diğer birim cevaplayacaktır.';
      await officer.do(operations.return, { referralId, reason: returned });
      expect((await seenBy(town.citizen, number)).referrals[0]?.reason).toBe(returned);

      await town.evaluator.do(operations.cancel, { referralId, reason: cancelled });

      const reasonFor = async (person: Person) =>
        (await seenBy(person, number)).referrals[0]?.reason;
      expect(await reasonFor(officer)).toBe(returned);
      expect(await reasonFor(town.citizen)).toBe(cancelled);
      expect(await reasonFor(town.evaluator)).toBe(cancelled);
    });

    test('of an extension is seen by those who are concerned, and not by a unit that was done before', async () => {
      const { number, referralIds } = await referTo([unitId, otherId], {
        type: 'INFORMATION_REQUEST',
      });
      const [referralId, otherReferralId] = referralIds;
      await other.do(operations.return, { referralId: otherReferralId, reason: 'İlgisi yoktur.' });
      await officer.do(operations.accept, { referralId });
      expect((await seenBy(town.citizen, number)).extension).toBeNull();
      const reason = 'Belgeler arşivden getirtilmektedir.';
      await officer.do(operations.extend, { referralId, reason });

      for (const person of [town.citizen, town.evaluator, officer]) {
        const { extension, timeline } = await seenBy(person, number);
        const entry = timeline.find(({ event }) => event === 'EXTENDED');
        expect(extension).toEqual({ reason, extendedAt: entry?.at, unit: { id: unitId } });
      }
      expect((await seenBy(other, number)).extension).toBeNull();
    });
  });

  describe('an answer', () => {
    test('can be appealed against until a day, which everybody sees who sees the outcome', async () => {
      const { number, referralIds } = await referTo([unitId, otherId]);
      const [referralId = '', otherReferralId] = referralIds;
      await other.do(operations.return, { referralId: otherReferralId, reason: 'İlgisi yoktur.' });
      await town.evaluator.do(operations.cancel, {
        referralId: otherReferralId,
        reason: 'Gerek kalmamıştır.',
      });
      expect(await seenBy(town.citizen, number)).toMatchObject({
        appealableUntil: null,
        appealableAnswers: [],
      });
      await town.answer(number, referralId, unitId);

      const until = expect.stringMatching(/^\d{4}-\d\d-\d\d$/);
      const answers = [{ kind: 'APPEAL', until, referral: { id: referralId } }];
      for (const person of [town.citizen, town.evaluator, officer]) {
        const seen = await seenBy(person, number);
        expect(seen.appealableAnswers).toEqual(answers);
        expect(seen.appealableUntil).toBe(seen.appealableAnswers[0]?.until);
      }
      expect(await seenBy(other, number)).toMatchObject({
        appealableUntil: null,
        appealableAnswers: [],
      });

      await town.citizen.do(operations.appeal, { number, text: 'Cevap sorumu karşılamıyor.' });
      expect((await seenBy(town.citizen, number)).appealableAnswers).toEqual([]);
      const superior = await town.officerOf(town.parentId, 'superior');
      await superior.do(operations.decideAppeal, {
        ...(await appealOf(town.citizen, number)),
        decision: 'DISMISSED',
        text: 'Verilen cevap yeterli bulunmuştur.',
      });
      expect((await seenBy(town.citizen, number)).appealableAnswers).toEqual([]);
    });

    test('to an information request is objected to within the shorter time', async () => {
      const { number, referralIds } = await referTo([unitId], { type: 'INFORMATION_REQUEST' });
      await town.answer(number, referralIds[0], unitId);
      const request = await referTo([unitId]);
      await town.answer(request.number, request.referralIds[0], unitId);

      const objection = await seenBy(town.citizen, number);
      const appeal = await seenBy(town.citizen, request.number);

      expect(objection.appealableAnswers).toMatchObject([{ kind: 'OBJECTION' }]);
      const until = [objection, appeal].map(({ appealableUntil }) => String(appealableUntil));
      expect([...new Set(until)].toSorted()).toEqual(until);
    });

    test('has the outcomes of its type', async () => {
      const any = ['GRANTED', 'PARTLY_GRANTED', 'REFUSED'];
      const outcomes = async (type: string) => {
        const { number, referralIds } = await referTo([unitId], { type });
        await officer.do(operations.accept, { referralId: referralIds[0] });
        const { availableOutcomes } = await seenBy(officer, number);
        for (const outcome of availableOutcomes) {
          const draft = { referralId: referralIds[0], kind: 'FINAL', outcome };
          await officer.do(operations.draft, { ...draft, text: 'Talebiniz incelenmiştir.' });
          await officer.do(
            operations.withdrawReply,
            await draftOf(officer, number, referralIds[0]),
          );
        }
        return availableOutcomes;
      };

      expect(await outcomes('COMPLAINT')).toEqual([...any, 'INFORMED']);
      expect(await outcomes('INFORMATION_REQUEST')).toEqual([
        ...any,
        'GRANTED_WITH_SECRETS_REMOVED',
        'REFERRED_ELSEWHERE',
      ]);
    });
  });

  describe('the time of the latest event', () => {
    test('is that of the latest entry which the viewer sees', async () => {
      const { number, referralIds } = await referTo([unitId, otherId]);
      const [referralId, otherReferralId] = referralIds;
      await other.do(operations.return, { referralId: otherReferralId, reason: 'İlgisi yoktur.' });
      await officer.do(operations.note, { referralId, text: 'Arandı.' });

      const seen = new Map<string, Seen>();
      for (const [name, person] of Object.entries({ citizen: town.citizen, officer, other })) {
        const one = await seenBy(person, number);
        expect(one.updatedAt).toBe(one.timeline.at(-1)?.at);
        seen.set(name, one);
      }
      // The note is the unit's own; the citizen and the other unit see the return as the latest.
      expect(seen.get('officer')?.timeline.at(-1)?.event).toBe('NOTE_ADDED');
      expect(seen.get('citizen')?.timeline.at(-1)?.event).toBe('RETURNED');
      expect(seen.get('other')?.updatedAt).toBe(seen.get('citizen')?.updatedAt);
    });
  });

  describe('the timeline', () => {
    test('has a rating, and the attachment that was withheld, as fields', async () => {
      const token = await graph.token({ role: 'CITIZEN', citizenId: await citizenId() });
      const { body } = await upload(graph.url, token, { content: made('photo.jpg') });
      const { id } = body as { id: string }; // it is accepted
      const { number, referralIds } = await referTo([unitId], { attachmentIds: [id] });
      const withhold = `mutation ($number: String!, $id: ID!) {
        withholdAttachment(number: $number, attachmentId: $id, reason: "Adı yazıyor.") { number } }`;
      const release = `mutation ($number: String!, $id: ID!) {
        releaseAttachment(number: $number, attachmentId: $id) { number } }`;
      await town.evaluator.do(withhold, { number, id });
      await town.evaluator.do(release, { number, id });
      await town.answer(number, referralIds[0], unitId);
      await town.citizen.do(operations.rate, { number, score: 2, solved: false });

      const events = ['ATTACHMENT_WITHHELD', 'ATTACHMENT_RELEASED', 'RATED'];
      const entriesOf = ({ timeline }: Seen) =>
        timeline.filter(({ event }) => events.includes(event));
      const rating = { score: 2, solved: false, ratedAt: expect.any(String) };
      expect(entriesOf(await seenBy(town.citizen, number))).toMatchObject([
        { event: 'RATED', note: null, rating },
      ]);
      expect(entriesOf(await town.evaluator.do<Seen>(queryOfCentre, { number }))).toMatchObject([
        { event: 'ATTACHMENT_WITHHELD', note: 'Adı yazıyor.', attachment: { id }, rating: null },
        { event: 'ATTACHMENT_RELEASED', note: null, attachment: { id }, rating: null },
        { event: 'RATED', note: null, attachment: null, rating },
      ]);
    });
  });

  /** Of the town's citizen. */
  async function citizenId(): Promise<string> {
    const { id } = await town.citizen.do<{ id: string }>('{ me { id } }');
    return id;
  }
});
