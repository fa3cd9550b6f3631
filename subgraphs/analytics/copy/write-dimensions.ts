import type { Peers } from '../../../lib/federation/peers.ts';
import { appendRows, type DuckDBConnection } from '../database/index.ts';
import { columnsOf, placeRows, replaceUnits, unitRows, writeScopes } from '../facts/index.ts';
import {
  type BusinessDays,
  businessDays,
  type PlacesAndTopics,
  placesAndTopics,
  type UnitHistory,
} from '../peers/index.ts';
import { readUnits } from './read-units.ts';
import type { CopyState } from './state.ts';

/** The changes of the dimensions; null if there are none. */
interface DimensionChanges {
  readonly calendar: BusinessDays | null;
  readonly directory: DirectoryChanges | null;
}

interface DirectoryChanges {
  readonly units: readonly UnitHistory[];
  readonly version: number;
  readonly generation: number;
  /** Set if these are all units, and those that the copy has are obsolete. */
  readonly replaced: PlacesAndTopics | null;
}

type Known = Pick<CopyState, 'calendarVersion' | 'directoryVersion' | 'directoryGeneration'>;

export const nothingKnown: Known = {
  calendarVersion: null,
  directoryVersion: null,
  directoryGeneration: null,
};

/** Asks for the calendar, if it has another version, and for the changes of the directory. @throws `UNAVAILABLE`. */
export async function findDimensionChanges(
  peers: Peers,
  known: Known,
  calendarVersion: number | null = null,
): Promise<DimensionChanges> {
  const isKnown = calendarVersion !== null && calendarVersion === known.calendarVersion;
  return {
    calendar: isKnown ? null : await businessDays(peers),
    directory: await findDirectoryChanges(peers, known),
  };
}

async function findDirectoryChanges(
  peers: Peers,
  { directoryVersion, directoryGeneration }: Known,
): Promise<DirectoryChanges | null> {
  const known = { after: directoryVersion ?? 0, generation: directoryGeneration };
  const { units, version, generation } = await readUnits(peers, known);
  const isReplaced = generation !== directoryGeneration;
  if (!isReplaced && version === directoryVersion) return null;
  const replaced = isReplaced ? await placesAndTopics(peers) : null;
  return { units, version, generation, replaced };
}

/** Writes changes of the dimensions, in the transaction of the connection. @returns the state that follows. */
export async function writeDimensions(
  connection: DuckDBConnection,
  { calendar, directory }: DimensionChanges,
): Promise<Partial<CopyState>> {
  if (calendar) {
    await connection.run('DELETE FROM business_days');
    const days = columnsOf('business_days', calendar.days);
    await appendRows(connection, 'business_days', days);
  }
  if (directory) await writeDirectory(connection, directory);
  return {
    ...(calendar && { calendarVersion: calendar.version }),
    ...(directory && {
      directoryVersion: directory.version,
      directoryGeneration: directory.generation,
    }),
  };
}

async function writeDirectory(
  connection: DuckDBConnection,
  { units, replaced }: DirectoryChanges,
): Promise<void> {
  if (!replaced) return replaceUnits(connection, units);
  for (const table of ['unit_forms', 'topics', 'places']) {
    await connection.run(`DELETE FROM ${table}`);
  }
  await appendRows(connection, 'topics', columnsOf('topics', replaced.topics));
  await appendRows(connection, 'places', columnsOf('places', placeRows(replaced)));
  await appendRows(connection, 'unit_forms', columnsOf('unit_forms', units.flatMap(unitRows)));
  await writeScopes(connection);
}
