import { existsSync } from 'node:fs';
import { readFile, rename, rm, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { makeFolder } from '../database/index.ts';
import type { Verification } from './verify.ts';

/** The request of a command to the process that has the copy open, made by a file beside the copy. */
interface Request {
  readonly kind: 'rebuild' | 'verify';
}

/** How far that process is with a request. */
export type Progress =
  | { readonly state: 'running'; readonly applications: number }
  | { readonly state: 'done'; readonly result: Verification | null }
  | { readonly state: 'failed'; readonly message: string };

const requestPath = (path: string) => `${path}.request`;
const progressPath = (path: string) => `${path}.progress`;

/** Leaves a request for the process that has the copy at a path. An earlier one is replaced. */
export async function leaveRequest(path: string, request: Request): Promise<void> {
  await makeFolder(dirname(path));
  await rm(progressPath(path), { force: true });
  await writeWhole(requestPath(path), request);
}

/** The progress of the last request; null before the process has taken it. */
export async function readProgress(path: string): Promise<Progress | null> {
  return existsSync(progressPath(path)) ? readWhole<Progress>(progressPath(path)) : null;
}

/** Withdraws a request that nobody has taken. */
export const withdrawRequest = (path: string) => rm(requestPath(path), { force: true });

/** Takes the request that was left, if there is one. */
export async function takeRequest(path: string): Promise<Request | null> {
  if (!existsSync(requestPath(path))) return null;
  const request = await readWhole<Request>(requestPath(path));
  await report(path, { state: 'running', applications: 0 });
  await rm(requestPath(path), { force: true });
  return request;
}

export const report = (path: string, progress: Progress) =>
  writeWhole(progressPath(path), progress);

/** Says of a request that an earlier process has taken that it will not be done. */
export async function endLeftOver(path: string): Promise<void> {
  if ((await readProgress(path))?.state !== 'running') return;
  await report(path, { state: 'failed', message: 'The process of analytics was restarted.' });
}

/** Appears as a whole or not at all. */
async function writeWhole(path: string, content: object): Promise<void> {
  await writeFile(`${path}.new`, JSON.stringify(content));
  await rename(`${path}.new`, path);
}

const readWhole = async <Content>(path: string) =>
  JSON.parse(await readFile(path, 'utf8')) as Content; // written by this module alone
