/** The metrics of another process, which are served with those of this one. */
export interface IncludedMetrics {
  /** The value of the label `process` that distinguishes them. */
  readonly process: string;
  /** Reads them in the text format of Prometheus. Rejects if they cannot be had soon. */
  read(): Promise<string>;
}

/** The metrics of another process as they were read. */
export interface ReadMetrics extends Pick<IncludedMetrics, 'process'> {
  readonly text: string;
}

/** A metric in the text format: the lines that describe it, and those with its values. */
interface Family {
  readonly head: string[];
  readonly samples: string[];
}

/**
 * Puts the metrics of other processes into those of this one, with the label `process`. Each name is described once, as
 * the format demands; the processes run the same release.
 */
export function mergeMetrics(own: string, others: readonly ReadMetrics[]): string {
  if (others.length === 0) return own;
  const merged = familiesOf(own);
  for (const { process, text } of others) {
    for (const [name, { head, samples }] of familiesOf(text)) {
      const labelled = samples.map((sample) => withLabel(sample, `process="${process}"`));
      const known = merged.get(name);
      if (known) known.samples.push(...labelled);
      else merged.set(name, { head, samples: labelled });
    }
  }
  return [...merged.values()]
    .map(({ head, samples }) => `${[...head, ...samples].join('\n')}\n`)
    .join('\n');
}

/** The metrics of a text by their names. Each begins with its `# HELP`. */
function familiesOf(text: string): Map<string, Family> {
  const families = new Map<string, Family>();
  let family: Family = { head: [], samples: [] };
  for (const line of text.split('\n')) {
    if (line === '') continue;
    if (!line.startsWith('#')) {
      family.samples.push(line);
      continue;
    }
    const [, keyword, name = ''] = line.split(' ', 3);
    if (keyword === 'HELP') families.set(name, (family = { head: [], samples: [] }));
    family.head.push(line);
  }
  return families;
}

const withLabel = (sample: string, label: string): string =>
  sample.replace(/^([\w:]+)(\{?)/, (_start, name: string, brace: string) =>
    brace ? `${name}{${label},` : `${name}{${label}}`,
  );
