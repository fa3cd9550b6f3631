import { forbidden, unauthenticated } from '../../../lib/kit/errors.ts';
import type {
  RouteAnswer,
  RouteHandler,
  RouteName,
  RouteRequest,
} from '../../../lib/platform/http/route.ts';
import { requestedRange } from '../../../lib/platform/http/byte-range.ts';
import { receiveFile } from '../../../lib/platform/http/receive-file.ts';
import { scopesOf } from '../../../lib/kit/viewer.ts';
import type { Downloads } from './downloads.ts';
import { attachmentDisposition } from './file-name.ts';
import { attachmentLimits } from './limits.ts';
import type { Uploads } from './uploads.ts';

/** The routes of attachments beside GraphQL. */
export const attachmentRoutes = [
  'POST /attachments',
  'GET /attachments',
  'GET /attachments/:id',
  'DELETE /attachments/:id',
] as const satisfies RouteName[];

export type AttachmentRoutes = Record<(typeof attachmentRoutes)[number], RouteHandler>;

interface RouteDependencies {
  uploads: Uploads;
  downloads: Downloads;
}

export function createAttachmentRoutes(dependencies: RouteDependencies): AttachmentRoutes {
  return {
    'POST /attachments': (request) => upload(dependencies, request),
    'GET /attachments': (request) => listUnused(dependencies, request),
    'GET /attachments/:id': (request) => download(dependencies, request),
    'DELETE /attachments/:id': (request) => remove(dependencies, request),
  };
}

async function upload({ uploads }: RouteDependencies, request: RouteRequest): Promise<RouteAnswer> {
  const citizenId = requireCitizen(request);
  const { fileBytes: maxBytes, uploadMs: timeoutMs } = attachmentLimits;
  const received = await uploads.receive(citizenId, {
    receive: (take) => receiveFile(request, { maxBytes, timeoutMs }, take),
    listedAt: 'GET /attachments' satisfies keyof AttachmentRoutes,
    logger: request.logger,
  });
  const { publicId: id, name, contentType, bytes } = received;
  return {
    status: 201,
    headers: {
      'content-type': 'application/json; charset=utf-8',
      location: `/attachments/${id}`,
    },
    body: JSON.stringify({ id, name, contentType, bytes }),
  };
}

/** The viewer's uploads that belong to no application, for clients that have lost the ids. */
async function listUnused(
  { uploads }: RouteDependencies,
  request: RouteRequest,
): Promise<RouteAnswer> {
  const { uploads: unused, incomplete, limit } = await uploads.unused(requireCitizen(request));
  const listed = unused.map(({ publicId: id, name, contentType, bytes, expiresAt }) => {
    return { id, name, contentType, bytes, expiresAt };
  });
  return {
    status: 200,
    headers: {
      'content-type': 'application/json; charset=utf-8',
      'cache-control': 'private, no-store',
    },
    body: JSON.stringify({ uploads: listed, incomplete, limit }),
  };
}

/** @throws `UNAUTHENTICATED` without a viewer, and `FORBIDDEN` for anyone but a citizen. */
function requireCitizen({ viewer }: RouteRequest): string {
  if (!viewer) throw unauthenticated();
  const { citizenId } = viewer;
  if (citizenId === null || !scopesOf(viewer).includes('application:own')) throw forbidden();
  return citizenId;
}

async function download(
  { downloads }: RouteDependencies,
  { method, viewer, params, headers, signal }: RouteRequest,
): Promise<RouteAnswer> {
  if (!viewer) throw unauthenticated();
  const { name, contentType, bytes, version, content } = await downloads.open({
    viewer,
    id: params['id'] ?? '',
    signal,
  });
  const etag = `"${version}"`;
  const range = method === 'GET' ? requestedRange(headers, { bytes, etag }) : null;
  return {
    status: range ? 206 : 200,
    headers: {
      'content-type': contentType,
      'content-length': String(range ? range.to - range.from + 1 : bytes),
      ...(range && { 'content-range': `bytes ${range.from}-${range.to}/${bytes}` }),
      'accept-ranges': 'bytes',
      etag,
      'content-disposition': attachmentDisposition(name),
      // Browsers must not interpret any file as a page of this site.
      'x-content-type-options': 'nosniff',
      'content-security-policy': "sandbox; default-src 'none'; frame-ancestors 'none'",
      'cache-control': 'private, no-store',
    },
    body: content(range),
  };
}

async function remove({ uploads }: RouteDependencies, request: RouteRequest): Promise<RouteAnswer> {
  await uploads.remove(requireCitizen(request), request.params['id'] ?? '');
  return { status: 204, headers: {}, body: '' };
}
