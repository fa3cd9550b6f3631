import type { Assets } from './assets.ts';
import { dataBlock, html, type Html } from './html.ts';
import type { LandingText } from './landing-page.ts';
import type { LocalPerson } from './local-tokens.ts';

/** An operation that GraphiQL opens with. */
export interface GraphiqlExample {
  query: string;
  variables: Record<string, unknown>;
  /** The person of `LocalPerson.name` whose access token it needs; null if anyone may send it. */
  role: string | null;
}

interface GraphiqlPageOptions {
  text: LandingText;
  examples: readonly GraphiqlExample[];
  /** Whom the visitor may act as with one click. */
  people: readonly LocalPerson[];
  assets: Assets;
}

/** The page at `/graphiql`: GraphiQL below a bar that says as whom all its tabs send their requests. */
export function graphiqlPage({ text, examples, people, assets }: GraphiqlPageOptions): Html {
  const settings = {
    title: text.title,
    tabs: examples.map(({ query, variables, role }) => ({
      query,
      variables: JSON.stringify(variables, null, 2),
      person: role,
    })),
    workers: {
      editorWorkerService: assets.bundled('editor.worker.js'),
      graphql: assets.bundled('graphql.worker.js'),
      json: assets.bundled('json.worker.js'),
    },
  };
  return html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>GraphiQL: ${text.title}</title>
        <link rel="icon" href="${assets.own('icon.svg')}" type="image/svg+xml" />
        <link rel="stylesheet" href="${assets.bundled('graphiql.css')}" />
        <link rel="stylesheet" href="${assets.own('graphiql.css')}" />
        ${dataBlock('settings', settings)}
        <script type="module" src="${assets.own('graphiql.js')}"></script>
        <script defer src="${assets.bundled('graphiql.js')}"></script>
      </head>
      <body>
        <header>
          <a href="./">${text.title}</a>
          <form id="acting-as">
            <label for="person">Send requests as</label>
            <select id="person" autocomplete="off">
              <option value="">nobody (not signed in)</option>
              ${people.map(({ name, title }) => html`<option value="${name}">${title}</option>`)}
              <option value="token">the holder of a token</option>
            </select>
            <input
              id="token"
              type="password"
              aria-label="Access token"
              placeholder="Access token"
              autocomplete="off"
              spellcheck="false"
              hidden
            />
          </form>
          <p role="status" id="status"></p>
        </header>
        <main id="graphiql"></main>
        <noscript><p>GraphiQL needs JavaScript.</p></noscript>
      </body>
    </html>`;
}
