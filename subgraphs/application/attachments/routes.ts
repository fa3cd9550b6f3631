import { forbidden, unauthenticated } from '../../../lib/kit/errors.ts';
import type { RouteHandler, RouteName } from '../../../lib/platform/http/route.ts';
import { receiveFile } from '../../../lib/platform/http/receive-file.ts';
import { scopesOf } from '../../../lib/kit/viewer.ts';
import type { Downloads } from './downloads.ts';
import { attachmentDisposition } from './file-name.ts';
import { attachmentLimits } from './limits.ts';
import type { Uploads } from './uploads.ts';

/** What is served of attachments beside GraphQL. */
export const attachmentRoutes = [
  'POST /attachments',
  'GET /attachments/:id',
] as const satisfies RouteName[];

export function createAttachmentRoutes({
  uploads,
  downloads,
}: {
  uploads: Uploads;
  downloads: Downloads;
}): Record<(typeof attachmentRoutes)[number], RouteHandler> {
  return {
    async 'POST /attachments'(request) {
      const { viewer } = request;
      if (!viewer) throw unauthenticated();
      const { citizenId } = viewer;
      if (citizenId === null || !scopesOf(viewer).includes('application:own')) throw forbidden();
      const { fileBytes: maxBytes, uploadMs: timeoutMs } = attachmentLimits;
      const {
        publicId: id,
        name,
        contentType,
        bytes,
      } = await uploads.receive(citizenId, {
        receive: (take) => receiveFile(request, { maxBytes, timeoutMs }, take),
        logger: request.logger,
      });
      return {
        status: 201,
        headers: {
          'content-type': 'application/json; charset=utf-8',
          location: `/attachments/${id}`,
        },
        body: JSON.stringify({ id, name, contentType, bytes }),
      };
    },

    async 'GET /attachments/:id'({ viewer, params, signal }) {
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
          // Whatever a file holds, no browser may take it for a page of this site.
          'x-content-type-options': 'nosniff',
          'content-security-policy': "sandbox; default-src 'none'; frame-ancestors 'none'",
          'cache-control': 'private, no-store',
        },
        body: content,
      };
    },
  };
}
