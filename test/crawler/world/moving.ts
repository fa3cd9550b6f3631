import { operations } from '../../casework/operations.ts';
import { proposalOperations } from '../../institution-directory/changes/unit-operations.ts';
import { until } from '../../support/wait.ts';
import type { CaseMaker } from './case-maker.ts';
import { withholdAll } from './deciding.ts';

/**
 * Cancelled by the centre for one of two units; the other one continues, and the centre has hidden
 * the applicant.
 */
async function cancelled(maker: CaseMaker): Promise<void> {
  const { o1a, o2a, evaluator, c1, units } = maker.people;
  const { p1, p2 } = units;
  const cancelled = await maker.file('cancelled', c1, { type: 'COMPLAINT' });
  const { [p1]: first, [p2]: other } = await maker.refer(cancelled, p1, p2);
  await o2a.do(operations.accept, { referralId: other });
  await o2a.do(operations.note, { referralId: other, text: maker.inside(cancelled, p2) });
  await evaluator.do(operations.cancel, {
    referralId: other,
    reason: `Cevabınıza gerek kalmadı. ${maker.shared(cancelled, p2)}`,
  });
  await maker.passed(cancelled, other);
  await o1a.do(operations.accept, { referralId: first });
  await maker.reply(cancelled, p1, first, maker.pairOf(p1), null);
  await evaluator.do(operations.hideIdentity, { number: cancelled.number });
}

/** Forwarded to a unit below; with a unit that is closed in favour of another. */
async function belowAndClosing(maker: CaseMaker): Promise<void> {
  const { admin, second, o1a, on, c2, c3, units } = maker.people;
  const { g, p1, s, n } = units;
  const below = await maker.file('below', c3);
  {
    const { [p1]: referralId } = await maker.refer(below, p1);
    await o1a.do(operations.forward, {
      referralId,
      unitId: s,
      reason: `Şubeye aktarıldı. ${maker.shared(below, p1)}`,
    });
    await maker.passed(below, referralId);
  }
  const closing = await maker.file('closing', c2, { type: 'COMPLAINT', hideIdentity: true });
  {
    const { [n]: referralId } = await maker.refer(closing, n);
    await on.do(operations.accept, { referralId });
    await on.do(operations.note, { referralId, text: maker.inside(closing, n) });
    const reason = `Teşkilat değişikliği. ${maker.words.of({ kind: 'DIRECTORY', unitIds: [g, p1, n, s] })}`;
    const { id } = await admin.do<{ id: string }>(proposalOperations.propose, {
      input: { unitId: n, successorId: s, reason },
    });
    await second.do(proposalOperations.approve, { id });
    await until(
      () => maker.factsOf(closing.number),
      ({ referrals }) => referrals.some(({ unit, state }) => unit.id === s && state !== 'PENDING'),
    );
    await maker.passed(closing, referralId);
  }
}

/**
 * Overdue and raised to the unit above; passed on when it was overdue, then answered and
 * appealed against.
 */
async function overdue(maker: CaseMaker): Promise<void> {
  const { o1a, oda, c2, c3, units } = maker.people;
  const { p1, d } = units;
  await maker.fileLongAgo('overdue', c2, '2026-09-01');
  const late = await maker.fileLongAgo('late', c3, '2026-09-02');
  const referralId = await maker.forward(late, { from: p1, to: d, by: o1a });
  await oda.do(operations.accept, { referralId });
  await maker.reply(late, d, referralId, maker.pairOf(d), 'REFUSED');
  await maker.appeal(c3, late);
}

/** Answered by the unit that it was forwarded to, and open to an appeal. */
async function answeredElsewhere(maker: CaseMaker): Promise<void> {
  const { o1a, oda, c3, units } = maker.people;
  const { p1, d } = units;
  const elsewhere = await maker.file('answered elsewhere', c3);
  await maker.refer(elsewhere, p1);
  const referralId = await maker.forward(elsewhere, { from: p1, to: d, by: o1a });
  await oda.do(operations.accept, { referralId });
  await maker.reply(elsewhere, d, referralId, maker.pairOf(d), 'REFUSED');
}

/**
 * Passed on by two units: before the first, a change that only the centre sees; in between, another
 * date and more text.
 */
async function passedOnTwice(maker: CaseMaker): Promise<void> {
  const { o1a, oda, evaluator, c3, units } = maker.people;
  const { p1, d } = units;
  const twice = await maker.file('passed on twice', c3, { type: 'INFORMATION_REQUEST' });
  await maker.refer(twice, p1);
  await evaluator.do(withholdAll, { number: twice.number });
  const referralId = await maker.forward(twice, { from: p1, to: d, by: o1a });
  await oda.do(operations.accept, { referralId });
  await evaluator.do(operations.correct, {
    number: twice.number,
    topicId: maker.otherTopicId,
    place: { provinceCode: '54' },
    reason: `Konu ve yer yanlış seçilmiş. ${maker.shared(twice, d)}`,
  });
  await oda.do(operations.extend, {
    referralId,
    reason: `Başka birimden belge bekleniyor. ${maker.shared(twice, d)}`,
  });
  await oda.do(operations.requestClarification, {
    referralId,
    question: `Hangi sokak? ${maker.shared(twice, d)}`,
  });
  await c3.do(operations.supplement, { number: twice.number, text: maker.later(twice) });
  await oda.do(operations.return, { referralId, reason: `Bizde değil. ${maker.shared(twice, d)}` });
  await maker.passed(twice, referralId);
}

/**
 * Answered below the unit that passed it on and decided the appeal; the unit that answered has
 * since moved.
 */
async function answeredByAMovedUnit(maker: CaseMaker): Promise<void> {
  const { admin, second, o1a, o2a, oxa, oxb, c3, units } = maker.people;
  const { g, p1, p2, x } = units;
  const moved = await maker.file('moved', c3);
  await maker.refer(moved, p1);
  const referralId = await maker.forward(moved, { from: p1, to: x, by: o1a });
  await oxa.do(operations.accept, { referralId });
  await maker.reply(moved, x, referralId, [oxa, oxb], 'REFUSED');
  await maker.appeal(c3, moved);
  await o1a.do(operations.decideAppeal, {
    referralId,
    decision: 'DISMISSED',
    text: `İtiraz yerinde görülmemiştir. ${maker.shared(moved, p1)}`,
  });
  const reason = `Teşkilat değişikliği. ${maker.words.of({ kind: 'DIRECTORY', unitIds: [g, p1, p2, x] })}`;
  const { id } = await admin.do<{ id: string }>(proposalOperations.propose, {
    input: { unitId: x, parentId: p2, reason },
  });
  await second.do(proposalOperations.approve, { id });
  await until(
    () => o2a.ask('query ($id: ID!) { referral(id: $id) { state } }', { id: referralId }),
    ({ errors }) => errors.length === 0,
  );
}

/** The referrals that the crawler moves later. */
async function toBeMoved(maker: CaseMaker): Promise<void> {
  const { c1, units } = maker.people;
  const { p1 } = units;
  for (const label of ['to answer', 'to forward', 'to return', 'to withdraw']) {
    const hideIdentity = label !== 'to answer';
    const one = await maker.file(label, c1, { type: 'COMPLAINT', hideIdentity });
    await maker.refer(one, p1);
  }
}

/** Cases that leave the unit that has them, or whose unit changes. */
export const moving: readonly ((maker: CaseMaker) => Promise<void>)[] = [
  cancelled,
  belowAndClosing,
  overdue,
  answeredElsewhere,
  passedOnTwice,
  answeredByAMovedUnit,
  toBeMoved,
];
