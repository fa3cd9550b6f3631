import type { Matter } from './category-texts.ts';

/** For topics that have no texts of their own. */
export const problems: readonly Matter[] = [
  [
    '{konu} hakkında başvuru',
    '“{konu}” konusunda {süredir} devam eden bir sorun yaşıyorum. {tarih} tarihinde ilgili birime ilettiğim hâlde bugüne kadar tarafıma bir bilgi verilmedi.',
  ],
  [
    '{konu} ile ilgili mağduriyet',
    '“{konu}” kapsamındaki işlemim {evrak} sayı ile kayıtlıdır. Bütün belgelerim tamam olduğu hâlde {süredir} sonuç alamıyorum.',
  ],
];

export const questions: readonly string[] = [
  '“{konu}” konusunda {yıl} yılında yapılan başvuru sayısı ve bunların sonuçlanma oranı',
  'Bu hizmet için {yıl} yılı bütçesinden ayrılan ve harcanan tutar',
  'İlgili birimde görev yapan personel sayısı ve unvanlarına göre dağılımı',
  'Konuya ilişkin yürürlükteki yönerge ve iç düzenlemelerin birer örneği',
  '{tarih} tarihli işleme dayanak oluşturan karar ve yazışmaların örnekleri',
  'Denetim yapıldıysa raporun tarihi, sayısı ve sonuç bölümü',
];

export const ideas: readonly Matter[] = [
  [
    'Başvuru sonuçlarının kısa mesajla bildirilmesi',
    '“{konu}” alanındaki işlemlerde her aşamanın vatandaşa kısa mesajla bildirilmesi, hem telefon trafiğini hem de gereksiz ziyaretleri azaltacaktır.',
  ],
  [
    'Mahalle temsilcileriyle düzenli toplantı',
    '“{konu}” konusunda ilgili birimlerin mahalle temsilcileriyle düzenli olarak bir araya gelmesinin sorunları kaynağında çözeceğine inanıyorum.',
  ],
];

export const thanks: readonly Matter[] = [
  [
    'Teşekkür',
    '“{konu}” konusunda daha önce ilettiğim sorun çok kısa sürede çözüldü. Görevli arkadaşlar hem ilgili hem de son derece nazikti; her aşamada tarafıma bilgi verildi.',
  ],
  [
    'İlgili personele teşekkür',
    '{sonTarih} tarihinde gittiğim birimde görev yapan personelin güler yüzü ve yardımseverliği beni çok mutlu etti. İşlemim on dakika içinde tamamlandı, takıldığım her konuda sabırla yol gösterdiler.',
  ],
  [
    'Yapılan çalışma için teşekkür',
    '{yer}’nde yapılan çalışmadan bütün mahalle olarak memnunuz. Ekipler işini bitirdikten sonra çevreyi de tertemiz bırakarak ayrıldı.',
  ],
];

/** Before the questions of a request for information. */
export const questionLeads: readonly string[] = [
  '“{konu}” ile ilgili olarak aşağıda sıralanan hususlarda bilgi edinmek istiyorum:',
  '{il} ili kapsamında “{konu}” konusunda aşağıdaki bilgi ve belgelere ihtiyaç duymaktayım:',
  'Yürüttüğüm bir çalışmada kullanmak üzere “{konu}” başlığında şu bilgilerin verilmesini rica ediyorum:',
];
