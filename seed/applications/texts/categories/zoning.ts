import type { CategoryTexts } from '../category-texts.ts';

export const zoning: CategoryTexts = {
  topics: {
    'imar-plani': {
      weight: 11,
      problems: [
        [
          'İmar planında yeşil alanda kalan arsam',
          '{mahalle}’ndeki arsam yıllardır imar planında park alanı olarak görünmekte, ne kamulaştırma yapılmakta ne de yapılaşmaya izin verilmektedir.',
        ],
        [
          'Askıya çıkan plan değişikliğine itiraz',
          '{tarih} tarihinde askıya çıkan plan değişikliği ile {cadde} üzerindeki yapılara fazladan kat verilmekte, mahallenin altyapısı bu yoğunluğu kaldıramamaktadır.',
        ],
      ],
    },
    'kacak-yapi': {
      weight: 12,
      problems: [
        [
          'Komşu binada kaçak kat yapılması',
          'Bitişiğimizdeki {cadde} No: {no} adresindeki binaya ruhsatsız kat çıkılmaktadır. {tarih} tarihinde mühürlendiği söylendi, inşaat geceleri devam ediyor.',
        ],
        [
          'Ortak alanın kapatılması',
          'Apartmanımızın ortak bahçesi zemin kat sahibi tarafından duvarla çevrilerek eve dâhil edilmiştir. Belediyeye yapılan başvurulardan {süredir} sonuç alınamadı.',
        ],
      ],
      reports: [
        [
          'Ruhsatsız inşaat',
          '{mahalle}’nde, {cadde} üzerinde tabelası olmayan bir inşaatın hafta sonları ve gece saatlerinde hızla yükseldiğini bildirmek isterim.',
        ],
      ],
    },
    'yapi-ruhsati': {
      weight: 7,
      problems: [
        [
          'İskân belgesinin alınamaması',
          'Beş yıl önce teslim aldığımız dairenin yapı kullanma izni hâlâ alınmadı; bu nedenle şantiye elektriği ve suyu kullanmak zorunda kalıyoruz.',
        ],
      ],
    },
    'kentsel-donusum': {
      weight: 9,
      problems: [
        [
          'Kentsel dönüşüm kira yardımı',
          'Riskli yapı tespiti yapılan binamız {tarih} tarihinde yıkıldı. Kira yardımı başvurum onaylandığı hâlde {süredir} ödeme yapılmadı.',
        ],
        [
          'Riskli yapı tespitine itiraz',
          'Binamız için alınan karot raporunun gerçeği yansıtmadığını düşünüyoruz. İtiraz dilekçemizin sonucu bildirilmeden tahliye yazısı geldi.',
        ],
      ],
    },
    'yapi-denetimi': {
      weight: 4,
      problems: [
        [
          'Yeni binada yapım kusurları',
          'Yeni teslim edilen binamızın kolonlarında ve bodrum perdesinde çatlaklar bulunmakta, yapı denetim firması telefonlarımıza cevap vermemektedir.',
        ],
      ],
      reports: [
        [
          'İnşaatta düşük kaliteli malzeme kullanımı',
          '{cadde} No: {no} adresindeki inşaatta betonun numune alınmadan döküldüğünü, demirlerin projeden seyrek bağlandığını orada çalışan birinden öğrendim.',
        ],
      ],
    },
    kamulastirma: {
      weight: 4,
      problems: [
        [
          'Kamulaştırma bedelinin ödenmemesi',
          'Yol genişletme çalışmasında arsamın bir bölümüne el atıldı. Uzlaşma görüşmesi yapıldığı hâlde bedel {süredir} ödenmemektedir.',
        ],
      ],
    },
    'toplu-konut': {
      weight: 6,
      problems: [
        [
          'Konut tesliminin gecikmesi',
          'Kurada hak kazandığım konutun teslim tarihi iki kez ertelendi. Bir yandan taksit, bir yandan kira ödemek zorunda kalıyorum.',
        ],
        [
          'Teslim edilen konutta eksikler',
          'Teslim aldığımız konutta su yalıtımı yapılmamış, kapı ve pencereler hatalı takılmıştır. Yükleniciye {sonTarih} tarihinde bildirdik, gelen olmadı.',
        ],
      ],
    },
    'isyeri-ruhsati': {
      weight: 6,
      problems: [
        [
          'İşyeri ruhsatı başvurusunun bekletilmesi',
          'Küçük bir lokanta açmak için yaptığım ruhsat başvurusu, bütün belgeler tamam olduğu hâlde {süredir} sonuçlanmadı. Kira ödemeye devam ediyorum.',
        ],
      ],
      reports: [
        [
          'Ruhsatsız çalışan iş yeri',
          '{cadde} No: {no} adresinde konut olarak görünen yerde ruhsatsız imalathane çalıştırılmakta, makineler gece saat {saat} sularına kadar çalışmaktadır.',
        ],
      ],
    },
  },
  details: [
    [
      'Tapu ve belediye kayıtlarının birbirini tutmadığı anlaşılmaktadır.',
      'imar-plani',
      'kamulastirma',
      'yapi-ruhsati',
      'kacak-yapi',
    ],
    [
      'Zabıta ekipleri gelip tutanak tuttu, ancak sonrasında bir değişiklik olmadı.',
      'kacak-yapi',
      'isyeri-ruhsati',
    ],
    [
      'Apartman yönetimi kararının bir örneği elimdedir.',
      'kacak-yapi',
      'kentsel-donusum',
      'yapi-denetimi',
    ],
    [
      'Olası bir depremde yaşanabileceklerden endişe duyuyoruz.',
      'kacak-yapi',
      'kentsel-donusum',
      'yapi-denetimi',
    ],
    [
      'İmar müdürlüğünde her gidişimde farklı bir belge istenmektedir.',
      'imar-plani',
      'kacak-yapi',
      'yapi-ruhsati',
      'isyeri-ruhsati',
      'kamulastirma',
    ],
  ],
  actions: [
    [
      'Teknik elemanlarımızca {incelemeTarihi} tarihinde yerinde yapılan incelemede aykırılık tespit edilmiş ve yapı tatil tutanağı düzenlenmiştir.',
      'kacak-yapi',
      'yapi-denetimi',
      'isyeri-ruhsati',
    ],
    [
      'Dosyanız incelenmiş, eksik görülen belge tamamlandığından ruhsat işleminiz sonuçlandırılmıştır.',
      'yapi-ruhsati',
      'isyeri-ruhsati',
    ],
    [
      'Ödemenizin yapılması için gerekli yazışmalar tamamlanmış olup tutar hesabınıza aktarılacaktır.',
      'kentsel-donusum',
      'kamulastirma',
    ],
  ],
  obstacles: [
    [
      '3194 sayılı İmar Kanunu hükümleri gereğince talebinizin mevcut plan koşullarında karşılanması mümkün değildir.',
      'imar-plani',
      'kacak-yapi',
      'yapi-ruhsati',
    ],
    [
      'Konu kat malikleri arasındaki anlaşmazlıktan kaynaklandığından sulh hukuk mahkemesinde çözümlenmesi gerekmektedir.',
      'kacak-yapi',
    ],
  ],
  questions: [
    '{cadde} No: {no} adresindeki yapıya ait ruhsat ve iskân belgelerinin tarih ve sayıları',
    '{yıl} yılında mühürlenen yapı sayısı ve yıkım kararı alınanların kaçının yıkıldığı',
    'Mahalledeki riskli yapı tespiti yapılan bina sayısı',
  ],
  ideas: [
    [
      'İmar durumunun harita üzerinden gösterilmesi',
      'Bütün parsellerin imar durumunun harita üzerinden ücretsiz sorgulanabilmesinin belediyelerin iş yükünü de azaltacağını düşünüyorum.',
    ],
  ],
};
