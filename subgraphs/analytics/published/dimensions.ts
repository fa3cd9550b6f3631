import type { PublishedDimension, PublishedFilter, PublishedGroup } from '../schema-types.ts';
import type { SecretColumn } from '../facts/index.ts';
import type { PeriodUnit } from './periods.ts';

/** The dimensions that are not of time. */
export type FixedDimension = Exclude<PublishedDimension, PeriodUnit>;

interface Fixed {
  readonly column: SecretColumn<'applications'>;
  readonly condition: keyof PublishedFilter;
  /** The kind of its codes, which are known to exist: null for enums, which GraphQL has checked. */
  readonly kind: 'topic' | 'province' | 'district' | null;
  /** The field of the group. */
  readonly group: (value: string) => Partial<PublishedGroup>;
}

/** With what an application was filed: that never changes, whatever the centre corrects. */
export const fixedDimensions: Readonly<Record<FixedDimension, Fixed>> = {
  TYPE: {
    column: 'filed_type',
    condition: 'type',
    kind: null,
    group: (value) => ({ type: value as NonNullable<PublishedGroup['type']> }), // the column holds no other
  },
  TOPIC: {
    column: 'filed_topic',
    condition: 'topicId',
    kind: 'topic',
    group: (id) => ({ topic: { id } }),
  },
  PROVINCE: {
    column: 'filed_province',
    condition: 'provinceCode',
    kind: 'province',
    group: (code) => ({ province: { code } }),
  },
  DISTRICT: {
    column: 'filed_district',
    condition: 'districtCode',
    kind: 'district',
    group: (code) => ({ district: { code } }),
  },
};

export const isFixed = (dimension: PublishedDimension): dimension is FixedDimension =>
  Object.hasOwn(fixedDimensions, dimension);

export const fixedDimensionNames = Object.keys(fixedDimensions) as FixedDimension[]; // its own
