/** Exports: the rows of applications that meet a filter, streamed as CSV, NDJSON or Parquet. */

export { exportColumns } from './columns.ts';
export { createExports, type Exports } from './exports.ts';
export { measuresOfExports } from './measures.ts';
export { createExportRoutes, exportRoutes, gzipOfPieces } from './routes.ts';
export { exportSettings, longestExportMs } from './settings.ts';
