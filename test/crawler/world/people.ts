import type { SignedInViewer } from '../../../lib/kit/viewer.ts';
import { unitOperations } from '../../institution-directory/changes/unit-operations.ts';
import type { TestCitizen } from '../../support/data.ts';
import type { TestGraph } from '../../support/graph.ts';
import { type Person, personOf } from '../../support/person.ts';
import type { Asker, FactsOfCitizen } from '../facts.ts';
import type { Canaries } from './canaries.ts';

/**
 * A long crawl on a busy machine takes hours; an asker whose token has expired sees nothing, which
 * proves nothing.
 */
const longLived = { lifetimeSeconds: 12 * 3_600 };

/** The day of leave in the calendar of the world. */
export const leaveDay = { date: '2027-03-03', name: 'İdari izin' };

/** Registers people as askers, with tokens and canaries of their own. */
class Register {
  readonly askers: Asker[] = [
    { name: 'nobody', role: null, subject: '', citizenId: null, unitId: null, token: null },
  ];
  readonly citizens: FactsOfCitizen[] = [];
  readonly residents = new Map<string, TestCitizen>();
  private readonly graph: TestGraph;
  private readonly words: Canaries;

  constructor(graph: TestGraph, words: Canaries) {
    this.graph = graph;
    this.words = words;
  }

  async meet(
    name: string,
    viewer: Pick<SignedInViewer, 'role'> & Partial<SignedInViewer>,
  ): Promise<Person> {
    const { role, subject = name, citizenId = null, unitId = null } = viewer;
    if (role === 'SERVICE') throw new Error('clients are never services');
    const token = await this.graph.token({ role, subject, citizenId, unitId }, longLived);
    this.askers.push({ name, role, subject, citizenId, unitId, token });
    return personOf(this.graph, { role, subject, citizenId, unitId }, longLived);
  }

  /** An officer of a unit, whose name the listed units may see, too. */
  hire(name: string, unitId: string, concerned: readonly string[] = []): Promise<Person> {
    const subject = `memur-${name}`;
    this.words.add(subject, { kind: 'SUBJECT', subject, unitIds: [unitId, ...concerned] });
    return this.meet(name, { role: 'OFFICER', unitId, subject });
  }

  async settle(name: string, index: number): Promise<Person> {
    const { graph, words } = this;
    const citizen = await graph.data.citizen();
    const { id: citizenId, nationalId } = citizen;
    this.residents.set(citizenId, citizen);
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
    this.citizens.push({ id: citizenId, maskedNationalId, ...fields });
    return this.meet(name, { role: 'CITIZEN', citizenId, subject: `yurttas-${index}` });
  }
}

export type People = Awaited<ReturnType<typeof openPeople>>;

/**
 * All askers, and the units they belong to: two directorates below a governorship, one elsewhere, a
 * branch that will be closed in favour of another, and one that will move from the first
 * directorate to the second.
 */
export async function openPeople(graph: TestGraph, words: Canaries) {
  const register = new Register(graph, words);
  const admins = [words.of({ kind: 'ADMINISTRATORS' }), words.of({ kind: 'ADMINISTRATORS' })];
  const admin = await register.meet('administrator', { role: 'ADMIN', subject: admins[0] ?? '' });
  const second = await register.meet('second administrator', {
    role: 'ADMIN',
    subject: admins[1] ?? '',
  });
  await admin.do(
    'mutation ($date: Date!, $name: String!) { addLeaveDay(date: $date, name: $name) { date } }',
    leaveDay,
  );
  const units = await openUnits(graph, admin);
  const officers = await hireOfficers(register, units);
  const centre = await openCentre(register, units, words);
  const citizens = {
    c1: await register.settle('citizen-1', 1),
    c2: await register.settle('citizen-2', 2),
    c3: await register.settle('citizen-3', 3),
  };
  await register.settle('citizen-4', 4);
  return { register, units, admin, second, ...officers, ...centre, ...citizens };
}

type Units = Awaited<ReturnType<typeof openUnits>>;

async function openUnits(graph: TestGraph, admin: Person) {
  const g = graph.data.unit({ kind: 'GOVERNORSHIP', provinceCode: '34' })._id;
  const [p1 = '', p2 = ''] = graph.data.directory.units
    .filter((unit) => unit.kind === 'PROVINCIAL_DIRECTORATE' && unit.parentId === g)
    .map(({ _id }) => _id);
  const d = graph.data.unit({ kind: 'DISTRICT_DIRECTORATE', provinceCode: '54' })._id;
  const m = graph.data.unit({ kind: 'DISTRICT_DIRECTORATE', provinceCode: '69' })._id;
  const branch = async (name: string) => {
    const input = { name, kind: 'BRANCH_DIRECTORATE', parentId: p1 };
    return (await admin.do<{ id: string }>(unitOperations.create, { input })).id;
  };
  const s = await branch('Kalan Şube Müdürlüğü');
  const n = await branch('Kapanan Şube Müdürlüğü');
  const x = await branch('Taşınan Şube Müdürlüğü');
  return { g, p1, p2, d, m, s, n, x };
}

async function hireOfficers(register: Register, { g, p1, p2, d, m, s, n, x }: Units) {
  const o1a = await register.hire('officer-1a', p1);
  const o1b = await register.hire('officer-1b', p1);
  const o2a = await register.hire('officer-2a', p2);
  const o2b = await register.hire('officer-2b', p2);
  const oda = await register.hire('officer-da', d);
  const odb = await register.hire('officer-db', d);
  // Refers one again by deciding an appeal.
  const og = await register.hire('officer-g', g, [p1]);
  await register.hire('officer-s', s);
  const on = await register.hire('officer-n', n);
  const oxa = await register.hire('officer-xa', x);
  const oxb = await register.hire('officer-xb', x);
  await register.hire('officer-m', m);
  return { o1a, o1b, o2a, o2b, oda, odb, og, on, oxa, oxb };
}

async function openCentre(register: Register, { g, p1, p2, d, s, n, x }: Units, words: Canaries) {
  // Units see who referred it to them.
  const subject = 'merkez-degerlendirici';
  words.add(subject, { kind: 'SUBJECT', subject, unitIds: [g, p1, p2, d, s, n, x] });
  const evaluator = await register.meet('evaluator', { role: 'EVALUATOR', subject });
  const claimer = await register.meet('claiming evaluator', {
    role: 'EVALUATOR',
    subject: words.of({ kind: 'CENTRE' }),
  });
  await register.meet('analyst', { role: 'ANALYST' });
  return { evaluator, claimer };
}
