import { becomePerson, beginWith } from './acting-as.js';

/** The landing page: a click makes a token, and goes on to GraphiQL. */

const status = document.querySelector('#status');

/** @type {NodeListOf<HTMLButtonElement>} */
const buttons = document.querySelectorAll('button[data-person]');

/** @param {string} person */
async function continueAs(person) {
  try {
    await becomePerson(person);
    beginWith(person);
    location.assign('graphiql');
  } catch (error) {
    if (status) status.textContent = error instanceof Error ? error.message : String(error);
  }
}

for (const button of buttons) {
  button.addEventListener('click', () => void continueAs(button.dataset['person'] ?? ''));
}
