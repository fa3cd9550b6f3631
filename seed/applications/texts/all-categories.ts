import type { CategoryTexts } from './category-texts.ts';
import { civilAdministration } from './categories/civil-administration.ts';
import { civilRegistry } from './categories/civil-registry.ts';
import { communication } from './categories/communication.ts';
import { consumers } from './categories/consumers.ts';
import { culture } from './categories/culture.ts';
import { disastersAndFire } from './categories/disasters-and-fire.ts';
import { employment } from './categories/employment.ts';
import { energy } from './categories/energy.ts';
import { environment } from './categories/environment.ts';
import { farmingAndFood } from './categories/farming-and-food.ts';
import { finance } from './categories/finance.ts';
import { health } from './categories/health.ts';
import { industry } from './categories/industry.ts';
import { justice } from './categories/justice.ts';
import { landRegistry } from './categories/land-registry.ts';
import { migration } from './categories/migration.ts';
import { militaryService } from './categories/military-service.ts';
import { municipalServices } from './categories/municipal-services.ts';
import { nature } from './categories/nature.ts';
import { publicSafety } from './categories/public-safety.ts';
import { religion } from './categories/religion.ts';
import { roads } from './categories/roads.ts';
import { schools } from './categories/schools.ts';
import { socialAid } from './categories/social-aid.ts';
import { socialSecurity } from './categories/social-security.ts';
import { stateServices } from './categories/state-services.ts';
import { traffic } from './categories/traffic.ts';
import { transport } from './categories/transport.ts';
import { universities } from './categories/universities.ts';
import { water } from './categories/water.ts';
import { youthAndSport } from './categories/youth-and-sport.ts';
import { zoning } from './categories/zoning.ts';

/** The texts of each category of the directory, by its name. */
export const allCategories: Readonly<Record<string, CategoryTexts>> = {
  'İmar ve Yapı': zoning,
  'Tapu ve Kadastro': landRegistry,
  'Nüfus ve Vatandaşlık': civilRegistry,
  'Göç ve Yurt Dışı': migration,
  'Mülki İdare ve Sivil Toplum': civilAdministration,
  Askerlik: militaryService,
  'Tarım ve Gıda': farmingAndFood,
  'Enerji ve Maden': energy,
  'Din Hizmetleri': religion,
  'Kültür ve Turizm': culture,
  Eğitim: schools,
  Üniversite: universities,
  'Gençlik ve Spor': youthAndSport,
  'Çevre ve Atık': environment,
  'Doğa ve Hayvanlar': nature,
  'Sosyal Yardım ve Aile': socialAid,
  Sağlık: health,
  'Posta ve İletişim': communication,
  'Sanayi ve Teknoloji': industry,
  Adalet: justice,
  'Devlet Hizmetleri': stateServices,
  'Belediye Hizmetleri': municipalServices,
  Güvenlik: publicSafety,
  Trafik: traffic,
  'Afet ve İtfaiye': disastersAndFire,
  'Tüketici ve Ticaret': consumers,
  'Vergi ve Maliye': finance,
  'Su ve Kanalizasyon': water,
  Yol: roads,
  Ulaşım: transport,
  'Sosyal Güvenlik': socialSecurity,
  'Çalışma ve İstihdam': employment,
};
