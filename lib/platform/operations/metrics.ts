import { Counter, Gauge, type Registry } from 'prom-client';
import type { Admission } from './admission.ts';
import type { ExecutionPath } from './engine.ts';
import type { ObserveError } from './error-counts.ts';

export interface OperationMetrics {
  /** Called with the path of each execution. */
  readonly observeExecution: (path: ExecutionPath) => void;
  /** Called with who has answered an operation. */
  readonly observeAnswer: (by: AnsweredBy) => void;
  /** Called with each error that a client gets. */
  readonly observeError: ObserveError;
  /** Reports how many operations wait for a place. */
  watchAdmission(admission: Pick<Admission, 'waiting'>): void;
}

/** The direct path for repeated operations, or Apollo Server. */
export type AnsweredBy = 'direct' | 'apollo-server';

export function createOperationMetrics(registry: Registry): OperationMetrics {
  /** Counted here and read on scrape: all three from the start, so that rates can be computed. */
  const executed = { first: 0, compiled: 0, fallback: 0 };
  void new Counter({
    name: 'graphql_executions_total',
    help: 'Executed operations: planned for this execution, by a compiled plan, by Apollo’s executor.',
    labelNames: ['path'] as const,
    registers: [registry],
    collect() {
      this.reset();
      for (const [path, count] of Object.entries(executed)) this.inc({ path }, count);
    },
  });
  const answered = { direct: 0, 'apollo-server': 0 };
  void new Counter({
    name: 'graphql_answers_total',
    help: 'Answers to operations, refusals included: by the direct path for repeated operations, by Apollo Server.',
    labelNames: ['by'] as const,
    registers: [registry],
    collect() {
      this.reset();
      for (const [by, count] of Object.entries(answered)) this.inc({ by }, count);
    },
  });
  const errors = new Counter({
    name: 'graphql_errors_total',
    help: 'Errors that clients have got, by code and operation.',
    labelNames: ['code', 'operation'] as const,
    registers: [registry],
  });
  return {
    observeExecution(path) {
      executed[path] += 1;
    },
    observeAnswer(by) {
      answered[by] += 1;
    },
    observeError: (code, operation) => errors.inc({ code, operation }),
    watchAdmission: (admission) => watchAdmission(registry, admission),
  };
}

function watchAdmission(registry: Registry, admission: Pick<Admission, 'waiting'>): void {
  void new Gauge({
    name: 'graphql_admission_queue_length',
    help: 'Operations that wait until fewer of their role, or of their viewer, are executed.',
    labelNames: ['role'] as const,
    registers: [registry],
    collect() {
      for (const [role, count] of admission.waiting()) this.set({ role }, count);
    },
  });
}
