import {
  cleanAtOnce,
  type CleanedAtOnce,
} from '../../../subgraphs/application/attachments/index.ts';
import { pdfOf } from './sample-paper.ts';
import { exifOfPhone, pngOf } from './sample-picture.ts';

/** A file that applicants attach. */
interface Sample {
  weight: number;
  name: string;
  contentType: string;
  content: Buffer;
}

const png = 'image/png';
const pdf = 'application/pdf';

/** A street at dusk, more or less. */
const street = {
  width: 96,
  height: 64,
  colourAt: (x: number, y: number) =>
    y < 26 ? ([90 + y * 4, 110 + y * 3, 190] as const) : ([70 + (x % 7) * 4, 72, 76] as const),
};
const photo = pngOf(street, {
  exif: exifOfPhone({ make: 'Örnek', model: 'Telefon 5', dateTime: '2025:03:12 18:04:11' }),
});
const screenshot = pngOf(
  { width: 80, height: 120, colourAt: (_x, y) => (y % 12 < 2 ? [40, 40, 40] : [250, 250, 250]) },
  { texts: { Author: 'Ayse Ornek', Software: 'Ekran Resmi 2.1', Comment: 'Belediye sayfasi' } },
);
const letter = {
  lines: ['Ek: Dilekce', 'Konuya iliskin onceki basvurumun ornegidir.', 'Geregini arz ederim.'],
  properties: {
    Author: 'Ayse Ornek',
    Creator: 'Yazi Programi 7',
    CreationDate: 'D:20250310093000',
  },
};
/** Layers that a viewer does not show. */
const layered = {
  catalogue: '/OCProperties <</OCGs [7 0 R] /D <</OFF [7 0 R]>>>>',
  objects: ['<</Type /OCG /Name (Plan)>>'],
};

/** Most are ordinary; of some, no copy for units can be made, for each of the reasons. */
const samples: readonly Sample[] = [
  { weight: 45, name: 'foto.png', contentType: png, content: photo },
  { weight: 15, name: 'ekran-resmi.png', contentType: png, content: screenshot },
  { weight: 30, name: 'dilekce.pdf', contentType: pdf, content: pdfOf(letter) },
  {
    weight: 3,
    name: 'sifreli-belge.pdf',
    contentType: pdf,
    content: pdfOf({ ...letter, trailer: '/Encrypt <</Filter /Standard /V 1 /R 2>>' }),
  },
  { weight: 3, name: 'yarim-kalan.png', contentType: png, content: photo.subarray(0, -40) },
  { weight: 2, name: 'plan.pdf', contentType: pdf, content: pdfOf({ ...letter, ...layered }) },
  { weight: 2, name: 'harita.pdf', contentType: pdf, content: pdfOf({ ...letter, blanks: 4e6 }) },
];

/** A sample with the result of cleaning it, which is the same whoever attaches it. */
type CleanedSample = Sample & { cleaned: CleanedAtOnce };

/** Cleans each of them once. */
export const cleanSamples = (): readonly CleanedSample[] =>
  samples.map((sample) => ({
    ...sample,
    cleaned: cleanAtOnce(sample.contentType, sample.content),
  }));
