import { flag, type SettingGroup, wholeNumber } from '../lib/platform/process/setting.ts';

/** The settings of the landing page and of planning. */
export const gatewaySettings = {
  GRAPHIQL: {
    schema: flag.optional(),
    about: 'whether GraphiQL is served at `/`; by default not in production',
  },
  PLANNING_THREADS: {
    schema: wholeNumber(0, 4).default(1),
    about: 'threads that plan large operations; 0 plans all on the event loop',
  },
} as const satisfies SettingGroup;
