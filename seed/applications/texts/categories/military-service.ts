import type { CategoryTexts } from '../category-texts.ts';

export const militaryService: CategoryTexts = {
  topics: {
    askerlik: {
      weight: 6,
      problems: [
        [
          'Askerlik tecil işleminin yapılmaması',
          'Öğrenciliğim devam ettiği hâlde sistemde tecil kaydım görünmemektedir. Okulum bilgilerin {tarih} tarihinde gönderildiğini belirtiyor, şube ise kaydın gelmediğini söylüyor.',
        ],
        [
          'Bedelli askerlik ödemesi',
          'Bedelli askerlik için yatırdığım ödeme sisteme {süredir} yansımadı. Banka dekontu elimde olmasına rağmen celp dönemim belirlenmemektedir.',
        ],
      ],
    },
  },
  details: [
    'Ödemeye ve öğrencilik durumuma ilişkin belgeleri iki kez teslim ettim.',
    'Yoklama kaçağı durumuna düşmekten ve işimi kaybetmekten endişe ediyorum.',
    'Şubedeki görevli yazının merkezden beklendiğini, kendilerinin yapabileceği bir şey olmadığını söyledi.',
  ],
  actions: [
    'Kayıtlarınız güncellenmiş olup durumunuzu e-Devlet üzerinden kontrol edebilirsiniz.',
    'Öğrenim durumunuza ilişkin bilgi {incelemeTarihi} tarihinde sisteme işlenmiş, erteleme işleminiz tamamlanmıştır.',
  ],
  obstacles: [
    '7179 sayılı Askeralma Kanunu’nda öngörülen süre geçmiş olduğundan talebinizin karşılanması mümkün olmamıştır.',
  ],
  questions: [
    'Bedelli askerlik başvurularında celp dönemlerinin belirlenmesinde esas alınan ölçütler',
    '{yıl} yılı celp ve sevk takvimi',
  ],
  ideas: [
    [
      'Şubelerde çevrim içi görüşme',
      'Askerlik şubelerinde basit işlemler için görüntülü görüşme imkânı tanınması, başka şehirde okuyan gençler için büyük kolaylık olur.',
    ],
  ],
};
