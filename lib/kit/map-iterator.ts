/** The values of an iterator, each mapped. `return` is passed on at once, even while a value is awaited. */
export function mapIterator<Value, Mapped>(
  source: AsyncIterableIterator<Value>,
  map: (value: Value) => Mapped,
): AsyncIterableIterator<Mapped> {
  return {
    [Symbol.asyncIterator]() {
      return this;
    },
    async next() {
      const { done, value } = await source.next();
      return done ? { done, value: undefined } : { value: map(value) };
    },
    async return() {
      await source.return?.();
      return { done: true, value: undefined };
    },
  };
}
