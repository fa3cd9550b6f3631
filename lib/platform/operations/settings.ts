import { z } from 'zod';
import { flag, type SettingGroup, wholeNumber } from '../process/setting.ts';
import { defaultQueueTimeoutMs, parseConcurrency } from './admission.ts';
import { budgetsSetting } from './budgets.ts';
import { defaultMemoryBytes } from './memory.ts';

/** The limits of operations, and the size of their cache. */
export const operationSettings = {
  OPERATION_MEMORY_MB: {
    schema: wholeNumber(1).default(defaultMemoryBytes / 1_000_000),
    about: 'memory of a process for operations: texts, plans, compiled forms',
  },
  COMPILED_EXECUTION: {
    schema: flag.default(true),
    about:
      'whether operations are compiled; `false` leaves all to Apollo’s and graphql’s executors',
  },
  DEMAND_CONTROL: {
    schema: z.enum(['enforce', 'measure']).default('enforce'),
    about: 'whether operations that cost too much are refused, or their costs only measured',
  },
  DEMAND_BUDGETS: {
    schema: budgetsSetting,
    about: 'costs that differ from the default, by role, as JSON (see above)',
  },
  OPERATION_TIMEOUT_MS: {
    schema: wholeNumber(100).default(15_000),
    about: 'how long an operation may take; a mutation that has begun is completed',
  },
  MAX_OPERATIONS: {
    schema: z
      .string()
      .default('')
      .refine((text) => parseConcurrency(text) !== undefined, {
        error: 'must be like `CITIZEN=256,anonymous=64`',
      }),
    about:
      'maximum of concurrent operations per role, as `CITIZEN=256,anonymous=64`; others by default (see below)',
  },
  OPERATION_QUEUE_TIMEOUT_MS: {
    schema: wholeNumber(0).default(defaultQueueTimeoutMs),
    about: 'how long an operation waits when its role has reached the maximum',
  },
} as const satisfies SettingGroup;
