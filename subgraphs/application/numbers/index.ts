/** Application numbers, and the file numbers of referrals. */

export { checkApplicationNumber, formatApplicationNumber } from './application-number.ts';
export { fileNumberOf, newFileNumber, requireFileNumber } from './file-number.ts';
export { createNumberAllocator, type NumberAllocator } from './number-allocator.ts';
export {
  type NumberSequenceDocument,
  numberSequenceModel,
  type NumberSequenceModel,
} from './number-sequence.model.ts';
export { requireApplicationNumber } from './require-application-number.ts';
export {
  createSequencePermutation,
  type SequencePermutation,
  sequenceSize,
} from './sequence-permutation.ts';
