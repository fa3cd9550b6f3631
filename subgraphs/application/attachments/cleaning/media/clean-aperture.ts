import { unsupported } from '../cleaning.ts';
import { Fields } from './iso-boxes.ts';

/** What coders add at the right and at the bottom, where the size is no multiple of their blocks. */
const mostPadding = 7;

/**
 * Requires that a clean aperture (`clap`) shows the whole picture, up to the padding of coders: a decoder would show
 * only what is inside, but the compressed picture contains the rest as well.
 * @throws UncleanableError where it cuts away more.
 */
export function requireUncut(
  aperture: Buffer,
  { width, height }: { width: number; height: number },
): void {
  const fields = new Fields(aperture);
  const quotient = (read: () => number) => read() / fields.number(4);
  const unsigned = () => quotient(() => fields.number(4));
  const signed = () => quotient(() => fields.signed(4));
  const shown = { width: unsigned(), height: unsigned() };
  const offset = { x: signed(), y: signed() };
  const isWhole = (full: number, part: number, fromCentre: number) => {
    const before = (full - part) / 2 + fromCentre;
    return before < 1 && full - part - before <= mostPadding;
  };
  // A quotient by zero is not whole.
  if (!isWhole(width, shown.width, offset.x) || !isWhole(height, shown.height, offset.y))
    throw unsupported('cropped picture');
}
