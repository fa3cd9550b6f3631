import { type Cleaning, damaged, unsupported } from '../cleaning.ts';
import { type Box, boxIn, boxesIn, contentOf, countWithin, Fields } from './iso-boxes.ts';

/** A stretch of the media of a track, in units of its time scale. */
interface Stretch {
  from: number;
  to: number;
}

/** The maximum number of edits; films of phones have at most a few. */
const mostEdits = 100;

/** What coders of sound put before and after the sound itself, in seconds. */
const mostPadding = 0.25;

/**
 * Requires that the list of edits of a track shows all of its media: each picture for at least half of its time, and the
 * sound but for the padding of coders. A film that begins later, or at its first picture in the order of showing, is whole.
 * @throws UncleanableError where the track contains more than is shown.
 */
export function requireMediaShown(
  kind: string,
  trak: readonly Box[],
  { filmHead, cleaning }: { filmHead: Buffer; cleaning: Cleaning },
): void {
  const media = boxesIn(contentOf(trak, 'mdia'));
  const timescale = timescaleOf(contentOf(media, 'mdhd'));
  const edits = boxIn(trak, 'edts');
  const list = edits && boxIn(boxesIn(edits.content), 'elst');
  const samples = boxesIn(contentOf(boxesIn(contentOf(media, 'minf')), 'stbl'));
  const times = new SampleTimes(samples);
  if (!list) return;
  const filmUnit = timescale / timescaleOf(filmHead);
  const shown = shownBy(list.content, filmUnit);
  if (shown === null) return;
  const isWhole =
    kind === 'vide'
      ? everyPictureIn(times, { shown, filmUnit, cleaning })
      : times.total - lengthWithin(times.total, shown) <= timescale * mostPadding;
  if (!isWhole) throw unsupported('film of which a part is cut away');
}

/** The number of units a second, after the times of making and changing. */
function timescaleOf(head: Buffer): number {
  const timescale = new Fields(head, head[0] === 1 ? 20 : 12).number(4);
  if (timescale === 0) throw damaged('film head');
  return timescale;
}

/** The stretches that a list of edits shows; null for an empty list. A last edit without a duration is to the end. */
function shownBy(list: Buffer, filmUnit: number): Stretch[] | null {
  const size = list[0] === 1 ? 8 : 4;
  const fields = new Fields(list, 4);
  const count = countWithin(fields.number(4), fields.left, 2 * size + 4);
  if (count > mostEdits) throw unsupported('film with many edits');
  if (count === 0) return null;
  return Array.from({ length: count }, (_, index) => {
    const duration = fields.number(size) * filmUnit;
    const from = fields.signed(size);
    const rate = fields.signed(4) / 0x1_0000;
    const isToEnd = duration === 0 && rate === 1 && index === count - 1;
    return { from, to: isToEnd ? Number.POSITIVE_INFINITY : from + duration * rate };
  }).filter(({ from }) => from >= 0);
}

interface ShownStretches {
  shown: readonly Stretch[];
  /** The unit in which their lengths are stored. */
  filmUnit: number;
  cleaning: Cleaning;
}

function everyPictureIn(
  times: SampleTimes,
  { shown, filmUnit, cleaning }: ShownStretches,
): boolean {
  cleaning.count(times.count * (shown.length + 1));
  let left = times.count;
  for (const { from, to } of times.each()) {
    left -= 1;
    // The last picture may have no duration, or less than a unit: the film ends before it if its length is rounded.
    const rounding = left === 0 && to - from < filmUnit ? filmUnit : 0;
    const isShown = shown.some(
      (edit) => 2 * (Math.min(to, edit.to + rounding) - Math.max(from, edit.from)) >= to - from,
    );
    if (!isShown) return false;
  }
  return true;
}

/** How much of the media up to its end is within the stretches. */
function lengthWithin(end: number, shown: readonly Stretch[]): number {
  let length = 0;
  let at = 0;
  for (const { from, to } of shown.toSorted((a, b) => a.from - b.from)) {
    length += Math.max(0, Math.min(to, end) - Math.max(from, at));
    at = Math.max(at, to);
  }
  return length;
}

/** When the samples of a track are shown, as its tables describe in runs. */
class SampleTimes {
  readonly count: number;
  /** The duration of all samples. */
  readonly total: number;
  readonly #durations: readonly Run[];
  readonly #offsets: readonly Run[];

  constructor(samples: readonly Box[]) {
    this.#durations = runsOf(contentOf(samples, 'stts'));
    const offsets = boxIn(samples, 'ctts');
    this.#offsets = offsets ? runsOf(offsets.content) : [];
    this.count = sum(this.#durations, ({ count }) => count);
    this.total = sum(this.#durations, ({ count, value }) => count * value);
    const all = new Fields(contentOf(samples, 'stsz'), 8).number(4);
    // A sample without a time would not be shown.
    if (this.count < all) throw damaged('film times');
  }

  /** In the order in which they are stored. */
  *each(): Iterable<Stretch> {
    let at = 0;
    const offsets = valuesOf(this.#offsets);
    for (const duration of valuesOf(this.#durations)) {
      const offset = offsets.next();
      const from = at + (offset.done ? 0 : offset.value);
      yield { from, to: from + duration };
      at += duration;
    }
  }
}

interface Run {
  count: number;
  value: number;
}

/** The entries of a table of runs. Some programs write negative offsets where only positive ones are allowed. */
function runsOf(table: Buffer): Run[] {
  const fields = new Fields(table, 4);
  const length = countWithin(fields.number(4), fields.left, 8);
  return Array.from({ length }, () => ({ count: fields.number(4), value: fields.signed(4) }));
}

function* valuesOf(runs: readonly Run[]): Generator<number, void> {
  for (const { count, value } of runs) {
    for (let index = 0; index < count; index += 1) yield value;
  }
}

const sum = (runs: readonly Run[], of: (run: Run) => number) =>
  runs.reduce((total, run) => total + of(run), 0);
