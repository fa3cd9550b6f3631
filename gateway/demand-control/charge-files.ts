import type { FastifyRequest } from 'fastify';
import { Counter } from '../../lib/kit/counter.ts';
import { retryLater } from '../../lib/kit/errors.ts';
import { say } from '../../lib/kit/say.ts';
import type { Viewer } from '../../lib/kit/viewer.ts';
import type { AdmitTransfer } from '../../lib/platform/http/routes.ts';
import { type Budgets, budgetNameOf } from '../../lib/platform/operations/budgets.ts';
import { createHoldBack } from './hold-back.ts';
import type { Buckets } from '../../lib/kit/buckets.ts';
import { ownerOfRequest } from '../../lib/platform/operations/owner-of-request.ts';

interface ChargeFilesOptions {
  buckets: Buckets;
  budgets: Budgets;
  /** Called for each refused request. */
  observe?: (cost: number, refused: 'bucket') => void;
}

/**
 * The cost of a request that stores, deletes or reads a file, without its bytes. The first two write to several
 * collections of the database, each time by a majority, also if they are refused in the end.
 */
const costOfChange = 500;
const costOfDownload = 50;
/** Storing a file costs more than reading one. */
const receivedBytesForOne = 5_000;
const sentBytesForOne = 20_000;
/** The assumed size of a request without a declared length. */
const unknownBytes = 10_000_000;
/**
 * Maximum number of concurrent transfers per viewer or address: as many as a browser has connections to a host
 * (HTTP/1.1).
 */
const mostAtOnce = 6;

/**
 * Charges viewers for uploads and downloads, to the same bucket as their operations, and limits the concurrent
 * transfers of one viewer. What a POST is answered with was made for it: such an export has limits of its own, of how
 * many are made at once and for how long, and may have any size. Its bytes leave enough for any one operation, so that
 * its viewer can go on, also with an export that was cut off.
 */
export function createFileCharges({
  buckets,
  budgets,
  observe,
}: ChargeFilesOptions): AdmitTransfer {
  const transfersOf = new Counter();
  const holdBack = createHoldBack();

  return async (request: FastifyRequest, viewer: Viewer) => {
    const key = ownerOfRequest({ viewer, clientAddress: request.ip });
    const budget = budgets[budgetNameOf(viewer)];
    const cost = Math.min(budget.operation, costOf(request));
    const leave = transfersOf.take(key, mostAtOnce);
    if (!leave || !buckets.take(key, cost, budget)) {
      leave?.();
      observe?.(cost, 'bucket');
      const seconds = Math.max(1, Math.ceil(buckets.secondsUntil(key, cost, budget)));
      await holdBack(key);
      throw leave ? tooDear(cost, seconds) : tooMany(seconds);
    }
    const { socket } = request.raw;
    const writtenBefore = socket.bytesWritten;
    return () => {
      leave();
      const costOfSent = (socket.bytesWritten - writtenBefore) / sentBytesForOne;
      if (isRead(request)) buckets.charge(key, costOfSent, budget);
      else buckets.chargeDownTo(budget.operation, key, costOfSent, budget);
    };
  };
}

const tooMany = (seconds: number) =>
  retryLater(
    say`${mostAtOnce} of your files are being transferred already. Try again in ${seconds} s.`,
    seconds,
  );

const tooDear = (cost: number, seconds: number) =>
  retryLater(
    say`The request costs ${Math.ceil(cost)}, more than is available now. Try again in ${seconds} s.`,
    seconds,
  );

const costOf = (request: FastifyRequest): number =>
  isRead(request) ? costOfDownload : costOfChange + bytesOf(request) / receivedBytesForOne;

const isRead = ({ method }: FastifyRequest) => method === 'GET' || method === 'HEAD';

function bytesOf({ method, headers }: FastifyRequest): number {
  if (method !== 'POST') return 0;
  const length = Number(headers['content-length'] ?? unknownBytes);
  return Number.isFinite(length) ? Math.min(length, unknownBytes) : unknownBytes;
}
