/** How many characters are kept at the beginning and at the end of a message. */
const kept = { beginning: 600, end: 300 } as const;

/** A message for clients in at most about 900 characters: graphql's messages repeat the refused input, however long it is. */
export function shortened(message: string): string {
  if (message.length <= kept.beginning + kept.end) return message;
  return `${message.slice(0, kept.beginning)} … ${message.slice(-kept.end)}`.toWellFormed();
}
