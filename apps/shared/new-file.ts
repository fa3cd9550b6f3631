import { closeSync, fsyncSync, linkSync, lstatSync, openSync, rmSync, writeSync } from 'node:fs';
import { ConfigurationError } from '../../lib/platform/process/setting.ts';

/** A file that appears complete, or not at all. Only its owner may read it. */
interface NewFile {
  write(text: string): void;
  /** Ends it. @throws ConfigurationError if another file has taken its name meanwhile. */
  publish(): void;
  /** Removes what was written, unless it has been published. */
  discard(): void;
}

const refusal = (path: string) =>
  `${path} cannot be written, or exists: it is left as it is. Name another file.`;

/** @throws ConfigurationError where there is a file already. */
export function requireNoFile(path: string): void {
  if (lstatSync(path, { throwIfNoEntry: false })) throw new ConfigurationError(refusal(path));
}

/** @throws ConfigurationError where there is a file already, or none can be made. */
export function openNewFile(path: string): NewFile {
  requireNoFile(path);
  const temporary = `${path}.${process.pid}`;
  const descriptor = refused(path, () => openSync(temporary, 'wx', 0o600));
  let isOpen = true;
  return {
    write(text) {
      writeAll(descriptor, Buffer.from(text));
    },
    publish() {
      fsyncSync(descriptor);
      refused(path, () => linkSync(temporary, path));
    },
    discard() {
      if (!isOpen) return;
      isOpen = false;
      closeSync(descriptor);
      rmSync(temporary);
    },
  };
}

function writeAll(descriptor: number, bytes: Buffer): void {
  for (let at = 0; at < bytes.length;) at += writeSync(descriptor, bytes, at);
}

function refused<Result>(path: string, attempt: () => Result): Result {
  try {
    return attempt();
  } catch (error) {
    throw new ConfigurationError(refusal(path), { cause: error });
  }
}
