import { beforeAll, describe, expect, it } from '@jest/globals';
import { buildDirectory } from '../../../seed/directory/build-directory.ts';
import { foldTurkish } from '../../../lib/kit/turkish-text.ts';
import { createTermReader, termsOf } from './terms.ts';
import { UnitSearch } from './unit-search.ts';
import { unitRecord } from '../../../test/support/unit-record.ts';
import { UnitTree, type UnitRecord } from '../units/index.ts';

describe('a search in the whole directory for names that are written otherwise', () => {
  const { units, provinces } = buildDirectory();
  const search = new UnitSearch(provinces);
  const found = (text: string) => search.search(text, { first: 10 });
  const firstOf = (text: string) => found(text)[0]?.name;
  const termsOfName = createTermReader();
  const termsOfUnit = ({ name }: UnitRecord) => termsOfName(name).map(({ term }) => term);

  beforeAll(() => {
    search.addAll(new UnitTree(units).values());
  });

  it.each([
    ['Ortadoğu Teknik Üniversitesi', 'Orta Doğu Teknik Üniversitesi'],
    ['ORTADOGU teknik', 'Orta Doğu Teknik Üniversitesi'],
    ['Ondokuzmayıs Üniversitesi', 'Ondokuz Mayıs Üniversitesi'],
    ['Ondokuzmayıs', '19 Mayıs Kaymakamlığı'],
    ['19MayısÜniversitesi', 'Ondokuz Mayıs Üniversitesi'],
    ['Dokuzeylül Üniversitesi', 'Dokuz Eylül Üniversitesi'],
    ['Yüzüncüyıl Üniversitesi', 'Van Yüzüncü Yıl Üniversitesi'],
    ['Yüzüncüyıl', 'Van Yüzüncü Yıl Üniversitesi'],
    ['Onsekizmart Üniversitesi', 'Çanakkale Onsekiz Mart Üniversitesi'],
    ['Süleymandemirel Üniversitesi', 'Süleyman Demirel Üniversitesi'],
    ['süleymandemi', 'Süleyman Demirel Üniversitesi'],
    ['süleymndemirel', 'Süleyman Demirel Üniversitesi'],
    ['süleymandemierl', 'Süleyman Demirel Üniversitesi'],
    ['hacıbayramveli', 'Ankara Hacı Bayram Veli Üniversitesi'],
    ['hacıbayramvel', undefined],
    ['Recep Tayyiperdoğan Üniversitesi', 'Recep Tayyip Erdoğan Üniversitesi'],
    ['TapuKadastro', 'Tapu ve Kadastro Genel Müdürlüğü'],
    ['ankaraüniversitesi', 'Ankara Üniversitesi'],
    ['Hacıbektaş', 'Hacıbektaş Kaymakamlığı'],
    ['Hacıbektaş Üniversitesi', 'Nevşehir Hacı Bektaş Veli Üniversitesi'],
  ])('finds for several words as one, "%s", first %s', (text, name) => {
    expect(firstOf(text)).toBe(name);
  });

  it.each([
    ['B.Çekmece', 'Büyükçekmece Kaymakamlığı'],
    ['K.Çekmece', 'Küçükçekmece Kaymakamlığı'],
    ['K.Çekmece belediyesi', 'Küçükçekmece Belediyesi'],
    ['G.Osmanpaşa', 'Gaziosmanpaşa Kaymakamlığı'],
    ['G.Antep', 'Gaziantep Valiliği'],
    ['Ş.Koçhisar', 'Şereflikoçhisar Kaymakamlığı'],
    ['Ş.Karahisar', 'Şebinkarahisar Kaymakamlığı'],
    ['A.Karahisar', 'Afyonkarahisar Valiliği'],
    ['M.Kemalpaşa', 'Mustafakemalpaşa Kaymakamlığı'],
    ['M.K.Paşa', 'Mustafakemalpaşa Kaymakamlığı'],
    ['Z.Burnu', 'Zeytinburnu Kaymakamlığı'],
    ['D.Bakır', 'Diyarbakır Valiliği'],
    ['Ç.Kale', 'Çanakkale Valiliği'],
    ['K.Maraş', 'Kahramanmaraş Valiliği'],
    ['Ş.Urfa', 'Şanlıurfa Valiliği'],
  ])('finds for "%s" first %s, with or without the full stop', (text, name) => {
    const spaced = text.replaceAll('.', '. ');
    const without = [
      text.replaceAll('.', ' '),
      ...(text.match(/\./g)?.length === 1 ? [text.replace('.', '')] : []),
    ];
    for (const each of [text, spaced, spaced.toLowerCase(), ...without]) {
      expect([each, firstOf(each)]).toEqual([each, name]);
    }
  });

  it.each([
    ['b.çek', 'Büyükçekmece Kaymakamlığı'],
    ['gosmanpaşa', 'Gaziosmanpaşa Kaymakamlığı'],
    // More probably one letter too many.
    ['kkale', 'Kale Kaymakamlığı'],
    ['S.Demirel Üniversitesi', 'Süleyman Demirel Üniversitesi'],
    ['S. Demirel', 'Süleyman Demirel Üniversitesi'],
    ['SDemirel', 'Süleyman Demirel Üniversitesi'],
    ['M. A. Ersoy', 'Burdur Mehmet Akif Ersoy Üniversitesi'],
    ['T. C. Sağlık Bakanlığı', 'Sağlık Bakanlığı'],
    ['e-Devlet', 'Devlet Arşivleri Başkanlığı'],
    ['İŞKUR', 'Türkiye İş Kurumu Genel Müdürlüğü (İŞKUR)'],
  ])('finds for "%s" first %s', (text, name) => {
    expect(firstOf(text)).toBe(name);
  });

  it('finds ordinary words, whole or incomplete, only where they are', () => {
    const asOne = new Set<string>();
    const words = new Set<string>();
    for (const unit of units) {
      const terms = termsOfUnit(unit);
      for (const [index, term] of terms.entries()) {
        words.add(term);
        for (const to of [index + 2, index + 3]) {
          if (to <= terms.length) asOne.add(terms.slice(index, to).join(''));
        }
      }
    }
    // "Hacı Bektaş Veli" and a district.
    expect([...words].filter((word) => asOne.has(word))).toEqual(['hacibektas']);
    const elsewhere = (text: string) =>
      found(text).filter((unit) => {
        const place = provinces.find(({ _id }) => _id === unit.provinceCode);
        const district = place?.districts.find(({ code }) => code === unit.districtCode);
        const own = [unit.name, place?.name ?? '', district?.name ?? ''].flatMap(termsOf);
        return !own.some((term) => term.startsWith(text));
      });
    const texts = new Set([...words].flatMap((word) => [word, word.slice(0, 4)]));
    const wrong = [...texts].filter((text) => text.length > 3 && elsewhere(text).length > 0);
    // "Kazan", a former name.
    expect(wrong).toEqual(['kaza']);
  });

  it('takes an ending of a place for no beginning of a word', () => {
    const beginsSo = provinces.flatMap(({ name }) =>
      ['de', 'in'].filter((ending) => {
        const first = foldTurkish(firstOf(`${name}${ending}`) ?? '');
        return first.startsWith(foldTurkish(`${name} ${ending}`));
      }),
    );
    expect(beginsSo).toEqual([]);
  });

  it('forgets what a unit is called no longer', () => {
    const unit = unitRecord({ _id: '99990000', name: 'Kırmızı Zürafa Mor Dairesi' });
    search.apply(unit);
    expect(found('kırmızızürafa').map(({ _id }) => _id)).toEqual([unit._id]);
    search.apply({ ...unit, name: 'Zürafa Kırmızı Mor Dairesi', version: 2 });
    expect(found('kırmızızürafa')).toEqual([]);
    expect(found('zürafakırmızı').map(({ _id }) => _id)).toEqual([unit._id]);
    expect(found('zürafakırmızımor').map(({ _id }) => _id)).toEqual([unit._id]);
    search.remove(unit._id);
    expect(found('zürafakırmızı')).toEqual([]);
  });
});
