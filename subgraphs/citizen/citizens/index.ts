/** Citizens as they are stored, and access to them. */

export { type CitizenDocument, citizenModel, preferenceOf } from './citizen.model.ts';
export { type CitizenSearchDocument, citizenSearchModel } from './citizen-search.model.ts';
export { type CitizenSearches, createCitizenSearches } from './citizen-searches.ts';
export { type Citizens, createCitizens } from './citizens.ts';
export { findCitizenId } from './find-citizen-id.ts';
export { createLoaders } from './loaders.ts';
export { nationalIdHash } from './national-id-hash.ts';
