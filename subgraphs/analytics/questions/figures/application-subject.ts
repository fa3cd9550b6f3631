import type { ApplicationDay, ApplicationFilter } from '../../schema-types.ts';
import { applicationConditions } from '../filter/application-conditions.ts';
import { applicationsOnDays } from './applications-on-days.ts';
import { application, applicationSource } from './facts-of-applications.ts';
import {
  applicationDimensions,
  applicationFiguresWithArguments,
  applicationMeasures,
  namesApplicationFigure,
  otherApplicationMeasures,
} from './figures-of-applications.ts';
import type { Subject } from './subject.ts';

const days: Readonly<Record<ApplicationDay, Subject<ApplicationFilter>['days'][string]>> = {
  FILED: { day: application.filedOn, field: 'filedOn' },
  ANSWERED: { day: application.answeredOn, field: 'answeredOn' },
  FIRST_ANSWERED: { day: application.firstAnsweredOn, field: 'firstAnsweredOn' },
  CLOSED: { day: application.closedOn, field: 'closedOn' },
  DUE: { day: application.statutoryDate, field: 'dueOn' },
};

export const applicationSubject: Subject<ApplicationFilter> = {
  field: 'applicationStatistics',
  source: applicationSource,
  conditions: applicationConditions,
  dimensions: applicationDimensions,
  figures: {
    measures: applicationMeasures,
    others: otherApplicationMeasures,
    withArguments: applicationFiguresWithArguments,
    names: namesApplicationFigure,
  },
  days,
  onDays: applicationsOnDays,
};
