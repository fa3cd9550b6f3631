import { draftOf } from '../../casework/drafts.ts';
import { operations } from '../../casework/operations.ts';
import type { CaseMaker } from './case-maker.ts';

/** At work: assigned, noted, an interim reply, a draft that waits for approval. */
async function atWork(maker: CaseMaker): Promise<void> {
  const { o1a, c1, units } = maker.people;
  const { p1 } = units;
  const working = await maker.file('working', c1);
  const { [p1]: referralId } = await maker.refer(working, p1);
  await o1a.do(operations.accept, { referralId });
  await o1a.do(operations.assign, { referralId, assignee: o1a.subject });
  await o1a.do(operations.note, { referralId, text: maker.inside(working, p1) });
  await maker.reply(working, p1, referralId, maker.pairOf(p1), null);
  const text = `Lambalar değiştirilecektir. ${maker.inside(working, p1)}`;
  await o1a.do(operations.draft, { referralId, kind: 'FINAL', outcome: 'GRANTED', text });
}

/**
 * Hidden, with files, redacted, at two units: one whose draft was rejected, one that has asked a
 * question.
 */
async function hiddenAtTwoUnits(maker: CaseMaker): Promise<void> {
  const { o1a, o1b, o2a, evaluator, c1, units } = maker.people;
  const { p1, p2 } = units;
  const hiddenFiles = [
    await maker.attach('hidden', c1, 'photo.jpg'),
    await maker.attach('hidden', c1, 'letter.docx'),
  ];
  const hidden = await maker.file('hidden', c1, {
    type: 'COMPLAINT',
    hideIdentity: true,
    attachmentIds: hiddenFiles,
  });
  const { [p1]: first, [p2]: other } = await maker.refer(hidden, p1, p2);
  const redacted = () => maker.words.of({ kind: 'REDACTED_WORDS', label: 'hidden' });
  await o1a.do(operations.accept, { referralId: first });
  await o1a.do(operations.assign, { referralId: first, assignee: o1a.subject });
  await o2a.do(operations.accept, { referralId: other });
  await o2a.do(operations.requestClarification, {
    referralId: other,
    question: `Hangi sokak? ${maker.shared(hidden, p2)}`,
  });
  await c1.do(operations.supplement, { number: hidden.number, text: maker.later(hidden) });
  await evaluator.do(
    `mutation ($number: String!, $subject: String, $text: String, $supplements: [String]) {
      redactApplication(number: $number, redactedText: $text, redactedSubject: $subject,
        redactedSupplements: $supplements) { number } }`,
    {
      number: hidden.number,
      subject: redacted(),
      text: redacted(),
      supplements: [maker.redactedLater(hidden)],
    },
  );
  const text = `Olumsuz cevap taslağı. ${maker.inside(hidden, p1)}`;
  await o1a.do(operations.draft, { referralId: first, kind: 'FINAL', outcome: 'REFUSED', text });
  await o1b.do(operations.reject, {
    ...(await draftOf(o1b, hidden.number, first)),
    reason: `Gerekçe eksik. ${maker.inside(hidden, p1)}`,
  });
  const withdrawn = `Geri alınacak taslak. ${maker.words.of({ kind: 'NOBODY' })}`;
  await o2a.do(operations.draft, { referralId: other, kind: 'INTERIM', text: withdrawn });
  await o2a.do(operations.withdrawReply, await draftOf(o2a, hidden.number, other));
}

/** Passed on by one unit, answered by the next, rated. */
async function forwarded(maker: CaseMaker): Promise<void> {
  const { o1a, oda, c2, units } = maker.people;
  const { p1, d } = units;
  const forwarded = await maker.file('forwarded', c2, {
    attachmentIds: [await maker.attach('forwarded', c2, 'photo.jpg')],
  });
  const { [p1]: referralId } = await maker.refer(forwarded, p1);
  await o1a.do(operations.accept, { referralId });
  await o1a.do(operations.note, { referralId, text: maker.inside(forwarded, p1) });
  await o1a.do(operations.forward, {
    referralId,
    unitId: d,
    reason: `Yetkili birim değiliz. ${maker.shared(forwarded, p1)}`,
  });
  await maker.passed(forwarded, referralId);
  const { referrals } = await maker.factsOf(forwarded.number);
  const next = referrals.find(({ unit }) => unit.id === d)?.id;
  await oda.do(operations.accept, { referralId: next });
  await oda.do(operations.note, { referralId: next, text: maker.inside(forwarded, d) });
  await oda.do(operations.requestClarification, {
    referralId: next,
    question: `Hangi sokak? ${maker.shared(forwarded, d)}`,
  });
  await c2.do(operations.supplement, { number: forwarded.number, text: maker.later(forwarded) });
  await maker.reply(forwarded, d, next, maker.pairOf(d), 'GRANTED');
  await c2.do(operations.rate, { number: forwarded.number, score: 4, solved: true });
}

