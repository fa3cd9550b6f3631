import type { Cleaning } from '../cleaning.ts';

/** A relationship of an Office Open XML package. */
export interface Relationship {
  id: string;
  /** The last word of its type: the beginnings differ between editions of the standard. */
  kind: string;
  type: string;
  target: string;
  isExternal: boolean;
}

/** A part of a package that is kept. */
export interface Part {
  name: string;
  kind: string;
  kept: Relationship[];
  /** Ids of its relationships that were dropped. */
  removed: ReadonlySet<string>;
  /** The cleaning of the file that it belongs to. */
  cleaning: Cleaning;
}
