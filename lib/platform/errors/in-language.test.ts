import { describe, expect, it } from '@jest/globals';
import { say } from '../../kit/say.ts';
import { inLanguage } from './in-language.ts';

describe('a message', () => {
  const message = say`${'input.text'} must have ${20} to ${10_000} characters.`;

  it('is in English as it is written', () => {
    expect(String(message)).toBe('input.text must have 20 to 10000 characters.');
    expect(inLanguage(message, 'en')).toBe(String(message));
  });

  it('has its values in another language as well', () => {
    expect(inLanguage(message, 'tr')).toBe('input.text, 20 ila 10000 karakter olmalıdır.');
  });

  it('within another one is translated with it', () => {
    const within = say`There is no such ${say`application`}, or none that you may see.`;

    expect(inLanguage(within, 'tr')).toBe('Böyle bir başvuru yok ya da görme yetkiniz yok.');
  });

  it('takes values as they are, whatever they look like', () => {
    expect(inLanguage(say`${'{1} $& `x`'} is malformed.`, 'tr')).toBe('{1} $& `x` bozuk.');
    expect(String(say`A \`subscribe\` needs an \`id\` and a \`payload\`.`)).toBe(
      'A `subscribe` needs an `id` and a `payload`.',
    );
  });

  it('that is not in the catalogue stays in English', () => {
    expect(inLanguage(say`${'x'} is not in the catalogue.`, 'tr')).toBe(
      'x is not in the catalogue.',
    );
  });
});
