import type { TopicRecord } from '../../subgraphs/institution-directory/units/index.ts';
import { buildingAndEnvironment } from './topics/building-and-environment.ts';
import { citizenshipAndJustice } from './topics/citizenship-and-justice.ts';
import { educationAndCulture } from './topics/education-and-culture.ts';
import { landAndIndustry } from './topics/land-and-industry.ts';
import { moneyAndWork } from './topics/money-and-work.ts';
import { safety } from './topics/safety.ts';
import { waterRoadsAndCity } from './topics/water-roads-and-city.ts';
import { welfareAndHealth } from './topics/welfare-and-health.ts';

/** The topics of applications. An id is permanent: applications refer to it. */
export const topics: readonly TopicRecord[] = [
  ...citizenshipAndJustice,
  ...safety,
  ...welfareAndHealth,
  ...educationAndCulture,
  ...buildingAndEnvironment,
  ...waterRoadsAndCity,
  ...moneyAndWork,
  ...landAndIndustry,
];
