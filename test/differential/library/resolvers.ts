import type { GraphQLFieldResolver } from 'graphql';

type Fields = Record<string, GraphQLFieldResolver<Thing, unknown>>;
type Find = (stub: Thing) => unknown;

/** A record of the library, or a stub with only a key. */
export interface Thing {
  readonly id?: string;
  readonly isbn?: string;
  readonly [field: string]: unknown;
}

const author = (number: number) => ({ id: `a${number}` });
const book = (number: number) => ({ id: `b${number}` });
const offer = (number: number) => ({ isbn: `i${number}` });

const authors: Thing[] = [1, 2, 3, 4].map((number) => ({
  ...author(number),
  name: `Author ${number}`,
  born: number === 3 ? null : 1900 + number,
  rival: number === 4 ? null : author(number + 1),
  books: [number, number + 1].map(book),
  address: { city: `City ${number}`, street: number === 2 ? null : `Street ${number}` },
  discount: number / 4,
}));

const genres = ['NOVEL', 'POETRY', null, 'NOVEL', 'NOVEL', 'POETRY'];

const books: Thing[] = [1, 2, 3, 4, 5, 6].map((number) => ({
  __typename: 'Book',
  ...book(number),
  ...offer(number),
  title: number === 5 ? null : `Book ${number}`,
  genre: genres[number - 1],
  formerGenre: number === 4 ? 'BANNED' : null,
  pages: number === 2 ? null : number * 100,
  tags: Array.from({ length: number % 3 }, (_, index) => `tag ${index}`),
  grid: [[number, null], null, []],
  cells: [[{ row: number, column: 2 }, null], null, [{ row: 0, column: number }]],
  meta: { number, nested: { list: [number, { deep: true }] }, toString: 'not a function' },
  author: number === 6 ? null : author((number % 4) + 1),
  sequel: number < 5 ? { ...offer(number + 1), ...book(number + 1) } : null,
  reviews: Array.from({ length: number % 3 }, (_, index) => ({
    stars: index + 1,
    text: index === 0 ? null : 'Fine.',
    book: book(number),
    by: author(index + 1),
  })),
  translator: number % 2 === 0 ? author(4) : null,
  price: number * 10,
  bundle: [offer(number), offer((number % 6) + 1)],
}));

const films: Thing[] = [1, 2, 3].map((number) => ({
  __typename: 'Film',
  id: `f${number}`,
  title: `Film ${number}`,
  minutes: 90.5 + number,
  director: author(number),
  price: number,
}));

const manuscript: Thing = { __typename: 'Manuscript', id: 'm1', title: 'Unpublished' };
const works = [books[0], films[0], null, books[1], films[1]];
const found = [films[2], { __typename: 'Author', ...author(1) }, books[2], books[3], films[0]];

const byKey = (things: readonly (Thing | null | undefined)[], key: string) => (stub: Thing) =>
  things.find((thing) => thing?.[key] === stub[key]) ?? null;

const findAuthor = byKey(authors, 'id');
const findFilm = byKey(films, 'id');
const findBook = (stub: Thing) => byKey(books, 'id' in stub ? 'id' : 'isbn')(stub);

/** By name: resolvers cannot rely on the order of arguments. */
const written = (args: Readonly<Record<string, unknown>>) =>
  JSON.stringify(Object.fromEntries(Object.entries(args).toSorted(([a], [b]) => (a < b ? -1 : 1))));

const part: Fields[string] = ({ id }, args) => `${String(id)} ${written(args)}`;

/** The resolvers of computed fields, by subgraph and type. */
export const resolvers: Readonly<Record<string, Record<string, Fields>>> = {
  catalog: {
    Query: {
      book: (_, { id }) => findBook({ id }),
      books: (_, { first, genre }) =>
        books.filter((one) => !genre || one['genre'] === genre).slice(0, first),
      shelves: () => [
        { label: 'Top', rows: [books.slice(0, 2), [], books.slice(2, 4)], first: books[0] },
        null,
        { label: 'Low', cells: [[books[4], null], null, [books[0]]], first: books[5] },
      ],
      works: () => works,
      archive: () => [books[0], manuscript, films[1]],
      page: (_, args) => written(args),
      since: (_, args) => written(args),
      search: (_, { text }) => (text === 'nothing' ? null : found),
      masterpiece: () => books[2],
    },
    Mutation: {
      retitle: (_, { id, title }) => ({ ...(findBook({ id }) as Thing), title }),
      reprint: (_, { id, copies, signed }) => ({
        ...(findBook({ id }) as Thing),
        title: `${String(copies)} ${String(signed)}`,
      }),
      restock: (_, { copies }) => copies,
      borrow: (_, { id }) => findBook({ id }),
    },
    Book: { sequel: ({ sequel }) => sequel && findBook(sequel as Thing), part },
    Film: { part },
    Author: { part },
  },
  people: {
    Query: {
      me: () => ({ name: 'Reader', query: {}, favourite: books[3] }),
      authors: () => authors,
    },
    Mutation: { rename: (_, { id, name }) => ({ id, books: [], ...findAuthor({ id }), name }) },
    Author: {
      rival: ({ rival }) => rival && findAuthor(rival as Thing),
      books: (source) => (source['books'] as Thing[]).map(findBook),
    },
    Book: { translator: ({ translator }) => translator && findAuthor(translator as Thing) },
    Review: {
      by: ({ by }) => findAuthor(by as Thing),
      book: (source) => findBook(source['book'] as Thing),
    },
  },
  shop: {
    Book: {
      shipping: ({ pages, tags }) => `${JSON.stringify(pages)} pages, ${JSON.stringify(tags)}`,
      bundle: ({ bundle }) => (bundle as Thing[]).map(findBook),
      stock: ({ isbn }, { city, kind }) =>
        city === 'Nowhere' ? null : { city, kind, count: String(isbn).length },
    },
  },
  ratings: {},
};

/** How each subgraph finds its entities. */
export const entities: Readonly<Record<string, Record<string, Find>>> = {
  catalog: {
    Book: findBook,
    Film: findFilm,
    Work: byKey([...books, ...films], 'id'),
    Author: (stub) => stub,
  },
  people: { Author: findAuthor, Book: findBook },
  shop: {
    Book: (stub) => ({ ...findBook(stub), ...stub }),
    Film: findFilm,
    Author: findAuthor,
  },
  ratings: { Work: ({ id }) => ({ id, stars: String(id).charCodeAt(1) - 48 }) },
};
