/**
 * As whom the pages of this server send their requests. It is kept in the session storage of the browser tab: it
 * survives a reload, and another tab may be somebody else at the same time.
 *
 * @typedef {object} ActingAs
 * @property {string} person the name of a person, or `token` for a token that the visitor has given
 * @property {string} token
 * @property {string} [expiresAt] by when a token that was made here is no longer valid
 */

const key = 'acting-as';

/**
 * @returns {ActingAs | null} null for somebody who is not signed in. The token may have expired: `renewToken` gets
 * another one.
 */
export function actingAs() {
  const stored = sessionStorage.getItem(key);
  return stored === null ? null : JSON.parse(stored);
}

/** @param {ActingAs | null} somebody */
export function actAs(somebody) {
  if (somebody) sessionStorage.setItem(key, JSON.stringify(somebody));
  else sessionStorage.removeItem(key);
}

/**
 * Gets an access token for a person from this server, and acts as that person.
 *
 * @param {string} person the name of a person; empty for somebody who is not signed in
 * @throws {Error} with a message for the visitor. Nothing changes then.
 */
export async function becomePerson(person) {
  actAs(person === '' ? null : await withNewToken(person));
}

/** A token is replaced this long before it expires. */
const renewalMs = 60_000;

/** @type {Promise<void> | null} */
let renewal = null;

/**
 * Gets another access token for the same person where the one that was made here has expired or soon will. May be called
 * at any time: it does so once.
 *
 * @throws {Error} with a message for the visitor, when the token has expired and there is no other one.
 */
export function renewToken() {
  renewal ??= renew().finally(() => {
    renewal = null;
  });
  return renewal;
}

async function renew() {
  const somebody = actingAs();
  if (!somebody || millisecondsLeft(somebody) > renewalMs) return;
  try {
    const renewed = await withNewToken(somebody.person);
    // The visitor may have become somebody else meanwhile.
    if (actingAs()?.token === somebody.token) actAs(renewed);
  } catch (error) {
    if (millisecondsLeft(somebody) <= 0 && actingAs()?.token === somebody.token) throw error;
  }
}

/** @param {ActingAs} somebody */
const millisecondsLeft = ({ expiresAt }) =>
  expiresAt === undefined ? Infinity : Date.parse(expiresAt) - Date.now();

/**
 * @param {string} person
 * @returns {Promise<ActingAs>}
 */
async function withNewToken(person) {
  const response = await fetch('local-tokens', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ person }),
  }).catch(() => {
    throw new Error('The server cannot be reached.');
  });
  const { token, expiresAt, errors } = await response.json();
  if (!token) throw new Error(errors?.[0]?.message ?? 'The server made no access token.');
  return { person, token, expiresAt };
}

const keyOfBeginning = 'begin-with';

/**
 * Lets GraphiQL open with the first example of a person.
 *
 * @param {string} person the name of a person; empty for somebody who is not signed in
 */
export function beginWith(person) {
  sessionStorage.setItem(keyOfBeginning, person);
}

/**
 * @returns {string | null} the person with whose example GraphiQL is to open, this time only; null if it goes on where
 * the visitor left it.
 */
export function takeBeginning() {
  const person = sessionStorage.getItem(keyOfBeginning);
  sessionStorage.removeItem(keyOfBeginning);
  return person;
}
