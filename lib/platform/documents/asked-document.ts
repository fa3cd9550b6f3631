import { readSentDocument, type SentDocument, type SentRequest } from './sent-document.ts';
import type { TrustedDocuments } from './trusted-documents.ts';
import type { PersistedQueries } from './persisted-queries.ts';

/** The requested document. */
export interface AskedDocument extends SentDocument {
  /** The text sent, or the one with the id that was sent; null if there is none. */
  readonly askedText: string | null;
  /** Whether the text came with a hash under which it is not stored yet: for Apollo Server to store or to refuse. */
  readonly isToRegister: boolean;
}

export type ReadDocument = (request: SentRequest) => AskedDocument;

/** Reads documents in the one way that holds for the direct path and for Apollo Server. */
export const createReadDocument =
  (trusted: TrustedDocuments | undefined, persisted: PersistedQueries): ReadDocument =>
  (request) => {
    const sent = trusted?.read(request) ?? readSentDocument(request, () => null);
    return { ...sent, askedText: textOf(sent, persisted), isToRegister: isNew(sent, persisted) };
  };

const isNew = ({ text, registeredAs }: SentDocument, persisted: PersistedQueries) =>
  registeredAs !== null && persisted.find(registeredAs) !== text;

function textOf({ text, id, isAutomatic, trusted }: SentDocument, persisted: PersistedQueries) {
  if (text !== null || id === null) return text;
  if (trusted) return trusted.text;
  return isAutomatic ? persisted.find(id) : null;
}
