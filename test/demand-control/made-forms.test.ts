import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import type { GatewayOptions } from '../../gateway/gateway.ts';
import { defaultPlanning } from '../../gateway/planning/planning.ts';
import { parseTrustedProxies } from '../../lib/platform/http/client-address.ts';
import { withoutBuckets } from '../support/demand.ts';
import { onceInTheSuite, startGraph, type TestGraph } from '../support/graph.ts';

/** Whoever has a form of a known text made pays for it, whatever the operation costs otherwise. */

const available = 1_000_000;

const costOfForm = (selections: number) => 60 + selections;

/** A list of no elements, below which nearly everything lies. */
const hidden = 'children(first: 0) { nodes { ...F0 } }';
const fragments = Array.from({ length: 6 }, (_, n) => {
  const below = n < 5 ? `a: parent { ...F${n + 1} } b: successor { ...F${n + 1} }` : '';
  return `fragment F${n} on AdministrativeUnit { name ${below} }`;
}).join(' ');
/** The list and its elements; the 63 fragments with a spread and a name each, and a field around each but the first. */
const selectionsHidden = 2 + 2 * 63 + 62;

interface Asked {
  readonly query: string;
  readonly operationName?: string;
  readonly variables?: Readonly<Record<string, unknown>>;
}

interface Paid {
  readonly status: number;
  readonly requested: number;
  /** Beside the actual cost of the operation, since the last answer with a cost; unknown for one without. */
  readonly more: number;
}

interface Answer {
  readonly extensions?: {
    readonly cost: {
      readonly requestedQueryCost: number;
      readonly actualQueryCost: number;
      readonly throttleStatus: { readonly currentlyAvailable: number };
    };
  };
}

