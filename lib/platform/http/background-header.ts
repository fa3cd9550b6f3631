/** The header of requests that a process sends by itself, many a second: their success is logged as debugging. */
export const backgroundHeader = 'x-background';
