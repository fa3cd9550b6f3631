import type { ApplicationType, RefusalReason } from '../../subgraphs/application/schema-types.ts';

/** The shares of the types, in per cent (Manisa 2020); requests have the rest as well. */
export const typeShares: Readonly<Record<ApplicationType, number>> = {
  REQUEST: 58.9,
  COMPLAINT: 33.8,
  REPORT: 3.1,
  INFORMATION_REQUEST: 2.6,
  SUGGESTION: 0.9,
  OPINION: 0.6,
  THANKS: 0.1,
};

/** Why the centre refuses what it does not refer. */
export const refusalWeights: Readonly<Record<RefusalReason, number>> = {
  LEGISLATIVE_OR_JUDICIAL_MATTER: 22,
  NOT_UNDERSTANDABLE: 14,
  PRIVATE_LAW_DISPUTE: 20,
  WITHOUT_CAPACITY: 4,
  PUBLIC_PROSECUTORS_ONLY: 6,
  NO_CONCRETE_FACT: 13,
  REPEATED_ABUSE: 7,
  NO_INSTITUTIONS_REMIT: 4,
  ATTACHMENTS_NOT_EVIDENCE: 2,
  SPECIAL_PROCEDURE_PRESCRIBED: 5,
  FORM_REQUIREMENTS_MISSING: 3,
};

/** The probabilities that the matter lies where its citizen lives. */
export const placeShares = {
  homeProvince: 0.93,
  /** Of those about the home province. */
  homeDistrict: 0.88,
  /** About the whole province, if the competent office is one of a district or municipality. */
  wholeProvince: 0.02,
  /** The same if it is one of the province or the country. */
  wholeProvinceOfHigherOffice: 0.25,
} as const;
