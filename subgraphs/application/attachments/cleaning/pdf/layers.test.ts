import { expect, test } from '@jest/globals';
import { Cleaning } from '../cleaning.ts';
import { cleanPdf } from './clean-pdf.ts';

/** Content of a PDF that its layers hide: a copy has no layers, and would show it. */

interface Layers {
  /** The default configuration, and the usage of layer 5. */
  config?: string;
  usage?: string;
  /** What the content belongs to. */
  membership?: string;
  /** Object 9. */
  expression?: string;
  /** Which content that is. */
  place?: keyof typeof places;
}

const form = '<</Type /XObject /Subtype /Form /BBox [0 0 9 9] OC /Length 0>>\nstream\n\nendstream';
const places = {
  mark: { page: '/Resources <</Properties <</M 7 0 R>>>>', form: '' },
  form: { page: '/Resources <</XObject <</X 8 0 R>>>>', form: '/OC 7 0 R' },
  'mark of a form': {
    page: '/Resources <</XObject <</X 8 0 R>>>>',
    form: '/Resources <</Properties <</M 7 0 R>>>>',
  },
  annotation: {
    page: '/Annots [<</Subtype /Stamp /Rect [0 0 9 9] /OC 7 0 R /AP <</N 8 0 R>>>>]',
    form: '',
  },
} as const;

function reasonFor({ config = '', usage = '', place = 'mark', ...more }: Layers): unknown {
  const { page, form: own } = places[place];
  const file = [
    '%PDF-1.7',
    `1 0 obj\n<</Type /Catalog /Pages 2 0 R /OCProperties <</OCGs [5 0 R 6 0 R] /D <<${config}>>>>>>\nendobj`,
    '2 0 obj\n<</Type /Pages /Kids [3 0 R] /Count 1>>\nendobj',
    `3 0 obj\n<</Type /Page /MediaBox [0 0 9 9] ${page}>>\nendobj`,
    `5 0 obj\n<</Type /OCG /Name (a) /Usage <<${usage}>>>>\nendobj`,
    '6 0 obj\n<</Type /OCG /Name (b)>>\nendobj',
    `7 0 obj\n<<${more.membership ?? '/MCID 1'}>>\nendobj`,
    `8 0 obj\n${form.replace('OC', own)}\nendobj`,
    `9 0 obj\n${more.expression ?? 'null'}\nendobj`,
    'trailer\n<</Root 1 0 R>>\nstartxref\n0\n%%EOF\n',
  ].join('\n');
  try {
    const copy = Buffer.concat([...cleanPdf(Buffer.from(file), new Cleaning())]);
    return copy.includes('/OC') ? 'a layer' : null;
  } catch (error) {
    return (error as Error).message;
  }
}

const both = '/Type /OCMD /OCGs [5 0 R 6 0 R]';
const asked = (category: string) => `/AS [<</Event /View /Category [/${category}] /OCGs [5 0 R]>>]`;

test.each<[what: string, layers: Layers]>([
  ['a layer that is off', { config: '/OFF [5 0 R]' }],
  ['all layers off', { config: '/BaseState /OFF' }],
  ['shown while any layer is off', { membership: `${both} /P /AnyOff` }],
  ['shown while one layer is off', { membership: '/Type /OCMD /OCGs 5 0 R /P /AllOff' }],
  ['a form shown while all are off', { membership: `${both} /P /AllOff`, place: 'form' }],
  ['a mark within a form', { membership: `${both} /P /AllOff`, place: 'mark of a form' }],
  ['an annotation', { membership: `${both} /P /AllOff`, place: 'annotation' }],
  ['an expression', { membership: '/Type /OCMD /VE [/Not 5 0 R]' }],
  ['an expression within', { membership: '/Type /OCMD /VE [/And 5 0 R [/Not [/Or 6 0 R]]]' }],
  ['an expression of nothing', { membership: '/Type /OCMD /VE [/Or]' }],
  ['an unknown expression', { membership: '/Type /OCMD /VE [/Xor 5 0 R 6 0 R]' }],
  [
    'not seen on screen',
    { usage: '/View <</ViewState /OFF>> /Print <</PrintState /ON>>', config: asked('View') },
  ],
  ['not printed, of which nothing is asked', { usage: '/Print <</PrintState /OFF>>' }],
  ['not exported', { usage: '/Export <</ExportState /OFF>>', config: asked('Export') }],
  ['for some zooms', { usage: '/Zoom <</min 4>>', config: asked('Zoom') }],
  ['for a language', { usage: '/Language <</Lang (tr)>>', config: asked('Language') }],
  ['for a user', { usage: '/User <</Type /Ind /Name (a)>>', config: asked('User') }],
  [
    'a layer that is listed nowhere',
    { membership: '/Type /OCG /Usage <</View <</ViewState /OFF>>>>' },
  ],
])('%s: the file is withheld', (_what, layers) => {
  expect(reasonFor(layers)).toBe('unsupported: hidden layers');
});

test.each<[what: string, layers: Layers]>([
  ['layers that are on', { config: '/ON [5 0 R 6 0 R] /BaseState /ON' }],
  ['content of a layer', { membership: '/Type /OCG /Name (c)' }],
  ['content of any layer', { membership: both }],
  ['content of all layers', { membership: `${both} /P /AllOn`, place: 'form' }],
  ['a membership in none', { membership: '/Type /OCMD /P /AllOff /OCGs []' }],
  ['an expression that holds', { membership: '/Type /OCMD /VE [/Or [/Not 5 0 R] 6 0 R]' }],
  [
    'a mark of a program that is seen and printed',
    {
      usage: '/View <</ViewState /ON>> /Print <</PrintState /ON>> /PageElement <</Subtype /BG>>',
      config: asked('View'),
    },
  ],
  ['a zoom of which nothing is asked', { usage: '/Zoom <</min 4>>' }],
  ['other marks', {}],
])('%s: the copy shows them', (_what, layers) => {
  expect(reasonFor(layers)).toBe(null);
});

test('an expression that contains itself is refused', () => {
  const membership = '/Type /OCMD /VE 9 0 R';

  expect(reasonFor({ membership, expression: '[/And 9 0 R 9 0 R]' })).toBe('damaged: PDF layers');
  expect(reasonFor({ membership, expression: '[/And 5 0 R 6 0 R]' })).toBe(null);
});
