import { LRUCache } from 'lru-cache';
import Negotiator from 'negotiator';
import { type Language, languages } from '../../kit/say.ts';

/** The header with which clients, gateways and browsers say which languages they prefer. */
export const languageHeader = 'accept-language';

/** Longer than what browsers send: the rest of a header of this length decides nothing. */
const longestHeader = 200;
const known = new LRUCache<string, Language>({ max: 500 });

/**
 * The language of an `Accept-Language` header (RFC 9110): the one that the client prefers among those that there are.
 * English if there is no header, or none of them is acceptable.
 */
export function languageOf(header: string | undefined): Language {
  if (header === undefined || header.length > longestHeader) return 'en';
  let language = known.get(header);
  if (language === undefined) known.set(header, (language = negotiated(header)));
  return language;
}

function negotiated(header: string): Language {
  const negotiator = new Negotiator({ headers: { [languageHeader]: header } });
  const preferred = negotiator.language([...languages]);
  return languages.find((language) => language === preferred) ?? 'en';
}
