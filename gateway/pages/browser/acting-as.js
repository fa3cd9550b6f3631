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
 * @returns {ActingAs | null} null for somebody who is not signed in, or whose token has expired.
 */
export function actingAs() {
  const stored = sessionStorage.getItem(key);
  /** @type {ActingAs | null} */
  const found = stored === null ? null : JSON.parse(stored);
  if (!found?.expiresAt || Date.now() < Date.parse(found.expiresAt)) return found;
  actAs(null);
  return null;
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
  if (person === '') {
    actAs(null);
    return;
  }
  const response = await fetch('local-tokens', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ person }),
  }).catch(() => {
    throw new Error('The server cannot be reached.');
  });
  const { token, expiresAt, errors } = await response.json();
  if (!token) throw new Error(errors?.[0]?.message ?? 'The server made no access token.');
  actAs({ person, token, expiresAt });
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
