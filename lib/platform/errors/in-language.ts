import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Language, Message } from '../../kit/say.ts';

/** The texts in another language by the English ones, with the same `{0}`, `{1}` in place of values. */
type Catalogue = Readonly<Record<string, string>>;

const cataloguePath = (language: Language) =>
  resolve(import.meta.dirname, `../../../schema/messages.${language}.json`);

const catalogues = new Map<Language, Catalogue>();

/** Read at the first message in the language. */
function catalogueOf(language: Language): Catalogue {
  let catalogue = catalogues.get(language);
  if (!catalogue) {
    catalogue = JSON.parse(readFileSync(cataloguePath(language), 'utf8')) as Catalogue; // ours, and tested
    catalogues.set(language, catalogue);
  }
  return catalogue;
}

/** A message in a language; in English if it has no text there. */
export function inLanguage(message: Message, language: Language): string {
  if (language === 'en') return String(message);
  const template = catalogueOf(language)[message.template] ?? message.template;
  return template.replaceAll(/\{(\d+)\}/g, (_, index: string) => {
    const value = message.values[Number(index)] ?? '';
    return typeof value === 'object' ? inLanguage(value, language) : String(value);
  });
}
