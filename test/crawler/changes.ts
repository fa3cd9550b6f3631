import { getNamedType, type GraphQLField, type GraphQLInputType, isEnumType } from 'graphql';
import type { Asker, Case } from './facts.ts';
import type { Question } from './question.ts';
import type { World } from './world.ts';

/** The role that makes a change. */
export function makerOf(field: string): Asker['role'] {
  if (/^(file|renew|withdrawApp|supplement|rate|appeal|setNotification|changeContact)/.test(field))
    return 'CITIZEN';
  if (/(Unit|UnitChange|LeaveDay)$/.test(field)) return 'ADMIN';
  return /Application$|^hideIdentity$|Attachment$|^cancelReferral$|^findCitizen$/.test(field)
    ? 'EVALUATOR'
    : 'OFFICER';
}

/** A change that nobody may make, since the application never has this version. */
const neverVersion = 1_000_000;

export function changeOf(
  field: GraphQLField<unknown, unknown>,
  one: Case,
  world: World,
): Pick<Question, 'query' | 'variables'> {
  const [referral] = one.facts.referrals;
  const referralId = referral?.id ?? world.pools.referralIds[0];
  const values: Readonly<Record<string, unknown>> = {
    number: one.number,
    referralId,
    referralIds: [referralId],
    draftId: referral?.draft?.id ?? referralId,
    attachmentId: one.facts.attachments[0]?.id ?? referralId,
    attachmentIds: [],
    expectedVersion: neverVersion,
    unitId: world.pools.unitIds[0],
    unitIds: [world.pools.unitIds[0]],
    id: world.pools.unitIds[0],
    parentId: world.pools.unitIds[1],
    successorId: world.pools.unitIds[1],
    // Before all days of the calendar.
    date: '1999-01-01',
    score: 3,
    solved: true,
    takeOver: true,
    place: { provinceCode: '34' },
    nationalId: '10000000146',
    withholdAttachments: true,
    redactedText: 'Bir metin.',
    reason: 'Bir gerekçe yazılmıştır.',
    text: 'Yirmi harften uzun bir metin yazılmıştır.',
    question: 'Hangi sokak?',
    name: 'Bir ad',
    assignee: 'memur',
    contact: { mobilePhone: '0532 000 00 00' },
  };
  const typed = (name: string, type: GraphQLInputType): unknown => {
    const inner = getNamedType(type);
    if (name === 'input') return inputs[inner.name];
    // Of an interim reply, which is the first of its kinds.
    if (name === 'outcome') return undefined;
    return isEnumType(inner) ? inner.getValues()[0]?.name : values[name];
  };
  const used = field.args.filter(({ name, type }) => typed(name, type) !== undefined);
  const definitions = used.map(({ name, type }) => `$${name}: ${String(type)}`).join(', ');
  const given = used.map(({ name }) => `${name}: $${name}`).join(', ');
  return {
    query: `mutation (${definitions}) { ${field.name}(${given}) { __typename } }`,
    variables: Object.fromEntries(used.map(({ name, type }) => [name, typed(name, type)])),
  };
}

/** For viewers who may not even send them. */
const inputs: Readonly<Record<string, unknown>> = {
  FileApplicationInput: {
    type: 'REQUEST',
    topicId: 'x',
    subject: 'Bir başlık',
    text: 'Yirmi harften uzun bir metin yazılmıştır.',
    provinceCode: '34',
    answerChannel: 'SMS',
    idempotencyKey: 'x',
  },
  CreateUnitInput: { name: '', kind: 'DEPARTMENT' },
  ProposeUnitChangeInput: { unitId: '12345678', parentId: '12345678', reason: 'Bir gerekçe.' },
};
