import type { Expected } from '../expected.ts';
import type { Asker, Case } from '../facts.ts';
import { eventsOfCase, newEvents } from './events.ts';
import type { ExpectedObjects } from './objects.ts';
import type { Sights } from './sights.ts';

type Args = Readonly<Record<string, unknown>>;

/** Every event of a subscription that begins at the earliest one, or the code with which it is refused. */
export type ExpectedEvents = readonly Expected[] | { readonly refused: string };

type Subscription = (
  known: { readonly sights: Sights; readonly objects: ExpectedObjects },
  asker: Asker,
  args: Args,
) => ExpectedEvents;

const notFound = { refused: 'NOT_FOUND' };

const refusalOf = ({ role }: Asker) => ({
  refused: role === null ? 'UNAUTHENTICATED' : 'FORBIDDEN',
});

/** The expected events of each field of `Subscription` for an asker. */
export const subscriptions: Readonly<Record<string, Subscription>> = {
  newApplications({ sights, objects }, asker, { unitId = null }) {
    if (asker.role !== 'OFFICER' && asker.role !== 'EVALUATOR') return refusalOf(asker);
    if (unitId !== null && !sights.maySeeUnit(asker, unitId)) return notFound;
    const events = newEvents(sights, asker, unitId);
    return events.map((event) => objects.newApplicationFor(asker, event));
  },

  applicationChanged({ sights, objects }, asker, { number, referralId }) {
    const isStaff = asker.role === 'OFFICER' || asker.role === 'EVALUATOR';
    if (!isStaff && asker.role !== 'CITIZEN') return refusalOf(asker);
    const one =
      number === undefined
        ? byReferral(sights, asker, referralId)
        : sights.facts.cases.find((each) => each.number === number);
    if (!one || (number !== undefined && !sights.mayKnowNumber(asker, one))) return notFound;
    return eventsOfCase(sights, asker, one).map((event) => objects.eventFor(asker, event));
  },
};

function byReferral(sights: Sights, asker: Asker, referralId: unknown): Case | undefined {
  return sights.facts.cases.find((one) =>
    one.facts.referrals.some(
      (referral) => referral.id === referralId && sights.maySeeReferral(asker, one, referral),
    ),
  );
}
