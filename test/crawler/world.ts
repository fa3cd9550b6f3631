import {
  buildClientSchema,
  getIntrospectionQuery,
  type GraphQLSchema,
  type IntrospectionQuery,
} from 'graphql';
import type { SignedInViewer } from '../../lib/kit/viewer.ts';
import { proposalOperations, unitOperations } from '../institution-directory/unit-operations.ts';
import type { TestCitizen } from '../support/data.ts';
import { made } from '../support/files.ts';
import { filingInput } from '../support/filing.ts';
import type { TestGraph } from '../support/graph.ts';
import { type Person, personOf } from '../support/person.ts';
import { cleaned, upload } from '../support/uploads.ts';
import { until } from '../support/wait.ts';
import { draftOf } from '../casework/drafts.ts';
import { operations } from '../casework/operations.ts';
import {
  type Asker,
  type Canary,
  type Case,
  type Facts,
  type FactsOfApplication,
  type FactsOfCitizen,
  factsQuery,
  type Moment,
  type Secret,
} from './facts.ts';
import type { Pools } from './question.ts';

/** An attachment that somebody may ask for. */
export interface Download {
  readonly id: string;
  /** Null for an upload that was not filed. */
  readonly label: string | null;
  readonly citizenId: string;
  /** The bytes as they were sent. */
  readonly content: Uint8Array;
}

export interface World {
  readonly askers: readonly Asker[];
  readonly schema: GraphQLSchema;
  readonly pools: Pools;
  readonly downloads: readonly Download[];
  facts(): Facts;
  asker(name: string): Asker;
  /** Reads anew what has become of an application. */
  refresh(label: string): Promise<Case>;
}

const baseText = 'Sokağımızdaki lambalar üç haftadır yanmıyor, gereğini arz ederim.';
const unusedNumber = '2500000004';
/** A long crawl on a busy machine takes hours; whoever's token has expired sees nothing, and that proves nothing. */
const longLived = { lifetimeSeconds: 12 * 3_600 };

/** Words that stand nowhere else. */
function createCanaries() {
  const canaries: Canary[] = [];
  return {
    canaries,
    add: (word: string, secret: Secret): string => {
      canaries.push({ word, secret });
      return word;
    },
    of(secret: Secret): string {
      const letters = String(canaries.length)
        .padStart(4, '0')
        .replaceAll(/\d/g, (digit) => 'abcdefghij'.charAt(Number(digit)));
      return this.add(`kanarya${letters}x`, secret);
    },
  };
}

/**
 * Applications of every kind in every state, made through the API as their people make them, with a word of its
 * own wherever somebody could have written one.
 */
