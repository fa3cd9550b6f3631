import Negotiator from 'negotiator';

/** Clients send few different headers. Longer ones, and those beyond this number, are read anew. */
const mostRemembered = 500;
const longestRemembered = 500;

/**
 * Remembers what was decided by a header: reading one takes microseconds, and nearly all requests repeat one of few.
 * The memory is bounded.
 */
export function byHeader<Decision extends object | string | number | boolean | null>(
  decide: (header: string) => Decision,
): (header: string) => Decision {
  const decided = new Map<string, Decision>();
  return (header) => {
    const known = decided.get(header);
    if (known !== undefined) return known;
    const decision = decide(header);
    if (header.length > longestRemembered) return decision;
    if (decided.size >= mostRemembered) decided.clear();
    decided.set(header, decision);
    return decision;
  };
}

/**
 * The media type, of those available, that an `accept` header prefers: by quality, then by how specific the header is,
 * then by its order (RFC 9110, 12.5.1). Null if it accepts none of them.
 */
export const mediaTypeNegotiation = (
  available: readonly string[],
): ((accept: string) => string | null) =>
  byHeader((accept) => new Negotiator({ headers: { accept } }).mediaType(available) ?? null);

/** The codings in which answers are compressed. */
export type Coding = 'br' | 'gzip';

const codings = ['br', 'gzip', 'identity'] as const;

const acceptedCodings = byHeader(
  (header) =>
    new Negotiator({ headers: { 'accept-encoding': header } }).encodings(codings, {
      preferred: codings,
    }) as (typeof codings)[number][], // a part of the list
);

/**
 * The coding, of those available, that an `accept-encoding` header prefers (RFC 9110, 12.5.3); null for none. A client
 * that sends no such header may not be able to decode any, and a header of some hundred characters is not worth reading.
 */
export function codingFor(
  header: string | undefined,
  available: readonly Coding[] = ['br', 'gzip'],
): Coding | null {
  if (!header || header.length > longestRemembered) return null;
  for (const coding of acceptedCodings(header)) {
    if (coding === 'identity') return null;
    if (available.includes(coding)) return coding;
  }
  return null;
}
