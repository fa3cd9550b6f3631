import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { decodeJwt } from 'jose';
import type { Page, Request } from 'playwright-core';
import { until } from '../support/wait.ts';

/** What axe finds wrong, each with the elements concerned. */
export async function faultsOf(page: Page, within: string): Promise<string[]> {
  await page.evaluate(readFileSync(axe, 'utf8'));
  const { violations } = await page.evaluate(
    (selector) => (globalThis as unknown as { axe: Axe }).axe.run(selector), // as the script defines it
    within,
  );
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`);
}

interface Axe {
  run(within: string): Promise<{ violations: { id: string; nodes: { html: string }[] }[] }>;
}

const axe = createRequire(import.meta.url).resolve('axe-core/axe.min.js');

/** How far the page is wider than its window. */
export const overflowOf = (page: Page) =>
  page.evaluate('document.scrollingElement.scrollWidth - window.innerWidth');

/** Opens the landing page, and continues as somebody. */
export async function continueAs(page: Page, address: string, person: string): Promise<void> {
  await page.goto(address);
  await page.getByRole('button', { name: `Continue ${person}`, exact: true }).click();
  await untilOpen(page);
}

export async function untilOpen(page: Page): Promise<void> {
  await page.waitForURL('**/graphiql');
  await page.locator('.graphiql-query-editor .view-line').first().waitFor();
  await page.locator('.graphiql-spinner').waitFor({ state: 'detached' });
}

export const selectTab = (page: Page, name: string) =>
  page.locator('.graphiql-tab').filter({ hasText: name }).locator('.graphiql-tab-button').click();

/** GraphiQL stores a moment later which tab is selected, for the next visit. */
export const untilStored = async (page: Page, name: string): Promise<void> => {
  await until(
    () => page.evaluate<string>(selectedTitle),
    (title) => title === name,
  );
};

const selectedTitle = `(() => {
  const { tabs, activeTabIndex } = JSON.parse(localStorage.getItem('graphiql:tabState'));
  return tabs[activeTabIndex].title;
})()`;

/**
 * Runs what the selected tab shows: again if nothing is sent, since GraphiQL takes a moment to notice which operation a
 * tab has.
 */
export async function execute(page: Page): Promise<Request> {
  for (;;) {
    const sent = page.waitForRequest(asksGraph, { timeout: 2_000 }).catch(() => null);
    await page.getByRole('button', { name: /^Execute query/ }).click();
    const request = await sent;
    if (request) return request;
  }
}

/** The same. @returns the token that was sent with it, and what was answered. */
export async function run(page: Page): Promise<{ authorization: string | null; answer: Answer }> {
  const request = await execute(page);
  const response = await request.response();
  return {
    authorization: await request.headerValue('authorization'),
    answer: (await response?.json()) as Answer, // GraphQL's form
  };
}

interface Answer {
  data?: Record<string, unknown> | null;
  errors?: { extensions: { code: string } }[];
}

export const asksGraph = (request: Request) => new URL(request.url()).pathname === '/graphql';

export const roleIn = (authorization: string | null) =>
  decodeJwt(authorization?.replace('Bearer ', '') ?? '')['role'];

/** The text of the answer that is shown; the editor writes spaces in a way of its own. */
export const shown = async (page: Page) =>
  (await page.locator('.result-window .view-lines').innerText()).replaceAll('\u00a0', ' ');

/** The characters that an editor has put a warning around. */
export const marks = `monaco.editor.getModels().flatMap((model) =>
  model.getAllDecorations()
    .filter(({ options }) => options.description === 'unicode-highlight')
    .map(({ range }) => model.getValueInRange(range)))`;

export const somebody = (page: Page) => page.getByLabel('Send requests as');
