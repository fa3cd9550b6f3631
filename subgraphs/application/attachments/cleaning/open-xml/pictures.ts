import type { Cleaning } from '../cleaning.ts';
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

const sides = ['l', 't', 'r', 'b'] as const;
const vmlSides = ['croptop', 'cropbottom', 'cropleft', 'cropright'] as const;

/** Finds pictures of which a part is cut away: by their own crop, by a shape that is no rectangle, or as a filling. */
class PictureReader {
  readonly cropped = new Set<number>();
  /** The position of the latest picture of a drawing: its crop and its shape come after it. */
  #picture: number | null = null;

  element(element: XmlElement, place: Place): void {
    const { local, namespace } = element;
    if (namespace === vml) {
      if (place.hasPicture && isCroppedVml(element, place.ancestors)) this.cropped.add(place.at);
    } else if (local === 'blip') this.#blip(place);
    else if (this.#picture !== null && crops(element, place.ancestors))
      this.cropped.add(this.#picture);
  }

  #blip({ ancestors, at, hasPicture }: Place): void {
    this.#picture = hasPicture ? at : null;
    const [around, filling] = ancestors.slice(-2);
    if (hasPicture && filling?.local === 'blipFill' && around?.local !== 'pic')
      this.cropped.add(at);
  }
}

const isPositive = (length: string | undefined) => Number.parseFloat(length ?? '') > 0;

/** Whether an element after a picture cuts away a part of it. */
function crops(element: XmlElement, ancestors: readonly XmlElement[]): boolean {
  switch (element.local) {
    case 'srcRect':
      return sides.some((side) => isPositive(element.get(side)));
    case 'fillRect':
      return sides.some((side) => Number.parseFloat(element.get(side) ?? '') < 0);
    case 'tile':
      return true;
    case 'prstGeom':
      return ancestors.at(-2)?.local === 'pic' && element.get('prst') !== 'rect';
    case 'custGeom':
      return ancestors.at(-2)?.local === 'pic';
    default:
      return false;
  }
}

/** The shape of an old drawing that is the frame of a picture. */
const pictureFrame = /_x0000_t75$/;

/** Whether an element of an old drawing that names a picture may show a part only. */
function isCroppedVml(element: XmlElement, ancestors: readonly XmlElement[]): boolean {
  if (element.local !== 'imagedata') return true;
  if (vmlSides.some((side) => isPositive(element.get(side)))) return true;
  const shape = ancestors.at(-1);
  if (shape?.local === 'rect') return false;
  return (
    shape?.local !== 'shape' ||
    shape.get('path') !== undefined ||
    !pictureFrame.test(shape.get('type') ?? '_x0000_t75')
  );
}
