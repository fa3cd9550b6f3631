import type { OperationPolicy } from './policy.ts';

/** Combines several policies. Each hook calls theirs in order and stops at the first refusal. */
export function combinePolicies(policies: readonly OperationPolicy[]): OperationPolicy {
  return {
    beforeParsing: inOrder(policies, (policy) => policy.beforeParsing?.bind(policy)),
    beforeChecking(variables) {
      for (const policy of policies) policy.beforeChecking?.(variables);
    },
    afterMisfit(request, errors) {
      for (const policy of policies) policy.afterMisfit?.(request, errors);
    },
    beforePlanning: inOrder(policies, (policy) => policy.beforePlanning?.bind(policy)),
    afterMaking(execution) {
      for (const policy of policies) policy.afterMaking?.(execution);
    },
    afterBusy(execution) {
      for (const policy of policies) policy.afterBusy?.(execution);
    },
    beforeExecution: inOrder(policies, (policy) => policy.beforeExecution?.bind(policy)),
    afterResult: inOrder(policies, (policy) => policy.afterResult?.bind(policy)),
    shareOfEvent: (execution) =>
      Math.max(0, ...policies.map((policy) => policy.shareOfEvent?.(execution) ?? 0)),
    secondsUntilEvent: (execution) =>
      Math.max(0, ...policies.map((policy) => policy.secondsUntilEvent?.(execution) ?? 0)),
    beforeResolving(execution) {
      for (const policy of policies) policy.beforeResolving?.(execution);
    },
    beforeEvent(execution, result) {
      for (const policy of policies) policy.beforeEvent?.(execution, result);
    },
    afterReading(execution, cost, mayWait) {
      for (const policy of policies) {
        const seconds = policy.afterReading?.(execution, cost, mayWait) ?? 0;
        if (seconds > 0) return seconds;
      }
      return 0;
    },
  };
}

type Hook<Given extends readonly unknown[]> = (...given: Given) => void | Promise<void>;

/** Creates no promise if no policy needs one. */
function inOrder<Given extends readonly unknown[]>(
  policies: readonly OperationPolicy[],
  hookOf: (policy: OperationPolicy) => Hook<Given> | undefined,
): Hook<Given> {
  const hooks = policies.map(hookOf).filter((hook) => hook !== undefined);
  const callFrom = (first: number, given: Given): void | Promise<void> => {
    for (let index = first; index < hooks.length; index += 1) {
      const pending = hooks[index]?.(...given);
      if (pending) return pending.then(() => callFrom(index + 1, given));
    }
  };
  return (...given) => callFrom(0, given);
}
