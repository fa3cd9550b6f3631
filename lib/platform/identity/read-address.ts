import { readFile, stat } from 'node:fs/promises';

/** Far more than a key set or a list of tokens. */
const maxBytes = 4_000_000;

/**
 * Reads the text at an `http(s):` or `file:` address. Redirects are not followed.
 * @throws Error when it cannot be read within `timeoutMs`, is larger than 4 MB, or has another status than 200.
 */
export async function readAddress(url: URL, timeoutMs: number): Promise<string> {
  if (url.protocol === 'file:') {
    const { size } = await stat(url);
    if (size > maxBytes) throw tooLarge();
    return readFile(url, 'utf8');
  }
  const signal = AbortSignal.timeout(timeoutMs);
  const response = await fetch(url, { signal, redirect: 'manual' });
  if (response.status !== 200 || !response.body) {
    await response.body?.cancel();
    throw new Error(`answered with status ${response.status}`);
  }
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of response.body) {
    chunks.push(chunk);
    bytes += chunk.length;
    if (bytes > maxBytes) throw tooLarge();
  }
  return Buffer.concat(chunks).toString('utf8');
}

const tooLarge = () => new Error(`is larger than ${maxBytes} bytes`);
