import type { Logger } from 'pino';
import { badInput } from '../../../lib/kit/errors.ts';
import type { Viewer } from '../../../lib/kit/viewer.ts';
import { plainText } from '../../../lib/kit/plain-text.ts';
import { requireAttachmentIds } from '../attachments/index.ts';
import { type BulkOptions, toEachReferral } from './bulk.ts';
import type { Filing } from '../filing/index.ts';
import type {
  AppealDecision,
  ApplicationAction,
  FileApplicationInput,
  ReferralAction,
  RefusalReason,
  ReplyKind,
  ReplyOutcome,
} from '../schema-types.ts';
import { type Loaders, requireSubject } from '../record/index.ts';
import type { SeenReferral, SeenApplication } from '../reading/index.ts';
import type { ApplicationInputs } from './acts/application-acts.ts';
import type { ReferralInputs } from './acts/referral-acts.ts';
import type { Workflow } from './workflow.ts';

type Maybe<Value> = Value | null | undefined;

interface OnApplication {
  number: string;
  expectedVersion?: Maybe<number>;
}

interface OnAttachment extends OnApplication {
  attachmentId: string;
}

interface OnReferral {
  referralId: string;
  expectedVersion?: Maybe<number>;
}

/** On the draft that was read. */
interface OnDraft extends OnReferral {
  draftId: string;
}

/** Lengths of what people write, in characters. */
const lengths = {
  reason: { min: 5, max: 2_000 },
  note: { min: 1, max: 2_000 },
  reply: { min: 20, max: 10_000 },
  appeal: { min: 20, max: 10_000 },
  supplement: { min: 1, max: 10_000 },
  redactedSubject: { min: 1, max: 200 },
  redactedText: { min: 1, max: 10_000 },
} as const;
const scores = { min: 1, max: 5 } as const;

export type Acts = ReturnType<typeof createActs>;

/**
 * What one viewer does: checks the form of what was given, and has it done. Errors are those of
 * `createWorkflow`, and `BAD_USER_INPUT` with the field.
 */
