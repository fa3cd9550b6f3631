import { createServer, type Server } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import type { Browser, BrowserContext, Page, Request } from 'playwright-core';
import { examples, graphiqlExamples, ministryOfTheInterior } from '../../examples/index.ts';
import { demonstration } from '../../seed/applications/demonstration.ts';
import { findCitizenId } from '../../subgraphs/citizen/citizens/index.ts';
import { operations } from '../casework/operations.ts';
import { openBrowser, withoutBrowser } from '../support/browser.ts';
import { fileMutation } from '../support/filing.ts';
import { startGraph, type TestGraph, transport } from '../support/graph.ts';
import { until } from '../support/wait.ts';
import {
  asksGraph,
  continueAs,
  execute,
  faultsOf,
  marks,
  overflowOf,
  roleIn,
  run,
  selectTab,
  shown,
  somebody,
  untilOpen,
  untilStored,
} from './graphiql-scene.ts';

/** The pages in Chromium, at the width of a desktop and of a phone. */

const isRun = transport === 'in-process' && withoutBrowser === null;
if (withoutBrowser !== null)
  process.stderr.write(`SKIPPED: the pages in a browser: ${withoutBrowser}.\n`);
const inBrowser = isRun ? describe : describe.skip;

/** With SCREENSHOTS=folder, pictures of the pages are kept there. */
const { SCREENSHOTS: pictures } = process.env;

const desktop = { viewport: { width: 1280, height: 800 } };
const phone = { viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true };
const rebound = 'rebound.example';
const refusal = { errors: [{ message: 'No more tokens today.' }] };

let graph: TestGraph;
let browser: Browser;
let contexts: BrowserContext[] = [];
let address: string;

beforeAll(async () => {
  if (!isRun) return;
  [graph, browser] = await Promise.all([
    startGraph({ demonstration: 100, corsOrigins: ['localhost'] }),
    openBrowser([`--host-resolver-rules=MAP ${rebound} 127.0.0.1`]),
  ]);
  address = graph.url.replace('127.0.0.1', 'localhost');
});

afterEach(async () => {
  await Promise.all(contexts.map((context) => context.close()));
  contexts = [];
});

afterAll(async () => {
  await browser?.close();
  await graph?.stop();
});

interface Visit {
  page: Page;
  /** What the browser has sent. */
  requests: Request[];
  /** What it complains about, such as what the content security policy forbids. */
  complaints: string[];
}

/** A visitor of their own, with empty storages. */
async function visit(options: Parameters<Browser['newContext']>[0] = desktop): Promise<Visit> {
  const context = await browser.newContext(options);
  contexts.push(context);
  const page = await context.newPage();
  const requests: Request[] = [];
  const complaints: string[] = [];
  page.setDefaultTimeout(20_000);
  page.on('request', (request) => requests.push(request));
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(message.text());
  });
  return { page, requests, complaints };
}

async function picture(page: Page, name: string): Promise<void> {
  if (pictures) await page.screenshot({ path: join(pictures, `${name}.png`) });
}

