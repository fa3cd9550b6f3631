import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { cleanFile } from './clean-file.ts';
import { Cleaning } from './cleaning.ts';
import { changedBox, changedBoxes, words } from './fixtures/changed-boxes.ts';
import { type Box, boxesIn, boxOf } from './media/iso-boxes.ts';

/** Films, pictures and pages of which a part is cut away, but not removed from the file. */

const fixture = (name: string) => readFileSync(new URL(`fixtures/${name}`, import.meta.url));

/** The warnings for a file that is cleaned, or the message about one that is not. */
function outcomeOf(type: string, file: Buffer): readonly string[] | string {
  const cleaning = new Cleaning();
  try {
    for (const _ of cleanFile(type, file, cleaning)); // to its end
    return [...cleaning.warnings].toSorted();
  } catch (error) {
    return (error as Error).message;
  }
}

const isOfSound = (content: Buffer) => content.includes('soun');

describe('of a film', () => {
  // 10 pictures of 1,024 units, of which the first one is shown at 2,048 units, and 45,124 units of sound after 1,024 units
  // of padding; times of the film are in thousandths of a second.
  const film = fixture('film.mp4');
  const usual = outcomeOf('video/mp4', film);

  type Edit = readonly [duration: number, from: number, rate?: number];
  const listOf = (edits: readonly Edit[]) =>
    boxOf(
      'elst',
      words(
        0,
        edits.length,
        ...edits.flatMap(([duration, from, rate = 1]) => [duration, from, rate * 0x1_0000]),
      ),
    );
  /** The film with another track of one kind. */
  const withTrack = (kind: 'vide' | 'soun', change: (trak: Box) => readonly Buffer[]) =>
    changedBoxes(film, (box) =>
      box.type === 'trak' && box.content.includes(kind) ? change(box) : null,
    );
  /** The film with a box instead of one within a track of one kind. */
  const within = (kind: 'vide' | 'soun', name: string, instead: (box: Box) => readonly Buffer[]) =>
    withTrack(kind, (trak) => [
      changedBox(trak, (box) => (box.type === name ? instead(box) : null)),
    ]);
  const edited = (kind: 'vide' | 'soun', ...edits: readonly Edit[]) =>
    within(kind, 'elst', () => [listOf(edits)]);

  /** The film with its pictures in the order of showing, and another duration of the last one. */
  const endingWith = (duration: number, edit: Edit) =>
    withTrack('vide', (trak) => [
      changedBox(trak, ({ type }) => {
        if (type === 'stts') return [boxOf('stts', words(0, 2, 9, 1_024, 1, duration))];
        if (type === 'ctts') return [];
        return type === 'elst' ? [listOf([edit])] : null;
      }),
    ]);
  const disabled = ({ type, content }: Box) => {
    const head = Buffer.from(content);
    head[3] = 2; // in the film, but not enabled
    return boxOf(type, head);
  };

  test.each<[what: string, file: Buffer]>([
    ['begins with its first picture', edited('vide', [1_000, 2_048])],
    ['begins later', edited('vide', [500, -1], [1_000, 2_048])],
    ['ends at the end of a picture, rounded', edited('vide', [999, 2_049])],
    ['is shown in two parts', edited('vide', [400, 2_048], [600, 6_144])],
    ['is shown in slow motion', edited('vide', [2_000, 2_048, 0.5])],
    ['is shown from before its first picture', edited('vide', [1_200, 0])],
    ['has an empty list of edits', edited('vide')],
    ['has no list of edits', within('vide', 'edts', () => [])],
    [
      'has a list of edits with times of 64 bits',
      within('vide', 'elst', () => [
        boxOf('elst', words(0x0100_0000, 1, 0, 1_000, 0, 2_048, 0x1_0000)),
      ]),
    ],
    ['has the padding of a coder after its sound', edited('soun', [900, 1_024])],
    ['is shown to its end', edited('vide', [0, 2_048])],
    ['begins later and is shown to its end', edited('vide', [500, -1], [0, 2_048])],
    ['is heard to its end', edited('soun', [0, 1_024])],
    ['ends with a picture without a duration', endingWith(0, [900, 0])],
    ['ends before a picture without a duration, rounded', endingWith(0, [899, 0])],
    ['ends before a picture shorter than its units, rounded', endingWith(10, [900, 0])],
    [
      'has no enabled track',
      changedBoxes(film, (box) => (box.type === 'tkhd' ? [disabled(box)] : null)),
    ],
  ])('a film that %s is cleaned', (_what, file) => {
    expect(outcomeOf('video/mp4', file)).toEqual(usual);
  });

  const late = (...edits: number[]) =>
    within('vide', 'elst', () => [
      boxOf('elst', words(0x0100_0000, 2, 0, 1_000, -1, -1, 0x1_0000, ...edits)),
    ]);

  test('a film that begins later, with times of 64 bits, is cleaned', () => {
    expect(outcomeOf('video/mp4', late(0, 1_000, 0, 2_048, 0x1_0000))).toEqual(usual);
  });

  const cut = 'unsupported: film of which a part is cut away';

  test.each<[what: string, file: Buffer, message: string]>([
    ['its beginning', edited('vide', [800, 2_048 + 2_048]), cut],
    ['its first picture', edited('vide', [1_000, 2_048 + 1_024]), cut],
    ['its end', edited('vide', [800, 2_048]), cut],
    ['its middle', edited('vide', [400, 2_048], [400, 8_192]), cut],
    ['all but one picture', edited('vide', [1_000, 2_048, 0]), cut],
    ['all of it', edited('vide', [1_000, -1]), cut],
    ['its beginning, and begins later', late(0, 800, 0, 4_096, 0x1_0000), cut],
    ['its beginning, and is shown to its end', edited('vide', [0, 4_096]), cut],
    ['all but an edit without a duration', edited('vide', [0, 2_048], [500, 2_048]), cut],
    ['all but one picture for no time', edited('vide', [0, 2_048, 0]), cut],
    ['its last picture, without a duration', endingWith(0, [890, 0]), cut],
    ['its last picture', endingWith(1_024, [899, 0]), cut],
    ['the beginning of its sound', edited('soun', [700, 14_100]), cut],
    ['the end of its sound', edited('soun', [500, 1_024]), cut],
    [
      'pictures without times',
      within('vide', 'stts', () => [boxOf('stts', words(0, 1, 9, 1_024))]),
      'damaged: film times',
    ],
    [
      'the rest beside an aperture',
      within('vide', 'stsd', ({ content }) => {
        const [entry] = boxesIn(content.subarray(8));
        const aperture = boxOf('clap', words(48, 1, 64, 1, -24, 1, 0, 1));
        return [
          boxOf(
            'stsd',
            content.subarray(0, 8),
            boxOf(entry?.type ?? '', entry?.content ?? Buffer.alloc(0), aperture),
          ),
        ];
      }),
      'unsupported: cropped picture',
    ],
    [
      'what a second list of edits hides',
      within('vide', 'edts', ({ content }) => [
        boxOf('edts', content),
        boxOf('edts', listOf([[500, 2_048]])),
      ]),
      'damaged: film boxes',
    ],
    [
      'one of two tracks of sound',
      withTrack('soun', ({ type, content }) => [boxOf(type, content), boxOf(type, content)]),
      'unsupported: film with several tracks of a kind',
    ],
    [
      'one of two tracks of sound, none of which is enabled',
      changedBoxes(film, (box) => {
        if (box.type !== 'trak') return null;
        const trak = changedBox(box, (inner) => (inner.type === 'tkhd' ? [disabled(inner)] : null));
        return box.content.includes('soun') ? [trak, trak] : [trak];
      }),
      'unsupported: film with several tracks of a kind',
    ],
  ])('a film that hides %s is refused', (_what, file, message) => {
    expect(outcomeOf('video/mp4', file)).toBe(message);
  });

  test('a track that is disabled is not in the copy', () => {
    const file = within('soun', 'tkhd', (box) => [disabled(box)]);
    const sound = soundIn(file);
    const cleaning = new Cleaning();
    const copy = Buffer.concat([...cleanFile('video/mp4', file, cleaning)]);

    expect([...cleaning.warnings]).toContain('HIDDEN_CONTENT');
    expect(copy.includes('vide')).toBe(true);
    expect(isOfSound(copy)).toBe(false);
    expect(Buffer.concat([...cleanFile('video/mp4', film, new Cleaning())]).includes(sound)).toBe(
      true,
    );
    expect(copy.includes(sound)).toBe(false);
  });

  /** The first chunk of the sound, up to 100 bytes. */
  function soundIn(file: Buffer): Buffer {
    const at = file.indexOf('stco', file.lastIndexOf('soun'));
    const from = file.readUInt32BE(at + 12);
    return file.subarray(from, from + 100);
  }
});

