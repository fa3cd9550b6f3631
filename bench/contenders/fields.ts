import { localDateOf } from '../../lib/kit/local-date.ts';
import type { Viewer } from '../../lib/kit/viewer.ts';
import {
  type ApplicationDocument,
  isOverdue,
  responsibleUnitIds,
} from '../../subgraphs/application/record/index.ts';

/** The projection with the fields that the query needs. */
export const projection = {
  number: 1,
  type: 1,
  stage: 1,
  filedAt: 1,
  targetDate: 1,
  statutoryDate: 1,
  interimRepliedOn: 1,
  awaitingCitizenSince: 1,
  citizenId: 1,
  referrals: 1,
} as const;

type Projected = Pick<ApplicationDocument, keyof typeof projection>;

/** The fields of an application in the query, from its document. */
export function applicationFields(application: Projected) {
  const { number, type, stage, filedAt, targetDate, statutoryDate, citizenId } = application;
  const [unitId] = responsibleUnitIds(application.referrals);
  return {
    number,
    type,
    stage,
    filedAt: filedAt.toISOString(),
    targetDate,
    statutoryDate,
    overdue: isOverdue(application, application.awaitingCitizenSince ?? localDateOf(new Date())),
    citizenId,
    unitId: unitId ?? null,
  };
}

/** Whether the viewer is the citizen who filed it: the only viewers of the bench. */
export const isOwn = (application: Projected | null, viewer: Viewer) =>
  application !== null && application.citizenId === viewer?.citizenId;
