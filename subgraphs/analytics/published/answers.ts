import type { PublishedGroups } from './publish-groups.ts';

const mostBytes = 16 * 1024 * 1024;
/** A character of a string takes two bytes at most; an object about as much again. */
const bytesPerCharacter = 4;

interface Remembered {
  readonly answer: PublishedGroups;
  readonly bytes: number;
}

/**
 * The answers of one closed day by question, the least recently used of which are dropped beyond a number of bytes. They
 * stay right: nothing that they are computed from changes until the next day is closed.
 */
export class Answers {
  readonly #mostBytes: number;
  readonly #answers = new Map<string, Remembered>();
  #day = '';
  #bytes = 0;

  constructor(limit = mostBytes) {
    this.#mostBytes = limit;
  }

  get bytes(): number {
    return this.#bytes;
  }

  find(day: string, question: string): PublishedGroups | null {
    if (day !== this.#day) return null;
    const found = this.#answers.get(question);
    if (!found) return null;
    this.#answers.delete(question);
    this.#answers.set(question, found);
    return found.answer;
  }

  remember(day: string, question: string, answer: PublishedGroups): void {
    if (day < this.#day) return;
    if (day > this.#day) {
      this.#day = day;
      this.#answers.clear();
      this.#bytes = 0;
    }
    this.#forget(question);
    const bytes = bytesPerCharacter * (question.length + JSON.stringify(answer).length);
    if (bytes > this.#mostBytes) return;
    this.#answers.set(question, { answer, bytes });
    this.#bytes += bytes;
    for (const oldest of this.#answers.keys()) {
      if (this.#bytes <= this.#mostBytes) break;
      this.#forget(oldest);
    }
  }

  #forget(question: string): void {
    this.#bytes -= this.#answers.get(question)?.bytes ?? 0;
    this.#answers.delete(question);
  }
}
