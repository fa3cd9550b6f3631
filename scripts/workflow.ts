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

What can be done with an application and with its referrals, generated from the tables in
[\`subgraphs/application/casework/\`](../subgraphs/application/casework) by \`npm run generate\`. The stage
that a citizen sees follows from the referrals ([\`stage.ts\`](../subgraphs/application/record/stage.ts)); a move
is stored whole in one transaction, with its entry in the timeline, its event and its message. What an
action is given has to fit as well, such as the unit that it is forwarded to or the outcome of a reply: the
[SDL](../schema/application.graphql) tells that at its mutation.`;

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
    'What becomes of referrals when something happens to their application or their unit:',
    consequences(),
    `What a closed unit had is taken over by its successor, and what is about the head of a unit that lies above
by now by the one above that, as it stood (UNIT_LEFT): a referral that begins there in the state that the
other one had, with its draft (TAKEN_OVER). Where the unit has a referral of its own, it goes on with that
(JOINED), unless, at either, an answer of the citizen or an approval is waited for.`,
    '## An application',
    'Only what is done to the application itself; everything between follows from its referrals.',
    diagram('RECEIVED', applicationEdges()),
    table(applicationRules),
  ].join('\n\n');
  return format(text, { parser: 'markdown', printWidth: 100, proseWrap: 'preserve' });
}

if (import.meta.main) writeFileSync(workflowPath, await describeWorkflow());
