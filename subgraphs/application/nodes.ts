import type { Peers } from '../../lib/federation/peers.ts';
import { type IdKind, kindOf } from '../../lib/kit/public-id.ts';
import { longestTopicId } from '../../lib/kit/topic-id.ts';
import { scopesOf } from '../../lib/kit/viewer.ts';
import { findAttachment } from './attachments/index.ts';
import { findApplicant, typeOfDirectoryNode } from './peers/index.ts';
import {
  type Applications,
  findAppeal,
  findDraft,
  findEntry,
  type FindPartDependencies,
  findReferralById,
  findReply,
  findSupplement,
  mayFindApplications,
} from './reading/index.ts';

interface NodesDependencies extends FindPartDependencies {
  applications: Pick<Applications, 'referredTo'>;
  peers: Peers;
}

/** The objects that one viewer finds by their ids alone, whatever their types. */
export interface Nodes {
  /**
   * Null unless the viewer sees an object with that id: a hidden one is answered like one that does not exist. An object
   * of another subgraph is a reference, made once that subgraph has confirmed that the viewer sees the object.
   * @throws `UNAVAILABLE`.
   */
  byId(id: string): Promise<Node | null>;
}

export const createNodes = (dependencies: NodesDependencies): Nodes => ({
  byId: (id) => byId(dependencies, id),
});

/** An object with the name of its type. */
type Named<Type extends string, Found> = Found & { readonly __typename: Type };

const named = <Type extends string, Found>(
  __typename: Type,
  found: Found | null,
): Named<Type, Found> | null => found && { ...found, __typename };

type Find = (dependencies: NodesDependencies, id: string) => Promise<object | null>;

/** Applications and what belongs to them. */
const ofApplications = {
  appeal: async (dependencies, id) => named('Appeal', await findAppeal(dependencies, id)),
  application: async ({ applications }, id) =>
    named('Application', await applications.referredTo({ id })),
  attachment: async (dependencies, id) =>
    named('Attachment', await findAttachment(dependencies, id)),
  draft: async (dependencies, id) => named('ReplyDraft', await findDraft(dependencies, id)),
  referral: async (dependencies, id) => named('Referral', await findReferralById(dependencies, id)),
  reply: async (dependencies, id) => named('Reply', await findReply(dependencies, id)),
  supplement: async (dependencies, id) =>
    named('Supplement', await findSupplement(dependencies, id)),
  timelineEntry: async (dependencies, id) =>
    named('TimelineEntry', await findEntry(dependencies, id)),
} satisfies Partial<Record<IdKind, Find>>;

type KindOfApplications = keyof typeof ofApplications;

const isOfApplications = (kind: IdKind): kind is KindOfApplications =>
  Object.hasOwn(ofApplications, kind);

/** One of the objects that `node` of the SDL returns. */
type Node = NonNullable<
  | Awaited<ReturnType<(typeof ofApplications)[KindOfApplications]>>
  | Awaited<ReturnType<typeof findMessage | typeof findCitizen | typeof findInDirectory>>
>;

async function byId(dependencies: NodesDependencies, id: string): Promise<Node | null> {
  const kind = kindOf(id);
  if (kind === 'message') return findMessage(dependencies, id);
  if (kind === 'citizen') return findCitizen(dependencies, id);
  if (kind === null || !isOfApplications(kind)) return findInDirectory(dependencies, id);
  return mayFindApplications(dependencies.viewer) ? ofApplications[kind](dependencies, id) : null;
}

async function findMessage({ viewer, loaders }: NodesDependencies, id: string) {
  if (!scopesOf(viewer).includes('outbox:read')) return null;
  return named('OutboxMessage', await loaders.outboxMessageByPublicId.load(id));
}

/** Citizens find themselves, evaluators everybody. */
async function findCitizen({ viewer, peers }: NodesDependencies, id: string) {
  const isAnother = viewer?.role === 'CITIZEN' && viewer.citizenId !== id;
  if (isAnother || !scopesOf(viewer).includes('citizen:lookup')) return null;
  const applicant = await findApplicant(peers, id);
  return applicant && named('Citizen', { id, authorised: true });
}

async function findInDirectory({ viewer, peers }: NodesDependencies, id: string) {
  if (id.length > longestTopicId) return null; // the longest ids of the directory
  const isAdministrator = viewer?.role === 'ADMIN';
  const unitId = viewer?.unitId ?? null;
  const type = await typeOfDirectoryNode(peers, { id, isAdministrator, unitId });
  return type && named(type, { id });
}
