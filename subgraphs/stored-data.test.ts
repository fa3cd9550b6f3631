import { globSync } from 'node:fs';
import { resolve } from 'node:path';
import { type Connection, createConnection } from 'mongoose';
import { describe, expect, test } from '@jest/globals';
import { type SubgraphName, subgraphNames } from '../lib/kit/subgraph-names.ts';
import type { StoredData } from '../lib/mongodb/migrations.ts';
import { storedData as analytics } from './analytics/migrations.ts';
import { storedData as application } from './application/migrations/index.ts';
import { storedData as citizen } from './citizen/migrations.ts';
import { storedData as directory } from './institution-directory/migrations.ts';

/** Every model is in the list by which its declared indexes are made. */

const storedDataOf: Record<SubgraphName, StoredData> = {
  analytics,
  application,
  citizen,
  'institution-directory': directory,
};

/** The collections of all models that the files below a folder define. */
async function collectionsIn(folder: string): Promise<string[]> {
  const cwd = resolve(import.meta.dirname, '..', folder);
  const connection = createConnection(); // not connected: models are only defined on it
  for (const file of globSync('**/*.model.ts', { cwd })) {
    const exported = (await import(resolve(cwd, file))) as Record<string, unknown>;
    const definitions = Object.entries(exported).flatMap(([name, value]) =>
      /Models?$/.test(name) && typeof value === 'function' ? [value] : [],
    ) as ((connection: Connection) => unknown)[]; // all of them have this form
    expect({ file, definitions: definitions.length }).not.toEqual({ file, definitions: 0 });
    for (const define of definitions) define(connection);
  }
  return collectionsOf(connection);
}

const collectionsOf = ({ models }: Connection) =>
  Object.values(models).map(({ collection }) => collection.collectionName);

const declaredBy = (name: SubgraphName) =>
  storedDataOf[name].indexes(createConnection()).map(({ collection }) => collection);

describe('every model is in the stored data', () => {
  test.each(subgraphNames)('of %s', async (name) => {
    const defined = await collectionsIn(`subgraphs/${name}`);
    const declared = declaredBy(name);

    expect(defined).not.toEqual([]);
    expect(defined.filter((collection) => !declared.includes(collection))).toEqual([]);
  });

  test('of a subgraph, if a library defines it', async () => {
    const defined = await collectionsIn('lib');
    const declared = subgraphNames.flatMap(declaredBy);

    expect(defined.filter((collection) => !declared.includes(collection))).toEqual([]);
  });
});
