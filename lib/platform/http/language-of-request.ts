import type { IncomingHttpHeaders } from 'node:http';
import type { Language } from '../../kit/say.ts';
import { languageHeader, languageOf } from '../errors/language.ts';

/** The language in which the sender of a request is told something. */
export const languageOfRequest = ({
  headers,
}: {
  readonly headers: IncomingHttpHeaders;
}): Language => languageOf(headers[languageHeader]);
