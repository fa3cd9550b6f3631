import { forbidden, unauthenticated } from '../../../lib/kit/errors.ts';
import { scopesOf, type SignedInViewer, type Viewer } from '../../../lib/kit/viewer.ts';
import { codingFor } from '../../../lib/platform/http/negotiate.ts';
import { receiveJson } from '../../../lib/platform/http/receive-json.ts';
import type {
  RouteAnswer,
  RouteHandler,
  RouteName,
  RouteRequest,
} from '../../../lib/platform/http/route.ts';
import type { Exports } from './exports.ts';

/** The routes of exports beside GraphQL. */
export const exportRoutes = ['POST /export'] as const satisfies RouteName[];

type ExportRoutes = Record<(typeof exportRoutes)[number], RouteHandler>;

/** A filter of a thousand districts has twenty kilobytes. */
const mostBytes = 64 * 1024;
/** Conditions nested as deeply as is allowed, each in a list. */
const mostDepth = 40;

export const createExportRoutes = (exports: Exports): ExportRoutes => ({
  'POST /export': (request) => startExport(exports, request),
});

async function startExport(exports: Exports, request: RouteRequest): Promise<RouteAnswer> {
  const { headers, signal } = request;
  const viewer = requireAnalyst(request.viewer);
  const body = await receiveJson(request, { maxBytes: mostBytes, maxDepth: mostDepth });
  const acceptsGzip = codingFor(headers['accept-encoding'], ['gzip']) !== null;
  const started = await exports.start({ viewer, body, acceptsGzip, signal });
  return {
    status: 200,
    headers: {
      'content-type': started.contentType,
      'content-disposition': `attachment; filename="${started.fileName}"`,
      ...(started.isGzip && { 'content-encoding': 'gzip' }),
      vary: 'accept-encoding',
      'x-export-rows': String(started.rows),
      'x-export-as-of': started.asOf.toISOString(),
      'x-content-type-options': 'nosniff',
      'cache-control': 'private, no-store',
    },
    body: started.content,
  };
}

/** @throws `UNAUTHENTICATED` without a viewer, and `FORBIDDEN` for all but the centre and analysts. */
function requireAnalyst(viewer: Viewer): SignedInViewer {
  if (!viewer) throw unauthenticated();
  if (!scopesOf(viewer).includes('statistics:read')) throw forbidden();
  return viewer;
}
