import { unitIdForm } from '../lib/kit/unit-id.ts';
import { isClientRole, type Role, roles } from '../lib/kit/viewer.ts';
import { runMain } from '../lib/platform/process/run.ts';
import { ConfigurationError } from '../lib/platform/process/setting.ts';
import { directoryModels } from '../subgraphs/institution-directory/units/index.ts';
import { configure } from './shared/configure.ts';
import { type Find, findCitizen, inDatabases, openLocalAccess } from './shared/local-access.ts';
import { readOptions } from '../lib/platform/process/read-options.ts';

const usage = `Usage: npm run --silent token -- --role ${roles.filter(isClientRole).join('|')}
  --unit <8 digits>          the unit of an OFFICER
  --national-id <11 digits>  the citizen, for CITIZEN; by default the first of the demonstration data
  --subject <name>           who the token is for; by default the role in lower case
  --help                     print this`;

const options = {
  role: { type: 'string' },
  unit: { type: 'string' },
  'national-id': { type: 'string' },
  subject: { type: 'string' },
} as const;

/** `npm run token`: prints an access token, valid for a day, signed with the local key. */
await runMain(usage, async () => {
  const { role, unit, nationalId, subject } = readArguments();
  const configuration = configure();
  const access = await openLocalAccess(configuration);
  const { keys } = access;
  const databases = { configuration, keys };
  const citizenId =
    role === 'CITIZEN'
      ? await inDatabases(databases, (find) => findCitizen(find, keys, nationalId))
      : null;
  if (role === 'OFFICER') await inDatabases(databases, (find) => requireUnit(find, unit));
  const token = await access.sign({
    subject: subject ?? role.toLowerCase(),
    role,
    citizenId,
    unitId: role === 'OFFICER' ? unit : null,
  });
  process.stdout.write(`${token}\n`);
});

async function requireUnit(find: Find, id: string): Promise<void> {
  const found = await find('institution-directory', (connection) =>
    directoryModels(connection).units.findById(id, { _id: 1 }).lean(),
  );
  if (!found) throw new ConfigurationError(`The directory has no unit ${id}.`);
}

function readArguments() {
  const values = readOptions(options, usage);
  const role = roles.find((known): known is Role => known === values.role && isClientRole(known));
  if (!role) throw new ConfigurationError(usage);
  const unit = values.unit ?? '';
  if (role === 'OFFICER' && !unitIdForm.test(unit)) {
    throw new ConfigurationError(`An OFFICER needs --unit with 8 digits.\n${usage}`);
  }
  const strangers = [
    ...(role !== 'OFFICER' && values.unit !== undefined ? ['--unit'] : []),
    ...(role !== 'CITIZEN' && values['national-id'] !== undefined ? ['--national-id'] : []),
  ];
  if (strangers.length > 0) {
    throw new ConfigurationError(`${role} has no ${strangers.join(', ')}.\n${usage}`);
  }
  return {
    role,
    unit,
    nationalId: values['national-id'],
    subject: values.subject,
  };
}
