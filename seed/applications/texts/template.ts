/**
 * Sentences with slots, `{mahalle} sakinleri`, parsed once and filled quickly. An unknown slot
 * fails when the template is prepared, not when it is used.
 */
const slots = [
  /** `Manisa` */
  'il',
  /** `Akhisar` */
  'ilçe',
  /** `Manisa ili Akhisar ilçesi Cumhuriyet Mahallesi`, for which `'nde` fits. */
  'yer',
  /** `Cumhuriyet Mahallesi` */
  'mahalle',
  /** `Atatürk Caddesi`; `üzerinde` fits. */
  'cadde',
  /** A building's number. */
  'no',
  /** `üç aydır` */
  'süredir',
  /** `12 Mart 2025`, some weeks before filing. */
  'tarih',
  /** A second date, between the first and the filing. */
  'sonTarih',
  /** `2025/10432`, an office's reference. */
  'evrak',
  /** A number of people, households or things, 12 to 240. */
  'sayı',
  /** `1.850`, an amount in lira. */
  'tutar',
  /** `22.30` */
  'saat',
  /** The year of filing. */
  'yıl',
  /** The topic's name. */
  'konu',
  /** The day of filing. */
  'başvuruTarihi',
  /** In replies: a day on which the office did something, not after the reply. */
  'incelemeTarihi',
] as const;

type Slot = (typeof slots)[number];

export type SlotValues = Readonly<Record<Slot, string>>;

/** Literal pieces and, between each two of them, a slot. */
export interface Template {
  readonly literals: readonly string[];
  readonly slots: readonly Slot[];
}

export function prepare(text: string): Template {
  const pieces = text.split(/\{([^}]*)\}/);
  return {
    literals: pieces.filter((_, position) => position % 2 === 0),
    slots: pieces.filter((_, position) => position % 2 === 1).map(toSlot),
  };
}

export function prepareAll(texts: readonly string[]): Template[] {
  return texts.map(prepare);
}

export function fill({ literals, slots }: Template, values: SlotValues): string {
  let text = literals[0] ?? '';
  for (let position = 0; position < slots.length; position += 1) {
    const slot = slots[position];
    if (slot !== undefined) text += values[slot] + (literals[position + 1] ?? '');
  }
  return text;
}

function toSlot(name: string): Slot {
  const slot = slots.find((slot) => slot === name);
  if (!slot) throw new Error(`{${name}} is not a slot`);
  return slot;
}
