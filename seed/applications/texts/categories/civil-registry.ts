import type { CategoryTexts } from '../category-texts.ts';

export const civilRegistry: CategoryTexts = {
  topics: {
    'kimlik-karti': {
      weight: 22,
      problems: [
        [
          'Kimlik kartı randevusu bulunamaması',
          'Kimlik kartımın süresi dolduğu için {tarih} tarihinden beri randevu almaya çalışıyorum ancak sistem her gün “uygun saat yok” uyarısı vermektedir. Kartım olmadığı için banka ve hastane işlemlerimi yapamıyorum.',
        ],
        [
          'Kimlik kartımın teslim edilmemesi',
          '{tarih} tarihinde yenileme başvurusu yaptığım T.C. kimlik kartım bugüne kadar adresime ulaşmadı. Kargo takibinde “adreste bulunamadı” yazmakta, oysa evde her zaman birisi bulunmaktadır.',
        ],
        [
          'Yatağa bağımlı hasta için evde kimlik işlemi',
          'Yatağa bağımlı olan annemin kimlik kartının yenilenmesi gerekmektedir. Gezici hizmet için {süredir} sıra beklediğimiz söylenmekte, kart olmadığı için rapor ve ilaç işlemleri yapılamamaktadır.',
        ],
      ],
    },
    pasaport: {
      weight: 7,
      problems: [
        [
          'Pasaportumun gecikmesi',
          '{tarih} tarihinde harcını ve defter bedelini yatırarak pasaport başvurusunda bulundum. Yurt dışı seyahatim yaklaştığı hâlde başvurum hâlâ “basım aşamasında” görünmektedir.',
        ],
        [
          'Pasaport harcının iadesi',
          'Pasaport harcını sehven iki kez yatırdım. Fazla ödenen {tutar} TL tutarın iadesi için {tarih} tarihinde dilekçe verdim, tarafıma bir dönüş yapılmadı.',
        ],
      ],
    },
    'surucu-belgesi': {
      weight: 7,
      problems: [
        [
          'Sürücü belgesinin yenilenmesi',
          'Eski tip sürücü belgemi yenilemek için sağlık raporumla birlikte başvurdum; sistemde eski kaydımın göründüğü ildeki dosyanın gelmediği söylenerek işlemim {süredir} bekletilmektedir.',
        ],
        [
          'Sürücü belgemde bilgi hatası',
          'Yeni verilen sürücü belgemde sınıf bilgim eksik yazılmıştır. Düzeltme için gittiğimde yeniden harç ödemem istendi, hata tarafımdan kaynaklanmadığı için bunu kabul etmiyorum.',
        ],
      ],
    },
    'adres-kaydi': {
      weight: 12,
      problems: [
        [
          'Adresimde tanımadığım kişilerin kayıtlı görünmesi',
          'Kendi mülküm olan {cadde} No: {no} adresinde tanımadığım kişilerin kayıtlı olduğunu e-Devlet üzerinden fark ettim. Bu kişiler adına evime sürekli tebligat gelmektedir.',
        ],
        [
          'Adres değişikliğinin yapılamaması',
          '{tarih} tarihinde taşındığım hâlde adres beyanım “numarataj kaydı bulunamadı” gerekçesiyle kabul edilmedi. Çocuğumun okul kaydı bu nedenle yapılamamaktadır.',
        ],
      ],
    },
    'nufus-olaylari': {
      weight: 6,
      problems: [
        [
          'Doğum tarihimin kayıtlarda yanlış olması',
          'Nüfus kaydımdaki doğum tarihi ile hastane doğum belgesi arasında fark bulunmaktadır. Emeklilik işlemlerim sırasında ortaya çıkan bu durumun nasıl düzeltileceği konusunda net bir bilgi alamadım.',
        ],
        [
          'Evlilik kaydının sisteme işlenmemesi',
          '{tarih} tarihinde gerçekleşen nikâhımız hâlâ nüfus kayıtlarında görünmemektedir. Eşimin sağlık yardımından yararlanması bu nedenle mümkün olmuyor.',
        ],
      ],
    },
    'isim-degisikligi': {
      weight: 3,
      problems: [
        [
          'Soyadındaki yazım hatasının düzeltilmesi',
          'Aile kütüğümüzde soyadımızdaki bir harf kardeşlerimden farklı yazılmıştır. İdari yoldan düzeltme imkânı için verdiğim dilekçeye {süredir} cevap alamadım.',
        ],
      ],
    },
    vatandaslik: {
      weight: 4,
      problems: [
        [
          'Vatandaşlık başvurusunun uzaması',
          'Eşimin evlilik yoluyla Türk vatandaşlığı başvurusu {evrak} dosya numarasıyla kayıtlıdır. Mülakatın üzerinden uzun zaman geçtiği hâlde dosyanın hangi aşamada olduğu öğrenilememektedir.',
        ],
      ],
    },
  },
  details: [
    'Müdürlükteki personel sayısının yetersiz olduğu, tek gişenin açık bulunduğu gözle görülmektedir.',
    'Sıra numarası alındığı hâlde öğleden sonra gelenlerin ertesi güne bırakıldığı söylenmektedir.',
    'İşlem için istenen evrakın tamamını eksiksiz olarak teslim ettim, alındı belgesi bendedir.',
    'e-Devlet üzerinden yapılabilen bir işlem için neden bizzat gitmem gerektiğini anlayamadım.',
    [
      'Randevu sisteminde yalnızca komşu ilçelerde yer görünmekte, oraya gitmem ise mümkün olmamaktadır.',
      'kimlik-karti',
      'pasaport',
      'surucu-belgesi',
    ],
  ],
  actions: [
    'Kayıtlarımızın incelenmesi sonucunda eksikliğin giderildiği, işleminizin {incelemeTarihi} tarihinde tamamlandığı görülmüştür.',
    [
      'Talebiniz doğrultusunda gerekli düzeltme yapılmış olup kaydınızı e-Devlet üzerinden görüntüleyebilirsiniz.',
      'adres-kaydi',
      'nufus-olaylari',
      'isim-degisikligi',
      'surucu-belgesi',
    ],
    [
      'Tarafınıza öncelikli randevu tanımlanmış, telefonunuza bilgilendirme mesajı gönderilmiştir.',
      'kimlik-karti',
      'pasaport',
      'surucu-belgesi',
    ],
  ],
  obstacles: [
    [
      'Talep edilen düzeltmenin 5490 sayılı Nüfus Hizmetleri Kanunu gereğince mahkeme kararı olmaksızın yapılması mümkün değildir.',
      'nufus-olaylari',
      'isim-degisikligi',
      'adres-kaydi',
    ],
    [
      'İşlemin tamamlanabilmesi için aslı istenen belgenin şahsen ibraz edilmesi gerekmektedir.',
      'kimlik-karti',
      'pasaport',
      'surucu-belgesi',
      'adres-kaydi',
      'vatandaslik',
    ],
  ],
  questions: [
    '{yıl} yılında ilçe nüfus müdürlüğünce düzenlenen kimlik kartı sayısı ve ortalama randevu bekleme süresi',
    'İlçede görev yapan nüfus personelinin kadro ve fiilî sayısı',
    'Son üç yılda adres kayıtlarına ilişkin kaç itirazın yapıldığı ve kaçının kabul edildiği',
  ],
  ideas: [
    [
      'Hafta sonu nüfus hizmeti',
      'Çalışanların izin almak zorunda kalmaması için nüfus müdürlüklerinin ayda bir cumartesi günü açık tutulmasının çok faydalı olacağını düşünüyorum.',
    ],
    [
      'Gezici nüfus aracı',
      'Yaşlı nüfusun yoğun olduğu mahallelere belirli günlerde gezici nüfus aracı gönderilmesi hem yoğunluğu azaltır hem de hizmeti vatandaşın ayağına götürür.',
    ],
  ],
};