inBrowser('the pages', () => {
  test.each([
    ['desktop', desktop],
    ['phone', phone],
  ])('on a %s can be read, reached by everybody, and fit', async (name, options) => {
    const { page, complaints } = await visit(options);
    await page.goto(address);
    await picture(page, `landing-${name}`);
    const headings = await page.getByRole('heading').allInnerTexts();
    const found = [await overflowOf(page), await faultsOf(page, 'html')];
    await page.emulateMedia({ colorScheme: 'dark' });
    found.push(await faultsOf(page, 'html'));
    const buttons = await page.getByRole('button').all();
    const heights = await Promise.all(
      buttons.map(async (button) => (await button.boundingBox())?.height),
    );

    await page.emulateMedia({ colorScheme: 'light' });
    await continueAs(page, address, 'as an evaluator');
    const { answer } = await run(page);
    await until(
      () => shown(page),
      (text) => text.includes('application'),
    );
    await picture(page, `graphiql-${name}`);
    found.push(await overflowOf(page), await faultsOf(page, 'body > header'));
    const [query, result] = await Promise.all(
      ['.graphiql-query-editor', '.result-window'].map((pane) => page.locator(pane).boundingBox()),
    );

    expect(found).toEqual([0, [], [], 0, []]);
    expect(headings).toEqual(['Citizen applications', 'Try it', 'For programs']);
    expect(heights).toHaveLength(6);
    expect(Math.min(...heights.map(Number))).toBeGreaterThanOrEqual(44);
    expect(answer.errors).toBeUndefined();
    if (!query || !result) throw new Error('GraphiQL has both.');
    const isBelow = result.y >= query.y + query.height;
    expect([name, isBelow]).toEqual([name, name === 'phone']);
    expect(Math.min(query.height, result.height)).toBeGreaterThan(150);
    expect(Math.min(query.width, result.width)).toBeGreaterThan(300);
    expect(complaints).toEqual([]);
  });

  test('make a token at one click, for all tabs, which survives a reload', async () => {
    const { page, requests, complaints } = await visit();
    await continueAs(page, address, 'as a citizen');
    const first = await run(page);
    await selectTab(page, 'Directory');
    const second = await run(page);
    await untilStored(page, 'Directory');
    await page.reload();
    await untilOpen(page);
    const afterReload = await run(page);
    const tabs = await page.locator('.graphiql-tab').count();
    await selectTab(page, 'MyApplications');
    const again = await run(page);

    expect(first.answer).toEqual({
      data: { me: expect.objectContaining({ name: expect.stringMatching(/./) }) },
    });
    expect(again.answer).toEqual(first.answer);
    expect(Object.keys(second.answer.data ?? {})).toContain('suggestUnits');
    expect(afterReload.answer).toEqual(second.answer);
    expect(tabs).toBe(graphiqlExamples.length);
    const sent = [first, second, afterReload, again].map(({ authorization }) => authorization);
    expect([roleIn(first.authorization), new Set(sent).size]).toEqual(['CITIZEN', 1]);
    expect(await somebody(page).inputValue()).toBe('CITIZEN');
    // Made by the click alone, and sent to this server alone.
    expect(requests.filter((request) => request.url().endsWith('/local-tokens'))).toHaveLength(1);
    expect(requests.filter((request) => !request.url().startsWith(address))).toEqual([]);
    expect(requests.filter((request) => request.url().includes('Bearer'))).toEqual([]);
    expect(complaints).toEqual([]);
  });

  test('send subscriptions with the same token', async () => {
    const { page, complaints } = await visit();
    await continueAs(page, address, 'without signing in');
    await somebody(page).selectOption('an officer');
    await page.waitForResponse('**/local-tokens');
    await selectTab(page, 'NewApplications');
    const request = await execute(page);
    await request.response();
    const number = await fileAndRefer();
    await until(
      () => shown(page),
      (text) => text.includes(number),
    );

    expect(roleIn(await request.headerValue('authorization'))).toBe('OFFICER');
    expect(await request.headerValue('accept')).toBe('text/event-stream');
    expect(complaints).toEqual([]);
  });

  test('take a token of somebody else, and let a tab have its own', async () => {
    const { page } = await visit();
    await continueAs(page, address, 'without signing in');
    const unsigned = await run(page);
    const token = await graph.token({ role: 'ANALYST' });
    await somebody(page).selectOption('the holder of a token');
    await page.getByLabel('Access token').fill(` Bearer ${token} `);
    await page.keyboard.press('Enter');
    await page.getByText('All tabs send this token from now on.').waitFor();
    await page.reload();
    await untilOpen(page);
    const given = await run(page);
    const own = await graph.token({ role: 'ADMIN' });
    const headers = JSON.stringify({ Authorization: `Bearer ${own}` });
    await page.getByRole('button', { name: 'Headers' }).click();
    await page.evaluate(
      `monaco.editor.getModels().find(({ uri }) => /headers/.test(uri.path)).setValue(${JSON.stringify(headers)})`,
    );
    // GraphiQL takes what was typed after a moment.
    const last = await until(
      () => run(page),
      ({ authorization }) => authorization !== `Bearer ${token}`,
    );

    expect(unsigned.authorization).toBeNull();
    expect(given.authorization).toBe(`Bearer ${token}`);
    expect(last.authorization).toBe(`Bearer ${own}`);
  });

  test('forget a token that is not accepted any longer, and say so', async () => {
    const { page } = await visit();
    await page.goto(address);
    await page.evaluate(
      `sessionStorage.setItem('acting-as', '{"person":"ADMIN","token":"a.b.c"}')`,
    );
    await page.goto(`${address}/graphiql`);
    await page.getByText('The access token is not accepted any longer: choose again.').waitFor();
    await untilOpen(page);
    expect([await somebody(page).inputValue(), (await run(page)).authorization]).toEqual([
      '',
      null,
    ]);
  });

  test('get another token for the same person when theirs has expired, or say that there is none', async () => {
    const { page, complaints } = await visit();
    await continueAs(page, address, 'as a citizen');
    const stored = () => page.evaluate<string>(`sessionStorage.getItem('acting-as')`);
    const expiry = async () => (JSON.parse(await stored()) as { expiresAt: string }).expiresAt;
    const expire = () =>
      page.evaluate(`sessionStorage.setItem('acting-as', JSON.stringify({
        ...JSON.parse(sessionStorage.getItem('acting-as')),
        expiresAt: '2026-01-01T00:00:00.000Z',
      }))`);
    await expire();
    const first = await run(page);
    await until(expiry, (time) => Date.parse(time) > Date.now());
    const second = await run(page);
    await expire();
    await page.reload();
    await untilOpen(page);
    await until(expiry, (time) => Date.parse(time) > Date.now());
    const afterReload = await run(page);
    const before = await somebody(page).inputValue();

    await page.route('**/local-tokens', (route) => route.fulfill({ status: 403, json: refusal }));
    await expire();
    await run(page);
    await page
      .getByText('The access token has expired: choose again. No more tokens today.')
      .waitFor();
    const last = await run(page);

    const signed = [first, second, afterReload];
    expect(signed.map(({ authorization }) => roleIn(authorization))).toEqual(
      Array(3).fill('CITIZEN'),
    );
    expect(signed.flatMap(({ answer }) => answer.errors ?? [])).toEqual([]);
    expect([before, await somebody(page).inputValue()]).toEqual(['CITIZEN', '']);
    expect(last.authorization).toBeNull();
    // Chromium reports the refusal.
    expect(complaints).toEqual([expect.stringContaining('403')]);
  });

  test('can be used by the keyboard', async () => {
    const { page } = await visit();
    await page.goto(address);
    await page.keyboard.press('Tab');
    const focused = await page.evaluate('document.activeElement.textContent');
    await page.keyboard.press('Enter');
    await untilOpen(page);
    await page.locator('.graphiql-query-editor .monaco-editor').click();
    const sent = page.waitForRequest(asksGraph);
    await page.keyboard.press('Control+Enter');

    expect(focused).toBe('Continue as a citizen');
    expect(roleIn(await (await sent).headerValue('authorization'))).toBe('CITIZEN');
  });

  test('show Turkish letters without a warning around them', async () => {
    const { page } = await visit();
    await continueAs(page, address, 'as a citizen');
    await selectTab(page, 'Track');
    await run(page);
    await until(
      () => shown(page),
      (text) => text.includes('Vatandaşlık'),
    );
    await page.locator('.graphiql-query-editor .monaco-editor').click();
    await page.keyboard.press('Control+End');
    // A zero-width space is still marked: by then, the letters would have been, too.
    await page.keyboard.insertText('"ı İ ğ Ğ ş Ş \u200b"');
    const marked = await until(
      () => page.evaluate<string[]>(marks),
      (found) => found.length > 0,
    );

    expect(marked).toEqual(['\u200b']);
  });
});

