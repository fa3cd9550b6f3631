import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { onceInTheSuite, startGraph, type TestGraph } from '../../support/graph.ts';
import { wrongField } from '../../support/wrong-field.ts';

/** How people find a unit: by its name, or by topic and place. */

let graph: TestGraph;

beforeAll(async () => {
  graph = await startGraph();
});

afterAll(() => graph?.stop());

onceInTheSuite('a search', () => {
  interface Found {
    totalCount: number;
    nodes: { name: string; kind: string; path: string[] }[];
  }

  async function search(
    text: string,
    { filter = {}, first = 10 }: { filter?: object; first?: number } = {},
  ): Promise<Found> {
    const data = await graph.client.data(
      /* GraphQL */ `
        query Search($text: String!, $filter: AdministrativeUnitFilter, $first: Int) {
          searchAdministrativeUnits(text: $text, filter: $filter, first: $first) {
            totalCount
            nodes {
              name
              kind
              path
            }
          }
        }
      `,
      { variables: { text, filter, first } },
    );
    return data['searchAdministrativeUnits'] as Found; // the form of the query
  }

  const namesIn = ({ nodes }: Found) => nodes.map(({ name }) => name);

  test.each([
    ['KADIKÖY', 'kadıköy'],
    ['kadikoy', 'kadıköy'],
    ['Kadıköy', 'kadıköy'],
    ['  kadıköy!  ', 'kadıköy'],
    ['ICISLERI BAKANLIGI', 'içişleri bakanlığı'],
    ['İÇİŞLERİ BAKANLIĞI', 'içişleri bakanlığı'],
    ['Şişli Öğretmenevi', 'sisli ogretmenevi'],
  ])('for %j and for %j finds the same', async (one, other) => {
    const found = await search(one, { first: 50 });

    expect(found.nodes).not.toEqual([]);
    expect(found).toEqual(await search(other, { first: 50 }));
  });

  test.each([
    ['kadıköy nüfus', 'Kadıköy İlçe Nüfus ve Vatandaşlık Müdürlüğü'],
    ['nüfus kadıköy', 'Kadıköy İlçe Nüfus ve Vatandaşlık Müdürlüğü'],
    ['kadıköy nüf', 'Kadıköy İlçe Nüfus ve Vatandaşlık Müdürlüğü'],
    ['kadıkyö nüfus', 'Kadıköy İlçe Nüfus ve Vatandaşlık Müdürlüğü'],
    ['kadikoi nufus', 'Kadıköy İlçe Nüfus ve Vatandaşlık Müdürlüğü'],
    ['Kadıköy’de nüfus', 'Kadıköy İlçe Nüfus ve Vatandaşlık Müdürlüğü'],
    ['Kadı Köy nüfus', 'Kadıköy İlçe Nüfus ve Vatandaşlık Müdürlüğü'],
    ['Kadıköy ilçe MEM', 'Kadıköy İlçe Millî Eğitim Müdürlüğü'],
    ['istanbul su', 'İstanbul Su ve Kanalizasyon İdaresi Genel Müdürlüğü (İSKİ)'],
    ['kadik', 'Kadıköy Kaymakamlığı'],
    ['kadıköy belediyesi', 'Kadıköy Belediyesi (İstanbul)'],
    ['içişleri', 'İçişleri Bakanlığı'],
    ['sakarya vali', 'Sakarya Valiliği'],
    ['İSKİ', 'İstanbul Su ve Kanalizasyon İdaresi Genel Müdürlüğü (İSKİ)'],
  ])('for %j finds %j first', async (text, name) => {
    expect(namesIn(await search(text))[0]).toBe(name);
  });

  test('ranks exact words before prefixes, and higher units before those below them', async () => {
    const { nodes } = await search('kadıköy', { first: 50 });

    expect(nodes[0]).toEqual({
      name: 'Kadıköy Kaymakamlığı',
      kind: 'DISTRICT_GOVERNORSHIP',
      path: ['Cumhurbaşkanlığı', 'İçişleri Bakanlığı', 'İstanbul Valiliği', 'Kadıköy Kaymakamlığı'],
    });
    expect(namesIn(await search('içişleri bakanlığı', { first: 2 }))).toEqual([
      'İçişleri Bakanlığı',
      'İçişleri Bakanlığı Personel Genel Müdürlüğü',
    ]);
  });

  test('returns the requested number of best matches, in the same order', async () => {
    const many = await search('kadıköy müdürlüğü', { first: 20 });

    const few = await search('kadıköy müdürlüğü', { first: 3 });

    expect(many.totalCount).toBeGreaterThan(20);
    expect(few).toEqual({ totalCount: many.totalCount, nodes: many.nodes.slice(0, 3) });
  });

  test.each<[what: string, filter: () => object, names: string[]]>([
    ['kind', () => ({ kind: 'GOVERNORSHIP' }), ['Sakarya Valiliği']],
    [
      'district and kind',
      () => ({ districtCode: '5401', kind: 'DISTRICT_MUNICIPALITY' }),
      ['Adapazarı Belediyesi'],
    ],
    [
      'unit that it is within',
      () => ({
        withinId: graph.data.unit({ kind: 'METROPOLITAN_MUNICIPALITY', provinceCode: '54' })._id,
        kind: 'METROPOLITAN_MUNICIPALITY',
      }),
      ['Sakarya Büyükşehir Belediyesi'],
    ],
    ['status that none has', () => ({ status: 'CLOSED' }), []],
    ['province elsewhere', () => ({ provinceCode: '69' }), []],
  ])('respects the filter: %s', async (_what, filter, names) => {
    const found = await search('sakarya', { filter: filter() });

    expect(namesIn(found)).toEqual(names);
    expect(found.totalCount).toBe(names.length);
  });

  test('for an unknown name finds nothing, on an empty page', async () => {
    const data = await graph.client.data(/* GraphQL */ `
      query {
        searchAdministrativeUnits(text: "qwxqwxqwx") {
          totalCount
          edges {
            cursor
          }
          nodes {
            id
          }
          pageInfo {
            hasNextPage
            hasPreviousPage
            startCursor
            endCursor
          }
        }
      }
    `);

    expect(data).toEqual({
      searchAdministrativeUnits: {
        totalCount: 0,
        edges: [],
        nodes: [],
        pageInfo: {
          hasNextPage: false,
          hasPreviousPage: false,
          startCursor: null,
          endCursor: null,
        },
      },
    });
  });
});

