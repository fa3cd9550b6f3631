import { type SettingGroup, wholeNumber } from '../platform/process/setting.ts';

/** Settings of the communication between the graph's processes. */
export const federationSettings = {
  SUBGRAPH_TIMEOUT_MS: {
    schema: wholeNumber(100).default(10_000),
    about: 'how long the gateway waits for a subgraph server',
  },
} as const satisfies SettingGroup;
