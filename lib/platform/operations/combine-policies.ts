import type { OperationPolicy } from './policy.ts';

/** Several policies as one. Each hook calls theirs in order, and the first that refuses ends it. */
export function combinePolicies(policies: readonly OperationPolicy[]): OperationPolicy {
  return {
    beforeParsing: (...given) => inTurn(policies, (policy) => policy.beforeParsing?.(...given)),
    beforePlanning: (...given) => inTurn(policies, (policy) => policy.beforePlanning?.(...given)),
    beforeExecution: (...given) => inTurn(policies, (policy) => policy.beforeExecution?.(...given)),
    afterResult: (...given) => inTurn(policies, (policy) => policy.afterResult?.(...given)),
  };
}

/** Without a promise where no policy needs one. */
function inTurn(
  policies: readonly OperationPolicy[],
  call: (policy: OperationPolicy) => void | Promise<void>,
  from = 0,
): void | Promise<void> {
  for (let index = from; index < policies.length; index += 1) {
    const pending = call(policies[index] as OperationPolicy); // within the list
    if (pending) return pending.then(() => inTurn(policies, call, index + 1));
  }
}
