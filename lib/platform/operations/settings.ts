import { z } from 'zod';
import { flag, type SettingGroup, type ValuesOf, wholeNumber } from '../process/setting.ts';
import { type AdmissionOptions, defaultQueueTimeoutMs, parseConcurrency } from './admission.ts';
import { defaultMemoryBytes } from './memory.ts';
import { defaultOperationTimeoutMs } from './operation-limits.ts';

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
  OPERATION_TIMEOUT_MS: {
    schema: wholeNumber(100).default(defaultOperationTimeoutMs),
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

/** How many operations are executed at once, and how long the others wait. */
export const concurrencyOf = ({
  MAX_OPERATIONS,
  OPERATION_QUEUE_TIMEOUT_MS,
}: Pick<
  ValuesOf<typeof operationSettings>,
  'MAX_OPERATIONS' | 'OPERATION_QUEUE_TIMEOUT_MS'
>): Partial<AdmissionOptions> => ({
  limits: parseConcurrency(MAX_OPERATIONS) ?? {},
  queueTimeoutMs: OPERATION_QUEUE_TIMEOUT_MS,
});
