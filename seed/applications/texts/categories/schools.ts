import type { CategoryTexts } from '../category-texts.ts';

export const schools: CategoryTexts = {
  topics: {
    okullar: {
      weight: 20,
      problems: [
        [
          'Okul kaydının adrese göre yapılmaması',
          'Oğlumun kaydı evimize üç yüz metre mesafedeki okul yerine, karşıdan karşıya iki ana yol geçilen başka bir okula düşmüştür. Adres kaydımız {süredir} aynıdır.',
        ],
        [
          'Sınıf mevcudunun fazlalığı',
          'Kızımın sınıfında kırk sekiz öğrenci bulunmakta, öğretmenimiz büyük özveri gösterse de ders işlenememektedir.',
        ],
        [
          'Okuldan zorunlu bağış istenmesi',
          'Kayıt sırasında okul aile birliği adına {tutar} TL bağış istendi, ödemezsem kaydın bekletileceği söylendi.',
        ],
      ],
      reports: [
        [
          'Okulda çocuklara kötü muamele',
          'Bir sınıfta görev yapan kişinin öğrencilere bağırdığını ve küçük düşürücü sözler söylediğini birkaç veliden aynı şekilde dinledim; olay {sonTarih} tarihinde de yaşanmıştır.',
        ],
      ],
    },
    liseler: {
      weight: 9,
      problems: [
        [
          'Nakil talebimizin gerçekleşmemesi',
          'Ailevi sebeplerle taşındığımız hâlde oğlumun nakli boş kontenjan bulunmadığı gerekçesiyle yapılmadı; her gün iki saat yol gitmektedir.',
        ],
        [
          'Okulda ısınma sorunu',
          'Lisenin kaloriferleri {süredir} yanmamakta, öğrenciler montla ders işlemektedir.',
        ],
      ],
    },
    'meslek-egitimi': {
      weight: 4,
      problems: [
        [
          'Stajyer öğrencinin mağduriyeti',
          'Meslek lisesi öğrencisi olan oğlum staj yaptığı iş yerinde mesleğiyle ilgisi olmayan işlerde çalıştırılmakta, staj ücreti de eksik yatırılmaktadır.',
        ],
      ],
    },
    'ozel-okullar': {
      weight: 6,
      problems: [
        [
          'Özel okulun ücret iadesi yapmaması',
          'Çocuğumu dönem başlamadan okuldan aldım. Sözleşmeye göre iade edilmesi gereken {tutar} TL bugüne kadar ödenmedi.',
        ],
        [
          'Sürücü kursunun ders vermemesi',
          'Kayıt olduğum sürücü kursu direksiyon derslerinin tamamını vermeden beni sınava çıkardı; ek ders için yeniden ücret istemektedir.',
        ],
      ],
      reports: [
        [
          'İzinsiz etüt merkezi',
          '{cadde} No: {no} adresindeki dairede tabelasız olarak etüt merkezi işletildiğini, {sayı} civarında çocuğun güvensiz koşullarda bulunduğunu bildiriyorum.',
        ],
      ],
    },
    'ozel-egitim': {
      weight: 6,
      problems: [
        [
          'Rehberlik merkezi randevusu',
          'Otizmli oğlumun eğitsel raporunun yenilenmesi için rehberlik ve araştırma merkezinden {süredir} randevu bekliyoruz. Rapor bitince rehabilitasyon desteği kesilecektir.',
        ],
      ],
    },
    'halk-egitimi': {
      weight: 3,
      problems: [
        [
          'Kurs belgesinin verilmemesi',
          'Halk eğitimi merkezinde tamamladığım kursun belgesi {tarih} tarihinden beri verilmedi, iş başvurusunda kullanmam gerekmektedir.',
        ],
      ],
    },
    'okul-sinavlari': {
      weight: 4,
      problems: [
        [
          'Sınav sonucuna itiraz',
          'Oğlumun cevap kâğıdında işaretlediği ile sistemde görünen cevaplar arasında fark olduğunu düşünüyoruz. İtirazımız otomatik bir metinle cevaplandı.',
        ],
      ],
    },
    'tasimali-egitim': {
      weight: 5,
      problems: [
        [
          'Taşımalı eğitim servisinin aksaması',
          'Köyümüzden okula giden servis haftada en az iki gün gelmiyor. {sayı} öğrencimiz soğukta yol kenarında bekliyor.',
        ],
      ],
      reports: [
        [
          'Okul servisinde fazla yolcu',
          'Okul servisinin kapasitesinin çok üzerinde öğrenci taşıdığını, çocukların ayakta gittiğini saat {saat} sularında {cadde} üzerinde gördüm.',
        ],
      ],
    },
    ogretmenler: {
      weight: 6,
      problems: [
        [
          'Eş durumu atama talebi',
          'Sözleşmeli öğretmen olarak görev yapıyorum. Eşim {il} ilinde çalışmakta olup üç yıldır ayrı yaşıyoruz; eş durumu başvurum kontenjan nedeniyle gerçekleşmedi.',
        ],
        [
          'Ücretli öğretmen ödemelerinin gecikmesi',
          'Ücretli öğretmen olarak görev yaptığım döneme ait ders ücretim {süredir} ödenmedi.',
        ],
      ],
    },
    osym: {
      weight: 4,
      problems: [
        [
          'Sınav merkezi değişikliği',
          'Sınav merkezi tercihim {il} olduğu hâlde başka bir ilde sınava girmem istenmektedir. Engelli bir aday olarak yolculuk yapmam mümkün değildir.',
        ],
      ],
    },
  },
  details: [
    [
      'Okul idaresi konuya iyi niyetle yaklaşmakta ancak imkânlarının yetersiz olduğunu belirtmektedir.',
      'okullar',
      'liseler',
      'meslek-egitimi',
      'tasimali-egitim',
    ],
    [
      'Diğer velilerle görüştüğümüzde aynı sıkıntının birçok ailede yaşandığını gördük.',
      'okullar',
      'liseler',
      'ozel-okullar',
      'tasimali-egitim',
      'ozel-egitim',
    ],
    [
      'Çocuğumun okula gitme isteği her geçen gün azalmaktadır.',
      'okullar',
      'liseler',
      'ozel-okullar',
    ],
    ['Dönem ortasına gelindiği hâlde branş öğretmeni görevlendirilmemiştir.', 'okullar', 'liseler'],
    [
      'Eğitim hakkının her çocuk için eşit biçimde sağlanması gerektiğine inanıyorum.',
      'okullar',
      'liseler',
      'ozel-egitim',
      'tasimali-egitim',
      'meslek-egitimi',
    ],
    [
      'Rehberlik servisi ile görüştük, konunun idare tarafından çözülmesi gerektiği söylendi.',
      'okullar',
      'liseler',
      'ozel-egitim',
    ],
  ],
  actions: [
    [
      'Okul müdürlüğü ile görüşülmüş, {incelemeTarihi} tarihinde yapılan inceleme sonucunda gerekli düzenleme yapılmıştır.',
      'okullar',
      'liseler',
      'meslek-egitimi',
      'tasimali-egitim',
    ],
    [
      'Talebiniz komisyonda değerlendirilerek uygun görülmüş, işlem okul müdürlüğüne bildirilmiştir.',
      'okullar',
      'liseler',
      'ozel-egitim',
    ],
    [
      'İddialar hakkında inceleme başlatılmış olup ilgililerden bilgi ve belge istenmiştir.',
      'okullar',
      'liseler',
      'ozel-okullar',
      'meslek-egitimi',
      'tasimali-egitim',
    ],
  ],
  obstacles: [
    [
      'Okulun kontenjanı dolu olduğundan talebiniz bu dönem için karşılanamamış, yedek listeye alınmıştır.',
      'okullar',
      'liseler',
    ],
    'Yapılan incelemede işlemlerin ilgili yönetmelik hükümlerine uygun olduğu anlaşılmıştır.',
  ],
  questions: [
    '{yıl} yılında ilçedeki ilkokul ve ortaokullarda şube başına düşen ortalama öğrenci sayısı',
    'Okula tahsis edilen ödenek ile okul aile birliği gelirlerinin harcama kalemleri',
    'İlçede norm kadro fazlası ve boş bulunan öğretmen kadrolarının branşlara göre sayısı',
  ],
  ideas: [
    [
      'Okul bahçelerinin mahalleye açılması',
      'Okul bahçelerinin hafta sonları mahalle çocuklarına açılmasının hem güvenli oyun alanı hem de spor imkânı sağlayacağını düşünüyorum.',
    ],
    [
      'Okullarda su sebili',
      'Her okula filtreli su sebili konulmasını, böylece hem sağlığın hem de aile bütçelerinin korunmasını öneriyorum.',
    ],
  ],
};
