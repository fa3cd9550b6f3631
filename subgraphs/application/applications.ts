import { timingSafeEqual } from 'node:crypto';
import type { QueryFilter } from 'mongoose';
import { badInput, forbidden, notFound } from '../../platform/errors.ts';
import type { Viewer } from '../../platform/viewer.ts';
import { connectionOf, type PageArguments, pageSize, type Slice } from '../shared/connection.ts';
import type { CursorCodec } from '../shared/cursor.ts';
import type { KeyedHash } from '../shared/keyed-hash.ts';
import { checkNationalId } from '../shared/national-id.ts';
import { parseObjectId } from '../shared/object-id.ts';
import type { ApplicationDocument, ApplicationModel } from './application.model.ts';
import type { Loaders } from './loaders.ts';
import { requireApplicationNumber } from './number/require-application-number.ts';
import { see, type SeenApplication } from './sight.ts';
import type { UnitProjection } from './unit-projection.ts';

export interface ApplicationsDependencies {
  model: ApplicationModel;
  loaders: Loaders;
  viewer: Viewer;
  units: UnitProjection;
  applicantHash: KeyedHash;
  cursors: CursorCodec;
}

export type Applications = ReturnType<typeof createApplications>;

/** What one viewer may read of applications. */
export function createApplications({
  model,
  loaders,
  viewer,
  units,
  applicantHash,
  cursors,
}: ApplicationsDependencies) {
  const seenOrNull = (application: ApplicationDocument | null) =>
    application && see(application, viewer, units);

  /** @throws `BAD_USER_INPUT`, or `NOT_FOUND` where the viewer sees none. */
  async function byNumber(number: string): Promise<SeenApplication> {
    requireApplicationNumber(number);
    const seen = seenOrNull(await loaders.applicationByNumber.load(number));
    if (!seen) throw notFound('application');
    return seen;
  }

  /** The application another subgraph refers to, or null where the viewer sees none. */
  async function referredTo(reference: { number?: string | null | undefined } | { id: string }) {
    if ('id' in reference) {
      const id = parseObjectId(reference.id).toHexString();
      return seenOrNull(await loaders.applicationById.load(id));
    }
    return reference.number
      ? seenOrNull(await loaders.applicationByNumber.load(reference.number))
      : null;
  }

  /** @throws `BAD_USER_INPUT`, or `NOT_FOUND` unless the two belong together. */
  async function track(number: string, nationalId: string): Promise<ApplicationDocument> {
    requireApplicationNumber(number);
    requireNationalId(nationalId);
    const application = await loaders.applicationByNumber.load(number);
    const hash = Buffer.from(applicantHash(nationalId));
    if (!application || !timingSafeEqual(hash, Buffer.from(application.applicantHash))) {
      throw notFound('application');
    }
    return application;
  }

  /** Those of one citizen that the viewer sees, the latest filed first. */
  async function ofCitizen(citizenId: string, { first, after }: PageArguments) {
    const size = pageSize(first);
    const start = after == null ? null : parsePosition(cursors.open(after));
    const slice = await collect(citizenId, size, start);
    return connectionOf(slice, {
      after,
      cursorOf: ({ application }) => cursors.seal(positionOf(application)),
    });
  }

  /** @throws `FORBIDDEN` for staff, who have none. */
  async function own(page: PageArguments) {
    if (!viewer?.citizenId) throw forbidden();
    return ofCitizen(viewer.citizenId, page);
  }

  /** Reads on until the page is full, because an officer sees but some of a citizen's applications. */
  async function collect(
    citizenId: string,
    size: number,
    start: Position | null,
  ): Promise<Slice<SeenApplication>> {
    const items: SeenApplication[] = [];
    const hidden = viewer?.role === 'OFFICER' ? { identityHidden: false } : {};
    let position = start;
    for (;;) {
      const limit = size + 1;
      const filter: QueryFilter<ApplicationDocument> = {
        citizenId: parseObjectId(citizenId),
        ...hidden,
        ...(position && {
          $or: [
            { filedAt: { $lt: position.filedAt } },
            { filedAt: position.filedAt, _id: { $lt: position._id } },
          ],
        }),
      };
      const read = await model
        .find(filter)
        .sort({ filedAt: -1, _id: -1 })
        .limit(limit)
        .lean<ApplicationDocument[]>();
      items.push(...read.flatMap((application) => seenOrNull(application) ?? []));
      const last = read.at(-1);
      if (items.length > size) return { items: items.slice(0, size), hasNextPage: true };
      if (!last || read.length < limit) return { items, hasNextPage: false };
      position = last;
    }
  }

  return { byNumber, referredTo, track, ofCitizen, own };
}

type Position = Pick<ApplicationDocument, 'filedAt' | '_id'>;

const positionOf = ({ filedAt, _id }: Position) =>
  `${filedAt.getTime().toString(36)}.${_id.toHexString()}`;

function parsePosition(position: string): Position {
  const [filedAt = '', id = ''] = position.split('.');
  return { filedAt: new Date(Number.parseInt(filedAt, 36)), _id: parseObjectId(id, 'after') };
}

function requireNationalId(nationalId: string): void {
  switch (checkNationalId(nationalId)) {
    case 'OK':
      return;
    case 'FORMAT':
      throw badInput('nationalId', 'FORMAT', 'An identity number has 11 digits, the first not 0.');
    case 'CHECKSUM':
      throw badInput(
        'nationalId',
        'CHECKSUM',
        'The check digits of the identity number are wrong: a digit was mistyped.',
      );
  }
}