onceInTheSuite('a form that had to be made', () => {
  let graph: TestGraph;
  let made: number;
  let addresses = 0;

  const { budgets } = withoutBuckets;
  const execution = {
    policy: { afterMaking: () => void (made += 1) },
    trustProxy: parseTrustedProxies('loopback') ?? null,
    demand: {
      mode: 'enforce',
      // What is used up does not come back while the test runs.
      budgets: {
        ...budgets,
        ANONYMOUS: { operation: 10_000, available, restoreRate: 0.000_001 },
      },
    },
  } satisfies Partial<GatewayOptions>;

  beforeAll(async () => {
    graph = await startGraph({ execution });
  });

  beforeEach(() => {
    made = 0;
  });

  afterAll(() => graph?.stop());

  /** Somebody whose bucket is full, and who says what each operation takes from it beside its cost. */
  function newcomer(url = graph.url): (asked: Asked) => Promise<Paid> {
    addresses += 1;
    const address = `10.3.0.${addresses}`;
    let before = available;
    return async (asked) => {
      const response = await fetch(`${url}/graphql`, {
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          'x-graphql-cost': '1',
          'x-forwarded-for': address,
        },
        body: JSON.stringify(asked),
      });
      const { status } = response;
      const { extensions } = (await response.json()) as Answer;
      if (!extensions) return { status, requested: NaN, more: NaN };
      const { requestedQueryCost: requested, actualQueryCost, throttleStatus } = extensions.cost;
      const { currentlyAvailable } = throttleStatus;
      const more = Math.round(before - currentlyAvailable - actualQueryCost);
      before = currentlyAvailable;
      return { status, requested, more };
    };
  }

  /** What several requests with the same text take beside their costs, in their order. */
  async function paidFor(
    query: string,
    given: readonly Readonly<Record<string, unknown>>[],
    ask = newcomer(),
  ): Promise<number[]> {
    const paid: number[] = [];
    for (const variables of given) {
      const { status, more } = await ask({ query, variables });
      expect(status).toBe(200);
      paid.push(more);
    }
    return paid;
  }

  const costOfText = ({ length }: string) => 60 + Math.ceil(length / 10);

  const times = <One>(count: number, one: One): One[] => Array.from({ length: count }, () => one);

  test('is not charged to those who execute one text in one form', async () => {
    const query = 'query Usual($id: ID!) { administrativeUnit(id: $id) { name parent { name } } }';

    const paid = await paidFor(query, times(6, { id: '85316115' }));

    const ofText = costOfText(query);
    expect(paid).toEqual([ofText, ofText, 0, 0, 0, 0]);
    expect(made).toBe(2); // the plans of the texts that were new
  });

  describe('is charged by all selections of the text, also those below an empty list', () => {
    test('for each null that leaves a field out', async () => {
      const query = `query Nulls($id: ID = "85316115") { a: administrativeUnit(id: $id) { id }
        b: administrativeUnit(id: "85316115") { ${hidden} } } ${fragments}`;
      const { [2]: known } = await paidFor(query, times(3, {}));
      made = 0;

      const paid = await paidFor(query, times(4, { id: null }));

      const selections = 3 + selectionsHidden;
      expect(known).toBe(0);
      expect(paid).toEqual(times(4, costOfForm(selections)));
      expect(made).toBe(4);
    });

    test('for each set of conditions beyond those that are kept', async () => {
      const names = ['a', 'b', 'c', 'd'];
      const query = `query Conditions(${names.map((name) => `$${name}: Boolean!`).join(' ')}) {
        administrativeUnit(id: "85316115") { ${hidden}
          ${names.map((name) => `${name}: id @include(if: $${name})`).join(' ')} } } ${fragments}`;
      const forms = Array.from({ length: 16 }, (_, form) =>
        Object.fromEntries(names.map((name, bit) => [name, ((form >> bit) & 1) === 1])),
      );
      const [none = {}] = forms;
      await paidFor(query, times(3, none));
      const ofForm = costOfForm(1 + selectionsHidden + names.length);

      const [first, second] = [
        await paidFor(query, forms.slice(1)),
        await paidFor(query, forms.slice(1)),
      ];

      // Eight forms are kept, with that under no condition.
      expect(first).toEqual(times(15, ofForm));
      expect(second).toEqual([...times(7, 0), ...times(8, ofForm)]);
    });

    test('for a viewer with other rights', async () => {
      const query = `query Rights { viewer { role } administrativeUnit(id: "85316115") { ${hidden} }
        myApplications(first: 0) { nodes { number } } } ${fragments}`;
      const citizen = await graph.data.citizen();
      const token = await graph.token({ subject: citizen.id, citizenId: citizen.id });
      for (let time = 0; time < 3; time += 1) await graph.client.ask(query, { token });
      const ofForm = costOfForm(2 + 1 + selectionsHidden + 3);
      made = 0;

      expect(await paidFor(query, times(4, {}))).toEqual([ofForm, ofForm, 0, 0]);
      expect(made).toBe(2);
    });
  });

  test('is charged with a new text, of which the fragments are most', async () => {
    const textOf = (name: string) =>
      `query ${name} { administrativeUnit(id: "85316115") { ${name}: id ${hidden} } } ${fragments}`;
    const ask = newcomer();

    for (const name of ['one', 'other', 'third']) {
      const { more } = await ask({ query: textOf(name) });
      expect(more).toBe(costOfForm(2 + selectionsHidden));
    }
  });

  test('is charged by the operation that is executed, not by others beside it', async () => {
    const query = `query One($with: Boolean!) { viewer { role @include(if: $with) } }
      query Other { administrativeUnit(id: "85316115") { ${hidden} } } ${fragments}`;
    const ask = newcomer();
    const one = (given: boolean) =>
      ask({ query, operationName: 'One', variables: { with: given } });
    for (let time = 0; time < 3; time += 1) await one(true);

    const { more } = await one(false);

    expect(more).toBe(costOfForm(2));
  });

  test('is charged each time if it cannot be planned', async () => {
    const planning = { ...defaultPlanning, thread: { cpuMs: 1 } };
    const hasty = await graph.another({ execution: { ...execution, planning } });
    const query = `query Hasty($with: Boolean!) { administrativeUnit(id: "85316115") { id
      ... @include(if: $with) { ${hidden} } } } ${fragments}`;
    const ask = newcomer(hasty.url);
    await paidFor(query, times(3, { with: false }), ask);
    const { requested } = await newcomer()({ query, variables: { with: true } });

    for (let time = 0; time < 2; time += 1) {
      const { status } = await ask({ query, variables: { with: true } });
      expect(status).toBe(400);
      const { more } = await ask({ query, variables: { with: false } });
      expect(more).toBe(requested + costOfForm(3 + selectionsHidden));
    }
  });

  test('is charged where nothing is compiled', async () => {
    const plain = await graph.another({ execution: { ...execution, compile: false } });
    const query = `query Plain($with: Boolean!) { administrativeUnit(id: "85316115") {
      ${hidden} name @include(if: $with) } } ${fragments}`;

    const known = await paidFor(query, times(4, { with: true }), newcomer(plain.url));
    const other = await paidFor(query, times(4, { with: false }), newcomer(plain.url));

    const ofForm = costOfForm(2 + selectionsHidden);
    expect(known).toEqual([ofForm, ofForm, 0, 0]);
    expect(other).toEqual([ofForm, ofForm, 0, 0]);
  });
});
