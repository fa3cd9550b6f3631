/** Where a mistake is: a line of a file, or the whole file. */
export interface Place {
  readonly file: string;
  readonly line?: number | undefined;
}

const mostShown = 100;

/** Everything that is wrong with files to be imported. */
export class ImportError extends Error {
  override readonly name = 'ImportError';
}

/** Collects mistakes, so that all of them are reported at once. */
export class Mistakes {
  readonly #found: string[] = [];

  add({ file, line }: Place, message: string): void {
    this.#found.push(`  ${file}${line === undefined ? '' : `:${line}`}: ${message}`);
  }

  /** @throws ImportError if there are any. */
  throwIfAny(): void {
    const count = this.#found.length;
    if (count === 0) return;
    const shown = this.#found.slice(0, mostShown);
    if (count > mostShown) shown.push(`  … and ${count - mostShown} more`);
    throw new ImportError(`Nothing was imported. These have to be corrected:\n${shown.join('\n')}`);
  }
}
