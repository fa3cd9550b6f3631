import { GraphQLError } from 'graphql';
import { type Connection, mongo, Types } from 'mongoose';
import { badInput, forbidden, unavailable } from '../../platform/errors.ts';
import type { SignedInViewer, Viewer } from '../../platform/viewer.ts';
import { parseObjectId } from '../shared/object-id.ts';
import type { Peers } from '../shared/peers.ts';
import { plainText } from '../shared/plain-text.ts';
import { type ApplicationDocument, applicationModel } from './application.model.ts';
import { requireAttachmentIds } from './attachments/require-attachment-ids.ts';
import type { HeldCalendar } from './calendar/held-calendar.ts';
import { inKnownYears } from './calendar/known-years.ts';
import { localDateOf } from './calendar/local-date.ts';
import type { FileApplicationInput } from './generated.ts';
import { newApplication, newEntry } from './new-documents.ts';
import type { NumberAllocator } from './number/number-allocator.ts';
import { project } from './projection.ts';
import { see, type SeenApplication } from './sight.ts';
import { type UnitProjection, unitIdForm } from './unit-projection.ts';
import type { CaseStore } from './workflow/store.ts';

export interface FilingDependencies {
  connection: Connection;
  peers: Peers;
  units: UnitProjection;
  calendar(): HeldCalendar;
  numbers: NumberAllocator;
  store: Pick<CaseStore, 'file'>;
}

export interface Filing {
  /**
   * Files an application for the viewer. The key makes it safe to repeat: once an application was
   * filed under it, the same one is answered, whatever else is given.
   * @throws `BAD_USER_INPUT` with the field; `FORBIDDEN` for anyone but citizens; `UNAVAILABLE`
   * while the directory or the citizen's record cannot be reached.
   */
  file(viewer: Viewer, input: FileApplicationInput): Promise<SeenApplication | null>;
}

/** Regulation of 4 June 2022: what an application has to hold. Lengths in characters. */
const lengths = { subject: { min: 5, max: 200 }, text: { min: 20, max: 10_000 } };
const idempotencyKeyForm = /^[\x21-\x7e]{1,100}$/;

const placeQuery = /* GraphQL */ `
  query FilingPlace($topicId: ID!, $provinceCode: ID!, $districtCode: ID) {
    suggestUnits(topicId: $topicId, provinceCode: $provinceCode, districtCode: $districtCode) {
      reason
    }
  }
`;

const applicantQuery = /* GraphQL */ `
  query Applicant($id: ID!) {
    applicant(id: $id) {
      hash
      email
    }
  }
`;

interface ApplicantData {
  applicant: { hash: string | null; email: string | null } | null;
}

