import { badInputs, type ClientError, isClientError } from './errors.ts';

/** The checks of an input's fields. Each returns what is used of the field, or throws. */
type Checks<Checked> = { readonly [Field in keyof Checked]: () => Checked[Field] };

/**
 * Checks every field of an input, also after one is wrong.
 * @throws one `BAD_USER_INPUT` for all of them, in the order of the checks; any other error of a check as it is.
 */
export function checkAll<Checked extends object>(checks: Checks<Checked>): Checked {
  const problems: ClientError[] = [];
  const checked: Partial<Checked> = {};
  for (const field of Object.keys(checks) as (keyof Checked)[]) {
    try {
      checked[field] = checks[field]();
    } catch (thrown) {
      problems.push(...problemsOf(thrown));
    }
  }
  throwAll(problems);
  return checked as Checked; // no check has thrown
}

/**
 * The same for checks that are under way. All of them have ended when it does.
 * @throws any other error than `BAD_USER_INPUT` in preference to it: with one, nobody knows whether the input is wrong.
 */
export async function allChecked<const Checks extends readonly Promise<unknown>[]>(
  checks: Checks,
): Promise<{ -readonly [Place in keyof Checks]: Awaited<Checks[Place]> }> {
  const settled = await Promise.allSettled(checks);
  const problems: ClientError[] = [];
  for (const each of settled) {
    if (each.status === 'rejected') problems.push(...problemsOf(each.reason));
  }
  throwAll(problems);
  return settled.map((each) => (each.status === 'fulfilled' ? each.value : undefined)) as never; // all are fulfilled
}

/** @throws any other error than `BAD_USER_INPUT`. */
function problemsOf(thrown: unknown): readonly ClientError[] {
  if (!isClientError(thrown) || thrown.code !== 'BAD_USER_INPUT') throw thrown;
  return thrown.problems.length > 0 ? thrown.problems : [thrown];
}

function throwAll([first, ...others]: readonly ClientError[]): void {
  if (first) throw badInputs([first, ...others]);
}