inBrowser('a page of another port of this machine', () => {
  let site: Server;
  let other: string;

  beforeAll(async () => {
    site = createServer((_request, response) => {
      response.setHeader('content-type', 'text/html');
      response.end('<!doctype html><title>another</title>');
    }).listen(0, '127.0.0.1');
    await once(site, 'listening');
    other = `http://localhost:${(site.address() as AddressInfo).port}`; // it listens on a port
  });

  afterAll(async () => {
    site?.close();
  });

  test('asks the graph with the headers of the usual clients, and reads the headers of the answer', async () => {
    const { page } = await visit();
    await page.goto(other);
    const token = await graph.token({ role: 'ANALYST' });
    const answer = await page.evaluate(
      async ([url, authorization]) => {
        const response = await fetch(`${url}/graphql`, {
          method: 'POST',
          headers: {
            'content-type': 'application/json',
            authorization,
            'apollographql-client-name': 'web',
            'apollographql-client-version': '1',
            'x-apollo-operation-name': 'Viewer',
            traceparent: '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01',
            'sentry-trace': '1',
          },
          body: JSON.stringify({ query: 'query Viewer { viewer { role } }' }),
        });
        return [response.status, response.headers.has('x-request-id'), await response.json()];
      },
      [address, `Bearer ${token}`] as const,
    );

    expect(answer).toEqual([200, true, { data: { viewer: { role: 'ANALYST' } } }]);
  });

  const takeToken = (url: string) =>
    fetch(`${url}/local-tokens`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: '{"person":"ADMIN"}',
    }).then(
      async (response) => `${response.status} ${await response.text()}`,
      (error: unknown) => String(error),
    );

  test('gets no access token, nor does the page of a name that was rebound', async () => {
    const { page } = await visit();
    await page.goto(other);
    const fromOther = await page.evaluate(takeToken, address);
    const reboundTo = address.replace('localhost', rebound);
    await page.goto(reboundTo);
    const offered = await page.getByRole('button').count();
    const fromRebound = await page.evaluate(takeToken, reboundTo);

    expect(fromOther).toMatch(/^403 .*only for the pages of this server/);
    expect(fromRebound).toMatch(/^403 .*only at `localhost` or a loopback address/);
    expect(offered).toBe(0);
  });
});

/** Files an application, and refers it to the ministry. @returns its number */
async function fileAndRefer(): Promise<string> {
  const { databases } = graph.data;
  const { connection } = databases.citizen;
  const citizenId = await findCitizenId(connection, graph.keys, demonstration.firstNationalId);
  const citizen = await graph.token({ role: 'CITIZEN', citizenId });
  const input = {
    ...(examples.find(({ name }) => name === 'filing')?.variables['input'] as object),
  }; // of the example
  const filed = await graph.client.data(fileMutation, { variables: { input }, token: citizen });
  const { number } = filed['fileApplication'] as { number: string }; // the form of the mutation
  await graph.client.data(operations.refer, {
    variables: { number, unitIds: [ministryOfTheInterior] },
    token: await graph.token({ role: 'EVALUATOR' }),
  });
  return number;
}
