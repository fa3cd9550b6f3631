import { analytics } from './analytics/index.ts';
import type { AnalyticsSettings } from './analytics/settings.ts';
import { application } from './application/index.ts';
import type { ApplicationSettings } from './application/settings.ts';
import { citizen } from './citizen/index.ts';
import { institutionDirectory } from './institution-directory/index.ts';
import type { Subgraphs } from '../lib/federation/assemble.ts';

/** The settings of all subgraphs together. */
export type SubgraphSettings = ApplicationSettings & AnalyticsSettings;

/** Every subgraph by its name. */
export const subgraphs: Subgraphs<SubgraphSettings> = {
  'institution-directory': institutionDirectory,
  citizen,
  application,
  analytics,
};

/**
 * The fields that depend on the viewer's subject, and not only on the role, unit and citizen. Viewers who agree in the
 * rest share the events of a subscription unless it selects one of these.
 */
export const subjectFields: readonly string[] = [
  'Application.availableActions',
  'Referral.availableActions',
];
