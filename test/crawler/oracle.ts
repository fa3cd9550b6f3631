import { anything, type Expected, nothing } from './expected.ts';
import type { Asker, Canary, Case, Facts } from './facts.ts';
import { ExpectedObjects } from './oracle/objects.ts';
import { roots } from './oracle/roots.ts';
import { mayKnow } from './oracle/secrets.ts';
import { Sights } from './oracle/sights.ts';
import { type ExpectedEvents, subscriptions } from './oracle/subscriptions.ts';

/**
 * Who may see what, written from the rules of the domain and from what the SDL promises, not from
 * the code that decides it: nothing here is imported from the subgraphs.
 */

export type Oracle = ReturnType<typeof createOracle>;

/** What each asker may see of the data. */
export function createOracle(facts: Facts) {
  const sights = new Sights(facts);
  const objects = new ExpectedObjects(sights);

  return {
    facts,

    /** The value of a field of `Query` for an asker. */
    root: (asker: Asker, field: string, args: Readonly<Record<string, unknown>>): Expected =>
      roots[field]?.({ sights, objects }, asker, args) ?? anything,

    /** The events of a field of `Subscription` for an asker. */
    events(asker: Asker, field: string, args: Readonly<Record<string, unknown>>): ExpectedEvents {
      const subscription = subscriptions[field];
      if (!subscription) throw new Error(`the oracle knows nothing of ${field}`);
      return subscription({ sights, objects }, asker, args);
    },

    applicationOf: (asker: Asker, one: Case) => objects.applicationFor(asker, one),
    momentFor: (asker: Asker, one: Case) => sights.momentOf(asker, one),

    referralOf(asker: Asker, one: Case, referralId: string): Expected {
      const referral = one.facts.referrals.find(({ id }) => id === referralId);
      return referral ? objects.referralFor(asker, one, referral) : nothing;
    },

    /**
     * Whether an asker of the right role sees the object of a change, so that it is refused with
     * the reason.
     */
    mayActOn(asker: Asker, one: Case, field: string): boolean {
      if (/(Application|Identity|Attachment)$/.test(field)) return sights.mayKnowNumber(asker, one);
      const [referral] = one.facts.referrals;
      return referral ? sights.maySeeReferral(asker, one, referral) : false;
    },

    /** Whether an asker gets a file, and whether in its original form. */
    download(
      asker: Asker,
      { id, label, citizenId }: { id: string; label: string | null; citizenId: string },
    ): { isFile: boolean; isOriginal: boolean } {
      if (label === null) {
        const isOwn = asker.citizenId === citizenId;
        return { isFile: isOwn, isOriginal: isOwn };
      }
      const found = sights
        .attachmentsFor(asker, sights.caseOf(label))
        .find((each) => each.id === id);
      const isOriginal = found !== undefined && asker.role !== 'OFFICER';
      return { isFile: isOriginal || found?.withheld === null, isOriginal };
    },
    /** The canaries that an asker may see. */
    canariesFor: (asker: Asker): ReadonlySet<string> =>
      new Set(
        facts.canaries
          .filter(({ secret }: Canary) => mayKnow(sights, asker, secret))
          .map(({ word }) => word),
      ),
  };
}
