import { type IncomingMessage, request } from 'node:http';
import { json } from 'node:stream/consumers';
import type { AttachmentDocument } from '../../subgraphs/application/record/index.ts';
import type { TestGraph } from './graph.ts';
import { until } from './wait.ts';

export interface Upload {
  content?: Uint8Array<ArrayBuffer>;
  name?: string;
  type?: string;
  field?: string;
}

interface UploadAnswer {
  status: number;
  /** The stored attachment, or the errors. */
  body: unknown;
}

/** Uploads a file as a browser does. */
export async function upload(
  url: string,
  token: string | null,
  { content = new Uint8Array(), name = 'dilekçe.pdf', type = '', field = 'file' }: Upload,
): Promise<UploadAnswer> {
  const form = new FormData();
  form.append(field, new File([content], name, { type }));
  return send(url, token, form);
}

/** Sends any body to the upload route. */
export async function send(
  url: string,
  token: string | null,
  body: NonNullable<RequestInit['body']>,
  headers: Record<string, string> = {},
): Promise<UploadAnswer> {
  const options: RequestInit = {
    method: 'POST',
    headers: { ...(token && { authorization: `Bearer ${token}` }), ...headers },
    body,
    duplex: 'half', // needed for a stream
  };
  const response = await fetch(`${url}/attachments`, options);
  return { status: response.status, body: await response.json() };
}

export const boundary = 'testBoundary';
export const multipart = { 'content-type': `multipart/form-data; boundary=${boundary}` };

/** The beginning of a part that is a file; its name is written unescaped. */
export const fileHead = (filename = 'filename="x.pdf"') =>
  `--${boundary}\r\nContent-Disposition: form-data; name="file"; ${filename}\r\nContent-Type: application/pdf\r\n\r\n`;
export const fileEnd = `\r\n--${boundary}--\r\n`;

/** A client that sends its upload piece by piece. */
export function openUpload(url: string, token: string) {
  const { promise: response, resolve, reject } = Promise.withResolvers<IncomingMessage>();
  response.catch(() => {}); // nobody waits for it when a client disconnects
  const outgoing = request(`${url}/attachments`, {
    method: 'POST',
    headers: { ...multipart, authorization: `Bearer ${token}` },
  });
  outgoing.on('response', resolve).on('error', reject);
  return {
    /** Resolves when the connection has taken it. */
    write: (piece: string | Uint8Array) =>
      new Promise<void>((done, fail) => {
        outgoing.write(piece, (error) => (error ? fail(error) : done()));
      }),
    async end(): Promise<UploadAnswer> {
      outgoing.end(fileEnd);
      const { statusCode = 0 } = await response;
      return { status: statusCode, body: await json(await response) };
    },
    async answer(): Promise<UploadAnswer> {
      const { statusCode = 0 } = await response;
      return { status: statusCode, body: await json(await response) };
    },
    goAway: () => outgoing.destroy(),
  };
}

/** The keys under which an upload and its bytes are stored. */
export async function storedIdOf({ data }: Pick<TestGraph, 'data'>, id: string) {
  const attachments = data.database('application').collection<AttachmentDocument>('attachments');
  const found = await attachments.findOne({ publicId: id }, { projection: { _id: 1 } });
  if (!found) throw new Error('There is no such upload.');
  return found._id;
}

/** The stored upload after it was examined for what units must not get. */
export async function cleaned(
  { data }: Pick<TestGraph, 'data'>,
  id: string,
): Promise<AttachmentDocument> {
  const attachments = data.database('application').collection<AttachmentDocument>('attachments');
  const found = await until(
    () => attachments.findOne({ publicId: id }),
    (attachment) => (attachment?.cleaned ?? null) !== null,
  );
  if (!found) throw new Error('There is no such upload.');
  return found;
}
