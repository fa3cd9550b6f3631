/** What a file can hold beside what it shows. The centre is told, units get a copy without it. */
export const attachmentWarnings = [
  'AUTHOR',
  'LOCATION',
  'DEVICE',
  'DATES',
  'COMMENTS',
  'TRACKED_CHANGES',
  'HIDDEN_CONTENT',
  'EMBEDDED_FILES',
  'EARLIER_VERSIONS',
  'PREVIEW',
  'SCRIPTS',
  'SIGNATURE',
  'OTHER_METADATA',
] as const;

export type AttachmentWarning = (typeof attachmentWarnings)[number];

/** Why there can be no copy for units. */
export const uncleanableReasons = ['ENCRYPTED', 'DAMAGED', 'UNSUPPORTED', 'TOO_LARGE'] as const;

export type UncleanableReason = (typeof uncleanableReasons)[number];
