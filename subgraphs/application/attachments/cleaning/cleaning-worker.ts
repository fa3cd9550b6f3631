import { parentPort } from 'node:worker_threads';
import { ready } from '../../../../lib/platform/process/supervised-thread.ts';
import { yieldToOtherThreads } from '../../../../lib/platform/process/thread-priority.ts';
import { Cleaning, UncleanableError } from './cleaning.ts';
import { cleanFile } from './clean-file.ts';
import type { CleaningAnswer, CleaningRequest } from './cleaning-thread.ts';

/** The size of the parts that are sent: a GridFS chunk. */
const pieceBytes = 255 * 1024;

interface Running {
  cleaning: Cleaning;
  pieces: Iterator<Uint8Array>;
  /** The rest of the last piece, not sent yet. */
  rest: Uint8Array;
}

let running: Running | null = null;

yieldToOtherThreads();

parentPort?.on('message', (request: CleaningRequest) => {
  const answer = answerTo(request);
  const transferred = 'piece' in answer ? [answer.piece.buffer] : [];
  parentPort?.postMessage(answer, transferred);
});
parentPort?.postMessage(ready);

function answerTo(request: CleaningRequest): CleaningAnswer {
  try {
    if (request !== 'next') {
      const cleaning = new Cleaning();
      const pieces = cleanFile(request.contentType, Buffer.from(request.file), cleaning);
      running = { cleaning, pieces: pieces[Symbol.iterator](), rest: new Uint8Array() };
    }
    if (!running) throw new Error('nothing is being cleaned');
    const piece = nextPiece(running);
    if (piece.length > 0) return { piece };
    const warnings = [...running.cleaning.warnings];
    running = null;
    return { warnings };
  } catch (error) {
    running = null;
    if (error instanceof UncleanableError) return { reason: error.reason, message: error.message };
    // An error that no rule foresaw means that the file is malformed.
    return { reason: 'DAMAGED', message: `unexpected: ${(error as Error).name}` };
  }
}

/** Combines small pieces; empty at the end. */
function nextPiece(of: Running): Uint8Array<ArrayBuffer> {
  const piece = new Uint8Array(pieceBytes);
  let length = 0;
  while (length < pieceBytes) {
    if (of.rest.length === 0) {
      const next = of.pieces.next();
      if (next.done) break;
      of.rest = next.value;
    }
    const part = of.rest.subarray(0, pieceBytes - length);
    piece.set(part, length);
    length += part.length;
    of.rest = of.rest.subarray(part.length);
  }
  return length === pieceBytes ? piece : piece.slice(0, length);
}
