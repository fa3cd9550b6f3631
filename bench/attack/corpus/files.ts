import { expensiveFiles } from './expensive-files.ts';
import {
  type HostileOperation,
  type HostileRequest,
  mostFileBytes,
  refused,
} from '../hostile-operation.ts';

const boundary = 'fileBoundary';

/** What stands before and behind a file. */
const around = (filename: string) =>
  [
    `--${boundary}\r\nContent-Disposition: form-data; name="file"; filename="${filename}"\r\n\r\n`,
    `\r\n--${boundary}--\r\n`,
  ] as const;

const uploadRequest = {
  path: '/attachments',
  headers: { 'content-type': `multipart/form-data; boundary=${boundary}` },
} as const;

const upload = (content: string): HostileRequest => ({
  ...uploadRequest,
  body: around('x.pdf').join(content),
});

/** A file that begins so; nothing else of it is looked at. */
const fileOf = (beginning: string, bytes: number) => beginning.padEnd(bytes, 'x');

const program = () => upload(fileOf('MZ', mostFileBytes));

const many = 20;
/** What a full bucket pays for of files of 10 MB, and one more for the time that they take. */
const paidFor = 9;
/** How many files of one viewer are transferred at once. */
const transferred = 6;

const written: Readonly<
  Record<string, Pick<HostileOperation, 'expected' | 'write'> & Partial<HostileOperation>>
> = {
  'a program of 10 MB': { expected: refused('type'), write: program },
  'a program of 10 MB, many at once': {
    expected: { refused: 'bucket', butFor: paidFor },
    atOnce: many,
    admitted: paidFor - 1,
    write: program,
  },
  'an archive that is identified only by its end': {
    expected: { refused: 'type', onceStored: true },
    write: () => upload(fileOf('PK\x03\x04\x14\0\0\0\0\0', 1_000_000)),
  },
  'a file over the size limit': {
    expected: refused('body'),
    write: () => upload(fileOf('%PDF-1.7\n', mostFileBytes + 100_000)),
  },
  'half of a file of 10 MB, many at once': {
    expected: 'nothing',
    manner: 'half',
    atOnce: many,
    admitted: transferred,
    write: () => upload(fileOf('%PDF-1.7\n', mostFileBytes)),
  },
  'a file of 10 MB that nobody reads, many at once': {
    expected: 'nothing',
    manner: 'unread',
    atOnce: many,
    admitted: transferred,
    write: ({ attachmentId }) => ({ method: 'GET', path: `/attachments/${attachmentId}` }),
  },
};

/** Files that are sent and fetched. */
export const files: readonly HostileOperation[] = Object.entries(written).map(([name, entry]) => ({
  name,
  by: 'CITIZEN',
  kind: 'files',
  manner: 'whole',
  atOnce: 1,
  admitted: 1,
  ...entry,
}));

const endings: Readonly<Record<string, string>> = {
  letter: 'docx',
  table: 'xlsx',
  paper: 'pdf',
  photo: 'heic',
  scan: 'tiff',
  film: 'mp4',
};

function uploadOf(name: string, content: Uint8Array): HostileRequest {
  const ending = endings[name.split(' ')[1] ?? ''] ?? 'bin';
  const [before, after] = around(`x.${ending}`);
  return {
    ...uploadRequest,
    body: Buffer.concat([Buffer.from(before), content, Buffer.from(after)]),
  };
}

/** Files that are accepted, and expensive to clean. */
export const cleaning: readonly HostileOperation[] = expensiveFiles().map(({ name, content }) => ({
  name,
  by: 'CITIZEN',
  kind: 'cleaning',
  manner: 'whole',
  expected: 'answered',
  atOnce: 1,
  admitted: 1,
  write: () => uploadOf(name, content),
}));

/** What an attacking citizen uploads to have something to fetch. */
export const largestFile = (): HostileRequest => upload(fileOf('%PDF-1.7\n', mostFileBytes));
