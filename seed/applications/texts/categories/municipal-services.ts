import type { CategoryTexts } from '../category-texts.ts';

export const municipalServices: CategoryTexts = {
  topics: {
    zabita: {
      weight: 14,
      problems: [
        [
          'Kaldırım işgali',
          '{cadde} üzerindeki iş yerleri masa ve ürünlerini kaldırıma taşıdığı için yayalar yoldan yürümek zorunda kalmaktadır.',
        ],
        [
          'Pazar yerinin taşınması',
          'Haftalık pazarın {cadde} üzerinde kurulması nedeniyle evlerimize araçla ulaşamıyoruz; ambulansın geçmesi de mümkün olmamaktadır.',
        ],
      ],
      reports: [
        [
          'Eksik tartan pazarcı',
          'Pazarda tezgâh açan bir satıcının terazisinin eksik tarttığını {sonTarih} tarihinde aldığım ürünü başka yerde tartarak tespit ettim.',
        ],
      ],
    },
    'hatali-park': {
      weight: 12,
      problems: [
        [
          'Garaj önüne park edilmesi',
          '{cadde} No: {no} adresindeki binamızın otopark girişine sürekli araç bırakılmakta, {süredir} çıkış yapamadığımız günler olmaktadır.',
        ],
        [
          'Sokakta terk edilmiş araç',
          'Sokağımızda plakasız ve hurda durumda bir araç {süredir} durmakta; hem park yeri kaplamakta hem de çocuklar için tehlike oluşturmaktadır.',
        ],
      ],
      reports: [
        [
          'İzinsiz otopark ücreti toplanması',
          '{cadde} üzerinde hiçbir yetkisi olmayan kişiler park eden araçlardan zorla para istemekte, vermeyenlerin aracı çizilmektedir.',
        ],
      ],
    },
    'park-bahce': {
      weight: 15,
      problems: [
        [
          'Çocuk parkının bakımsızlığı',
          '{mahalle}’ndeki çocuk parkında salıncak zincirleri kopmuş, kaydırağın kenarları kırılmıştır. {sonTarih} tarihinde bir çocuk elinden yaralandı.',
        ],
        [
          'Ağaçların budanması',
          '{cadde} üzerindeki ağaçların dalları elektrik tellerine ve pencerelerimize kadar ulaşmıştır. Rüzgârlı havalarda kırılan dallar araçların üzerine düşmektedir.',
        ],
        [
          'Mahallemize park yapılması',
          '{mahalle}’nde çocukların oynayabileceği tek bir yeşil alan bulunmamaktadır. Belediyeye ait boş arsa bu iş için çok uygundur.',
        ],
      ],
    },
    mezarlik: {
      weight: 3,
      problems: [
        [
          'Mezarlığın bakımı',
          'Mahalle mezarlığının duvarı yıkılmış, içeriye hayvanlar girmektedir. Mezar taşları zarar görmektedir.',
        ],
      ],
    },
    'sahipsiz-hayvanlar': {
      weight: 15,
      problems: [
        [
          'Başıboş köpek sürüleri',
          '{cadde} çevresinde {süredir} on beş yirmi köpeklik sürüler dolaşmaktadır. {sonTarih} tarihinde okula giden bir öğrenci saldırıya uğradı.',
        ],
        [
          'Yaralı sokak hayvanı',
          '{mahalle}’nde araba çarpmış yaralı bir köpek bulunmaktadır. Belediyenin veteriner hattını aradım, ekip olmadığı söylendi.',
        ],
      ],
    },
    hasere: {
      weight: 6,
      problems: [
        [
          'Sivrisinek ilaçlaması',
          'Dere kenarındaki {mahalle}’nde sivrisinekler nedeniyle akşamları pencere açamıyoruz. Bu yıl ilaçlama aracı sokağımıza hiç girmedi.',
        ],
        [
          'Fare sorunu',
          'Boş arsadaki çöp ve otlar nedeniyle evlerimize fare girmektedir. Kendi aldığımız önlemler yetersiz kalmaktadır.',
        ],
      ],
    },
    'belediye-vergileri': {
      weight: 6,
      problems: [
        [
          'Emlak vergisinin yanlış hesaplanması',
          'Tek evi olan bir emekli olarak sıfır oranlı emlak vergisinden yararlanmam gerekirken adıma {tutar} TL borç çıkarılmıştır.',
        ],
      ],
    },
    muhtarlik: {
      weight: 3,
      problems: [
        [
          'Muhtarlık binası ihtiyacı',
          '{mahalle} muhtarlığı geçici bir barakada hizmet vermekte, yaşlılar merdiveni çıkamamaktadır.',
        ],
      ],
    },
  },
  details: [
    'Beyaz Masa’yı aradığımda kayıt açıldığı söylendi, kayıt numarası verilmedi.',
    'Geçen yıl da aynı dönemde başvurmuş ve “programa alındı” cevabını almıştık.',
    [
      'Mahalle sakinleri olarak imza topladık, gerekirse iletebiliriz.',
      'zabita',
      'hatali-park',
      'park-bahce',
      'mezarlik',
      'sahipsiz-hayvanlar',
      'hasere',
      'muhtarlik',
    ],
    [
      'Ekipler geldi, baktı ve malzeme olmadığını söyleyerek ayrıldı.',
      'park-bahce',
      'sahipsiz-hayvanlar',
      'hasere',
    ],
    'Belediye başkanımızın bu konuda duyarlı olduğunu biliyoruz.',
    [
      'Çevrede okul ve kreş bulunduğu için durumun aciliyeti vardır.',
      'park-bahce',
      'sahipsiz-hayvanlar',
      'hasere',
      'hatali-park',
      'zabita',
    ],
  ],
  actions: [
    [
      'Ekiplerimizce {incelemeTarihi} tarihinde belirtilen adreste çalışma yapılmış ve sorun giderilmiştir.',
      'park-bahce',
      'hatali-park',
      'sahipsiz-hayvanlar',
      'hasere',
      'mezarlik',
      'zabita',
    ],
    [
      'Bölgede denetim yapılmış, aykırı davranan işletmelere işgaliye cezası uygulanmıştır.',
      'zabita',
    ],
    [
      'Bakım ve onarım çalışması tamamlanmış, alan periyodik kontrol listesine eklenmiştir.',
      'park-bahce',
      'mezarlik',
    ],
  ],
  obstacles: [
    [
      'Belirtilen alan özel mülkiyette bulunduğundan belediyemizce çalışma yapılması mümkün değildir.',
      'park-bahce',
      'hatali-park',
      'hasere',
    ],
    [
      'Talebiniz bütçe imkânları doğrultusunda gelecek yıl programında değerlendirilecektir.',
      'park-bahce',
      'mezarlik',
      'muhtarlik',
      'sahipsiz-hayvanlar',
    ],
  ],
  questions: [
    '{yıl} yılında mahalleye yapılan yatırım ve harcamaların dökümü',
    'Belediye hayvan bakımevinin kapasitesi, kısırlaştırılan ve sahiplendirilen hayvan sayısı',
    'Belediyeye ait park ve yeşil alanların mahallelere göre dağılımı',
  ],
  ideas: [
    [
      'Mahallemize köpek gezdirme alanı',
      'Parkların bir köşesinde çitle çevrili köpek gezdirme alanı oluşturulmasının hem hayvan sahipleri hem de çocuklu aileler için yararlı olacağını düşünüyorum.',
    ],
    [
      'Mahalle bostanı',
      'Boş duran belediye arsalarının mahalle bostanı olarak emeklilere tahsis edilmesini öneriyorum.',
    ],
  ],
};
