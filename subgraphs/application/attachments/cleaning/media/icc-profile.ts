import { damaged, namesIn } from '../cleaning.ts';

/** The tags that colours are computed from. The other tags of a profile are texts and serial numbers. */
const colourTags = new Set(
  namesIn(
    'rXYZ gXYZ bXYZ rTRC gTRC bTRC kTRC wtpt bkpt chad chrm lumi',
    'A2B0 A2B1 A2B2 A2B3 B2A0 B2A1 B2A2 B2A3 gamt cicp rig0 rig2',
    'D2B0 D2B1 D2B2 D2B3 B2D0 B2D1 B2D2 B2D3 pre0 pre1 pre2 aabg',
    'aarg aagg ndin clrt view meas tech',
  ),
);

/**
 * The fields of the header that are cleared: preferred engine; date and signature; platform; maker and model; creator
 * and checksum.
 */
const wordsOfHeader: readonly [from: number, to: number][] = [
  [4, 8],
  [24, 36],
  [40, 44],
  [48, 56],
  [80, 100],
];

const mostTags = 99;
/** The maximum size of the data of all tags, in sizes of the profile. */
const mostOverlap = 4;

/** A profile with the same colours and the same length, without data about the device, its maker and its owner. */
export function cleanIccProfile(profile: Buffer): Buffer {
  if (profile.length < 132 || profile.toString('latin1', 36, 40) !== 'acsp') {
    throw damaged('colour profile');
  }
  const count = profile.readUInt32BE(128);
  if (count > mostTags || 132 + count * 12 > profile.length) throw damaged('colour profile');
  const cleaned = Buffer.alloc(profile.length);
  profile.copy(cleaned, 0, 0, 132 + count * 12);
  for (const [from, to] of wordsOfHeader) cleaned.fill(0, from, to);
  // A date of zeros is not a date.
  cleaned.writeUInt16BE(2000, 24);
  cleaned.writeUInt16BE(1, 26);
  cleaned.writeUInt16BE(1, 28);
  cleaned.write('acsp', 36, 'latin1');
  const blank: [from: number, to: number][] = [];
  const entries = Array.from({ length: count }, (_, index) => {
    const at = 132 + index * 12;
    const from = profile.readUInt32BE(at + 4);
    const to = from + profile.readUInt32BE(at + 8);
    if (to > profile.length) throw damaged('colour profile');
    return { signature: profile.toString('latin1', at, at + 4), at, from, to };
  });
  // Tags may share their data; each is copied once.
  const copied = new Map(entries.map(({ from, to }) => [`${from} ${to}`, to - from]));
  const total = [...copied.values()].reduce((sum, length) => sum + length, 0);
  if (total > mostOverlap * profile.length) throw damaged('colour profile');
  for (const { signature, from, to } of entries) {
    if (colourTags.has(signature) && copied.delete(`${from} ${to}`)) {
      profile.copy(cleaned, from, from, to);
    }
  }
  for (const { signature, at, from, to } of entries) {
    if (colourTags.has(signature)) continue;
    // Its name could identify the owner of the profile, too. Names must differ.
    if (signature !== 'desc' && signature !== 'cprt') {
      cleaned.write(`zz${((at - 132) / 12).toString().padStart(2, '0')}`, at, 'latin1');
    }
    const isShared = entries.some(
      (other) => colourTags.has(other.signature) && other.from < to && from < other.to,
    );
    if (!isShared) blank.push([from, to]);
  }
  for (const [from, to] of blank) {
    cleaned.fill(0, from, to);
    if (to - from >= 12) emptyText(profile.toString('latin1', from, from + 4)).copy(cleaned, from);
  }
  return cleaned;
}

/** An empty text of the same type: programs read the description, and some require one. */
function emptyText(type: string): Buffer {
  const text = Buffer.alloc(12);
  text.write(type === 'mluc' || type === 'desc' ? type : 'text', 0, 'latin1');
  return text;
}
