import type { ApplicationType, ReplyOutcome } from '../../schema-types.ts';

const anyOutcomes: readonly ReplyOutcome[] = ['GRANTED', 'PARTLY_GRANTED', 'REFUSED'];

/**
 * The outcomes with which a final reply can decide. Only an application that requires no decision can be noted. Secrets
 * are in documents, so only information requests can end with secrets removed. Likewise, only an information request is
 * answered by saying that the matter belongs elsewhere (law 4982); any other application is forwarded or returned (law
 * 3071, article 5).
 */
export function outcomesOf(type: ApplicationType): readonly ReplyOutcome[] {
  return type === 'INFORMATION_REQUEST'
    ? [...anyOutcomes, 'GRANTED_WITH_SECRETS_REMOVED', 'REFERRED_ELSEWHERE']
    : [...anyOutcomes, 'INFORMED'];
}