describe('of a HEIC', () => {
  /** The picture of 96 × 64 dots with an aperture. */
  const withAperture = (...numbers: readonly number[]) =>
    changedBoxes(fixture('photo.heic'), ({ type, content }) => {
      // Its last property is the sixth one then, and is of the first item.
      if (type === 'irot') return [boxOf(type, content), boxOf('clap', words(...numbers))];
      if (type !== 'ipma') return null;
      const association = Buffer.from([...content, 0x86]);
      association.writeUInt8(6, 10);
      return [boxOf(type, association)];
    });

  test.each<[what: string, numbers: number[]]>([
    ['nothing', [96, 1, 64, 1, 0, 1, 0, 1]],
    ['the padding of a coder', [90, 1, 57, 1, -6, 2, -7, 2]],
  ])('a picture without %s is cleaned', (_what, numbers) => {
    expect(outcomeOf('image/heic', withAperture(...numbers))).toEqual(
      outcomeOf('image/heic', fixture('photo.heic')),
    );
  });

  test.each<[what: string, numbers: number[]]>([
    ['its right half', [48, 1, 64, 1, -24, 1, 0, 1]],
    ['its left edge', [92, 1, 64, 1, 2, 1, 0, 1]],
    ['its lower edge', [96, 1, 56, 1, 0, 1, -4, 1]],
    ['anything', [96, 0, 64, 1, 0, 1, 0, 1]],
  ])('a picture that hides %s is refused', (_what, numbers) => {
    expect(outcomeOf('image/heic', withAperture(...numbers))).toBe('unsupported: cropped picture');
  });

  /** The picture of two tiles beside each other with another grid. */
  const withGrid = (grid: readonly number[]) =>
    changedBoxes(fixture('phone.heic'), ({ type }) =>
      type === 'idat' ? [boxOf('idat', Buffer.from(grid))] : null,
    );

  test.each<[what: string, grid: number[], message: unknown]>([
    ['that hides the edge of a tile', [0, 0, 0, 1, 0, 100, 0, 64], expect.any(Array)],
    ['that hides a tile', [0, 0, 0, 1, 0, 64, 0, 64], 'unsupported: cropped HEIC grid'],
    ['of fewer tiles', [0, 0, 0, 0, 0, 64, 0, 64], 'damaged: HEIC grid'],
  ])('of a grid %s', (_what, grid, message) => {
    expect(outcomeOf('image/heic', withGrid(grid))).toEqual(message);
  });
});

