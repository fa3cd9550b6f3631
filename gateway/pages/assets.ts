import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { FastifyInstance } from 'fastify';
import { varyBy } from '../../lib/platform/http/vary.ts';
import { answerPacked, type PackedText, packText } from '../packed-text.ts';

/** The scripts, styles and the icon of the pages, as browsers get them. */
const ownFiles = [
  'acting-as.js',
  'graphiql.css',
  'graphiql.js',
  'icon.svg',
  'landing.css',
  'landing.js',
] as const;

const bundle = '@graphql-yoga/render-graphiql';

/** The files of GraphiQL, and the text of its bundle that each is. */
const bundledFiles = {
  'graphiql.css': 'css',
  'graphiql.js': 'js',
  'editor.worker.js': 'editorWorkerService',
  'graphql.worker.js': 'graphqlWorker',
  'json.worker.js': 'jsonWorker',
} as const;

type OwnFile = (typeof ownFiles)[number];
type BundledFile = keyof typeof bundledFiles;

/** Where pages find their files, relative to the root. The addresses change with the contents. */
export interface Assets {
  own(file: OwnFile): string;
  bundled(file: BundledFile): string;
}

const typesOfFiles: Readonly<Record<string, string>> = {
  css: 'text/css; charset=utf-8',
  js: 'text/javascript; charset=utf-8',
  svg: 'image/svg+xml',
};

/** Browsers need not ask again for an address whose contents never change. */
const forever = 'public, max-age=31536000, immutable';

/**
 * Serves the files of the pages. Those of GraphiQL take megabytes: they are loaded and compressed once, when they are
 * first asked for.
 */
export function serveAssets(server: FastifyInstance): Assets {
  const own = new Map(ownFiles.map((file) => [file, readOwn(file)]));
  const hash = createHash('sha256');
  for (const text of own.values()) hash.update(text).update('\0');
  const folderOfOwn = `pages/${hash.digest('hex').slice(0, 16)}`;
  const packed = new Map<string, () => Promise<PackedText>>();
  for (const [file, text] of own)
    packed.set(
      `${folderOfOwn}/${file}`,
      onFirstUse(file, async () => text),
    );
  for (const [file, name] of Object.entries(bundledFiles)) {
    packed.set(
      bundledPath(file as BundledFile),
      onFirstUse(file, () => readBundled(name)),
    );
  }
  server.get<{ Params: { '*': string } }>('/pages/*', async ({ params, headers }, reply) => {
    const text = await packed.get(`pages/${params['*']}`)?.();
    if (!text) return reply.callNotFound();
    const { status, headers: ofForm, bytes } = answerPacked(headers, text);
    const { vary = '', ...others } = ofForm;
    varyBy(reply, vary);
    return reply
      .code(status)
      .headers({ ...others, 'cache-control': forever })
      .send(bytes ?? undefined);
  });
  return {
    own: (file) => `${folderOfOwn}/${file}`,
    bundled: bundledPath,
  };
}

const readOwn = (file: OwnFile) =>
  readFileSync(resolve(import.meta.dirname, 'browser', file), 'utf8');

/** Where a file of GraphiQL is, relative to the root. */
export const bundledPath = (file: BundledFile): string =>
  `pages/graphiql-${versionOfBundle()}/${file}`;

function versionOfBundle(): string {
  const manifest = fileURLToPath(import.meta.resolve(`${bundle}/package.json`));
  return (JSON.parse(readFileSync(manifest, 'utf8')) as { version: string }).version; // of every package
}

async function readBundled(name: (typeof bundledFiles)[BundledFile]): Promise<string> {
  const texts = await import('@graphql-yoga/render-graphiql/graphiql');
  return texts[name];
}

function onFirstUse(file: string, read: () => Promise<string>): () => Promise<PackedText> {
  const contentType = typesOfFiles[file.slice(file.lastIndexOf('.') + 1)] ?? '';
  let packed: Promise<PackedText> | null = null;
  return () => (packed ??= read().then((text) => packText(text, contentType)));
}