export function createActs({
  viewer,
  loaders,
  filing,
  workflow,
  logger,
}: {
  viewer: Viewer;
  loaders: Loaders;
  filing: Filing;
  workflow: Workflow;
  logger: Logger;
}) {
  /** What the request has read before it changed something may not answer what it reads after. */
  async function changing<Changed>(change: Promise<Changed>): Promise<Changed> {
    try {
      return await change;
    } finally {
      loaders.forget();
    }
  }

  const onApplication = <Action extends ApplicationAction>(
    action: Action,
    move: OnApplication | OnReferral,
    input: ApplicationInputs[Action],
  ): Promise<SeenApplication> => changing(workflow.onApplication(viewer, action, move, input));

  const onReferral = <Action extends ReferralAction>(
    action: Action,
    move: OnReferral,
    input: ReferralInputs[Action],
  ): Promise<SeenReferral> => changing(workflow.onReferral(viewer, action, move, input));

  const reasonOf = ({ reason }: { reason: string }) => plainText(reason, 'reason', lengths.reason);

  const each = (referralIds: readonly string[], act: BulkOptions['act']) =>
    toEachReferral(referralIds, { act, applicationsOf: workflow.applicationsOf, logger });

  return {
    file: (input: FileApplicationInput) => changing(filing.file(viewer, input)),

    withdraw: (move: OnApplication) => onApplication('WITHDRAW', move, {}),

    supplement: async (move: OnApplication & { text: string; attachmentIds: readonly string[] }) =>
      onApplication('SUPPLEMENT', move, {
        text: plainText(move.text, 'text', lengths.supplement),
        attachmentIds: requireAttachmentIds(move.attachmentIds, 'attachmentIds'),
      }),

    async rate(move: OnApplication & { score: number; solved: boolean }) {
      const { score, solved } = move;
      if (score < scores.min || score > scores.max) {
        throw badInput('score', 'RANGE', `score must be ${scores.min} to ${scores.max}.`);
      }
      return onApplication('RATE', move, { score, solved });
    },

    appeal: async (move: OnApplication & { text: string; referralId?: Maybe<string> }) =>
      onApplication('APPEAL', move, {
        text: plainText(move.text, 'text', lengths.appeal),
        referralId: move.referralId ?? null,
      }),

    decideAppeal: async (move: OnReferral & { decision: AppealDecision; text: string }) =>
      onApplication('DECIDE_APPEAL', move, {
        referralId: move.referralId,
        decision: move.decision,
        text: plainText(move.text, 'text', lengths.appeal),
      }),

    claim: (move: OnApplication & { takeOver: boolean }) =>
      onApplication('CLAIM', move, { takeOver: move.takeOver }),

    refer: (move: OnApplication & { unitIds: readonly string[] }) =>
      onApplication('REFER', move, { unitIds: move.unitIds }),

    refuse: (move: OnApplication & { reason: RefusalReason }) =>
      onApplication('REFUSE', move, { reason: move.reason }),

    hideIdentity: (move: OnApplication) => onApplication('HIDE_IDENTITY', move, {}),

    redact: async (
      move: OnApplication & {
        redactedText?: Maybe<string>;
        redactedSubject?: Maybe<string>;
        redactedSupplements?: Maybe<readonly Maybe<string>[]>;
        redactedAppeals?: Maybe<readonly Maybe<string>[]>;
        withholdAttachments?: Maybe<boolean>;
      },
    ) => {
      const redaction = {
        text: optionalText(move.redactedText, 'redactedText'),
        subject: optionalText(move.redactedSubject, 'redactedSubject'),
        supplements: optionalTexts(move.redactedSupplements, 'redactedSupplements'),
        appeals: optionalTexts(move.redactedAppeals, 'redactedAppeals'),
        attachmentsWithheld: move.withholdAttachments ?? undefined,
      };
      if (Object.values(redaction).every((value) => value === undefined)) {
        throw badInput('redactedText', 'REQUIRED', 'Say what to redact, to hold back or to show.');
      }
      return onApplication('REDACT', move, redaction);
    },

    withholdAttachment: async (move: OnAttachment & { reason: string }) =>
      onApplication('WITHHOLD_ATTACHMENT', move, {
        attachmentId: move.attachmentId,
        reason: reasonOf(move),
      }),

    releaseAttachment: async (move: OnAttachment) =>
      onApplication('RELEASE_ATTACHMENT', move, {
        attachmentId: move.attachmentId,
      }),

    accept: (move: OnReferral) => onReferral('ACCEPT', move, {}),

    assign: async (move: OnReferral & { assignee?: Maybe<string> }) =>
      onReferral('ASSIGN', move, { assignee: assigneeOf(move) }),

    forward: async (move: OnReferral & { unitId: string; reason: string }) =>
      onReferral('FORWARD', move, { unitId: move.unitId, reason: reasonOf(move) }),

    return: async (move: OnReferral & { reason: string }) =>
      onReferral('RETURN', move, { reason: reasonOf(move) }),

    cancel: async (move: OnReferral & { reason: string }) =>
      onReferral('CANCEL', move, { reason: reasonOf(move) }),

    requestClarification: async (move: OnReferral & { question: string }) =>
      onReferral('REQUEST_CLARIFICATION', move, {
        question: plainText(move.question, 'question', lengths.reason),
      }),

    async draftReply(
      move: OnReferral & { kind: ReplyKind; outcome?: Maybe<ReplyOutcome>; text: string },
    ) {
      const { kind, outcome = null } = move;
      if (kind === 'FINAL' && outcome === null) {
        throw badInput('outcome', 'REQUIRED', 'Say how a final reply decides.');
      }
      if (kind === 'INTERIM' && outcome !== null) {
        throw badInput('outcome', 'RANGE', 'An interim reply decides nothing.');
      }
      const text = plainText(move.text, 'text', lengths.reply);
      return onReferral('DRAFT_REPLY', move, { kind, outcome, text });
    },

    approveReply: async (move: OnDraft) =>
      onReferral('APPROVE_REPLY', move, { draftId: move.draftId }),

    rejectReply: async (move: OnDraft & { reason: string }) =>
      onReferral('REJECT_REPLY', move, { draftId: move.draftId, reason: reasonOf(move) }),

    withdrawReply: async (move: OnDraft) =>
      onReferral('WITHDRAW_REPLY', move, { draftId: move.draftId }),

    extend: async (move: OnReferral & { reason: string }) =>
      onReferral('EXTEND', move, { reason: reasonOf(move) }),

    addNote: async (move: OnReferral & { text: string }) =>
      onReferral('ADD_NOTE', move, { text: plainText(move.text, 'text', lengths.note) }),

    acceptAll: ({ referralIds }: { referralIds: readonly string[] }) =>
      each(referralIds, (referralId) => onReferral('ACCEPT', { referralId }, {})),

    async assignAll(move: { referralIds: readonly string[]; assignee?: Maybe<string> }) {
      const assignee = assigneeOf(move);
      return each(move.referralIds, (referralId) =>
        onReferral('ASSIGN', { referralId }, { assignee }),
      );
    },

    async forwardAll(move: { referralIds: readonly string[]; unitId: string; reason: string }) {
      const { unitId } = move;
      const reason = reasonOf(move);
      return each(move.referralIds, (referralId) =>
        onReferral('FORWARD', { referralId }, { unitId, reason }),
      );
    },
  };
}

/** Null takes a redaction back; undefined leaves it as it is. */
function optionalText(
  value: Maybe<string>,
  field: 'redactedText' | 'redactedSubject',
): Maybe<string> {
  return value == null ? value : plainText(value, field, lengths[field]);
}

/** The same of a list; empty takes all of it back. */
function optionalTexts(
  values: Maybe<readonly Maybe<string>[]>,
  field: 'redactedSupplements' | 'redactedAppeals',
): (string | null)[] | undefined {
  if (values === undefined) return undefined;
  return (values ?? []).map((value) =>
    value == null ? null : plainText(value, field, lengths.redactedText),
  );
}

function assigneeOf({ assignee = null }: { assignee?: Maybe<string> }): string | null {
  return assignee === null ? null : requireSubject(assignee, 'assignee');
}
