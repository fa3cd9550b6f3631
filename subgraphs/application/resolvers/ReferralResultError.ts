import { inLanguage } from '../../../lib/platform/errors/in-language.ts';
import type { ReferralResultErrorResolvers } from './types.ts';

export const ReferralResultError = {
  message: ({ said }, _, { language }) => inLanguage(said, language),
} satisfies ReferralResultErrorResolvers;
