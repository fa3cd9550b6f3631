import type { OperationPolicy } from './policy.ts';

/** Several policies as one, each hook called in their order. */
export function allPolicies(...policies: readonly OperationPolicy[]): OperationPolicy {
  const [first = {}, ...others] = policies;
  return others.reduce(both, first);
}

/** Without a turn of the event loop where neither needs one. */
const both = (one: OperationPolicy, other: OperationPolicy): OperationPolicy => ({
  beforePlanning(execution) {
    const pending = one.beforePlanning?.(execution);
    return pending
      ? pending.then(() => other.beforePlanning?.(execution))
      : other.beforePlanning?.(execution);
  },
  beforeExecution(execution, path) {
    const pending = one.beforeExecution?.(execution, path);
    return pending
      ? pending.then(() => other.beforeExecution?.(execution, path))
      : other.beforeExecution?.(execution, path);
  },
  afterResult(execution, result, path) {
    const pending = one.afterResult?.(execution, result, path);
    return pending
      ? pending.then(() => other.afterResult?.(execution, result, path))
      : other.afterResult?.(execution, result, path);
  },
});
