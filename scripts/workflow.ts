import { writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { format } from 'prettier';
import {
  applicationRules,
  referralConsequences,
  referralRules,
  type ApplicationRule,
  type ReferralRule,
} from '../subgraphs/application/casework/index.ts';

export const workflowPath = resolve(import.meta.dirname, '../docs/workflow.md');

const introduction = `# The workflow

The actions on an application and on its referrals, generated from the tables in
[\`subgraphs/application/casework/\`](../subgraphs/application/casework) by \`npm run generate\`. The stage
that a citizen sees follows from the referrals ([\`stage.ts\`](../subgraphs/application/record/stage.ts)). A move
is stored in full in one transaction, with its entry in the timeline, its event and its message. The input of
an action has its own conditions, such as the unit to forward to or the outcome of a reply: the
[SDL](../schema/application.graphql) describes them at its mutation.`;

interface Edge {
  from: string;
  to: string;
  label: string;
}

/** One arrow between two states, for all acts that lead along it. */
function arrows(edges: readonly Edge[]): string {
  const labels = new Map<string, string[]>();
  for (const { from, to, label } of edges) {
    const key = `${from} --> ${to}`;
    labels.set(key, [...(labels.get(key) ?? []), label]);
  }
  return [...labels].map(([key, all]) => `  ${key}: ${[...new Set(all)].join(', ')}`).join('\n');
}

function diagram(first: string, edges: readonly Edge[]): string {
  return `\`\`\`mermaid\nstateDiagram-v2\n  [*] --> ${first}\n${arrows(edges)}\n\`\`\``;
}

/** A referral taken over from a closed unit keeps its state. */
const takenOver: readonly Edge[] = referralConsequences
  .filter(({ of }) => of === 'UNIT_LEFT')
  .flatMap(({ from }) => from)
  .map((state) => ({ from: '[*]', to: state, label: 'TAKEN_OVER' }));

function referralEdges(): Edge[] {
  const moved = [
    ...referralRules.map(({ action, from, to }) => ({ label: action, from, to })),
    ...referralConsequences.map(({ of, from, to }) => ({ label: of, from, to })),
  ];
  return moved.flatMap(({ label, from, to }) =>
    to === null ? [] : from.map((state) => ({ from: state, to, label })),
  );
}

function applicationEdges(): Edge[] {
  return applicationRules.flatMap(({ action, from, to }) =>
    to === null
      ? []
      : from.filter((stage) => stage !== to).map((stage) => ({ from: stage, to, label: action })),
  );
}

const entryOf = ({ event, public: isPublic }: ApplicationRule['writes']) =>
  isPublic ? event : `${event} (internal)`;

function table(rules: readonly (ApplicationRule | ReferralRule)[]): string {
  const rows = rules.map((rule) => {
    const when = ('draft' in rule && rule.draft) || ('decision' in rule && rule.decision) || '';
    const cells = [
      `\`${rule.action}\`${when ? ` (${when})` : ''}`,
      rule.by,
      rule.from.join(', '),
      rule.requires.join(', ') || '—',
      rule.to ?? 'stays',
      entryOf(rule.writes),
    ];
    return `| ${cells.join(' | ')} |`;
  });
  return [
    '| action | who | from | requires | to | timeline |',
    '| --- | --- | --- | --- | --- | --- |',
    ...rows,
  ].join('\n');
}

function consequences(): string {
  return [
    '| when | from | to | timeline |',
    '| --- | --- | --- | --- |',
    ...referralConsequences.map(
      ({ of, from, to, writes }) =>
        `| ${of} | ${from.join(', ')} | ${to} | ${writes ? entryOf(writes) : '—'} |`,
    ),
  ].join('\n');
}

/** The current content of the page. */
export function describeWorkflow(): Promise<string> {
  const text = [
    introduction,
    '## A referral',
    diagram('PENDING', [...takenOver, ...referralEdges()]),
    table(referralRules),
    'Changes of referrals that follow from a change of their application or their unit:',
    consequences(),
    `The successor of a closed unit takes over its referrals. If an application is about the head of a unit that
is now above, the unit above that one takes over (UNIT_LEFT). The new referral begins in the state of the
previous one, with its draft (TAKEN_OVER). A unit that has a referral of its own continues with that (JOINED),
unless an answer of the citizen or an approval is pending at either.`,
    '## An application',
    'Only actions on the application itself; all other stages follow from its referrals.',
    diagram('RECEIVED', applicationEdges()),
    table(applicationRules),
  ].join('\n\n');
  return format(text, { parser: 'markdown', printWidth: 100, proseWrap: 'preserve' });
}

if (import.meta.main) writeFileSync(workflowPath, await describeWorkflow());
