/** The test file that is loaded or run: its environment, and the configuration of its project. */
export const testFile = { environment: null, config: null };
