import { expect } from '@jest/globals';

/** What is wrong with one field: `reason` and, if it has them, limits. */
interface Problem {
  readonly field: string;
  readonly reason: unknown;
  readonly min?: unknown;
  readonly max?: unknown;
  readonly bytes?: unknown;
}

/** The extensions of an error that says what is wrong with one field, and with no other. */
export const wrongField = (
  field: string,
  reason: unknown,
  limits: Pick<Problem, 'min' | 'max' | 'bytes'> = {},
) => wrongFields([{ field, reason, ...limits }]);

/** The extensions of an error that says what is wrong with several fields: those of the first, and all of them. */
export const wrongFields = (problems: readonly Problem[]) => ({
  code: 'BAD_USER_INPUT',
  ...problems[0],
  problems: problems.map((problem) => ({ ...problem, message: expect.any(String) })),
});

/** Extensions as they are, with the problem of the field if they are of bad input. */
export const withProblem = ({
  code,
  ...details
}: Readonly<Record<string, unknown>> & { code: string }): Record<string, unknown> =>
  code === 'BAD_USER_INPUT' && 'field' in details
    ? { code, ...details, problems: [{ ...details, message: expect.any(String) }] }
    : { code, ...details };
