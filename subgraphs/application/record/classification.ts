import { Schema } from 'mongoose';
import type { ApplicationType } from '../schema-types.ts';

/** The type and the matter of an application: as the applicant chose it, or as the centre corrected it. */
export interface Classification {
  type: ApplicationType;
  topicId: string;
  provinceCode: string;
  /** Null for the whole province. */
  districtCode: string | null;
}

export const classificationOf = ({
  type,
  topicId,
  provinceCode,
  districtCode,
}: Classification): Classification => ({ type, topicId, provinceCode, districtCode });

export const classificationSchema = new Schema<Classification>(
  {
    type: { type: String, required: true },
    topicId: { type: String, required: true },
    provinceCode: { type: String, required: true },
    districtCode: { type: String, default: null },
  },
  { _id: false },
);
