import { checkAll } from '../../../../lib/kit/check-all.ts';
import { badInput } from '../../../../lib/kit/errors.ts';
import { say } from '../../../../lib/kit/say.ts';
import { plainName, plainText } from '../../../../lib/kit/plain-text.ts';
import type { RedactionOfWords } from '../desk.ts';
import type { ApplicationAct } from './act.ts';
import { lengths } from './lengths.ts';

type Maybe<Value> = Value | null | undefined;

interface Given {
  redactedText?: Maybe<string>;
  redactedSubject?: Maybe<string>;
  redactedSupplements?: Maybe<readonly Maybe<string>[]>;
  redactedAppeals?: Maybe<readonly Maybe<string>[]>;
  withholdAttachments?: Maybe<boolean>;
}

/** An undefined field stays as it is. */
interface Redaction extends RedactionOfWords {
  appeals: readonly (string | null)[] | undefined;
  attachmentsWithheld: boolean | undefined;
}

/** The centre sets the texts that units see instead of the applicant's. */
export const redact: ApplicationAct<Given, Redaction> = {
  check(given) {
    const redaction = {
      ...checkAll({
        text: () => optional(given.redactedText, 'redactedText', plainText),
        subject: () => optional(given.redactedSubject, 'redactedSubject', plainName),
        supplements: () => optionalTexts(given.redactedSupplements, 'redactedSupplements'),
        appeals: () => optionalTexts(given.redactedAppeals, 'redactedAppeals'),
      }),
      attachmentsWithheld: given.withholdAttachments ?? undefined,
    };
    if (Object.values(redaction).every((value) => value === undefined)) {
      throw badInput(
        'redactedText',
        'REQUIRED',
        say`Say what to redact, to withhold or to release.`,
      );
    }
    return redaction;
  },

  perform(desk, { appeals, attachmentsWithheld, ...words }) {
    if (appeals && appeals.length > desk.appeals.length) {
      const message = say`The application has ${desk.appeals.length} appeals.`;
      throw badInput('redactedAppeals', 'RANGE', message, { max: desk.appeals.length });
    }
    desk.content.redaction = words;
    desk.application.attachmentsWithheld =
      attachmentsWithheld ?? desk.application.attachmentsWithheld;
    if (appeals) {
      for (const [index, appeal] of desk.appeals.entries()) {
        appeal.redactedText = appeals[index] ?? null;
      }
    }
    return {};
  },
};

/** Null takes a redaction back; undefined leaves it as it is. */
function optional(
  value: Maybe<string>,
  field: 'redactedText' | 'redactedSubject',
  check: typeof plainText,
): Maybe<string> {
  return value == null ? value : check(value, field, lengths[field]);
}

/** The same for a list; an empty one takes all redactions back. */
function optionalTexts(
  values: Maybe<readonly Maybe<string>[]>,
  field: 'redactedSupplements' | 'redactedAppeals',
): (string | null)[] | undefined {
  if (values === undefined) return undefined;
  return (values ?? []).map((value) =>
    value == null ? null : plainText(value, field, lengths.redactedText),
  );
}
