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

/** Collects mistakes, so that all of them are reported at once. It holds only those that it shows. */
export class Mistakes {
  readonly #shown: string[] = [];
  #count = 0;

  add({ file, line }: Place, message: string): void {
    this.#count += 1;
    if (this.#count > mostShown) return;
    this.#shown.push(`  ${file}${line === undefined ? '' : `:${line}`}: ${message}`);
  }

  /** @throws ImportError if there are any. */
  throwIfAny(): void {
    if (this.#count === 0) return;
    const more = this.#count - this.#shown.length;
    const shown = more > 0 ? [...this.#shown, `  … and ${more} more`] : this.#shown;
    throw new ImportError(`Nothing was imported. These have to be corrected:\n${shown.join('\n')}`);
  }
}
