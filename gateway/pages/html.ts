/** Text that is HTML already. */
export class Html {
  readonly text: string;
  constructor(text: string) {
    this.text = text;
  }
}

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
};

const written = (value: string | Html): string =>
  value instanceof Html
    ? value.text
    : value.replaceAll(/[&<>"]/g, (found) => entities[found] ?? '');

/** HTML in which every inserted text is escaped, for elements and for attributes in double quotes. */
export function html(
  parts: TemplateStringsArray,
  ...values: readonly (string | Html | readonly Html[])[]
): Html {
  const texts = values.map((value) =>
    Array.isArray(value) ? value.map(written).join('') : written(value as string | Html),
  );
  return new Html(String.raw({ raw: parts }, ...texts));
}

/** A value for a script of the page, in an element that runs nothing. */
export const dataBlock = (id: string, value: unknown): Html =>
  new Html(
    `<script type="application/json" id="${id}">${JSON.stringify(value).replaceAll('<', String.raw`\u003c`)}</script>`,
  );
