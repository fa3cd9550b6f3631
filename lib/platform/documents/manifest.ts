import { isRecord } from '../../kit/is-record.ts';
import { z } from 'zod';

/** The texts of documents by their ids, without the prefix `sha256:`. */
export type Manifest = ReadonlyMap<string, string>;

/** A file with a manifest. */
export interface ManifestFile {
  readonly path: string;
  readonly text: string;
}

/** Lists every mistake in the files, up to a limit. */
export class ManifestError extends Error {
  override readonly name = 'ManifestError';
}

/** More than any client has; documents and their ids stay in memory as long as the manifest is in force. */
export const maxDocuments = 20_000;

const maxMistakes = 20;

const hashPrefix = 'sha256:';

/**
 * The id under which a document is stored. GraphQL over HTTP writes the SHA-256 of a document with a prefix, Apollo's
 * protocol without it: both mean the same.
 */
export const bareId = (id: string): string =>
  id.startsWith(hashPrefix) ? id.slice(hashPrefix.length) : id;

/** Longer than any hash; short enough to be repeated in logs. */
const idForm = z
  .string()
  .regex(/^[\x21-\x7e]{1,200}$/, 'is not an id of 1 to 200 visible ASCII characters');
const textForm = z.string().min(1, 'is empty');

/** The format of `@apollo/generate-persisted-query-manifest`; other fields are ignored. */
const apolloManifest = z.object({
  format: z.literal('apollo-persisted-query-manifest'),
  version: z.literal(1),
  operations: z.array(z.object({ id: idForm, body: textForm })),
});

/** The format of graphql-codegen's client preset with `persistedDocuments`: texts by their hashes. */
const clientPresetManifest = z.record(idForm, textForm);

/**
 * Reads manifests of either format and merges them. Several may contain the same document.
 * @throws ManifestError when a file is not a manifest, an id refers to different documents, or there are too many.
 */
export function readManifests(files: readonly ManifestFile[]): Manifest {
  const documents = new Map<string, string>();
  const sources = new Map<string, string>();
  const mistakes: string[] = [];
  for (const { path, text } of files) {
    const { entries, wrong } = entriesOf(text);
    mistakes.push(...wrong.map((mistake) => `${path}: ${mistake}`));
    for (const [id, body] of entries) {
      const key = bareId(id);
      const known = documents.get(key);
      if (known === undefined) {
        documents.set(key, body);
        sources.set(key, path);
      } else if (known !== body) {
        const other = sources.get(key) === path ? '' : ` and in ${sources.get(key)}`;
        mistakes.push(`${path}: the id ${id} stands for different documents here${other}`);
      }
    }
  }
  if (documents.size > maxDocuments) {
    mistakes.push(`there are ${documents.size} documents, and ${maxDocuments} is the limit`);
  }
  if (mistakes.length > 0) throw new ManifestError(listed(mistakes));
  return documents;
}

interface Entries {
  entries: readonly (readonly [id: string, text: string])[];
  wrong: readonly string[];
}

function entriesOf(text: string): Entries {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    return refused(`is not JSON: ${error instanceof Error ? error.message : 'cannot be read'}`);
  }
  if (!isRecord(value)) return refused(unknownFormat);
  if ('format' in value || 'operations' in value) {
    const parsed = apolloManifest.safeParse(value);
    if (!parsed.success) return { entries: [], wrong: issuesOf(parsed.error) };
    return { entries: parsed.data.operations.map(({ id, body }) => [id, body]), wrong: [] };
  }
  const parsed = clientPresetManifest.safeParse(value);
  if (!parsed.success) return { entries: [], wrong: [unknownFormat, ...issuesOf(parsed.error)] };
  return { entries: Object.entries(parsed.data), wrong: [] };
}

const unknownFormat =
  'is neither a manifest of @apollo/generate-persisted-query-manifest (version 1) nor persisted documents of graphql-codegen’s client preset';

const refused = (mistake: string): Entries => ({ entries: [], wrong: [mistake] });

const issuesOf = ({ issues }: z.ZodError): string[] =>
  issues.map(({ path, message }) => `${path.map(String).join('.').slice(0, 100)}: ${message}`);

function listed(mistakes: readonly string[]): string {
  const more = mistakes.length - maxMistakes;
  const shown = mistakes.slice(0, maxMistakes).map((mistake) => `  ${mistake}`);
  const lines = more > 0 ? [...shown, `  … and ${more} more`] : shown;
  return `The trusted documents cannot be read:\n${lines.join('\n')}`;
}
