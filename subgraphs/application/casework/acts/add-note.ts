import { plainText } from '../../../../lib/kit/plain-text.ts';
import type { ReferralAct } from './act.ts';
import { lengths } from './lengths.ts';

/** A unit adds an internal note. */
export const addNote: ReferralAct<{ text: string }> = {
  check: ({ text }) => ({ text: plainText(text, 'text', lengths.note) }),
  perform: (_desk, _referral, { text }) => ({ note: text }),
  onlyAdds: true,
};
