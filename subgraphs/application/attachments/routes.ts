import { forbidden, unauthenticated } from '../../../lib/kit/errors.ts';
import type {
  RouteAnswer,
  RouteHandler,
  RouteName,
  RouteRequest,
} from '../../../lib/platform/http/route.ts';
import { receiveFile } from '../../../lib/platform/http/receive-file.ts';
import { scopesOf } from '../../../lib/kit/viewer.ts';
import type { Downloads } from './downloads.ts';
import { attachmentDisposition } from './file-name.ts';
import { attachmentLimits } from './limits.ts';
import type { Uploads } from './uploads.ts';

/** The routes of attachments beside GraphQL. */
export const attachmentRoutes = [
  'POST /attachments',
  'GET /attachments/:id',
] as const satisfies RouteName[];

export type AttachmentRoutes = Record<(typeof attachmentRoutes)[number], RouteHandler>;

interface RouteDependencies {
  uploads: Uploads;
  downloads: Downloads;
}

export function createAttachmentRoutes(dependencies: RouteDependencies): AttachmentRoutes {
  return {
    'POST /attachments': (request) => upload(dependencies, request),
    'GET /attachments/:id': (request) => download(dependencies, request),
  };
}

async function upload({ uploads }: RouteDependencies, request: RouteRequest): Promise<RouteAnswer> {
  const { viewer } = request;
  if (!viewer) throw unauthenticated();
  const { citizenId } = viewer;
  if (citizenId === null || !scopesOf(viewer).includes('application:own')) throw forbidden();
  const { fileBytes: maxBytes, uploadMs: timeoutMs } = attachmentLimits;
  const received = await uploads.receive(citizenId, {
    receive: (take) => receiveFile(request, { maxBytes, timeoutMs }, take),
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

async function download(
  { downloads }: RouteDependencies,
  { viewer, params, signal }: RouteRequest,
): Promise<RouteAnswer> {
  if (!viewer) throw unauthenticated();
  const { name, contentType, bytes, content } = await downloads.open({
    viewer,
    id: params['id'] ?? '',
    signal,
  });
  return {
    status: 200,
    headers: {
      'content-type': contentType,
      'content-length': String(bytes),
      'content-disposition': attachmentDisposition(name),
      // Browsers must not interpret any file as a page of this site.
      'x-content-type-options': 'nosniff',
      'content-security-policy': "sandbox; default-src 'none'; frame-ancestors 'none'",
      'cache-control': 'private, no-store',
    },
    body: content,
  };
}
