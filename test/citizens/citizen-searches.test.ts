import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { pino } from 'pino';
import { completeNationalId } from '../../lib/kit/national-id.ts';
import type { TestCitizen } from '../support/data.ts';
import { onceInTheSuite, startGraph, type TestGraph } from '../support/graph.ts';
import { type Person, personOf } from '../support/person.ts';
import { wrongField, wrongFields } from '../support/wrong-field.ts';
import { pagesOf } from '../worklists/support.ts';

/** The centre finds citizens by their identity numbers, and each search is recorded. */

let graph: TestGraph;
let citizen: TestCitizen;
let evaluator: Person;
let admin: Person;
/** Everything that the graph logs. */
const logged: string[] = [];

const find = /* GraphQL */ `
  mutation Find($nationalId: String!, $reason: String!) {
    findCitizen(nationalId: $nationalId, reason: $reason) {
      id
      name
      surname
      maskedNationalId
      applications(first: 5) {
        nodes {
          number
        }
      }
    }
  }
`;
const searches = /* GraphQL */ `
  query Searches($first: Int, $after: String) {
    citizenSearches(first: $first, after: $after) {
      nodes {
        by
        at
        reason
        found
      }
      pageInfo {
        hasNextPage
        endCursor
      }
    }
  }
`;
const reason = 'Telefonla başvurusunun durumunu soruyor.';
/** Well-formed, and of nobody on record. */
const nobodys = completeNationalId('987654321');

interface Search {
  by: string;
  at: string;
  reason: string;
  found: boolean;
}
interface Page {
  nodes: Search[];
  pageInfo: { hasNextPage: boolean; endCursor: string | null };
}

const records = () => graph.data.database('citizen').collection('citizenSearches');

onceInTheSuite('findCitizen', () => {
  beforeAll(async () => {
    graph = await startGraph({
      logger: pino({ level: 'trace' }, { write: (line) => void logged.push(line) }),
    });
    citizen = await graph.data.citizen({ name: 'Elif' });
    evaluator = await personOf(graph, { role: 'EVALUATOR', subject: 'nermin' });
    admin = await personOf(graph, { role: 'ADMIN' });
  });
  afterAll(() => graph?.stop());

  test('finds the citizen with their applications, and records who searched, when and why', async () => {
    const { number } = await graph.data.application({ citizen });
    const before = Date.now();

    expect(await evaluator.do(find, { nationalId: citizen.nationalId, reason })).toEqual({
      id: citizen.id,
      name: 'Elif',
      surname: 'Yılmaz',
      maskedNationalId: citizen.document.maskedNationalId,
      applications: { nodes: [{ number }] },
    });

    const { nodes } = await admin.do<Page>(searches);
    expect(nodes).toEqual([{ by: 'nermin', at: expect.any(String), reason, found: true }]);
    expect(Date.parse(nodes[0]?.at ?? '')).toBeGreaterThanOrEqual(before);
    expect(await records().find().toArray()).toEqual([
      {
        _id: expect.anything(),
        at: new Date(nodes[0]?.at ?? ''),
        by: 'nermin',
        reason,
        nationalIdHash: citizen.document.nationalIdHash,
        citizenId: citizen.id,
      },
    ]);
  });

  test('finds the citizen by a number as it is pasted', async () => {
    const pasted = `\u200b ${citizen.nationalId.slice(0, 5)}\u00ad${citizen.nationalId.slice(5)}\n`;
    const before = await records().countDocuments();

    expect(await evaluator.do(find, { nationalId: pasted, reason })).toMatchObject({
      id: citizen.id,
    });

    const { nationalIdHash } = citizen.document;
    expect(await records().countDocuments({ nationalIdHash })).toBe(before + 1);
  });

  test('records a search that finds nobody', async () => {
    expect(await evaluator.refused(find, { nationalId: nobodys, reason })).toEqual({
      code: 'NOT_FOUND',
    });

    const { nodes } = await admin.do<Page>(searches, { first: 1 });
    expect(nodes).toEqual([{ by: 'nermin', at: expect.any(String), reason, found: false }]);
  });

  test.each([
    ['a malformed number', { nationalId: '1234' }, wrongField('nationalId', 'FORMAT')],
    [
      'a mistyped number, without a reason',
      { nationalId: '10000000147', reason: 'yok' },
      wrongFields([
        { field: 'nationalId', reason: 'CHECKSUM' },
        { field: 'reason', reason: 'RANGE', min: 5, max: 2_000 },
      ]),
    ],
  ])('refuses %s, and records nothing', async (_what, given, error) => {
    const before = await records().countDocuments();
    const input = { reason, ...given };

    const { errors } = await evaluator.ask(find, input);

    expect(errors[0]?.extensions).toEqual(error);
    expect(JSON.stringify(errors)).not.toContain(input.nationalId);
    expect(await records().countDocuments()).toBe(before);
  });

  test('is listed page by page, the latest first', async () => {
    for (const why of ['Birinci neden.', 'İkinci neden.']) {
      await evaluator.do(find, { nationalId: citizen.nationalId, reason: why });
    }

    const pages = await pagesOf((after) => admin.do<Page>(searches, { first: 1, after }));

    const all = pages.flat().map((one) => one.reason);
    expect(all.slice(0, 2)).toEqual(['İkinci neden.', 'Birinci neden.']);
    expect(all).toHaveLength(await records().countDocuments());
    expect(await evaluator.refused(searches)).toMatchObject({ code: 'FORBIDDEN' });
  });

  test('leaves the number in no log, no metric and no record', async () => {
    await evaluator.do(find, { nationalId: citizen.nationalId, reason });
    await evaluator.refused(find, { nationalId: nobodys, reason });
    // A number where a text is expected is refused before it is executed.
    await evaluator.ask(find.replace('$nationalId: String!', '$nationalId: Int'), {
      nationalId: citizen.nationalId,
      reason,
    });
    const metrics = await (await fetch(`${graph.url}/metrics`)).text();
    const stored = JSON.stringify(await records().find().toArray());

    expect(logged.length).toBeGreaterThan(0);
    for (const text of [...logged, metrics, stored]) {
      expect(text).not.toContain(citizen.nationalId);
      expect(text).not.toContain(nobodys);
    }
  });
});
