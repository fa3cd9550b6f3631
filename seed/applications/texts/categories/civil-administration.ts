import type { CategoryTexts } from '../category-texts.ts';

export const civilAdministration: CategoryTexts = {
  topics: {
    'mulki-idare': {
      weight: 4,
      problems: [
        [
          'Kaymakamlıkta verilen dilekçenin cevapsız kalması',
          '{evrak} kayıt numarasıyla Kaymakamlığa verdiğim dilekçeye yasal süresi içinde cevap verilmedi. Dilekçemin hangi birime havale edildiğini de öğrenemedim.',
        ],
      ],
    },
    dernekler: {
      weight: 2,
      problems: [
        [
          'Dernek genel kurul evrakının işleme alınmaması',
          'Derneğimizin {tarih} tarihinde yapılan olağan genel kuruluna ait sonuç bildirimi sisteme yüklendiği hâlde yönetim kurulumuz hâlâ eski hâliyle görünmektedir.',
        ],
      ],
      reports: [
        [
          'İzinsiz yardım toplanması',
          '{cadde} üzerinde kendilerini bir dernek olarak tanıtan kişilerin makbuzsuz yardım topladığına {sonTarih} tarihinde şahit oldum. Üzerlerinde herhangi bir izin belgesi yoktu.',
        ],
      ],
    },
    'acil-cagri': {
      weight: 3,
      problems: [
        [
          '112 çağrısında yaşanan gecikme',
          '{sonTarih} tarihinde saat {saat} sularında 112 Acil Çağrı Merkezi’ni aradım; adresi üç kez tarif etmeme rağmen çağrım yanlış birime aktarıldı ve yardım gecikti.',
        ],
      ],
    },
  },
  details: [
    ['Dilekçemin bir örneği ve kayıt numarası elimde bulunmaktadır.', 'mulki-idare', 'dernekler'],
    'Görevliler nazik davrandı ancak sürecin nasıl ilerleyeceği konusunda bilgi veremedi.',
    'Konunun birkaç birim arasında dolaştığı anlaşılmaktadır.',
    'Mesai saatleri içinde defalarca aradığım hâlde ilgili memura ulaşamadım.',
  ],
  actions: [
    'Konu ilgili birim amirliğince incelenmiş, gecikmeye yol açan aksaklık giderilmiştir.',
    [
      'Dilekçeniz {incelemeTarihi} tarihinde yeniden değerlendirilmiş ve gereği yapılmıştır.',
      'mulki-idare',
      'dernekler',
    ],
  ],
  obstacles: [
    [
      'Konu yargıya intikal etmiş olduğundan idaremizce yapılabilecek bir işlem bulunmamaktadır.',
      'mulki-idare',
      'dernekler',
    ],
  ],
  questions: [
    '{yıl} yılında kaymakamlığa yapılan dilekçe başvurularının sayısı ve ortalama cevap süresi',
    'İlde faaliyet gösteren derneklerin türlerine göre sayısı',
  ],
  ideas: [
    [
      'Mahalle buluşmaları',
      'Kaymakamlık ile mahalle sakinlerinin üç ayda bir bir araya geleceği buluşmaların düzenli hâle getirilmesinin sorunların büyümeden çözülmesine katkı sağlayacağına inanıyorum.',
    ],
  ],
};
