import { LRUCache } from 'lru-cache';
import Negotiator from 'negotiator';
import { type Language, languages } from '../../kit/say.ts';

/** The header with which clients, gateways and browsers say which languages they prefer. */
export const languageHeader = 'accept-language';

/** Longer than what browsers send: what a header has beyond this length decides nothing. */
const longestHeader = 200;
const known = new LRUCache<string, Language>({ max: 500 });

/**
 * The language of an `Accept-Language` header (RFC 9110): the one that the client prefers among those that there are.
 * English if there is no header, or none of them is acceptable.
 */
export function languageOf(header: string | undefined): Language {
  if (header === undefined) return 'en';
  const read = beginningOf(header);
  let language = known.get(read);
  if (language === undefined) known.set(read, (language = negotiated(read)));
  return language;
}

/** The languages of a header that are named whole within the length that is read. */
function beginningOf(header: string): string {
  if (header.length <= longestHeader) return header;
  return header.slice(0, Math.max(0, header.lastIndexOf(',', longestHeader)));
}

function negotiated(header: string): Language {
  const negotiator = new Negotiator({ headers: { [languageHeader]: header } });
  const preferred = negotiator.language([...languages]);
  return languages.find((language) => language === preferred) ?? 'en';
}
