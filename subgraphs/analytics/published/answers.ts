import type { LocalDate } from '../../../lib/kit/local-date.ts';
import type { PublishedGroups } from './publish-groups.ts';

const mostBytes = 16 * 1024 * 1024;
/** A character of a string takes two bytes at most; an object about as much again. */
const bytesPerCharacter = 4;

interface Remembered {
  readonly answer: PublishedGroups;
  readonly bytes: number;
}

/** What answers were computed from. */
interface Origin {
  /** The build of the copy. */
  readonly build: string;
  /** The last closed day. */
  readonly day: LocalDate;
}

/**
 * The answers of one origin by question, the least recently used of which are dropped beyond a number of bytes. They stay
 * right: nothing that they are computed from changes until the next day is closed, or the copy is built anew.
 */
export class Answers {
  readonly #mostBytes: number;
  readonly #answers = new Map<string, Remembered>();
  #origin: Origin = { build: '', day: '' };
  #bytes = 0;

  constructor(limit = mostBytes) {
    this.#mostBytes = limit;
  }

  get bytes(): number {
    return this.#bytes;
  }

  find(origin: Origin, question: string): PublishedGroups | null {
    if (!this.#isOf(origin)) return null;
    const found = this.#answers.get(question);
    if (!found) return null;
    this.#answers.delete(question);
    this.#answers.set(question, found);
    return found.answer;
  }

  remember(origin: Origin, question: string, answer: PublishedGroups): void {
    if (!this.#isOf(origin)) {
      const { build, day } = this.#origin;
      if (origin.build === build && origin.day < day) return;
      this.#origin = origin;
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

  #isOf({ build, day }: Origin): boolean {
    return build === this.#origin.build && day === this.#origin.day;
  }

  #forget(question: string): void {
    this.#bytes -= this.#answers.get(question)?.bytes ?? 0;
    this.#answers.delete(question);
  }
}