onceInTheSuite('competence', () => {
  async function suggest(topicId: string, provinceCode: string, districtCode: string | null) {
    const data = await graph.client.data(
      /* GraphQL */ `
        query Suggest($topicId: ID!, $provinceCode: ID!, $districtCode: ID) {
          suggestUnits(
            topicId: $topicId
            provinceCode: $provinceCode
            districtCode: $districtCode
          ) {
            reason
            unit {
              name
            }
          }
        }
      `,
      { variables: { topicId, provinceCode, districtCode } },
    );
    const suggestions = data['suggestUnits'] as { reason: string; unit: { name: string } }[]; // the form of the query
    return suggestions.map(({ reason, unit }) => [reason, unit.name]);
  }

  test.each([
    [
      'in a district: its office, then the province’s, then the central one',
      'tuketici',
      '34',
      '3423',
      [
        ['DISTRICT_OFFICE', 'Kadıköy Tüketici Hakem Heyeti'],
        ['PROVINCIAL_OFFICE', 'İstanbul Tüketici Hakem Heyeti'],
        ['CENTRAL_OFFICE', 'Tüketicinin Korunması Genel Müdürlüğü'],
      ],
    ],
    [
      'where no district is named: the province’s office',
      'tuketici',
      '34',
      null,
      [
        ['PROVINCIAL_OFFICE', 'İstanbul Tüketici Hakem Heyeti'],
        ['CENTRAL_OFFICE', 'Tüketicinin Korunması Genel Müdürlüğü'],
      ],
    ],
    [
      'in a central district, which has no offices of its own: the province’s office',
      'tuketici',
      '69',
      '6903',
      [
        ['PROVINCIAL_OFFICE', 'Bayburt Tüketici Hakem Heyeti'],
        ['CENTRAL_OFFICE', 'Tüketicinin Korunması Genel Müdürlüğü'],
      ],
    ],
    [
      'for what the province sees to: the province’s office in every district',
      'karayolu',
      '54',
      '5401',
      [
        ['PROVINCIAL_OFFICE', 'Sakarya Karayolları Şube Şefliği'],
        ['CENTRAL_OFFICE', 'Karayolları Genel Müdürlüğü'],
      ],
    ],
    [
      'for what only the state sees to: the central office',
      'cimer',
      '69',
      null,
      [['CENTRAL_OFFICE', 'İletişim Başkanlığı']],
    ],
    [
      'for a municipal matter: the municipality of the district',
      'sokak-kaldirim',
      '69',
      '6901',
      [
        ['MUNICIPALITY', 'Aydıntepe Belediyesi Fen İşleri Müdürlüğü'],
        ['MUNICIPALITY', 'Aydıntepe Belediyesi'],
      ],
    ],
    [
      'for a municipal matter in a metropolitan province: the metropolitan one after it',
      'sokak-kaldirim',
      '34',
      '3423',
      [
        ['MUNICIPALITY', 'Kadıköy Belediyesi Fen İşleri Müdürlüğü'],
        ['MUNICIPALITY', 'Kadıköy Belediyesi (İstanbul)'],
        [
          'METROPOLITAN_MUNICIPALITY',
          'İstanbul Büyükşehir Belediyesi Fen İşleri Dairesi Başkanlığı',
        ],
      ],
    ],
    [
      'for a municipal matter in a central district: the provincial municipality, then its towns',
      'sokak-kaldirim',
      '69',
      '6903',
      [
        ['MUNICIPALITY', 'Bayburt Belediyesi Fen İşleri Müdürlüğü'],
        ['MUNICIPALITY', 'Bayburt Belediyesi'],
        ['TOWN_MUNICIPALITY', 'Arpalı Belediyesi Fen İşleri Müdürlüğü'],
      ],
    ],
    [
      'for a municipal matter of which only the province is known: the provincial municipality',
      'sokak-kaldirim',
      '69',
      null,
      [['MUNICIPALITY', 'Bayburt Belediyesi']],
    ],
    [
      'for what the districts’ municipalities see to where none is known: the metropolitan one',
      'belediye-vergileri',
      '34',
      null,
      [['METROPOLITAN_MUNICIPALITY', 'İstanbul Büyükşehir Belediyesi']],
    ],
    [
      'for what a metropolitan municipality sees to: that before the district’s',
      'icme-suyu',
      '34',
      '3423',
      [
        ['METROPOLITAN_MUNICIPALITY', 'İstanbul Su ve Kanalizasyon İdaresi Genel Müdürlüğü (İSKİ)'],
        ['METROPOLITAN_MUNICIPALITY', 'İstanbul Büyükşehir Belediyesi'],
        ['MUNICIPALITY', 'Kadıköy Belediyesi Fen İşleri Müdürlüğü'],
        ['MUNICIPALITY', 'Kadıköy Belediyesi (İstanbul)'],
      ],
    ],
    [
      'for the same where there is no metropolitan municipality: the provincial one',
      'icme-suyu',
      '69',
      '6903',
      [
        ['MUNICIPALITY', 'Bayburt Belediyesi Fen İşleri Müdürlüğü'],
        ['MUNICIPALITY', 'Bayburt Belediyesi'],
        ['TOWN_MUNICIPALITY', 'Arpalı Belediyesi Fen İşleri Müdürlüğü'],
      ],
    ],
  ])('%s', async (_what, topicId, provinceCode, districtCode, expected) => {
    expect(await suggest(topicId, provinceCode, districtCode)).toEqual(expected);
  });

  test('is always somebody, for every topic at every place', async () => {
    const places = [
      ['34', '3423'],
      ['34', null],
      ['69', '6903'],
      ['69', null],
    ] as const;
    const nobody: string[] = [];
    for (const { _id } of graph.data.directory.topics) {
      for (const [provinceCode, districtCode] of places) {
        const suggested = await suggest(_id, provinceCode, districtCode);
        if (suggested.length === 0) nobody.push(`${_id} in ${districtCode ?? provinceCode}`);
      }
    }

    expect(nobody).toEqual([]);
  });

  test.each([
    ['an unknown topic', { topicId: 'nothing' }, 'topicId', 'There is no such topic.'],
    ['an unknown province', { provinceCode: '82' }, 'provinceCode', 'There is no such province.'],
    [
      'a district of another province',
      { districtCode: '5401' },
      'districtCode',
      'İstanbul has no such district.',
    ],
  ])('cannot be determined for %s', async (_what, wrong, field, message) => {
    const { data, errors } = await graph.client.ask(
      /* GraphQL */ `
        query Suggest($topicId: ID!, $provinceCode: ID!, $districtCode: ID) {
          suggestUnits(
            topicId: $topicId
            provinceCode: $provinceCode
            districtCode: $districtCode
          ) {
            reason
          }
        }
      `,
      { variables: { topicId: 'tuketici', provinceCode: '34', ...wrong } },
    );

    expect({ data, errors }).toEqual({
      data: { suggestUnits: null },
      errors: [
        {
          message,
          path: ['suggestUnits'],
          extensions: wrongField(field, 'UNKNOWN'),
        },
      ],
    });
  });
});
