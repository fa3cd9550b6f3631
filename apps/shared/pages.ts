import { graphiqlExamples, ministryOfTheInterior } from '../../examples/index.ts';
import type { Configuration } from '../../configuration/configuration.ts';
import type { LocalPerson, LocalTokens } from '../../gateway/pages/local-tokens.ts';
import type { PagesOptions } from '../../gateway/pages/pages.ts';
import { clientError } from '../../lib/kit/errors.ts';
import { say } from '../../lib/kit/say.ts';
import type { Role, SignedInViewer } from '../../lib/kit/viewer.ts';
import { hasLocalSigningKey, type Keys } from '../../lib/platform/identity/keys.ts';
import { demonstration } from '../../seed/applications/demonstration.ts';
import { localAccessWith } from './local-access.ts';

type TokenSettings = Pick<
  Configuration,
  'ACCESS_TOKEN_AUDIENCE' | 'ACCESS_TOKEN_ISSUER' | 'production' | 'trustProxy'
> &
  Partial<Pick<Configuration, 'ACCESS_TOKEN_JWKS_URL'>>;

/** The pages of the gateway, as configured. @returns null if none are served. */
export function pagesOf(
  configuration: TokenSettings & Pick<Configuration, 'graphiql'>,
  keys: Keys,
): PagesOptions | null {
  if (!configuration.graphiql) return null;
  return {
    text: { title: 'Citizen applications', summary, about, notice: noticeIn(configuration) },
    examples: graphiqlExamples,
    localTokens: localTokensOf(configuration, keys),
  };
}

const summary =
  'A GraphQL API for the applications of citizens to the state: where an application stands, and which unit is responsible for it.';

const about = [
  'Citizens file applications to the state; the centre refers them to the competent administrative units, and the units answer. One request to this GraphQL API shows where an application stands and which unit is responsible for it.',
  'It is modelled on CİMER, the Turkish state’s single point of contact for applications from citizens. It is not an official product, and has no connection with any authority.',
];

/** The graph of a production installation has data of its own. */
const noticeIn = ({ production }: Pick<Configuration, 'production'>) =>
  production
    ? null
    : {
        title: 'All data are invented.',
        text: 'No person, identity number, application or answer here is real, and nothing that you file reaches an authority. Only places and the names of offices are those of Türkiye.',
      };

/**
 * How access tokens are made for pages on this machine. @returns null in production, behind a proxy, and where the
 * tokens are not made by the keys that the first start has generated.
 */
function localTokensOf(configuration: TokenSettings, keys: Keys): LocalTokens | null {
  const { production, trustProxy, ACCESS_TOKEN_JWKS_URL } = configuration;
  if (production || trustProxy || ACCESS_TOKEN_JWKS_URL) return null;
  if (!hasLocalSigningKey(keys)) return null;
  return { people, ...localAccessWith(keys, configuration) };
}

const viewerAs = (role: Role): SignedInViewer => ({
  subject: role.toLowerCase(),
  role,
  citizenId: null,
  unitId: null,
});

/** Everybody as whom the examples are sent, with the same tokens as `npm run token`. */
const people: readonly LocalPerson[] = [
  {
    name: 'CITIZEN',
    title: 'a citizen',
    about: 'Files applications and follows them.',
    viewer: async (ask) => ({ ...viewerAs('CITIZEN'), citizenId: await firstCitizen(ask) }),
  },
  {
    name: 'EVALUATOR',
    title: 'an evaluator',
    about: 'Works at the centre: sees every application, and refers it to units or refuses it.',
    viewer: async () => viewerAs('EVALUATOR'),
  },
  {
    name: 'OFFICER',
    title: 'an officer',
    about: 'Answers what was referred to the Ministry of the Interior, or to a unit below it.',
    viewer: async (ask) => ({ ...viewerAs('OFFICER'), unitId: await ministry(ask) }),
  },
  {
    name: 'ANALYST',
    title: 'an analyst',
    about: 'Asks about all applications, by lists and statistics, and reaches none by its number.',
    viewer: async () => viewerAs('ANALYST'),
  },
  {
    name: 'ADMIN',
    title: 'an administrator',
    about: 'Changes the directory and the calendar, and reads the messages to applicants.',
    viewer: async () => viewerAs('ADMIN'),
  },
];

type Ask = Parameters<LocalPerson['viewer']>[0];

async function firstCitizen(ask: Ask): Promise<string> {
  const query = 'query ($number: String!) { application(number: $number) { applicant { id } } }';
  const number = demonstration.firstApplicationNumber;
  const data = await ask(viewerAs('EVALUATOR'), query, { number });
  const { application } = data as { application: { applicant: { id: string } | null } | null }; // the form of the query
  if (!application?.applicant) throw clientError('NOT_FOUND', noCitizen);
  return application.applicant.id;
}

async function ministry(ask: Ask): Promise<string> {
  const query = 'query ($id: ID!) { administrativeUnit(id: $id) { id } }';
  const data = await ask(viewerAs('ANALYST'), query, { id: ministryOfTheInterior });
  if (!data['administrativeUnit']) throw clientError('NOT_FOUND', noMinistry);
  return ministryOfTheInterior;
}

const noCitizen = say`The demonstration data are not there, or not yet: no citizen was found. \`npm run token\` makes tokens for others.`;

const noMinistry = say`The demonstration data are not there, or not yet: the Ministry of the Interior was not found. \`npm run token\` makes tokens for others.`;
