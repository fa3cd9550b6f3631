import { expect, test } from '@jest/globals';
import { sentFileName } from './sent-file-name.ts';

const windows1254 = 'dilek\xe7e \xfe\xf0\xfd\xdd\xde\xd0.pdf';
const name = 'dilekçe şğıİŞĞ.pdf';
const utf8 = Buffer.from(name).toString('latin1');

test.each<[what: string, parameters: string, name: string]>([
  ['both forms', `filename="dilek_e.pdf"; filename*=utf-8''dilek%C3%A7e.pdf`, 'dilekçe.pdf'],
  [
    'both, in the other order',
    `filename*=UTF-8''dilek%C3%A7e.pdf; filename="x.pdf"`,
    'dilekçe.pdf',
  ],
  ['a language', `filename*=utf-8'tr'dilek%C3%A7e.pdf`, 'dilekçe.pdf'],
  ['quotes around the extended form', `filename*="UTF-8''dilek%C3%A7e.pdf"`, 'dilekçe.pdf'],
  ['windows-1254, extended', `filename*=windows-1254''%FE%F0%FD.pdf`, 'şğı.pdf'],
  ['ISO 8859-9, extended', `filename*=ISO-8859-9''%FE%F0%FD.pdf`, 'şğı.pdf'],
  [
    'pieces in any order',
    `filename*1*=e%20%C5; filename*0*=UTF-8'tr'dilek%C3%A7; filename*3=".pdf"; filename*2*=%9F; filename="x.pdf"`,
    'dilekçe ş.pdf',
  ],
  ['pieces that are not encoded', `filename*0="dilek"; filename*1=".pdf"`, 'dilek.pdf'],
  ['pieces beside the extended form', `filename*0=x; filename*=utf-8''y.pdf`, 'y.pdf'],
  ['pieces without a first one', `filename="x.pdf"; filename*1*=UTF-8''y`, 'x.pdf'],
  ['a piece too few', `filename*0="x.pdf"; filename*2="y"`, 'x.pdf'],
  ['a path in pieces', `filename*0*=UTF-8''..%2F..; filename*1="/x.pdf"`, 'x.pdf'],
  ['pieces of an unknown charset', `filename="x.pdf"; filename*0*=x-none''y.pdf`, 'x.pdf'],
  ['an unknown charset', `filename="x.pdf"; filename*=x-none''y.pdf`, 'x.pdf'],
  ['malformed UTF-8', `filename="x.pdf"; filename*=utf-8''%FE.pdf`, 'x.pdf'],
  ['bytes of UTF-8', `filename="${utf8}"`, name],
  ['bytes of windows-1254', `filename="${windows1254}"`, name],
  ['no quotes', `filename=${utf8.replace(' ', '_')}`, name.replace(' ', '_')],
  ['a word of base 64', `filename="=?UTF-8?B?${Buffer.from(name).toString('base64')}?="`, name],
  ['a word of quoted printable', 'filename="=?utf-8?q?dilek=C3=A7e_1.pdf?="', 'dilekçe 1.pdf'],
  ['a word of ISO 8859-9', 'filename="=?iso-8859-9?Q?=FE=F0=FD.pdf?="', 'şğı.pdf'],
  ['two words', 'filename="=?utf-8?Q?dilek=C3?= =?utf-8?Q?=A7e.pdf?="', 'dilekçe.pdf'],
  ['a text before a word', 'filename="ek =?utf-8?Q?=C5=9F?=.pdf"', 'ek ş.pdf'],
  ['words of two charsets', 'filename="=?utf-8?Q?=C5=9F?= =?iso-8859-9?Q?=FE?="', 'şş'],
  ['a percent sign in a word', 'filename="=?utf-8?Q?%25=C5=9F?="', '%25ş'],
  ['a word of an unknown charset', 'filename="=?x-none?Q?a?="', '=?x-none?Q?a?='],
  ['escaped quotes', String.raw`filename="a\"b\\.pdf"`, '.pdf'],
  ['a quotation mark, as browsers encode it', 'filename="a%22b%C3%A7.pdf"', 'a"b%C3%A7.pdf'],
  ['a semicolon', 'filename="a;b.pdf"', 'a;b.pdf'],
  ['a path', `filename="C:\\Belgeler\\${utf8}"`, name],
  ['a path in a word', 'filename="=?utf-8?Q?..=2F..=2Fx.pdf?="', 'x.pdf'],
  ['a path in percent encoding', "filename*=UTF-8''..%2F..%2Fx.pdf", 'x.pdf'],
  ['the folder above', 'filename=".."', ''],
  ['nothing in it', 'filename=""', ''],
  ['capitals', `FileName="x.pdf"`, 'x.pdf'],
])('a name with %s is read', (_what, parameters, expected) => {
  expect(sentFileName(`form-data; name="file"; ${parameters}`)).toBe(expected);
});

test('there is none without the parameter', () => {
  expect(sentFileName('form-data; name="filename"')).toBeUndefined();
  expect(sentFileName('form-data; name="file"; xfilename="a"')).toBeUndefined();
});
