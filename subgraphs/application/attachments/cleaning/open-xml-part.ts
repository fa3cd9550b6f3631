/** One thing of an Office Open XML package that another one refers to. */
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
  /** Ids of what it referred to and is kept no more. */
  removed: ReadonlySet<string>;
}
