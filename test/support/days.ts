/** The instant this many days before now, or before another instant in milliseconds. */
export const daysAgo = (days: number, now = Date.now()) => new Date(now - days * 86_400_000);
