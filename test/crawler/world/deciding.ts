import { operations } from '../../casework/operations.ts';
import type { CaseMaker } from './case-maker.ts';

export const withholdAll = `mutation ($number: String!) {
  redactApplication(number: $number, withholdAttachments: true) { number } }`;

/** Refused; new; claimed by an evaluator. */
async function withTheCentre(maker: CaseMaker): Promise<void> {
  const { evaluator, claimer, c1, c2, c3 } = maker.people;
  const refused = await maker.file('refused', c3);
  await evaluator.do(operations.refuse, { number: refused.number, reason: 'NO_CONCRETE_FACT' });
  await maker.file('new', c1, { hideIdentity: true, type: 'COMPLAINT' });
  const claimed = await maker.file('claimed', c2);
  await claimer.do(operations.claim, { number: claimed.number });
}

/** About the head of a unit: only for the unit above. */
async function aboutHead(maker: CaseMaker): Promise<void> {
  const { og, c2, units } = maker.people;
  const { g, p1 } = units;
  const aboutHead = await maker.file('about head', c2, {
    type: 'COMPLAINT',
    meantUnitId: p1,
    aboutHeadOfUnit: true,
  });
  const { [g]: referralId } = await maker.refer(aboutHead, g);
  await og.do(operations.accept, { referralId });
  await og.do(operations.note, { referralId, text: maker.inside(aboutHead, g) });
}

/** Passed on by one unit, answered by the next, rated, appealed against, upheld, and referred to that one again. */
async function appealed(maker: CaseMaker): Promise<void> {
  const { o1a, o2a, og, c1, units } = maker.people;
  const { g, p1, p2 } = units;
  const appealed = await maker.file('appealed', c1);
  await maker.refer(appealed, p2);
  const referralId = await maker.forward(appealed, { from: p2, to: p1, by: o2a });
  await o1a.do(operations.accept, { referralId });
  await maker.reply(appealed, p1, referralId, maker.pairOf(p1), 'REFUSED');
  await c1.do(operations.rate, { number: appealed.number, score: 1, solved: false });
  await c1.do(operations.appeal, {
    number: appealed.number,
    text: `Verilen cevabı kabul etmiyorum. ${maker.later(appealed)}`,
  });
  await og.do(operations.decideAppeal, {
    referralId,
    decision: 'UPHELD',
    text: `İtiraz yerinde görülmüştür. ${maker.shared(appealed, g)}`,
  });
}

/** Hidden and answered, with a pending appeal whose text was redacted. */
async function contested(maker: CaseMaker): Promise<void> {
  const { o2a, evaluator, c3, units } = maker.people;
  const { p2 } = units;
  const contested = await maker.file('contested', c3, { type: 'COMPLAINT', hideIdentity: true });
  const { [p2]: referralId } = await maker.refer(contested, p2);
  await o2a.do(operations.accept, { referralId });
  await maker.reply(contested, p2, referralId, maker.pairOf(p2), 'REFUSED');
  await c3.do(operations.appeal, {
    number: contested.number,
    text: `Verilen cevabı kabul etmiyorum. ${maker.later(contested)}`,
  });
  await evaluator.do(
    `mutation ($number: String!, $appeals: [String]) {
      redactApplication(number: $number, redactedAppeals: $appeals) { number } }`,
    { number: contested.number, appeals: [maker.redactedLater(contested)] },
  );
}

/** An extended information request with one file withheld; one with all files withheld. */
async function withheldAttachments(maker: CaseMaker): Promise<void> {
  const { oda, evaluator, c1, c2, units } = maker.people;
  const { p2, d } = units;
  const information = await maker.file('information', c2, {
    type: 'INFORMATION_REQUEST',
    attachmentIds: [
      await maker.attach('information', c2, 'screenshot.png'),
      await maker.attach('information', c2, 'scan.pdf'),
    ],
  });
  const { [d]: referralId } = await maker.refer(information, d);
  await oda.do(operations.accept, { referralId });
  await oda.do(operations.extend, {
    referralId,
    reason: `Başka birimden belge bekleniyor. ${maker.shared(information, d)}`,
  });
  await evaluator.do(
    `mutation ($number: String!, $id: ID!, $reason: String!) {
      withholdAttachment(number: $number, attachmentId: $id, reason: $reason) { number } }`,
    {
      number: information.number,
      id: maker.downloads.find(({ label }) => label === 'information')?.id,
      reason: `Yüzü görünüyor. ${maker.words.of({ kind: 'CENTRE' })}`,
    },
  );
  const withheld = await maker.file('withheld', c1, {
    attachmentIds: [await maker.attach('withheld', c1, 'photo.webp')],
  });
  await maker.refer(withheld, p2);
  await evaluator.do(withholdAll, { number: withheld.number });
}

/** Cases that the centre or the unit above decides. */
export const deciding: readonly ((maker: CaseMaker) => Promise<void>)[] = [
  withTheCentre,
  aboutHead,
  appealed,
  contested,
  withheldAttachments,
];
