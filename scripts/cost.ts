import { readFileSync } from 'node:fs';
import { getOperationAST, parse, validate } from 'graphql';
import { readCostSchema } from '../gateway/demand-control/cost-schema.ts';
import { charge, chargedFor, exceededLimit, total } from '../gateway/demand-control/cost.ts';
import { staticCost } from '../gateway/demand-control/static-cost.ts';
import { createPlanner } from '../gateway/planning/planner.ts';
import { readSupergraph } from '../gateway/supergraph.ts';
import { defaultBudgets } from '../lib/platform/operations/budgets.ts';
import { readArguments } from '../lib/platform/process/read-options.ts';
import { runMain } from '../lib/platform/process/run.ts';

const usage = `Usage: npm run cost -- query.graphql [--variables '{"first":100}'] [--operation Name]
  --variables <JSON>  the values of the variables; by default none
  --operation <name>  the operation of a file with several
  --help              print this`;

/**
 * `npm run cost -- query.graphql [--variables '{"first":100}'] [--operation Name]`: the static cost of an operation, by
 * path, and the roles that can afford it with the default budgets.
 */
await runMain(usage, async () => {
  const { values, positionals } = readArguments(
    { variables: { type: 'string', default: '{}' }, operation: { type: 'string' } },
    usage,
  );
  const [file] = positionals;
  if (file === undefined) throw new Error(`Name a file with an operation.\n${usage}`);
  const { apiSchema: schema, supergraphSchema } = createPlanner(readSupergraph());
  const document = parse(readFileSync(file, 'utf8'));
  const [invalid] = validate(schema, document);
  if (invalid) throw new Error(`The operation is not valid: ${invalid.message}`);
  const definition = getOperationAST(document, values.operation);
  if (!definition) throw new Error('Select an operation of the file with --operation.');

  const context = { schema, costs: readCostSchema(supergraphSchema) };
  const variables = JSON.parse(values.variables) as Record<string, unknown>; // not validated, as elsewhere
  const cost = staticCost({ document, definition }, variables, context);

  const say = (amount: number, what: string) =>
    void process.stdout.write(`${String(Math.round(10 * amount) / 10).padStart(10)}  ${what}\n`);
  const { fieldCost, typeCost, leaves } = cost;
  say(charge(cost), `in all (fields ${fieldCost}, types ${typeCost}, and ${leaves} leaves)`);
  if (cost.figures > 0) say(cost.figures, 'of that the figures of groups');
  for (const path of cost.paths) if (total(path) > 0) say(total(path), path.path);
  const allowed = Object.entries(defaultBudgets)
    .filter(([name]) => name !== 'SERVICE')
    .filter(([, budget]) => exceededLimit(chargedFor(cost), budget) === null)
    .map(([name]) => name);
  process.stdout.write(`Within the limit of one operation of: ${allowed.join(', ') || 'nobody'}\n`);
});
