import type { CategoryTexts } from '../category-texts.ts';

export const stateServices: CategoryTexts = {
  topics: {
    istatistik: {
      weight: 1,
      problems: [
        [
          'Hanehalkı anketi hakkında',
          '{sonTarih} tarihinde kapımıza anketör olarak gelen kişinin gerçekten görevli olup olmadığından emin olamadık; telefonla doğrulama da yapamadık.',
        ],
      ],
    },
    'devlet-arsivleri': {
      weight: 2,
      problems: [
        [
          'Soyağacı belgesi için arşiv araştırması',
          'Dedemin göç kayıtlarına ulaşmak için arşiv araştırması başvurusunda bulundum; belgelerin bulunup bulunmadığı konusunda {süredir} bilgi verilmedi.',
        ],
      ],
    },
    cimer: {
      weight: 6,
      problems: [
        [
          'Önceki başvurumun yanlış kuruma gönderilmesi',
          '{tarih} tarihinde yaptığım başvuru ilgisi olmayan bir kuruma sevk edilmiş ve “görev alanımızda değildir” denilerek kapatılmıştır. Konunun asıl muhatabı olan birime iletilmesini istiyorum.',
        ],
        [
          'Başvuruma verilen cevabın yetersiz olması',
          'Başvuruma verilen cevap, sorduğum hususlarla ilgisi olmayan genel bir metinden ibarettir. Dosyanın yeniden değerlendirilmesi gerektiğini düşünüyorum.',
        ],
      ],
    },
  },
  details: [
    ['Başvuru numaram ve verilen cevap kayıtlarınızda mevcuttur.', 'cimer'],
    [
      'Sistemde başvurumun hangi birimde beklediği açıkça görülememektedir.',
      'cimer',
      'devlet-arsivleri',
    ],
    'Telefonla aradığımda görevli çok yardımcı oldu, ancak süreci hızlandırma yetkisi olmadığını belirtti.',
  ],
  actions: [
    [
      'Başvurunuz yeniden değerlendirilmiş ve ilgili birime yönlendirilmiştir; süreç birimimizce takip edilmektedir.',
      'cimer',
    ],
    [
      'Talep ettiğiniz belgelerin taranmış örnekleri {incelemeTarihi} tarihinde elektronik posta adresinize gönderilmiştir.',
      'devlet-arsivleri',
    ],
  ],
  obstacles: [
    [
      'Aynı konuda daha önce cevap verilmiş olup yeni bir bilgi ve belge sunulmadığından yapılacak bir işlem bulunmamaktadır.',
      'cimer',
    ],
  ],
  questions: [
    '{yıl} yılında yapılan başvuruların konularına göre dağılımı ve ortalama cevap süresi',
    'Cevabı yetersiz bulunan başvuruların oranı',
  ],
  ideas: [
    [
      'Başvuru ekranına ses kaydı eklenmesi',
      'Yazmakta zorlanan yaşlı vatandaşlar için başvuru ekranına sesle anlatma imkânı eklenmesini öneriyorum.',
    ],
  ],
};
