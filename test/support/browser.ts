import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Browser, chromium } from 'playwright-core';

/**
 * The Chromium of the package `@sparticuz/chromium`, which brings the libraries and a font that it needs, too. The
 * package has a program for Linux on x64 alone.
 */

const root = resolve(import.meta.dirname, '../..');

/** Why no browser can run here; null if one can. */
export const withoutBrowser: string | null =
  process.platform === 'linux' && process.arch === 'x64'
    ? null
    : `there is no Chromium for ${process.platform} on ${process.arch}`;

/** Starts the browser. The caller closes it. @param args further switches of Chromium */
export async function openBrowser(args: readonly string[] = []): Promise<Browser> {
  const folder = await unpacked();
  return chromium.launch({
    executablePath: join(folder, 'chromium'),
    args: ['--disable-gpu', '--no-zygote', ...args],
    env: {
      ...process.env,
      LD_LIBRARY_PATH: join(folder, 'al2023/lib'),
      FONTCONFIG_FILE: join(folder, 'fonts.conf'),
    },
  });
}

/** The folder with the browser, which is unpacked once in each clone. */
async function unpacked(): Promise<string> {
  const entry = import.meta.resolve('@sparticuz/chromium');
  const manifest = readFileSync(new URL('../package.json', entry), 'utf8');
  const { version } = JSON.parse(manifest) as { version: string }; // of every package
  const folder = join(root, `.local/chromium-${version}`);
  if (existsSync(folder)) return folder;
  mkdirSync(join(root, '.local'), { recursive: true });
  const temporary = mkdtempSync(`${folder}-`);
  await unpackInto(temporary, fileURLToPath(new URL('../bin/', entry)));
  try {
    // Appears complete, or not at all.
    renameSync(temporary, folder);
  } catch (error) {
    if (!existsSync(folder)) throw error;
    rmSync(temporary, { recursive: true }); // another process was first
  }
  return folder;
}

async function unpackInto(folder: string, archives: string): Promise<void> {
  const { inflate } = await import('@sparticuz/chromium');
  const { TMPDIR } = process.env;
  process.env['TMPDIR'] = folder; // where the package unpacks; it reads this at once
  const unpacking = ['chromium.br', 'al2023.tar.br', 'fonts.tar.br'].map((name) =>
    inflate(join(archives, name)),
  );
  if (TMPDIR === undefined) delete process.env['TMPDIR'];
  else process.env['TMPDIR'] = TMPDIR;
  await Promise.all(unpacking);
  writeFileSync(join(folder, 'fonts.conf'), fontsIn());
}

/** The font beside the browser, for machines without any. */
const fontsIn = () => `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "urn:fontconfig:fonts.dtd">
<fontconfig>
  <include ignore_missing="yes">/etc/fonts/fonts.conf</include>
  <dir prefix="relative">fonts</dir>
</fontconfig>
`;