export function createFiling({
  connection,
  peers,
  units,
  calendar,
  numbers,
  store,
}: FilingDependencies): Filing {
  const applications = applicationModel(connection);

  const filedUnder = (citizenId: Types.ObjectId, idempotencyKey: string) =>
    applications.findOne({ citizenId, idempotencyKey }).lean<ApplicationDocument>();

  /** @throws `BAD_USER_INPUT` unless the directory knows the topic and the place. */
  async function requirePlace({ topicId, provinceCode, districtCode }: FileApplicationInput) {
    const place = { topicId, provinceCode, districtCode: districtCode ?? null };
    try {
      await peers.query('institution-directory', placeQuery, place);
    } catch (error) {
      throw inInput(error);
    }
  }

  function requireUnit({ meantUnitId, aboutHeadOfUnit }: FileApplicationInput): void {
    if (meantUnitId == null) {
      if (!aboutHeadOfUnit) return;
      throw badInput('input.meantUnitId', 'REQUIRED', 'Name the unit whose head it is about.');
    }
    if (!unitIdForm.test(meantUnitId)) {
      throw badInput('input.meantUnitId', 'FORMAT', 'A unit id has 8 digits.');
    }
    if (!units.get(meantUnitId)) {
      throw badInput('input.meantUnitId', 'UNKNOWN', 'There is no such administrative unit.');
    }
  }

  /** The applicant's hash, and that an answer can reach the applicant. */
  async function requireApplicant(
    citizenId: Types.ObjectId,
    { answerChannel }: FileApplicationInput,
  ): Promise<string> {
    const { applicant } = await peers.query<ApplicantData>('citizen', applicantQuery, {
      id: citizenId.toHexString(),
    });
    if (!applicant) throw forbidden('You are no longer on record.');
    if (answerChannel === 'EMAIL' && applicant.email === null) {
      throw badInput('input.answerChannel', 'UNKNOWN', 'There is no e-mail address of yours.');
    }
    const hash = applicant.hash ?? (await hashOfEarlier(citizenId));
    if (hash === null) throw unavailable('The record of your identity');
    return hash;
  }

  /** Citizens on record since before their hash was kept there have filed already. */
  async function hashOfEarlier(citizenId: Types.ObjectId): Promise<string | null> {
    const earlier = await applications
      .findOne({ citizenId }, { applicantHash: 1 })
      .lean<Pick<ApplicationDocument, 'applicantHash'>>();
    return earlier?.applicantHash ?? null;
  }

  async function fileAs(
    { citizenId: ownId }: SignedInViewer,
    input: FileApplicationInput,
  ): Promise<ApplicationDocument> {
    if (ownId === null) throw forbidden();
    const citizenId = parseObjectId(ownId);
    const { idempotencyKey } = input;
    if (!idempotencyKeyForm.test(idempotencyKey)) {
      const message = 'idempotencyKey must be 1 to 100 ASCII characters without spaces.';
      throw badInput('input.idempotencyKey', 'FORMAT', message);
    }
    const first = await filedUnder(citizenId, idempotencyKey);
    if (first) return first;

    const subject = plainText(input.subject, 'input.subject', lengths.subject);
    const text = plainText(input.text, 'input.text', lengths.text);
    requireUnit(input);
    const attachmentIds = requireAttachmentIds(input.attachmentIds ?? [], 'input.attachmentIds');
    const [applicantHash] = await Promise.all([
      requireApplicant(citizenId, input),
      requirePlace(input),
    ]);
    const filedAt = new Date();
    const year = Number(localDateOf(filedAt).slice(0, 4));
    const filing = {
      _id: new Types.ObjectId(),
      number: await numbers.next(year),
      type: input.type,
      topicId: input.topicId,
      provinceCode: input.provinceCode,
      districtCode: input.districtCode ?? null,
      meantUnitId: input.meantUnitId ?? null,
      aboutHeadOfUnit: input.aboutHeadOfUnit ?? false,
      citizenId,
      applicantHash,
      identityHidden: input.hideIdentity ?? false,
      answerChannel: input.answerChannel,
      idempotencyKey,
      filedAt,
    };
    const held = calendar();
    const document = inKnownYears(() => newApplication(filing, held));
    project(document, [], held, filedAt);
    const filed = newEntry({ at: filedAt, event: 'FILED', actor: 'CITIZEN', public: true });
    try {
      await store.file(document, { subject, text }, [filed], attachmentIds);
      return document;
    } catch (error) {
      // Filed at the same time under the same key: that one stands.
      const winner = isRepeatedKey(error) ? await filedUnder(citizenId, idempotencyKey) : null;
      if (!winner) throw error;
      return winner;
    }
  }

  return {
    async file(viewer, input) {
      if (!viewer) throw forbidden();
      return see(await fileAs(viewer, input), viewer, units);
    },
  };
}

/** The directory names its own arguments; here they are fields of the input. */
function inInput(error: unknown): unknown {
  if (!(error instanceof GraphQLError) || error.extensions['code'] !== 'BAD_USER_INPUT') {
    return error;
  }
  const field = `input.${String(error.extensions['field'])}`;
  return new GraphQLError(error.message, { extensions: { ...error.extensions, field } });
}

function isRepeatedKey(error: unknown): boolean {
  return (
    error instanceof mongo.MongoServerError &&
    error.code === 11_000 &&
    Object.hasOwn((error['keyPattern'] as object | undefined) ?? {}, 'idempotencyKey')
  );
}
