import type { SignedInViewer } from '../../../../lib/kit/viewer.ts';
import type { ReferralDocument, TimelineEntryRecord } from '../../record/index.ts';
import type { Desk } from '../desk.ts';
import type { Outside } from '../outside.ts';

/**
 * Something that people do to an application. Its rule (`rules/application-rules.ts`) says who may do it, in
 * which stage, and where it leads; the projection sets the derived fields.
 */
export interface ApplicationAct<Given, Input = Given> {
  /**
   * Checks the form of the input, without knowing the application.
   * @throws `BAD_USER_INPUT` with the field.
   */
  check(given: Given): Input;
  /**
   * Checks the input against what is not part of the case, before `perform`. The rule has been checked.
   * @throws `BAD_USER_INPUT` with the field; `UNAVAILABLE`.
   */
  consult?(outside: Outside, desk: Desk, input: Input): Promise<void>;
  /**
   * Makes the changes beyond those of the rule and the projection. The rule has been checked.
   * @returns null if the act has added its timeline entries itself.
   */
  perform(desk: Desk, input: Input, viewer: SignedInViewer): ApplicationEntry | null;
}

/** The same for a referral; its rules are in `rules/referral-rules.ts`. */
export interface ReferralAct<Given, Input = Given> {
  /**
   * Checks the form of the input, without knowing the referral.
   * @throws `BAD_USER_INPUT` with the field.
   */
  check(given: Given): Input;
  /** As for an application. */
  consult?(
    outside: Outside,
    referral: ReferralDocument,
    input: Input,
    viewer: SignedInViewer,
  ): Promise<void>;
  /** Makes the changes beyond those of the rule and the projection. The rule has been checked. */
  perform(
    desk: Desk,
    referral: ReferralDocument,
    input: Input,
    viewer: SignedInViewer,
  ): ReferralEntry;
  /**
   * Whether it only adds to the timeline, whatever has happened before. When another move of the application was first,
   * it is performed again after that one, and so is a move before which it was; unless the client expects a version.
   */
  onlyAdds?: true;
}

/** The parts of the timeline entry of an act on a referral besides its event. */
interface ReferralEntry {
  note?: TimelineEntryRecord['note'];
  /** Called after the entry has been written. */
  next?: () => void;
}

/** The same for an act on an application. */
interface ApplicationEntry
  extends ReferralEntry, Pick<TimelineEntryRecord, 'rating' | 'attachmentId' | 'correction'> {
  unitId?: string;
}
