import type {
  AppealDocument,
  ApplicationDocument,
  ReferralDocument,
  TimelineDocument,
} from '../../../subgraphs/application/record/index.ts';
import type { TestGraph } from '../../support/graph.ts';

const answeredAgo = 30;
/** Later than the answer, and so short ago that the dates of the next answer are ahead. */
const reopenedAgo = 10;

const ago = (at: Date, days: number) => new Date(at.getTime() - days * 86_400_000);

/**
 * Moves the first answer of an application, and the appeal that was upheld against it, into the past, as if they had been
 * there since. The next thing that happens to it brings this to its copies.
 */
export async function moveAnswerBack({ data }: TestGraph, number: string): Promise<void> {
  const database = data.database('application');
  const applications = database.collection<ApplicationDocument>('applications');
  const application = await applications.findOne({ number });
  const [answer] = application?.earlierAnswers ?? [];
  if (!application || !answer) throw new Error('An appeal against its answer has been upheld.');
  const { _id, earlierAnswers = [] } = application;
  const moved = {
    ...answer,
    answeredAt: ago(answer.answeredAt, answeredAgo),
    reopenedAt: ago(answer.reopenedAt, reopenedAgo),
  };
  await applications.updateOne(
    { _id },
    { $set: { earlierAnswers: [moved, ...earlierAnswers.slice(1)] } },
  );
  const timelines = database.collection<TimelineDocument>('timelines');
  const { entries = [] } = (await timelines.findOne({ _id })) ?? {};
  const reply = entries.findIndex(({ event }) => event === 'REPLIED');
  const placed = entries.map((entry, index) =>
    index === 0
      ? entry // it was filed earlier still
      : { ...entry, at: ago(entry.at, index <= reply ? answeredAgo : reopenedAgo) },
  );
  await timelines.updateOne({ _id }, { $set: { entries: placed } });
  const referrals = database.collection<ReferralDocument>('referrals');
  for (const referral of await referrals.find({ applicationId: _id }).toArray()) {
    const days = referral.state === 'ANSWERED' ? answeredAgo : reopenedAgo;
    const { referredAt, closedAt, replies } = referral;
    const times = {
      referredAt: ago(referredAt, days),
      closedAt: closedAt && ago(closedAt, days),
      replies: replies.map((given) => ({ ...given, repliedAt: ago(given.repliedAt, days) })),
    };
    await referrals.updateOne({ _id: referral._id }, { $set: times });
  }
  const appeals = database.collection<AppealDocument>('appeals');
  for (const { _id: appealId, appealedAt, decidedAt } of await appeals
    .find({ applicationId: _id })
    .toArray()) {
    const times = {
      appealedAt: ago(appealedAt, reopenedAgo),
      decidedAt: decidedAt && ago(decidedAt, reopenedAgo),
    };
    await appeals.updateOne({ _id: appealId }, { $set: times });
  }
}
