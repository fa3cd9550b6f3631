import { afterAll, beforeAll } from '@jest/globals';
import type { mongo } from 'mongoose';
import { buildDirectory } from '../../seed/directory/build-directory.ts';
import { createEarlierIds, type EarlierIds } from '../../lib/mongodb/earlier-ids.ts';
import { made } from '../support/files.ts';
import { startGraph, type TestGraph } from '../support/graph.ts';
import { type Person, personOf } from '../support/person.ts';
import { type ReleaseBefore, writeReleaseBefore } from './release-before.ts';

/**
 * A database of the release before, a graph that has migrated it, and the people who worked with it
 * then.
 */

export const photo = made('photo.jpg');

export let graph: TestGraph;
/** The current ids of what was stored then. */
export let idOf: EarlierIds;
export let before: ReleaseBefore;
export let citizen: Person;
export let firstCitizen: Person;
export let evaluator: Person;
export let officer: Person;
export let colleague: Person;

beforeAll(async () => {
  const directory = buildDirectory({ provinceCodes: ['34', '54', '69'] });
  graph = await startGraph({
    prepare: async (empty) => {
      before = await writeReleaseBefore(empty, directory, photo);
    },
  });
  idOf = createEarlierIds(graph.keys);
  const citizenOf = ({ id }: ReleaseBefore['citizen']) =>
    personOf(graph, { role: 'CITIZEN', citizenId: idOf('citizen', id), subject: String(id) });
  citizen = await citizenOf(before.citizen);
  firstCitizen = await citizenOf(before.firstCitizen);
  evaluator = await personOf(graph, { role: 'EVALUATOR', subject: 'evaluator' });
  officer = await officerOf(before.unit._id, 'officer-1');
  colleague = await officerOf(before.unit._id, 'officer-3');
  for (const name of names) {
    const { number } = before.applications[name];
    upgraded.set(name, await applicantOf(name).do<Status>(statusQuery, { number }));
  }
});

afterAll(() => graph?.stop());

export const officerOf = (unitId: string | null, subject: string) =>
  personOf(graph, { role: 'OFFICER', unitId, subject });

export const statusQuery = `query ($number: String!) { application(number: $number) {
  number trackingCode stage version targetDate statutoryDate overdue subject responsibleUnits { id }
  applicant { name } attachments { id } } }`;

/** The state of each of them. */
export const stages = {
  worked: 'IN_PROGRESS',
  hidden: 'REFERRED',
  passedOn: 'IN_PROGRESS',
  appealed: 'ANSWERED',
  upheld: 'REFERRED',
  givenBack: 'UNDER_EVALUATION',
  received: 'RECEIVED',
} as const;

export type Name = keyof typeof stages;

export interface Status extends Record<string, unknown> {
  trackingCode: string;
}

/** Each as its applicant saw it before anybody continued with it. */
export const upgraded = new Map<Name, Status>();

const ofFirstCitizen: readonly Name[] = ['hidden', 'passedOn', 'received'];
export const names = Object.keys(stages) as Name[]; // the literal above has no other keys
export const applicantOf = (name: Name) => (ofFirstCitizen.includes(name) ? firstCitizen : citizen);
export const referralIdOf = (name: Name, index = 0) => {
  const referral = before.applications[name].referrals[index];
  return referral ? idOf('referral', referral._id) : '';
};

/** The indexes of each collection, with all options. */
export async function indexesOf(database: mongo.Db | undefined) {
  const found = (await database?.listCollections({}, { nameOnly: true }).toArray()) ?? [];
  const collections = found
    .map(({ name }) => name)
    // A lock is only taken where there is something to migrate.
    .filter((name) => !/^(system\.|migrationLocks$)/.test(name));
  const indexes = new Map<string, mongo.Document[]>();
  for (const name of collections) {
    const found = (await database?.collection(name).indexes()) ?? [];
    // The order of the fields of a key counts, which comparing objects would not notice.
    const whole = found.map((index) => ({ ...index, key: JSON.stringify(index.key) }));
    indexes.set(
      name,
      whole.toSorted((one, other) => (String(one.name) < String(other.name) ? -1 : 1)),
    );
  }
  return indexes;
}
