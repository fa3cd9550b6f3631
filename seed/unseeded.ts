import type { Connection, Types } from 'mongoose';
import { addDays, type LocalDate, startOfDay } from '../lib/kit/local-date.ts';
import { leaveDayModel } from '../subgraphs/application/calendar/index.ts';
import {
  applicationModel,
  attachmentModel,
  timelineModel,
} from '../subgraphs/application/record/index.ts';
import {
  type CitizenDocument,
  citizenModel,
  citizenSearchModel,
} from '../subgraphs/citizen/citizens/index.ts';
import { directoryChangeModel } from '../subgraphs/institution-directory/changes/index.ts';
import { directoryModels } from '../subgraphs/institution-directory/units/index.ts';
import { isSeededCorrection } from './applications/citizens.ts';
import { isSeededId } from './applications/object-ids.ts';
import { SeedConflictError, storedRun } from './applications/seed-run.ts';
import { isDirectorySeeded } from './seed-directory.ts';

interface Databases {
  readonly citizen: { readonly connection: Connection };
  readonly application: { readonly connection: Connection };
  readonly directory: { readonly connection: Connection };
}

/**
 * Checks that the databases hold nothing but what the seed wrote, and what processes made of it by themselves: deleting
 * it loses nothing that cannot be made again, but for preferences of demonstration citizens.
 * @throws SeedConflictError that counts everything else.
 */
export async function requireOnlySeeded(databases: Databases): Promise<void> {
  const found = Object.entries(await countUnseeded(databases)).filter(([, count]) => count > 0);
  if (found.length === 0) return;
  const counted = found.map(([what, count]) => `${what} (${count})`).join(', ');
  throw new SeedConflictError(
    `The databases hold more than demonstration data: ${counted}. Nothing was deleted. Add --force to delete that, too.`,
  );
}

async function countUnseeded({ citizen, application, directory }: Databases) {
  const run = await storedRun(application.connection);
  const seed = run?.seed ?? null;
  return {
    'citizens that were not seeded': await countOthers(citizenModel(citizen.connection), (id) =>
      isSeededId(id, seed, 'citizen'),
    ),
    'applications that were not seeded': await countOthers(
      applicationModel(application.connection),
      (id) => isSeededId(id, seed, 'application'),
    ),
    'demonstration applications that people have worked on': run
      ? await countWorkedOn(application.connection, run.until)
      : 0,
    'uploads that are part of no application': await countOthers(
      attachmentModel(application.connection),
      (id) => isSeededId(id, seed, 'attachment'),
      { applicationId: null, state: { $ne: 'DISCARDED' } },
    ),
    'citizens who have changed their addresses': await countChanged(citizen.connection),
    'searches for citizens': await citizenSearchModel(citizen.connection).countDocuments(),
    'days of leave': await leaveDayModel(application.connection).countDocuments(),
    'changes of units by administrators': await directoryChangeModel(
      directory.connection,
    ).countDocuments(),
    'units of an imported directory': (await isDirectorySeeded(directory.connection))
      ? 0
      : await directoryModels(directory.connection).units.countDocuments(),
  };
}

type WithObjectIds =
  | ReturnType<typeof applicationModel>
  | ReturnType<typeof attachmentModel>
  | ReturnType<typeof citizenModel>;

async function countOthers(
  { collection }: WithObjectIds,
  isSeeded: (id: Types.ObjectId) => boolean,
  filter: Record<string, unknown> = {},
): Promise<number> {
  let count = 0;
  const ids = collection.find<{ _id: Types.ObjectId }>(filter, { projection: { _id: 1 } });
  for await (const { _id } of ids) if (!isSeeded(_id)) count += 1;
  return count;
}

/** The last steps of the seed are of its last day. */
const countWorkedOn = (connection: Connection, until: LocalDate): Promise<number> =>
  timelineModel(connection).countDocuments({
    entries: {
      $elemMatch: {
        at: { $gte: startOfDay(addDays(until, 1)) },
        $or: [{ officer: { $ne: null } }, { actor: 'CITIZEN' }],
      },
    },
  });

/** The seed gives few addresses a moment at which they were given, and citizens give all others. */
async function countChanged(connection: Connection): Promise<number> {
  const given = citizenModel(connection)
    .find(
      { $or: [{ mobilePhoneGivenAt: { $ne: null } }, { emailGivenAt: { $ne: null } }] },
      { mobilePhoneGivenAt: 1, emailGivenAt: 1 },
    )
    .lean<Pick<CitizenDocument, 'mobilePhoneGivenAt' | 'emailGivenAt'>[]>()
    .cursor();
  let count = 0;
  for await (const { mobilePhoneGivenAt, emailGivenAt } of given) {
    const moments = [mobilePhoneGivenAt, emailGivenAt].filter((at) => at !== undefined);
    if (!moments.every(isSeededCorrection)) count += 1;
  }
  return count;
}
