import type { AttachmentWarning } from '../../../record/index.ts';
import type { Cleaning } from '../cleaning.ts';
import { readXml } from '../xml/xml.ts';

/** The warnings for properties of a document, by their names in the formats of Microsoft and OASIS. */
const propertyWarnings: Readonly<Record<string, AttachmentWarning>> = {
  creator: 'AUTHOR',
  lastModifiedBy: 'AUTHOR',
  'initial-creator': 'AUTHOR',
  'printed-by': 'AUTHOR',
  Company: 'AUTHOR',
  Manager: 'AUTHOR',
  created: 'DATES',
  modified: 'DATES',
  date: 'DATES',
  'creation-date': 'DATES',
  'print-date': 'DATES',
  lastPrinted: 'DATES',
  generator: 'DEVICE',
  Application: 'DEVICE',
  description: 'COMMENTS',
  title: 'OTHER_METADATA',
  subject: 'OTHER_METADATA',
  keyword: 'OTHER_METADATA',
  keywords: 'OTHER_METADATA',
  'user-defined': 'OTHER_METADATA',
  Template: 'OTHER_METADATA',
};

/** Warns of the properties of a document, which are dropped. */
export function warnOfProperties(properties: Buffer, cleaning: Cleaning): void {
  readXml(properties, {
    element: () => 'keep',
    text(text, ancestors) {
      const warning = propertyWarnings[ancestors.at(-1)?.local ?? ''];
      if (warning && text.trim() !== '') cleaning.warn(warning);
      return text;
    },
  });
}
