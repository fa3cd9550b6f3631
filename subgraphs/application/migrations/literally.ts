/** As literals, in an expression. */
export const literally = (values: Record<string, unknown>) =>
  Object.fromEntries(Object.entries(values).map(([name, value]) => [name, { $literal: value }]));
