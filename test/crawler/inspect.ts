import type { Expected } from './expected.ts';
import type { Asked } from './question.ts';

/** A place in an answer that differs from what is expected. */
export interface Finding {
  /** `Application.text`, `canary`, `error`. */
  readonly where: string;
  readonly path: string;
  readonly expected: unknown;
  readonly actual: unknown;
}

/** Every field of these must have some expectation. */
const judgedTypes: ReadonlySet<string> = new Set([
  'Application',
  'Referral',
  'Reply',
  'ReplyDraft',
  'Appeal',
  'EarlierAnswer',
  'Attachment',
  'Citizen',
  'TimelineEntry',
  'Supplement',
  'Redaction',
  'Rating',
  'Viewer',
  'LeaveDay',
  'ApplicationStatus',
  'SimilarApplication',
  'ApplicationConnection',
  'ApplicationEdge',
  'AppealConnection',
  'AppealEdge',
  'AppealCounts',
  'UnitInboxConnection',
  'ReferralEdge',
  'ApplicationEventConnection',
  'ApplicationEventEdge',
  'ApplicationEvent',
  'NewApplication',
  'ReferralCount',
  'FoundApplicationConnection',
  'FoundApplicationEdge',
  'ApplicationStatistics',
  'ReferralStatistics',
  'PublishedStatistics',
]);

/** The differences in one place of an answer. */
export function differences(
  expected: Expected,
  actual: unknown,
  asked: Asked,
  path = asked.alias,
): Finding[] {
  const where = `${asked.parent}.${asked.field}`;
  const different = (wanted: unknown): Finding[] => [{ where, path, expected: wanted, actual }];
  switch (expected.is) {
    case 'ANYTHING':
      return [];
    case 'VALUE':
      return isSame(actual, expected.value) ? [] : different(expected.value);
    case 'MATCH':
      return expected.pattern.test(String(actual)) ? [] : different(String(expected.pattern));
    case 'AMONG': {
      const values: readonly unknown[] = expected.values;
      const isAmong = Array.isArray(actual) && actual.every((one) => values.includes(one));
      return isAmong ? [] : different(`among ${values.join(', ')}`);
    }
    case 'OBJECT':
      if (typeof actual !== 'object' || actual === null || Array.isArray(actual)) {
        return different('an object');
      }
      return (asked.below ?? []).flatMap((child) => {
        const field = expected.fields[child.field];
        if (!field && judgedTypes.has(child.parent)) {
          throw new Error(`the oracle knows nothing of ${child.parent}.${child.field}`);
        }
        const found = (actual as Record<string, unknown>)[child.alias]; // an object, by the check above
        return field ? differences(field(child.args), found, child, `${path}.${child.alias}`) : [];
      });
    case 'LIST': {
      if (!Array.isArray(actual)) return different('a list');
      const { items, order } = expected;
      const isCountRight =
        order === 'SOME' ? actual.length <= items.length : actual.length === items.length;
      const wrongCount = isCountRight ? [] : different(`${items.length} items`);
      const found = actual.flatMap((item: unknown, index) => {
        const at = `${path}.${index}`;
        if (order === 'SAME') {
          const wanted = items[index];
          return wanted ? differences(wanted, item, asked, at) : [];
        }
        const tried = items.map((wanted) => differences(wanted, item, asked, at));
        return tried.toSorted((one, other) => one.length - other.length)[0] ?? [];
      });
      return [...wrongCount, ...found];
    }
  }
}

/** Both have come as JSON, with their fields in one order. */
const isSame = (one: unknown, other: unknown) => JSON.stringify(one) === JSON.stringify(other);

/** Errors with these codes refuse access, and reveal nothing else. */
const plainCodes: ReadonlySet<unknown> = new Set(['FORBIDDEN', 'UNAUTHENTICATED', 'NOT_FOUND']);

/** Errors that must not be in the answer to a well-formed query. */
export function wrongErrors(
  errors: readonly { extensions?: Record<string, unknown> }[],
): Finding[] {
  return errors.flatMap((error) => {
    const { code, ...rest } = error.extensions ?? {};
    const isPlain = plainCodes.has(code) && Object.keys(rest).length === 0;
    return isPlain
      ? []
      : [{ where: 'error', path: '', expected: [...plainCodes], actual: JSON.stringify(error) }];
  });
}

/** Words that may not occur in an answer, unless the request contained them. */
export function forbiddenWords(
  sent: string,
  asked: string,
  words: readonly string[],
  allowed: ReadonlySet<string>,
): Finding[] {
  const found = words.filter(
    (word) => !allowed.has(word) && sent.includes(word) && !asked.includes(word),
  );
  return found.map((word) => ({
    where: 'canary',
    path: around(sent, word),
    expected: null,
    actual: word,
  }));
}

const around = (sent: string, word: string) => {
  const at = sent.indexOf(word);
  return sent.slice(Math.max(0, at - 80), at + word.length + 20);
};
