/** The limits of attachments. */
export const attachmentLimits = {
  /** The maximum number of files of an application. */
  perApplication: 5,
  /** The maximum number of a citizen's uploads that do not belong to an application yet. */
  unusedPerCitizen: 20,
  /** The maximum size of a file, in bytes: 10 MB. */
  fileBytes: 10 * 1024 * 1024,
  /** The number of first bytes by which a file may be refused before any of it is stored: one chunk. */
  headBytes: 255 * 1024,
  /** The maximum time for a file to arrive, in milliseconds. */
  uploadMs: 10 * 60_000,
} as const;

/** The lifetime of an upload that never became part of an application, since it began, in milliseconds. */
export const unusedLifetimeMs = {
  /** It may still be used. */
  STORED: 24 * 60 * 60_000,
  /** Incomplete, because the process that received it has ended. Longer than any upload takes. */
  RECEIVING: 60 * 60_000,
} as const;
