import type { Connection } from 'mongoose';
import { badInput, forbidden, unavailable } from '../../../lib/kit/errors.ts';
import { say } from '../../../lib/kit/say.ts';
import { longestReadMs } from '../../../lib/mongodb/find-at-once.ts';
import type { Peers } from '../../../lib/federation/peers.ts';
import { findApplicant } from '../peers/index.ts';
import { type ApplicationDocument, applicationModel } from '../record/index.ts';
import type { FileApplicationInput } from '../schema-types.ts';

/**
 * The applicant's hash.
 * @throws `FORBIDDEN` for a citizen who is no longer on record; `BAD_USER_INPUT` where an answer could not
 * reach the applicant; `UNAVAILABLE`.
 */
export async function requireApplicant(
  citizenId: string,
  { answerChannel }: FileApplicationInput,
  { peers, connection }: { peers: Peers; connection: Connection },
): Promise<string> {
  const applicant = await findApplicant(peers, citizenId);
  if (!applicant) throw forbidden(say`You are no longer on record.`);
  if (answerChannel === 'EMAIL' && applicant.email === null) {
    throw badInput('input.answerChannel', 'UNKNOWN', say`You have no e-mail address on record.`);
  }
  const hash = applicant.hash ?? (await hashOfEarlier(citizenId, connection));
  if (hash === null) throw unavailable(say`The record of your identity`);
  return hash;
}

/** Citizens recorded before their hash was kept there have filed already. */
async function hashOfEarlier(citizenId: string, connection: Connection): Promise<string | null> {
  const earlier = await applicationModel(connection)
    .findOne({ citizenId }, { applicantHash: 1 })
    .maxTimeMS(longestReadMs)
    .lean<Pick<ApplicationDocument, 'applicantHash'>>();
  return earlier?.applicantHash ?? null;
}
