/**
 * The possible contents of a file beyond the visible ones, and the visible contents that are left out. The centre sees these
 * warnings; units get a copy without such content.
 */
const attachmentWarnings = [
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
  'LEFT_OUT_DRAWINGS',
  'LEFT_OUT_PICTURES',
] as const;

export type AttachmentWarning = (typeof attachmentWarnings)[number];

/** Why no copy for units can be made. */
const uncleanableReasons = ['ENCRYPTED', 'DAMAGED', 'UNSUPPORTED', 'TOO_LARGE'] as const;

export type UncleanableReason = (typeof uncleanableReasons)[number];
