import type { Assets } from './assets.ts';
import { html, type Html } from './html.ts';
import type { LocalPerson } from './local-tokens.ts';

/** The statements of the landing page about a graph. */
export interface LandingText {
  /** The name of the graph. */
  title: string;
  /** A description of it in a sentence, for lists of links. */
  summary: string;
  /** A description of it in paragraphs. */
  about: readonly string[];
  /** A warning, such as that the data are invented; null for none. */
  notice: { title: string; text: string } | null;
}

interface LandingPageOptions {
  text: LandingText;
  /** Whom the visitor may act as with one click. */
  people: readonly LocalPerson[];
  hasSchema: boolean;
  assets: Assets;
}

/** The page at `/`: what the graph is, and how to try it. */
export function landingPage({ text, people, hasSchema, assets }: LandingPageOptions): Html {
  return html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>${text.title}</title>
        <meta name="description" content="${text.summary}" />
        <link rel="icon" href="${assets.own('icon.svg')}" type="image/svg+xml" />
        <link rel="stylesheet" href="${assets.own('landing.css')}" />
        <script type="module" src="${assets.own('landing.js')}"></script>
      </head>
      <body>
        <main>
          <h1>${text.title}</h1>
          ${text.about.map((paragraph) => html`<p>${paragraph}</p> `)}
          ${text.notice ? noticeOf(text.notice) : ''}
          ${people.length > 0 ? choice(people) : entrance()}
          <h2>For programs</h2>
          <dl>
            <div>
              <dt>GraphQL</dt>
              <dd><code>POST /graphql</code>, <code>GET /graphql?query=…</code></dd>
            </div>
            ${hasSchema ? schemaRow() : ''}
          </dl>
        </main>
      </body>
    </html>`;
}

const noticeOf = ({ title, text }: { title: string; text: string }) =>
  html`<p class="notice"><strong>${title}</strong> ${text}</p>`;

const schemaRow = () =>
  html`<div>
    <dt>Schema</dt>
    <dd><a href="schema.graphql">/schema.graphql</a></dd>
  </div>`;

const entrance = () =>
  html`<h2>Try it</h2>
    <p>
      <a class="action" href="graphiql">Open GraphiQL</a>
    </p>
    <p>
      It opens with an example for each role. Most need an access token, for which it has a field.
    </p>`;

const choice = (people: readonly LocalPerson[]) =>
  html`<h2>Try it</h2>
    <p>
      One click opens GraphiQL with an example, and sends an access token with every request of this
      browser tab. The token is made on this machine, and valid for a day.
    </p>
    <ul class="people">
      ${people.map(
        ({ name, title, about }) =>
          html`<li>
            <button type="button" data-person="${name}">Continue as ${title}</button>
            <span>${about}</span>
          </li>`,
      )}
      <li>
        <button type="button" data-person="">Continue without signing in</button>
        <span>Reads the directory, and tracks an application by its number and tracking code.</span>
      </li>
    </ul>
    <p role="status" id="status"></p>
    <noscript><p class="notice">These buttons, and GraphiQL, need JavaScript.</p></noscript>`;
