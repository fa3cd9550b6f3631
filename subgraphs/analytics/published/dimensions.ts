import type { PublishedDimension, PublishedFilter, PublishedGroup } from '../schema-types.ts';
import type { OpenColumn } from '../facts/index.ts';
import type { PeriodUnit } from './periods.ts';

/** The dimensions that are not of time. */
export type FixedDimension = Exclude<PublishedDimension, PeriodUnit>;

interface Fixed {
  readonly column: OpenColumn<'applications'>;
  readonly condition: keyof PublishedFilter;
  /** What is known to exist: absent for enums, which GraphQL has checked. */
  readonly kind: 'topic' | 'province' | 'district' | null;
  /** The field of the group. */
  readonly group: (value: string) => Partial<PublishedGroup>;
}

/** What is settled when an application is filed, and never changes. */
export const fixedDimensions: Readonly<Record<FixedDimension, Fixed>> = {
  TYPE: {
    column: 'type',
    condition: 'type',
    kind: null,
    group: (value) => ({ type: value as NonNullable<PublishedGroup['type']> }), // the column holds no other
  },
  TOPIC: {
    column: 'topic',
    condition: 'topicId',
    kind: 'topic',
    group: (id) => ({ topic: { id } }),
  },
  PROVINCE: {
    column: 'province',
    condition: 'provinceCode',
    kind: 'province',
    group: (code) => ({ province: { code } }),
  },
  DISTRICT: {
    column: 'district',
    condition: 'districtCode',
    kind: 'district',
    group: (code) => ({ district: { code } }),
  },
};

export const isFixed = (dimension: PublishedDimension): dimension is FixedDimension =>
  Object.hasOwn(fixedDimensions, dimension);

export const fixedDimensionNames = Object.keys(fixedDimensions) as FixedDimension[]; // its own