describe('of a page', () => {
  const pdf = (page: string, pages = '') =>
    Buffer.from(
      [
        '%PDF-1.7',
        '1 0 obj\n<</Type /Catalog /Pages 2 0 R>>\nendobj',
        `2 0 obj\n<</Type /Pages /Kids [3 0 R] /Count 1 /MediaBox [0 0 600 800] ${pages}>>\nendobj`,
        `3 0 obj\n<</Type /Page ${page}>>\nendobj`,
        '4 0 obj\n[0 0 300 800]\nendobj',
        'trailer\n<</Root 1 0 R>>\nstartxref\n0\n%%EOF\n',
      ].join('\n'),
    );

  test.each<[what: string, file: Buffer]>([
    ['to its edges', pdf('/CropBox [0 0 600 800]')],
    ['from its upper right corner', pdf('/CropBox [600 800 0 0]')],
    ['to almost its edges', pdf('/CropBox [0.5 0 599 800]')],
    ['beyond its edges', pdf('/CropBox [-10 -10 700 900]')],
  ])('a page that is shown %s is cleaned', (_what, file) => {
    expect(outcomeOf('application/pdf', file)).toEqual([]);
  });

  test.each<[what: string, file: Buffer]>([
    ['at one side', pdf('/CropBox [50 0 600 800]')],
    ['by an object', pdf('/CropBox 4 0 R')],
    ['by what it inherits', pdf('', '/CropBox [0 0 600 700]')],
    ['to nothing', pdf('/CropBox [700 900 800 1000]')],
  ])('a page that is cropped %s is refused', (_what, file) => {
    expect(outcomeOf('application/pdf', file)).toBe('unsupported: cropped page of a PDF');
  });
});
