import { loadKeys } from '../../lib/platform/identity/keys.ts';
import { createLogger } from '../../lib/platform/process/logger.ts';
import { withDatabases } from '../../seed/open-databases.ts';
import { settingOver, startGraph } from '../contenders.ts';
import { keysFile, nameOf, prepare, tokenFor } from '../data.ts';
import { inDatabaseOf, untilAllIsReported } from '../settle.ts';
import { untilAnswering } from './ask.ts';
import { measureInboxes } from './measure-inbox.ts';
import { reportOfInboxes } from './report-inbox.ts';
import { assignSome, chooseUnits } from './units.ts';

const sizes = { small: 10_000, large: 1_000_000 } as const;

const needOf = (applications: number) => ({ applications, writtenBy: null });

interface Options {
  uri: string;
  /** How often each page is requested. */
  rounds: number;
  say: (line: string) => void;
}

/**
 * `npm run bench -- --inbox`: measures how much MongoDB examines for pages of inboxes at each depth of the tree, and
 * how much longer they take with a hundred times as many applications.
 * @returns the report.
 */
export async function benchInbox({ uri, rounds, say }: Options): Promise<string> {
  const logger = createLogger({ level: 'warn', name: 'bench' });
  const keys = await loadKeys(keysFile(), { production: false });
  const open = async <Result>(size: number, work: Parameters<typeof withDatabases<Result>>[1]) => {
    const { databasePrefix } = await prepare(uri, needOf(size), say);
    return withDatabases<Result>({ mongodb: { uri, databasePrefix }, keys, logger }, work);
  };
  const startOn = (size: number) => startGraph(settingOver(uri, nameOf(needOf(size))));

  return open(sizes.small, (small) =>
    open(sizes.large, async (large) => {
      for (const { application } of [small, large]) await assignSome(application.connection);
      const chosen = await chooseUnits({
        application: large.application.connection,
        directory: large.directory.connection,
      });
      const units = await Promise.all(
        chosen.map(async (unit) => ({
          ...unit,
          token: await tokenFor({ role: 'OFFICER', unitId: unit.unitId }, keys),
        })),
      );
      const graphs = { small: await startOn(sizes.small), large: await startOn(sizes.large) };
      for (const { unitId, token } of units.slice(0, 1)) {
        for (const graph of Object.values(graphs)) {
          await untilAnswering(graph, { unitId, filter: {}, token });
        }
      }
      say('Waiting until all passed deadlines are reported …');
      for (const size of Object.values(sizes)) {
        await inDatabaseOf(uri, { databasePrefix: nameOf(needOf(size)) }, untilAllIsReported);
      }
      const results = await measureInboxes({
        small: { connection: small.application.connection, graph: graphs.small },
        large: { connection: large.application.connection, graph: graphs.large },
        units,
        rounds,
        say,
      });
      return reportOfInboxes(results);
    }),
  );
}
