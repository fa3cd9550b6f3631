import { constants, createGzip } from 'node:zlib';
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
import type { Format } from './formats.ts';

/** The routes of exports beside GraphQL. */
export const exportRoutes = ['POST /export'] as const satisfies RouteName[];

type ExportRoutes = Record<(typeof exportRoutes)[number], RouteHandler>;

/** A filter of a thousand districts has twenty kilobytes. */
const mostBytes = 64 * 1024;
/** Conditions nested as deeply as is allowed, each in a list. */
const mostDepth = 40;

/** How each format is sent as a file. */
const files: Readonly<Record<Format, { contentType: string; extension: string }>> = {
  CSV: { contentType: 'text/csv; charset=utf-8', extension: 'csv' },
  NDJSON: { contentType: 'application/x-ndjson; charset=utf-8', extension: 'ndjson' },
  PARQUET: { contentType: 'application/vnd.apache.parquet', extension: 'parquet' },
};

/** Each piece can be unpacked at once: a client that is cut off has all rows that were sent. */
export const gzipOfPieces = () => createGzip({ level: 4, flush: constants.Z_SYNC_FLUSH });

export const createExportRoutes = (exports: Exports): ExportRoutes => ({
  'POST /export': (request) => startExport(exports, request),
});

async function startExport(exports: Exports, request: RouteRequest): Promise<RouteAnswer> {
  const { headers, signal } = request;
  const viewer = requireAnalyst(request.viewer);
  const body = await receiveJson(request, { maxBytes: mostBytes, maxDepth: mostDepth });
  const field = 'POST /export' satisfies keyof ExportRoutes;
  const acceptsGzip = codingFor(headers['accept-encoding'], ['gzip']) !== null;
  const packer = acceptsGzip ? gzipOfPieces : null;
  const started = await exports.start({ viewer, body, field, packer, signal });
  const { contentType, extension } = files[started.format];
  return {
    status: 200,
    headers: {
      'content-type': contentType,
      'content-disposition': `attachment; filename="applications.${extension}"`,
      ...(started.isPacked && { 'content-encoding': 'gzip' }),
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