export async function openWorld(graph: TestGraph): Promise<World> {
  const words = createCanaries();
  const askers: Asker[] = [];

  async function meet(
    name: string,
    viewer: Pick<SignedInViewer, 'role'> & Partial<SignedInViewer>,
  ): Promise<Person> {
    const { role, subject = name, citizenId = null, unitId = null } = viewer;
    if (role === 'SERVICE') throw new Error('clients are none');
    const token = await graph.token({ role, subject, citizenId, unitId }, longLived);
    askers.push({ name, role, subject, citizenId, unitId, token });
    return personOf(graph, { role, subject, citizenId, unitId }, longLived);
  }
  // The directory: two directorates below a governorship, one elsewhere, a branch that is closed for another, and
  // one that goes from the first directorate to the second.
  const g = graph.data.unit({ kind: 'GOVERNORSHIP', provinceCode: '34' })._id;
  const [p1 = '', p2 = ''] = graph.data.directory.units
    .filter((unit) => unit.kind === 'PROVINCIAL_DIRECTORATE' && unit.parentId === g)
    .map(({ _id }) => _id);
  const d = graph.data.unit({ kind: 'DISTRICT_DIRECTORATE', provinceCode: '54' })._id;
  const m = graph.data.unit({ kind: 'DISTRICT_DIRECTORATE', provinceCode: '69' })._id;
  askers.push({
    name: 'nobody',
    role: null,
    subject: '',
    citizenId: null,
    unitId: null,
    token: null,
  });
  const admins = [words.of({ kind: 'ADMINISTRATORS' }), words.of({ kind: 'ADMINISTRATORS' })];
  const admin = await meet('administrator', { role: 'ADMIN', subject: admins[0] ?? '' });
  const second = await meet('second administrator', { role: 'ADMIN', subject: admins[1] ?? '' });
  const leaveDay = { date: '2027-03-03', name: 'İdari izin' };
  await admin.do(
    'mutation ($date: Date!, $name: String!) { addLeaveDay(date: $date, name: $name) { date } }',
    leaveDay,
  );
  const branch = async (name: string) => {
    const input = { name, kind: 'BRANCH_DIRECTORATE', parentId: p1 };
    return (await admin.do<{ id: string }>(unitOperations.create, { input })).id;
  };
  const s = await branch('Kalan Şube Müdürlüğü');
  const n = await branch('Kapanan Şube Müdürlüğü');
  const x = await branch('Taşınan Şube Müdürlüğü');

  const hired = async (name: string, unitId: string, concerned: readonly string[] = []) => {
    const subject = `memur-${name}`;
    words.add(subject, { kind: 'SUBJECT', subject, unitIds: [unitId, ...concerned] });
    return meet(name, { role: 'OFFICER', unitId, subject });
  };
  const o1a = await hired('officer-1a', p1);
  const o1b = await hired('officer-1b', p1);
  const o2a = await hired('officer-2a', p2);
  const o2b = await hired('officer-2b', p2);
  const oda = await hired('officer-da', d);
  const odb = await hired('officer-db', d);
  // It refers one anew by deciding an appeal.
  const og = await hired('officer-g', g, [p1]);
  await hired('officer-s', s);
  const on = await hired('officer-n', n);
  const oxa = await hired('officer-xa', x);
  const oxb = await hired('officer-xb', x);
  await hired('officer-m', m);
  // Units are told who referred it to them.
  const evaluatorSubject = 'merkez-degerlendirici';
  words.add(evaluatorSubject, {
    kind: 'SUBJECT',
    subject: evaluatorSubject,
    unitIds: [g, p1, p2, d, s, n, x],
  });
  const evaluator = await meet('evaluator', { role: 'EVALUATOR', subject: evaluatorSubject });
  const claimer = await meet('claiming evaluator', {
    role: 'EVALUATOR',
    subject: words.of({ kind: 'CENTRE' }),
  });
  await meet('analyst', { role: 'ANALYST' });

  const citizens: FactsOfCitizen[] = [];
  const residents = new Map<string, TestCitizen>();
  async function settle(name: string, index: number): Promise<Person> {
    const citizen = await graph.data.citizen();
    const { id: citizenId, nationalId } = citizen;
    residents.set(citizenId, citizen);
    const identity = { kind: 'IDENTITY', citizenId } as const;
    const contact = { kind: 'CONTACT', citizenId } as const;
    const fields = {
      name: words.of(identity),
      surname: words.of(identity),
      mobilePhone: words.add(`+90532555010${index}`, contact),
      email: `${words.of(contact)}@${words.of(contact)}.example`,
    };
    words.add(nationalId, { kind: 'NOBODY' });
    const { _id } = citizen.document;
    await graph.data
      .database('citizen')
      .collection('citizens')
      .updateOne({ _id }, { $set: fields });
    const { maskedNationalId } = citizen.document;
    citizens.push({ id: citizenId, maskedNationalId, ...fields });
    return meet(name, { role: 'CITIZEN', citizenId, subject: `yurttas-${index}` });
  }
  const c1 = await settle('citizen-1', 1);
  const c2 = await settle('citizen-2', 2);
  const c3 = await settle('citizen-3', 3);
  await settle('citizen-4', 4);
  const citizenIdOf = (who: Person) =>
    askers.find(({ subject }) => subject === who.subject)?.citizenId ?? '';

  interface Filed {
    label: string;
    number: string;
    trackingCode: string;
    moments: Map<string, Moment>;
  }
  const filed: Filed[] = [];
  const known = new Map<string, Case>();
  const downloads: Download[] = [];

  const factsOf = (number: string) => evaluator.do<FactsOfApplication>(factsQuery, { number });

  function register(label: string, number: string, trackingCode: string): Filed {
    words.add(number, { kind: 'NUMBER', label });
    words.add(trackingCode, { kind: 'TRACKING_CODE', label });
    const one = { label, number, trackingCode, moments: new Map<string, Moment>() };
    filed.push(one);
    return one;
  }

  async function file(label: string, who: Person, input: object = {}): Promise<Filed> {
    const word = () => words.of({ kind: 'WORDS', label });
    const { number, trackingCode } = await who.do<{ number: string; trackingCode: string }>(
      'mutation ($input: FileApplicationInput!) { fileApplication(input: $input) { number trackingCode } }',
      {
        input: filingInput(graph, {
          subject: `Sokak lambaları ${word()}`,
          text: `${baseText} ${word()}`,
          ...input,
        }),
      },
    );
    return register(label, number, trackingCode);
  }

  async function attach(label: string | null, who: Person, fixture: string): Promise<string> {
    const citizenId = citizenIdOf(who);
    const secret: Secret =
      label === null ? { kind: 'OWN', citizenId } : { kind: 'FILE_NAME', label };
    const content = made(fixture);
    const token = askers.find(({ subject }) => subject === who.subject)?.token ?? null;
    const name = `${words.of(secret)}.${fixture.split('.').at(-1) ?? ''}`;
    const { body } = await upload(graph.url, token, { content, name });
    const { id } = body as { id: string }; // it is a file that may be attached
    downloads.push({ id, label, citizenId, content });
    return id;
  }

  /** The referrals that a refer leads to, by their units. */
  async function refer({ number }: Filed, ...unitIds: string[]): Promise<Record<string, string>> {
    await evaluator.do(operations.refer, { number, unitIds });
    const { referrals } = await factsOf(number);
    return Object.fromEntries(referrals.map(({ id, unit }) => [unit.id, id]));
  }

  const told = ({ label }: Filed, unitId: string | null) =>
    words.of({ kind: 'TOLD', label, unitId });
  const inside = ({ label }: Filed, unitId: string) => words.of({ kind: 'INSIDE', label, unitId });

  /** Two officers of a unit bring a referral to a reply. */
  async function reply(
    one: Filed,
    unitId: string,
    referralId: string | undefined,
    [drafter, approver]: readonly [Person, Person],
    outcome: string | null,
  ): Promise<void> {
    const text = `Ekip gönderildi, bilgilerinize sunulur. ${told(one, unitId)}`;
    const kind = outcome === null ? 'INTERIM' : 'FINAL';
    await drafter.do(operations.draft, { referralId, kind, outcome, text });
    await approver.do(operations.approve, await draftOf(approver, one.number, referralId));
  }

  /** Remembers what is so right after a referral was passed on. */
  async function passed(one: Filed, referralId: string | undefined): Promise<void> {
    const { version, targetDate, statutoryDate, overdue } = await factsOf(one.number);
    one.moments.set(referralId ?? '', { version, targetDate, statutoryDate, overdue });
  }

  const later = ({ label }: Filed) => words.of({ kind: 'LATER_WORDS', label });
  const redactedLater = ({ label }: Filed) => words.of({ kind: 'REDACTED_LATER_WORDS', label });
  const pairs = {
    [p1]: [o1a, o1b],
    [p2]: [o2a, o2b],
    [d]: [oda, odb],
  } as const satisfies Record<string, readonly [Person, Person]>;
  const pairOf = (unitId: string): readonly [Person, Person] => {
    const pair = pairs[unitId];
    if (!pair) throw new Error('nobody works there');
    return pair;
  };

  // 1. At work: assigned, noted, an interim reply, a draft that waits.
  const working = await file('working', c1);
  {
    const { [p1]: referralId } = await refer(working, p1);
    await o1a.do(operations.accept, { referralId });
    await o1a.do(operations.assign, { referralId, assignee: o1a.subject });
    await o1a.do(operations.note, { referralId, text: inside(working, p1) });
    await reply(working, p1, referralId, pairOf(p1), null);
    const text = `Lambalar değiştirilecektir. ${inside(working, p1)}`;
    await o1a.do(operations.draft, { referralId, kind: 'FINAL', outcome: 'GRANTED', text });
  }

  // 2. Hidden, with files, redacted, at two units: one whose draft was rejected, one that asked for more.
  const hiddenFiles = [
    await attach('hidden', c1, 'photo.jpg'),
    await attach('hidden', c1, 'letter.docx'),
  ];
  const hidden = await file('hidden', c1, {
    type: 'COMPLAINT',
    hideIdentity: true,
    attachmentIds: hiddenFiles,
  });
  {
    const { [p1]: first, [p2]: other } = await refer(hidden, p1, p2);
    const redacted = () => words.of({ kind: 'REDACTED_WORDS', label: 'hidden' });
    await o1a.do(operations.accept, { referralId: first });
    await o1a.do(operations.assign, { referralId: first, assignee: o1a.subject });
    await o2a.do(operations.accept, { referralId: other });
    await o2a.do(operations.requestClarification, {
      referralId: other,
      question: `Hangi sokak? ${told(hidden, p2)}`,
    });
    await c1.do(operations.supplement, { number: hidden.number, text: later(hidden) });
    await evaluator.do(
      `mutation ($number: String!, $subject: String, $text: String, $supplements: [String]) {
        redactApplication(number: $number, redactedText: $text, redactedSubject: $subject,
          redactedSupplements: $supplements) { number } }`,
      {
        number: hidden.number,
        subject: redacted(),
        text: redacted(),
        supplements: [redactedLater(hidden)],
      },
    );
    const text = `Olumsuz cevap taslağı. ${inside(hidden, p1)}`;
    await o1a.do(operations.draft, { referralId: first, kind: 'FINAL', outcome: 'REFUSED', text });
    await o1b.do(operations.reject, {
      ...(await draftOf(o1b, hidden.number, first)),
      reason: `Gerekçe eksik. ${inside(hidden, p1)}`,
    });
    const withdrawn = `Geri alınacak taslak. ${words.of({ kind: 'NOBODY' })}`;
    await o2a.do(operations.draft, { referralId: other, kind: 'INTERIM', text: withdrawn });
    await o2a.do(operations.withdrawReply, await draftOf(o2a, hidden.number, other));
  }

  // 3. Passed on by one unit, answered by the next, rated.
  const forwarded = await file('forwarded', c2, {
    attachmentIds: [await attach('forwarded', c2, 'photo.jpg')],
  });
  {
    const { [p1]: referralId } = await refer(forwarded, p1);
    await o1a.do(operations.accept, { referralId });
    await o1a.do(operations.note, { referralId, text: inside(forwarded, p1) });
    await o1a.do(operations.forward, {
      referralId,
      unitId: d,
      reason: `Yetkili birim değiliz. ${told(forwarded, p1)}`,
    });
    await passed(forwarded, referralId);
    const { referrals } = await factsOf(forwarded.number);
    const next = referrals.find(({ unit }) => unit.id === d)?.id;
    await oda.do(operations.accept, { referralId: next });
    await oda.do(operations.note, { referralId: next, text: inside(forwarded, d) });
    await oda.do(operations.requestClarification, {
      referralId: next,
      question: `Hangi sokak? ${told(forwarded, d)}`,
    });
    await c2.do(operations.supplement, { number: forwarded.number, text: later(forwarded) });
    await reply(forwarded, d, next, pairOf(d), 'GRANTED');
    await c2.do(operations.rate, { number: forwarded.number, score: 4, solved: true });
  }

  // 4. Hidden, returned by one unit, referred to another, which has replied for now.
  const returned = await file('returned', c2, { type: 'REPORT', hideIdentity: true });
  {
    const { [p1]: referralId } = await refer(returned, p1);
    await o1a.do(operations.return, { referralId, reason: `Bizde değil. ${told(returned, p1)}` });
    await passed(returned, referralId);
    const { [d]: next } = await refer(returned, d);
    await oda.do(operations.accept, { referralId: next });
    await reply(returned, d, next, pairOf(d), null);
  }

  // 5. Returned, and with the centre; 22. refused by it since.
  const back = await file('back', c3);
  {
    const { [p2]: referralId } = await refer(back, p2);
    await o2a.do(operations.return, { referralId, reason: `Bizde değil. ${told(back, p2)}` });
    await passed(back, referralId);
  }

  const hopeless = await file('returned and refused', c3);
  {
    const { [p2]: referralId } = await refer(hopeless, p2);
    await o2a.do(operations.return, { referralId, reason: `Bizde değil. ${told(hopeless, p2)}` });
    await passed(hopeless, referralId);
    await evaluator.do(operations.refuse, { number: hopeless.number, reason: 'NO_CONCRETE_FACT' });
  }

  // 6. Withdrawn while a draft waited.
  const withdrawn = await file('withdrawn', c3);
  {
    const { [p2]: referralId } = await refer(withdrawn, p2);
    await o2a.do(operations.accept, { referralId });
    await o2a.do(operations.note, { referralId, text: inside(withdrawn, p2) });
    // Seen while the referral is open, and not any more.
    const text = `Lambalar değiştirilecektir. ${words.of({ kind: 'NOBODY' })}`;
    await o2a.do(operations.draft, { referralId, kind: 'FINAL', outcome: 'GRANTED', text });
    await c3.do(operations.withdraw, { number: withdrawn.number });
    await passed(withdrawn, referralId);
  }

  // 7. Refused; 8. new; 9. taken by an evaluator.
  const refused = await file('refused', c3);
  await evaluator.do(operations.refuse, { number: refused.number, reason: 'NO_CONCRETE_FACT' });
  await file('new', c1, { hideIdentity: true, type: 'COMPLAINT' });
  const claimed = await file('claimed', c2);
  await claimer.do(operations.claim, { number: claimed.number });

  // 10. About the head of a unit: for the unit above alone.
  const aboutHead = await file('about head', c2, {
    type: 'COMPLAINT',
    meantUnitId: p1,
    aboutHeadOfUnit: true,
  });
  {
    const { [g]: referralId } = await refer(aboutHead, g);
    await og.do(operations.accept, { referralId });
    await og.do(operations.note, { referralId, text: inside(aboutHead, g) });
  }

  // 11. Answered, appealed against, found right, and so at work anew.
  const appealed = await file('appealed', c1);
  {
    const { [p1]: referralId } = await refer(appealed, p1);
    await o1a.do(operations.accept, { referralId });
    await reply(appealed, p1, referralId, pairOf(p1), 'REFUSED');
    await c1.do(operations.appeal, {
      number: appealed.number,
      text: `Verilen cevabı kabul etmiyorum. ${later(appealed)}`,
    });
    await og.do(operations.decideAppeal, {
      referralId,
      decision: 'UPHELD',
      text: `İtiraz yerinde görülmüştür. ${told(appealed, g)}`,
    });
  }

  // 12. Hidden, answered, an appeal that waits, whose words were redacted.
  const contested = await file('contested', c3, { type: 'COMPLAINT', hideIdentity: true });
  {
    const { [p2]: referralId } = await refer(contested, p2);
    await o2a.do(operations.accept, { referralId });
    await reply(contested, p2, referralId, pairOf(p2), 'REFUSED');
    await c3.do(operations.appeal, {
      number: contested.number,
      text: `Verilen cevabı kabul etmiyorum. ${later(contested)}`,
    });
    await evaluator.do(
      `mutation ($number: String!, $appeals: [String]) {
        redactApplication(number: $number, redactedAppeals: $appeals) { number } }`,
      { number: contested.number, appeals: [redactedLater(contested)] },
    );
  }

  // 13. An information request, extended, one of its files held back; 14. all files held back.
  const information = await file('information', c2, {
    type: 'INFORMATION_REQUEST',
    attachmentIds: [
      await attach('information', c2, 'screenshot.png'),
      await attach('information', c2, 'scan.pdf'),
    ],
  });
  {
    const { [d]: referralId } = await refer(information, d);
    await oda.do(operations.accept, { referralId });
    await oda.do(operations.extend, {
      referralId,
      reason: `Başka birimden belge bekleniyor. ${told(information, d)}`,
    });
    await evaluator.do(
      `mutation ($number: String!, $id: ID!, $reason: String!) {
        withholdAttachment(number: $number, attachmentId: $id, reason: $reason) { number } }`,
      {
        number: information.number,
        id: downloads.find(({ label }) => label === 'information')?.id,
        reason: `Yüzü görünüyor. ${words.of({ kind: 'CENTRE' })}`,
      },
    );
  }
  const withheld = await file('withheld', c1, {
    attachmentIds: [await attach('withheld', c1, 'photo.webp')],
  });
  await refer(withheld, p2);
  const withholdAll = `mutation ($number: String!) {
    redactApplication(number: $number, withholdAttachments: true) { number } }`;
  await evaluator.do(withholdAll, { number: withheld.number });

  // 15. Ended for one of two units by the centre; the other one works, and the centre has hidden the applicant.
  const cancelled = await file('cancelled', c1, { type: 'COMPLAINT' });
  {
    const { [p1]: first, [p2]: other } = await refer(cancelled, p1, p2);
    await o2a.do(operations.accept, { referralId: other });
    await o2a.do(operations.note, { referralId: other, text: inside(cancelled, p2) });
    await evaluator.do(operations.cancel, {
      referralId: other,
      reason: `Cevabınıza gerek kalmadı. ${told(cancelled, p2)}`,
    });
    await passed(cancelled, other);
    await o1a.do(operations.accept, { referralId: first });
    await reply(cancelled, p1, first, pairOf(p1), null);
    await evaluator.do(operations.hideIdentity, { number: cancelled.number });
  }

  // 16. Forwarded below oneself; 17. with a unit that is closed for another.
  const below = await file('below', c3);
  {
    const { [p1]: referralId } = await refer(below, p1);
    await o1a.do(operations.forward, {
      referralId,
      unitId: s,
      reason: `Şubeye aktarıldı. ${told(below, p1)}`,
    });
    await passed(below, referralId);
  }
  const closing = await file('closing', c2, { type: 'COMPLAINT', hideIdentity: true });
  {
    const { [n]: referralId } = await refer(closing, n);
    await on.do(operations.accept, { referralId });
    await on.do(operations.note, { referralId, text: inside(closing, n) });
    const reason = `Teşkilat değişikliği. ${words.of({ kind: 'DIRECTORY', unitIds: [g, p1, n, s] })}`;
    const { id } = await admin.do<{ id: string }>(proposalOperations.propose, {
      input: { unitId: n, successorId: s, reason },
    });
    await second.do(proposalOperations.approve, { id });
    await until(
      () => factsOf(closing.number),
      ({ referrals }) => referrals.some(({ unit, state }) => unit.id === s && state !== 'PENDING'),
    );
    await passed(closing, referralId);
  }

  /** Filed so long ago that its unit is late, and has been told so. */
  async function fileLongAgo(label: string, who: Person, day: string): Promise<Filed> {
    const citizen = residents.get(citizenIdOf(who));
    if (!citizen) throw new Error('all are known');
    const word = () => words.of({ kind: 'WORDS', label });
    const old = await graph.data.application({
      citizen,
      fields: { filedAt: new Date(`${day}T09:00:00.123Z`) },
      content: { subject: word(), text: `${baseText} ${word()}` },
      referrals: [{ unit: { _id: p1 }, raisedToUnitId: g, assignedTo: o1b.subject }],
      timeline: [
        {},
        { event: 'REFERRED', actor: 'EVALUATOR', unitId: p1 },
        { event: 'STATUTORY_PASSED', actor: null, unitId: p1, public: false },
      ],
    });
    return register(label, old.number, graph.data.trackingCode(old));
  }
  /** Passes on what one unit has; @returns the referral of the other one. */
  async function forward(
    one: Filed,
    { from, to, by }: { from: string; to: string; by: Person },
  ): Promise<string | undefined> {
    const before = await factsOf(one.number);
    const referralId = before.referrals.find(({ unit }) => unit.id === from)?.id;
    const reason = `Yetkili birim değiliz. ${told(one, from)}`;
    await by.do(operations.forward, { referralId, unitId: to, reason });
    await passed(one, referralId);
    const { referrals } = await factsOf(one.number);
    return referrals.find(({ unit }) => unit.id === to)?.id;
  }
  const appeal = (who: Person, one: Filed) =>
    who.do(operations.appeal, {
      number: one.number,
      text: `Verilen cevabı kabul etmiyorum. ${later(one)}`,
    });

  // 18. Overdue, raised to the unit above, told so; 19. passed on when it was overdue, then answered and appealed.
  await fileLongAgo('overdue', c2, '2026-09-01');
  const late = await fileLongAgo('late', c3, '2026-09-02');
  {
    const referralId = await forward(late, { from: p1, to: d, by: o1a });
    await oda.do(operations.accept, { referralId });
    await reply(late, d, referralId, pairOf(d), 'REFUSED');
    await appeal(c3, late);
  }

  // 20. Passed on by two units: something only the centre sees before the first, another date and more words between.
  const twice = await file('passed on twice', c3, { type: 'INFORMATION_REQUEST' });
  {
    await refer(twice, p1);
    await evaluator.do(withholdAll, { number: twice.number });
    const referralId = await forward(twice, { from: p1, to: d, by: o1a });
    await oda.do(operations.accept, { referralId });
    await oda.do(operations.extend, {
      referralId,
      reason: `Başka birimden belge bekleniyor. ${told(twice, d)}`,
    });
    await oda.do(operations.requestClarification, {
      referralId,
      question: `Hangi sokak? ${told(twice, d)}`,
    });
    await c3.do(operations.supplement, { number: twice.number, text: later(twice) });
    await oda.do(operations.return, { referralId, reason: `Bizde değil. ${told(twice, d)}` });
    await passed(twice, referralId);
  }

  // 21. Answered below the unit that had passed it on and has decided the appeal; the one that answered has left it.
  const moved = await file('moved', c3);
  {
    await refer(moved, p1);
    const referralId = await forward(moved, { from: p1, to: x, by: o1a });
    await oxa.do(operations.accept, { referralId });
    await reply(moved, x, referralId, [oxa, oxb], 'REFUSED');
    await appeal(c3, moved);
    await o1a.do(operations.decideAppeal, {
      referralId,
      decision: 'DISMISSED',
      text: `İtiraz yerinde görülmemiştir. ${told(moved, p1)}`,
    });
    const reason = `Teşkilat değişikliği. ${words.of({ kind: 'DIRECTORY', unitIds: [g, p1, p2, x] })}`;
    const { id } = await admin.do<{ id: string }>(proposalOperations.propose, {
      input: { unitId: x, parentId: p2, reason },
    });
    await second.do(proposalOperations.approve, { id });
    await until(
      () => o2a.ask('query ($id: ID!) { referral(id: $id) { state } }', { id: referralId }),
      ({ errors }) => errors.length === 0,
    );
  }

  // What is moved later on.
  for (const label of ['to answer', 'to forward', 'to return', 'to withdraw']) {
    const hideIdentity = label !== 'to answer';
    const one = await file(label, c1, { type: 'COMPLAINT', hideIdentity });
    await refer(one, p1);
  }

  await attach(null, c2, 'photo.jpg');
  for (const { id, label } of downloads) if (label !== null) await cleaned(graph, id);

  async function refresh(label: string): Promise<Case> {
    const one = filed.find((each) => each.label === label);
    if (!one) throw new Error(`there is no ${label}`);
    const facts = await factsOf(one.number);
    const now = { ...one, facts };
    known.set(label, now);
    return now;
  }
  for (const { label } of filed) await refresh(label);
  const times = [...known.values()].map(({ facts }) => facts.filedAt);
  if (new Set(times).size < times.length) throw new Error('two were filed at once');
  for (const { label, facts } of known.values()) {
    for (const { fileNumber, unit } of facts.referrals) {
      words.add(fileNumber, { kind: 'INSIDE', label, unitId: unit.id });
    }
  }

  const introspection = await graph.client.data(getIntrospectionQuery());
  const all = [...known.values()];
  const referrals = all.flatMap(({ facts }) => facts.referrals);
  const parentOf = new Map<string, string | null>([
    ...graph.data.directory.units.map(({ _id, parentId }): [string, string | null] => [
      _id,
      parentId,
    ]),
    [s, p1],
    [n, p1],
    [x, p2],
  ]);

  return {
    askers,
    downloads,
    schema: buildClientSchema(introspection as unknown as IntrospectionQuery), // as asked
    pools: {
      numbers: [...all.map(({ number }) => number), unusedNumber],
      referralIds: referrals.map(({ id }) => id),
      fileNumbers: referrals.map(({ fileNumber }) => fileNumber),
      unitIds: [g, p1, p2, d, m, s, n, x],
      citizenIds: citizens.map(({ id }) => id),
      tracked: all.map(({ number, trackingCode }) => ({ number, trackingCode })),
      texts: [{ subject: 'Sokak lambaları', text: baseText }],
    },
    facts: () => ({
      cases: [...known.values()],
      citizens,
      leaveDays: [{ ...leaveDay, addedBy: admin.subject }],
      canaries: words.canaries,
      parentOf,
      successorOf: new Map([[n, s]]),
    }),
    asker(name) {
      const found = askers.find((asker) => asker.name === name);
      if (!found) throw new Error(`nobody is called ${name}`);
      return found;
    },
    refresh,
  };
}
