import { describe, expect, it } from '@jest/globals';
import { getOperationAST, parse } from 'graphql';
import { SelectionOfOperation, selectionToSend, sentSelection } from './client-selection.ts';

function selectionOf(text: string, variables = {}): SelectionOfOperation {
  const document = parse(text);
  const definition = getOperationAST(document);
  if (!definition) throw new Error('There is one operation.');
  return new SelectionOfOperation({ document, definition }, variables);
}

describe('what a client has selected below a root field', () => {
  it('has the paths of all leaves with their arguments, without aliases', () => {
    const selection = selectionOf(
      /* GraphQL */ `
        query ($first: Int = 5, $after: String, $order: Order) {
          some: list(first: 1) {
            nodes {
              __typename
              one: id
              replies(first: $first, after: $after, by: { order: $order }) {
                text
              }
            }
          }
          other {
            id
          }
        }
      `,
      { order: 'LATEST' },
    );
    expect(selection.below('list')).toEqual([
      'nodes.id',
      'nodes.replies("first":5,"by":{"order":"LATEST"}).text',
    ]);
    expect(selection.below('some')).toBeNull();
  });

  it('has what is in fragments, and not what is skipped', () => {
    const text = /* GraphQL */ `
      query ($no: Boolean!, $yes: Boolean = true) {
        ...Root
        ... on Query @include(if: $no) {
          list {
            never
          }
        }
      }
      fragment Root on Query {
        list {
          ...Page
          a @skip(if: $no)
          b @skip(if: $yes)
          c @include(if: $yes) @skip(if: $no)
        }
      }
      fragment Page on List {
        total
        nodes {
          ... on Node {
            id
          }
        }
      }
    `;
    const selection = selectionOf(text, { no: false });
    expect(selection.below('list')).toEqual(['total', 'nodes.id', 'a', 'c']);
  });

  it('is cut off where the arguments on the way make it too long', () => {
    const leaves = Array.from({ length: 100 }, (_, index) => `leaf${index}`).join(' ');
    const text = `query ($long: String) { list { nodes(after: $long) { ${leaves} } } }`;
    const ofLength = (length: number) =>
      selectionOf(text, { long: 'x'.repeat(length) }).below('list');
    expect(ofLength(900)).toHaveLength(100);
    const cut = ofLength(2_000);
    expect(cut?.at(-1)).toBe('…');
    expect(cut?.join('').length).toBeLessThan(100_010);
    expect(ofLength(480_000)).toEqual(['…']);
  });

  it('has what is selected below any field of this name, each once', () => {
    const selection = selectionOf(
      '{ a: list { id nodes { one: text two: text } } b: list(first: 0) { id total } c: list { total } }',
    );
    expect(selection.below('list')).toEqual(['id', 'nodes.text', 'total']);
  });

  it('is cut off where several fields of this name have too much together', () => {
    const leaves = Array.from({ length: 100 }, (_, index) => `leaf${index}`).join(' ');
    const below = (count: number) => {
      const fields = Array.from(
        { length: count },
        (_, index) =>
          `a${index}: list { nodes(after: "${index}${'x'.repeat(500)}") { ${leaves} } }`,
      );
      return selectionOf(`{ ${fields.join(' ')} }`).below('list');
    };
    expect(below(1)).toHaveLength(100);
    const cut = below(2);
    expect(cut?.at(-1)).toBe('…');
    expect(cut?.join('').length).toBeLessThan(100_010);
  });
});

describe('the selection that a gateway sends', () => {
  it('is about the root fields of the operation that is sent, and the same as before', () => {
    const selection = selectionOf('{ list { nodes { id } total } secret { number } }');
    const sent = selectionToSend(selection, parse('{ list { nodes { id } } }'), undefined);
    const received = sentSelection(JSON.parse(JSON.stringify({ query: '{ list }', ...sent })));
    expect(received?.below('list')).toEqual(['nodes.id', 'total']);
    expect(JSON.stringify(sent)).not.toContain('number');
    expect(received?.below('secret')).toBeNull();
    expect(received?.below('constructor')).toBeNull();
  });

  it.each([undefined, null, [], {}, { clientSelection: 'list' }])(
    'is not known from %j',
    (body) => {
      expect(sentSelection(body)).toBeNull();
    },
  );
});
