/** Citizens as they are stored, and access to them. */

export { requireEmail, requireMobilePhone } from './addresses.ts';
export { type CitizenDocument, citizenModel, preferenceOf } from './citizen.model.ts';
export { type CitizenSearchDocument, citizenSearchModel } from './citizen-search.model.ts';
export { type CitizenSearches, createCitizenSearches } from './citizen-searches.ts';
export { type Citizens, createCitizens } from './citizens.ts';
export { findCitizenId } from './find-citizen-id.ts';
export { createLoaders } from './loaders.ts';
export { nationalIdHash } from './national-id-hash.ts';
export { type NationalIdHashes, nationalIdHashes } from './national-id-hashes.ts';
export { newCitizen, type Person } from './new-citizen.ts';
export { requireNationalId } from './require-national-id.ts';
