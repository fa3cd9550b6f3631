import { actAs, actingAs, becomePerson, renewToken, takeBeginning } from './acting-as.js';

/**
 * GraphiQL, and the bar above it that says as whom all its tabs send their requests.
 *
 * @typedef {object} Tab
 * @property {string} query
 * @property {string} variables
 * @property {string | null} person who may send it; null for anyone
 *
 * @typedef {object} Settings
 * @property {string} title
 * @property {Tab[]} tabs
 * @property {Record<string, string>} workers the addresses of the editor's workers
 */

/**
 * @template {Element} E
 * @param {string} id
 * @param {new () => E} type
 * @returns {E}
 */
function element(id, type) {
  const found = document.querySelector(`#${id}`);
  if (!(found instanceof type)) throw new Error(`The page has no ${id}.`);
  return found;
}

/** @type {Settings} */
const settings = JSON.parse(element('settings', HTMLScriptElement).text);
const form = element('acting-as', HTMLFormElement);
const person = element('person', HTMLSelectElement);
const token = element('token', HTMLInputElement);
const status = element('status', HTMLParagraphElement);

/** The choice in the list by which a visitor gives a token. */
const givesToken = 'token';

/** @param {string} text */
function say(text) {
  status.textContent = text;
}

/** Shows as whom requests are sent. */
function showPerson() {
  const name = actingAs()?.person ?? '';
  person.value = name;
  // A person of another visit, whom this page does not offer.
  if (person.value !== name) person.value = givesToken;
  token.hidden = person.value !== givesToken;
}

async function choosePerson() {
  if (person.value === givesToken) {
    token.hidden = false;
    token.value = '';
    token.focus();
    return;
  }
  try {
    await becomePerson(person.value);
    say('');
  } catch (error) {
    say(error instanceof Error ? error.message : String(error));
  }
  showPerson();
}

function takeToken() {
  const given = token.value.trim().replace(/^Bearer\s+/i, '');
  actAs(given === '' ? null : { person: givesToken, token: given });
  say(given === '' ? '' : 'All tabs send this token from now on.');
}

/** How often it is looked at whether the token has to be replaced. */
const everyMs = 10_000;

/** Replaces a token before it expires, or says that there is no other one, and that requests are no longer signed. */
async function keepToken() {
  try {
    await renewToken();
  } catch (error) {
    actAs(null);
    const reason = error instanceof Error ? error.message : String(error);
    say(`The access token has expired: choose again. ${reason}`);
    showPerson();
  }
}

/**
 * The headers of a request: those of its tab, if they have a token of their own, have precedence. A token that has
 * expired all the same, as on a machine that was asleep, is refused; it is never left out without a word.
 *
 * @param {{ extensions?: { headers?: Record<string, string> } }} request
 * @returns {Record<string, string>}
 */
function headersOf({ extensions }) {
  void keepToken();
  const own = Object.keys(extensions?.headers ?? {});
  const somebody = actingAs();
  return somebody && !own.some((name) => name.toLowerCase() === 'authorization')
    ? { authorization: `Bearer ${somebody.token}` }
    : {};
}

/** Forgets a token that the server does not accept any longer, with which GraphiQL could not even read the schema. */
async function forgetRefusedToken() {
  if (!actingAs()) return;
  const response = await fetch('graphql', {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headersOf({}) },
    body: JSON.stringify({ query: '{ __typename }' }),
  }).catch(() => null);
  if (response?.status !== 401) return;
  actAs(null);
  say('The access token is not accepted any longer: choose again.');
}

/**
 * The tab that was selected at the end of the last visit, as GraphiQL has stored it.
 *
 * @returns {{ query?: string, variables?: string } | null} null on the first visit
 */
function lastTab() {
  try {
    const { tabs, activeTabIndex } = JSON.parse(localStorage.getItem('graphiql:tabState') ?? '');
    return tabs[activeTabIndex] ?? null;
  } catch {
    return null;
  }
}

/**
 * What GraphiQL opens with: the tab of the last visit, or an example of the person who was chosen before. It selects the
 * tab with exactly this query and these variables, and opens another one if there is none.
 */
function opening() {
  const beginning = takeBeginning();
  const { tabs } = settings;
  const chosen = tabs.find((tab) => (tab.person ?? '') === beginning) ?? tabs[0];
  const selected = (beginning === null ? lastTab() : null) ?? chosen;
  return {
    defaultTabs: tabs.toSorted((a, b) => Number(b === chosen) - Number(a === chosen)),
    query: selected?.query ?? '',
    variables: selected?.variables ?? '',
  };
}

function render() {
  // It would be opened in another tab of GraphiQL at each visit.
  if (location.search) history.replaceState(null, '', location.pathname);
  globalThis.YogaGraphiQL.renderYogaGraphiQL(element('graphiql', HTMLElement), {
    title: settings.title,
    endpoint: new URL('graphql', location.href).href,
    // Browsers can send headers with these, but not with WebSockets.
    subscriptionsProtocol: 'GRAPHQL_SSE',
    method: 'POST',
    additionalHeaders: headersOf,
    shouldPersistHeaders: false,
    ...opening(),
    // By default it puts the query into the address, where it becomes too long, and part of the history.
    onEditQuery: () => {},
  });
}

globalThis.MonacoEnvironment = {
  globalAPI: true,
  getWorkerUrl: (_module, label) =>
    new URL(settings.workers[label] ?? settings.workers['editorWorkerService'] ?? '', location.href)
      .href,
};

person.addEventListener('change', () => void choosePerson());
token.addEventListener('change', takeToken);
form.addEventListener('submit', (event) => {
  event.preventDefault();
  takeToken();
});

addEventListener('focus', () => void keepToken());

async function begin() {
  globalThis.monaco.editor.onDidCreateEditor((editor) =>
    // Turkish letters such as ı would have a box around them.
    editor.updateOptions({ unicodeHighlight: { ambiguousCharacters: false } }),
  );
  await keepToken();
  await forgetRefusedToken();
  showPerson();
  setInterval(() => void keepToken(), everyMs);
  render();
}

// By then the bundle of GraphiQL has run.
document.addEventListener('DOMContentLoaded', () => void begin());
