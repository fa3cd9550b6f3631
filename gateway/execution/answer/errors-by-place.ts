import type { GraphQLError } from 'graphql';
import type { ErrorPath } from '../plan/subgraph-error.ts';

type Step = string | number;

interface Place {
  readonly errors: GraphQLError[];
  readonly inside: Map<Step, Place>;
}

const newPlace = (): Place => ({ errors: [], inside: new Map() });

/** The errors of one execution, indexed by their paths in the client's answer. */
export class ErrorsByPlace {
  readonly #root = newPlace();
  /** An error without a path may explain any null. */
  #isAnywhere = false;
  readonly #dropped = new Set<GraphQLError>();

  constructor(errors: readonly GraphQLError[]) {
    for (const error of errors) {
      if (error.path) this.#placeAt(error.path).errors.push(error);
      else this.#isAnywhere = true;
    }
  }

  /** Whether there is an error at this path, below it, or at a prefix of it. */
  explains(path: ErrorPath): boolean {
    if (this.#isAnywhere) return true;
    let place = this.#root;
    for (const step of path) {
      if (place.errors.length > 0) return true;
      const next = place.inside.get(step);
      if (!next) return false;
      place = next;
    }
    return true; // places are created for errors only
  }

  /** Whether there is an error at this path or below it. */
  has(path: ErrorPath, step: Step): boolean {
    return this.#find([...path, step]) !== undefined;
  }

  /** Drops the errors at this path and below it. */
  drop(path: ErrorPath, step: Step): void {
    const pending = [this.#find([...path, step])];
    for (let place = pending.pop(); place; place = pending.pop()) {
      for (const error of place.errors) this.#dropped.add(error);
      pending.push(...place.inside.values());
    }
  }

  isDropped(error: GraphQLError): boolean {
    return this.#dropped.has(error);
  }

  #find(path: ErrorPath): Place | undefined {
    let place: Place | undefined = this.#root;
    for (const step of path) place = place?.inside.get(step);
    return place;
  }

  #placeAt(path: ErrorPath): Place {
    let place = this.#root;
    for (const step of path) {
      let next = place.inside.get(step);
      if (!next) place.inside.set(step, (next = newPlace()));
      place = next;
    }
    return place;
  }
}
