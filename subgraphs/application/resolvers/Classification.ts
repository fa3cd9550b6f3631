import type { ClassificationResolvers } from './types.ts';
import { optionalPlace, placeReference, topicReference } from './references.ts';

export const Classification = {
  type: ({ type }) => type,
  topic: ({ topicId }) => topicReference(topicId),
  province: ({ provinceCode }) => placeReference(provinceCode),
  district: ({ districtCode }) => optionalPlace(districtCode),
} satisfies ClassificationResolvers;