/** Hidden, returned by one unit and referred to another, which has sent an interim reply. */
async function returned(maker: CaseMaker): Promise<void> {
  const { o1a, oda, c2, units } = maker.people;
  const { p1, d } = units;
  const returned = await maker.file('returned', c2, { type: 'REPORT', hideIdentity: true });
  const { [p1]: referralId } = await maker.refer(returned, p1);
  await o1a.do(operations.return, {
    referralId,
    reason: `Bizde değil. ${maker.shared(returned, p1)}`,
  });
  await maker.passed(returned, referralId);
  const { [d]: next } = await maker.refer(returned, d);
  await oda.do(operations.accept, { referralId: next });
  await maker.reply(returned, d, next, maker.pairOf(d), null);
}

/** Returned and waiting at the centre; returned and then refused by the centre. */
async function backWithTheCentre(maker: CaseMaker): Promise<void> {
  const { o2a, evaluator, c3, units } = maker.people;
  const { p2 } = units;
  const back = await maker.file('back', c3);
  {
    const { [p2]: referralId } = await maker.refer(back, p2);
    await o2a.do(operations.return, {
      referralId,
      reason: `Bizde değil. ${maker.shared(back, p2)}`,
    });
    await maker.passed(back, referralId);
  }

  const hopeless = await maker.file('returned and refused', c3);
  {
    const { [p2]: referralId } = await maker.refer(hopeless, p2);
    await o2a.do(operations.return, {
      referralId,
      reason: `Bizde değil. ${maker.shared(hopeless, p2)}`,
    });
    await maker.passed(hopeless, referralId);
    await evaluator.do(operations.refuse, { number: hopeless.number, reason: 'NO_CONCRETE_FACT' });
  }
}

/** Withdrawn while a draft waited for approval. */
async function withdrawn(maker: CaseMaker): Promise<void> {
  const { o2a, c3, units } = maker.people;
  const { p2 } = units;
  const withdrawn = await maker.file('withdrawn', c3);
  const { [p2]: referralId } = await maker.refer(withdrawn, p2);
  await o2a.do(operations.accept, { referralId });
  await o2a.do(operations.note, { referralId, text: maker.inside(withdrawn, p2) });
  // Visible while the referral is open, and not afterwards.
  const text = `Lambalar değiştirilecektir. ${maker.words.of({ kind: 'NOBODY' })}`;
  await o2a.do(operations.draft, { referralId, kind: 'FINAL', outcome: 'GRANTED', text });
  await c3.do(operations.withdraw, { number: withdrawn.number });
  await maker.passed(withdrawn, referralId);
}

/** Waiting for the applicant, who has been asked; refused by the unit's answer, which can be appealed against. */
async function waitingForTheCitizen(maker: CaseMaker): Promise<void> {
  const { o1a, c3, units } = maker.people;
  const { p1 } = units;
  const asked = await maker.file('asked', c3);
  const { [p1]: referralId } = await maker.refer(asked, p1);
  await o1a.do(operations.accept, { referralId });
  await o1a.do(operations.requestClarification, {
    referralId,
    question: `Hangi sokak? ${maker.shared(asked, p1)}`,
  });

  const answered = await maker.file('answered', c3);
  const { [p1]: refused } = await maker.refer(answered, p1);
  await o1a.do(operations.accept, { referralId: refused });
  await maker.reply(answered, p1, refused, maker.pairOf(p1), 'REFUSED');
}

/** Cases that units work on, answer or return. */
export const answering: readonly ((maker: CaseMaker) => Promise<void>)[] = [
  atWork,
  hiddenAtTwoUnits,
  forwarded,
  returned,
  backWithTheCentre,
  withdrawn,
  waitingForTheCitizen,
];
