/** How much may be attached. */
export const attachmentLimits = {
  /** Files that an application may have. */
  perApplication: 5,
  /** Uploads of a citizen that no application has yet. */
  unusedPerCitizen: 20,
  /** Bytes of a file: 10 MB. */
  fileBytes: 10 * 1024 * 1024,
  /** Bytes that a file may be refused by before any of it is stored: as many as its first chunk has. */
  headBytes: 255 * 1024,
  /** For how long a file may take to arrive. */
  uploadMs: 10 * 60_000,
} as const;

/** How long an upload is kept that never became part of an application, since it began. */
export const unusedLifetimeMs = {
  /** It may still be used. */
  STORED: 24 * 60 * 60_000,
  /** It never ended, because the process did that received it. Longer than any upload takes. */
  RECEIVING: 60 * 60_000,
} as const;
