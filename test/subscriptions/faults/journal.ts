/** An event as a subscriber received it. */
interface ReceivedEvent {
  /** Two events are the same if their cursors are. */
  readonly cursor: string;
  readonly number: string;
  /** The kind, and the unit of the referral. */
  readonly change: string;
  /** The applicant's name; undefined if it was not selected, or could not be read at the moment. */
  readonly applicant: string | null | undefined;
}

/** The form in which events and changes are compared. */
export const changeText = (kind: string, unitId: string | null) =>
  unitId === null ? kind : `${kind} ${unitId}`;

/** A result of the operations of `interests.ts`. */
export interface Result {
  data?: Record<string, unknown> | null;
  errors?: unknown;
}

interface ResultError {
  path?: readonly (string | number)[];
  extensions?: Record<string, unknown>;
}

/** The selected fields that another subgraph resolves. */
const ofOthers: readonly (string | number)[] = ['applicant', 'named', 'responsibleUnit'];

/**
 * The errors of an event but those of fields of another subgraph that cannot be reached, or not in time: the event is
 * delivered all the same, with an error at their path.
 */
const unexpectedIn = (errors: unknown): readonly ResultError[] =>
  errorsIn(errors).filter((error) => !ofOthers.some((name) => isUnavailable(error, name)));

const errorsIn = (errors: unknown) => (errors ?? []) as readonly ResultError[]; // the form of every protocol

const isUnavailable = ({ path = [], extensions }: ResultError, name: string | number) =>
  path.includes(name) && extensions?.['code'] === 'UNAVAILABLE';

/** The selected fields of all three. */
interface Selected {
  cursor: string;
  kind?: string;
  application: { number: string; applicant?: { name: string | null } | null } | null;
  referral: { unit: { id: string } } | null;
}

/**
 * @param showsErrors whether the client shows errors beside data; otherwise a null may be one.
 * @returns null for a result without an event.
 */
function eventIn({ data, errors }: Result, showsErrors: boolean): ReceivedEvent | null {
  const [value] = Object.values(data ?? {});
  if (!value) return null;
  const { cursor, kind, application, referral } = value as Selected; // as selected
  const named = kind ?? (referral ? 'REFERRED' : 'FILED');
  const unitId = referral?.unit.id ?? null;
  const change = changeText(named, unitId);
  const isAway = showsErrors
    ? errorsIn(errors).some((error) => isUnavailable(error, 'applicant'))
    : application?.applicant === null;
  const isKnown = application?.applicant !== undefined && !isAway;
  const applicant = isKnown ? (application.applicant?.name ?? null) : undefined;
  return { cursor, number: application?.number ?? 'unknown', change, applicant };
}

/** What one subscriber has received, connection by connection. */
export class Journal {
  /** After which the subscriber resumes. */
  cursor: string | null = null;
  /** How connections ended, other than by the network. */
  readonly ends: string[] = [];
  /** Errors of events. */
  readonly errors: string[] = [];
  readonly #connections: ReceivedEvent[][] = [];
  readonly #distinct = new Map<string, ReceivedEvent>();

  get connections(): number {
    return this.#connections.length;
  }

  /** The number of different events. */
  get size(): number {
    return this.#distinct.size;
  }

  /** Each event once, in the order in which they arrived first. */
  get events(): ReceivedEvent[] {
    return [...this.#distinct.values()];
  }

  /** Called whenever the subscriber connects. */
  connect(): void {
    this.#connections.push([]);
  }

  /** @param showsErrors as in {@link eventIn}. */
  take(result: Result, showsErrors = true): void {
    const errors = unexpectedIn(result.errors);
    if (errors.length > 0) this.errors.push(JSON.stringify(errors));
    const event = eventIn(result, showsErrors);
    if (!event) return;
    this.#connections.at(-1)?.push(event);
    if (!this.#distinct.has(event.cursor)) this.#distinct.set(event.cursor, event);
    this.cursor = event.cursor;
  }

  /** Events that came again, other than at the beginning of a connection that resumes. */
  get repeats(): ReceivedEvent[] {
    const seen = new Set<string>();
    return this.#connections.flatMap((events) => {
      const before = new Set(seen);
      const firstNew = events.findIndex(({ cursor }) => !before.has(cursor));
      const repeated = events.filter(({ cursor }, index) => {
        const isRepeated = seen.has(cursor);
        seen.add(cursor);
        if (!isRepeated) return false;
        return !before.has(cursor) || (firstNew !== -1 && index > firstNew);
      });
      return repeated;
    });
  }
}
