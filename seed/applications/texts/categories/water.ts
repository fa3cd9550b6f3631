import type { CategoryTexts } from '../category-texts.ts';

export const water: CategoryTexts = {
  topics: {
    'icme-suyu': {
      weight: 18,
      problems: [
        [
          'Sık yaşanan su kesintisi',
          '{mahalle}’nde {süredir} haftanın en az üç günü su kesilmekte, kesintiler önceden duyurulmamaktadır. Üst katlara su hiç çıkmıyor.',
        ],
        [
          'Suyun bulanık akması',
          'Musluklarımızdan {sonTarih} tarihinden beri sarı ve bulanık su akmaktadır. Çocuklarımızda mide rahatsızlığı görülmeye başladı.',
        ],
        [
          'Su basıncının düşük olması',
          '{cadde} üzerindeki binalarda su basıncı o kadar düşüktür ki kombi ve çamaşır makinesi çalışmamaktadır.',
        ],
      ],
    },
    'su-faturasi': {
      weight: 9,
      problems: [
        [
          'Yüksek gelen su faturası',
          'İki kişi yaşadığımız hâlde bu ay {tutar} TL su faturası geldi. Sayacın kontrol edilmesi için {sonTarih} tarihinde başvurdum, gelen giden olmadı.',
        ],
        [
          'Abonelik devrinin yapılmaması',
          'Yeni taşındığım dairenin su aboneliği, eski kiracının borcu gösterilerek üzerime alınmamaktadır.',
        ],
      ],
      reports: [
        [
          'Kaçak su kullanımı',
          '{cadde} No: {no} adresindeki oto yıkamanın ana hattan sayaçsız su kullandığını öğrendim.',
        ],
      ],
    },
    kanalizasyon: {
      weight: 14,
      problems: [
        [
          'Rögar taşması',
          '{cadde} üzerindeki rögar her yağmurda taşmakta, pis su apartmanın bodrumuna dolmaktadır. Ekipler gelip geçici olarak açıyor, sorun tekrar ediyor.',
        ],
        [
          'Kapağı kırık rögar',
          '{cadde} No: {no} önündeki rögar kapağı {süredir} kırık durumdadır. Yerine konulan lastik ve tahta parçaları hem araçlar hem çocuklar için tehlikelidir.',
        ],
        [
          'Yağmur suyu mazgallarının tıkalı olması',
          'Mazgallar temizlenmediği için her yağışta {cadde} göle dönmekte, iş yerlerini su basmaktadır.',
        ],
      ],
    },
    sulama: {
      weight: 5,
      problems: [
        [
          'Sulama kanalının onarılmaması',
          'Sulama kanalındaki kırık nedeniyle su tarlalarımıza ulaşmamakta, {sayı} çiftçi ürününü sulayamamaktadır.',
        ],
      ],
    },
    'dere-taskin': {
      weight: 4,
      problems: [
        [
          'Dere yatağının temizlenmesi',
          'Mahallemizden geçen derenin yatağı ağaç ve molozla dolmuştur. Geçen yıl yaşanan taşkının tekrarlanmasından endişe ediyoruz.',
        ],
      ],
    },
  },
  details: [
    ['Kesintiler önceden duyurulmadığı için tedbir de alamıyoruz.', 'icme-suyu'],
    ['Ekipler geldiğinde yalnızca geçici çözüm uygulanmaktadır.', 'icme-suyu', 'kanalizasyon'],
    [
      'Borulardan duyulan ses ve sürekli ıslak kalan asfalt bir kaçak olduğunu göstermektedir.',
      'icme-suyu',
      'su-faturasi',
    ],
    ['Tankerle su taşımak zorunda kaldığımız günler olmaktadır.', 'icme-suyu'],
    ['Altyapının otuz yıldan eski olduğu bilinmektedir.', 'icme-suyu', 'kanalizasyon'],
    ['Apartmanın bodrumunda oluşan rutubet binanın temeline zarar vermektedir.', 'kanalizasyon'],
  ],
  actions: [
    [
      'Arıza ekibimiz {incelemeTarihi} tarihinde adreste çalışma yapmış, kırık boru değiştirilerek su verilmiştir.',
      'icme-suyu',
    ],
    [
      'Hat kamerayla görüntülenmiş ve tıkanıklık giderilmiştir; yenileme yatırım programına teklif edilmiştir.',
      'kanalizasyon',
    ],
    [
      'Sayacınız yerinde kontrol edilmiş, hatalı okuma nedeniyle oluşan fark bir sonraki faturanızdan düşülecektir.',
      'su-faturasi',
    ],
  ],
  obstacles: [
    [
      'Belirtilen hattın yenilenmesi bu yılki yatırım programında yer almadığından talebiniz gelecek dönem için değerlendirilecektir.',
      'icme-suyu',
      'kanalizasyon',
      'sulama',
    ],
    [
      'Bina içi tesisattan kaynaklanan arızalar abonelerin sorumluluğundadır.',
      'icme-suyu',
      'kanalizasyon',
    ],
  ],
  questions: [
    '{yıl} yılında mahallede yaşanan su kesintilerinin sayısı ve toplam süresi',
    'İçme suyu analiz raporlarının son altı aya ait örnekleri',
    'Şebekedeki kayıp kaçak oranı',
  ],
  ideas: [
    [
      'Kesintilerin kısa mesajla duyurulması',
      'Planlı kesintilerin bir gün önceden abonelere kısa mesajla duyurulmasının mağduriyetleri azaltacağını düşünüyorum.',
    ],
    [
      'Yağmur suyu hasadı',
      'Kamu binalarında yağmur suyunun toplanarak park sulamasında kullanılmasını öneriyorum.',
    ],
  ],
};
