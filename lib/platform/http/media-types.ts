import { byHeader, mediaTypeNegotiation } from './negotiate.ts';

const json = 'application/json; charset=utf-8';

/** The media types of answers in the order in which Apollo Server prefers them, which includes that of its callbacks. */
const negotiate = mediaTypeNegotiation([
  json,
  'application/graphql-response+json; charset=utf-8',
  'application/json; callbackSpec=1.0; charset=utf-8',
]);

/**
 * The media type of the answer to a request with this `accept` header, whatever its form: the same as Apollo Server
 * chooses. Null if the client accepts none in which operations are answered.
 */
export const answerTypeFor = (accept: string | undefined): string | null =>
  accept ? negotiate(accept) : json;

const readsJson = byHeader((type) => /^application\/json[\t ]*(;|$)/i.test(type));

/** Whether a `content-type` header, or none, allows that the content is JSON. */
export const isJson = (contentType: string | undefined): boolean =>
  contentType === undefined || readsJson(contentType);

const namesUtf8 = byHeader((type) => {
  const [, quoted, token] = /;[\t ]*charset=(?:"([^"]*)"|([^\s;]*))/i.exec(type) ?? [];
  const charset = quoted ?? token;
  return charset === undefined || /^(utf-?8|us-ascii)$/i.test(charset);
});

/** Whether a `content-type` header names UTF-8, or a part of it, or no charset: JSON is sent in no other (RFC 8259). */
export const isUtf8 = (contentType: string): boolean =>
  contentType === 'application/json' || namesUtf8(contentType);
