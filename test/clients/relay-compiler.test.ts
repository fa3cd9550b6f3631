import { execFile } from 'node:child_process';
import { copyFile, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { apiSchemaPath } from '../../gateway/supergraph.ts';
import { operations } from '../casework/operations.ts';
import { filingInput } from '../support/filing.ts';
import { onceInTheSuite, startGraph, type TestGraph } from '../support/graph.ts';
import { personOf } from '../support/person.ts';

/** Relay's compiler on the published schema, and what it generates on the graph. */

const compiler = resolve(import.meta.dirname, '../../node_modules/relay-compiler/cli.js');

const source = /* GraphQL */ `
  fragment Applications_citizen on Citizen
  @refetchable(queryName: "ApplicationsPageQuery")
  @argumentDefinitions(count: { type: "Int", defaultValue: 1 }, cursor: { type: "String" }) {
    name
    applications(first: $count, after: $cursor) @connection(key: "Applications_applications") {
      edges {
        node {
          number
          ...Applications_application
        }
      }
    }
  }

  fragment Applications_application on Application @refetchable(queryName: "ApplicationsOneQuery") {
    stage
    filedAt
    targetDate
    timeline {
      event
    }
  }

  query ApplicationsQuery {
    me {
      ...Applications_citizen
    }
  }
`;

const configuration = {
  src: './src',
  schema: './schema.graphql',
  language: 'typescript',
  artifactDirectory: './compiled',
  eagerEsModules: true,
  customScalarTypes: { Date: 'string', DateTime: 'string' },
};

onceInTheSuite('Relay', () => {
  let graph: TestGraph;
  let folder: string;

  beforeAll(async () => {
    graph = await startGraph();
    folder = await mkdtemp(join(tmpdir(), 'relay-'));
    const documents = source.split(/\n\n/).map((document) => `graphql\`${document}\`;`);
    await mkdir(join(folder, 'src'));
    await mkdir(join(folder, 'compiled'));
    await writeFile(join(folder, 'src/Applications.ts'), documents.join('\n'));
    await writeFile(join(folder, 'relay.config.json'), JSON.stringify(configuration));
    await copyFile(apiSchemaPath, join(folder, 'schema.graphql'));
  });

  afterAll(async () => {
    await rm(folder, { recursive: true });
    await graph.stop();
  });

  /** The text of a compiled operation. */
  async function compiled(name: string): Promise<string> {
    const artifact = await readFile(join(folder, `compiled/${name}.graphql.ts`), 'utf8');
    const [, text = ''] = /^ {4}"text": (".*")$/m.exec(artifact) ?? [];
    return JSON.parse(text) as string; // a JSON string, by the expression
  }

  it('compiles fragments that are fetched again and connections, and the graph answers them', async () => {
    const run = promisify(execFile);
    await run(process.execPath, [compiler, 'relay.config.json'], { cwd: folder });

    const { id: citizenId } = await graph.data.citizen();
    const citizen = await personOf(graph, { role: 'CITIZEN', citizenId });
    const numbers: string[] = [];
    for (let count = 0; count < 2; count += 1) {
      const input = filingInput(graph);
      numbers.unshift((await citizen.do<{ number: string }>(operations.file, { input })).number);
    }

    interface Me {
      id: string;
      applications: {
        edges: { node: { id: string; number: string } }[];
        pageInfo: { endCursor: string };
      };
    }
    const me = await citizen.do<Me>(await compiled('ApplicationsQuery'));
    const { endCursor } = me.applications.pageInfo;
    const next = await citizen.do<Me>(await compiled('ApplicationsPageQuery'), {
      id: me.id,
      cursor: endCursor,
      count: 1,
    });
    const edges = [...me.applications.edges, ...next.applications.edges];
    expect(me.id).toBe(citizenId);
    expect(edges.map(({ node }) => node.number)).toEqual(numbers);

    const again = await citizen.do(await compiled('ApplicationsOneQuery'), {
      id: edges[0]?.node.id,
    });
    expect(again).toMatchObject({
      __typename: 'Application',
      id: edges[0]?.node.id,
      stage: 'RECEIVED',
      timeline: [{ event: 'FILED', id: expect.stringMatching(/^tle_/) }],
    });
  });
});
