/** The values of a metric of a gateway or subgraph server, by their labels. */
export async function valuesOf(url: string, metric: string): Promise<Record<string, number>> {
  const text = await (await fetch(`${url}/metrics`)).text();
  const lines = text.matchAll(/^(\w+)(?:\{(.*)\})? (\S+)$/gm);
  return Object.fromEntries(
    [...lines].flatMap(([, name, labels = '', value]) =>
      name === metric ? [[labels, Number(value)]] : [],
    ),
  );
}

/** The value of a metric that has no labels. */
export const valueOf = async (url: string, metric: string): Promise<number | undefined> =>
  (await valuesOf(url, metric))[''];
