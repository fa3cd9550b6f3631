import { type Cleaning, mostCut } from '../cleaning.ts';
import { relationshipNamespace, vml } from './drawing.ts';
import { readXml, rewriteXml, type XmlElement } from '../xml/xml.ts';

/** What a cleaned part refers to, and its pictures of which it may show a part only. */
interface References {
  /** The ids of relationships. */
  ids: ReadonlySet<string>;
  /** The positions of the elements that name these pictures. */
  cropped: ReadonlySet<number>;
}

/** Reads a part that has been cleaned of everything hidden. */
export function referencesIn(content: Buffer): References {
  const ids = new Set<string>();
  const pictures = new PictureReader();
  readXml(content, {
    element(element, ancestors, at) {
      const named = element.attributes.filter(isReference);
      for (const { value } of named) ids.add(value);
      pictures.element(element, { ancestors, at, hasPicture: named.length > 0 });
      return 'keep';
    },
  });
  return { ids, cropped: pictures.cropped };
}

/** The same part without pictures of which it may show a part only: their places stay. */
export function withoutCroppedPictures(
  content: Buffer,
  cropped: ReadonlySet<number>,
  cleaning: Cleaning,
): Buffer {
  if (cropped.size === 0) return content;
  cleaning.warn('LEFT_OUT_PICTURES');
  return rewriteXml(content, {
    element(element, _ancestors, at) {
      if (!cropped.has(at)) return 'keep';
      if (element.namespace === vml) return 'drop';
      element.removeWhere(isReference);
      return 'keep';
    },
  });
}

const isReference = ({ local, namespace }: XmlElement['attributes'][number]) =>
  relationshipNamespace.test(namespace) ||
  (local === 'relid' && namespace === 'urn:schemas-microsoft-com:office:office');

/** An element, with those around it. */
interface Place {
  ancestors: readonly XmlElement[];
  at: number;
  /** Whether it names a picture, or another part. */
  hasPicture: boolean;
}

/** A picture, or all pictures within alternatives for each other, of which programs show different ones. */
interface Shown {
  /** The positions of the elements that name them. */
  readonly pictures: number[];
  isCropped: boolean;
}

const alternatives = 'http://schemas.openxmlformats.org/markup-compatibility/2006';

/** Finds pictures of which a part is cut away: by their own crop, by a shape that is no rectangle, or as a filling. */
class PictureReader {
  readonly #all: Shown[] = [];
  /** The pictures within the outermost alternatives. */
  #alternatives = this.#begin();
  /** The latest picture of a drawing: its crop and its shape come after it. */
  #latest: Shown | null = null;
  readonly #frames = new FrameReader();

  /** The positions of the elements that name these pictures. */
  get cropped(): ReadonlySet<number> {
    const cropped = this.#all.filter(({ isCropped }) => isCropped);
    return new Set(cropped.flatMap(({ pictures }) => pictures));
  }

  element(element: XmlElement, place: Place): void {
    const { local, namespace } = element;
    const { ancestors } = place;
    if (namespace === vml)
      this.#frames.element(element, ancestors, place.hasPicture ? this.#add(place) : null);
    else if (local === 'blip') {
      this.#latest = this.#add(place);
      if (isFilling(ancestors)) this.#latest.isCropped = true;
    } else if (namespace === alternatives) {
      if (!isAlternative(ancestors)) this.#alternatives = this.#begin();
    } else if (this.#latest && crops(element, ancestors)) this.#latest.isCropped = true;
  }

  #begin(): Shown {
    const shown = { pictures: [], isCropped: false };
    this.#all.push(shown);
    return shown;
  }

  #add({ ancestors, at, hasPicture }: Place): Shown {
    const shown = isAlternative(ancestors) ? this.#alternatives : this.#begin();
    if (hasPicture) shown.pictures.push(at);
    return shown;
  }
}

const isAlternative = (ancestors: readonly XmlElement[]) =>
  ancestors.some(({ namespace }) => namespace === alternatives);

/** The local names of the two innermost elements around one, of those that are no alternatives. */
const namesAround = (ancestors: readonly XmlElement[]) =>
  ancestors
    .filter(({ namespace }) => namespace !== alternatives)
    .slice(-2)
    .map(({ local }) => local);

function isFilling(ancestors: readonly XmlElement[]): boolean {
  const [around, filling] = namesAround(ancestors);
  return filling === 'blipFill' && around !== 'pic';
}

/** The value of an attribute without a prefix. */
const valueOf = ({ attributes }: XmlElement, wanted: string) =>
  attributes.find(({ name }) => name === wanted)?.value;

const sides = ['l', 't', 'r', 'b'] as const;

/** Whether an element after a picture cuts away a part of it. */
function crops(element: XmlElement, ancestors: readonly XmlElement[]): boolean {
  switch (element.local) {
    case 'srcRect':
      return sides.some((side) => shareOf(valueOf(element, side)) > mostCut);
    case 'fillRect':
      return sides.some((side) => shareOf(valueOf(element, side)) < -mostCut);
    case 'tile':
      return true;
    case 'prstGeom':
      return namesAround(ancestors)[0] === 'pic' && element.get('prst') !== 'rect';
    case 'custGeom':
      return namesAround(ancestors)[0] === 'pic';
    default:
      return false;
  }
}

/** A length in percent, or in thousandths of it, as a part of a side. */
const shareOf = (length = '') => Number.parseFloat(length) / (length.endsWith('%') ? 100 : 100_000);

const vmlSides = ['croptop', 'cropbottom', 'cropleft', 'cropright'] as const;
/** The type of shape that is the frame of a picture, and the id that Word gives to it. */
const pictureFrame = { number: '75', id: '_x0000_t75' } as const;

/** Finds the pictures of old drawings that may be shown in part: all but those in a frame or in a rectangle. */
class FrameReader {
  /** The ids of types of shapes that are frames. */
  readonly #frames = new Set<string>([pictureFrame.id]);
  /** Shapes that declare an outline of their own, before or after their picture. */
  readonly #outlined = new Set<XmlElement>();
  readonly #pictures = new Map<XmlElement, Shown>();

  /** @param picture the one that the element names. */
  element(element: XmlElement, ancestors: readonly XmlElement[], picture: Shown | null): void {
    const around = ancestors.at(-1);
    if (element.local === 'shapetype') this.#type(element);
    if (!around) return;
    if (element.local === 'path' && valueOf(element, 'v') !== undefined) {
      this.#outlined.add(around);
      const ofShape = this.#pictures.get(around);
      if (ofShape) ofShape.isCropped = true;
    }
    if (!picture) return;
    this.#pictures.set(around, picture);
    if (this.#isCropped(element, around)) picture.isCropped = true;
  }

  #type(type: XmlElement): void {
    const id = valueOf(type, 'id') ?? '';
    if (type.get('spt') === pictureFrame.number) this.#frames.add(id);
    else this.#frames.delete(id);
  }

  #isCropped(element: XmlElement, shape: XmlElement): boolean {
    if (element.local !== 'imagedata') return true;
    if (vmlSides.some((side) => shareOfOld(valueOf(element, side)) > mostCut)) return true;
    if (shape.local === 'rect') return false;
    const type = valueOf(shape, 'type') ?? pictureFrame.id;
    return (
      shape.local !== 'shape' ||
      valueOf(shape, 'path') !== undefined ||
      this.#outlined.has(shape) ||
      !this.#frames.has(type.replace(/^#/, ''))
    );
  }
}

/** A number, or its 65,536ths, as a part of a side. */
const shareOfOld = (length = '') => Number.parseFloat(length) / (length.endsWith('f') ? 65_536 : 1);
