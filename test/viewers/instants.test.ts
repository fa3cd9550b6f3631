import { expect, test } from '@jest/globals';
import {
  buildSchema,
  getNamedType,
  type GraphQLNamedType,
  type GraphQLSchema,
  isAbstractType,
  isInterfaceType,
  isObjectType,
} from 'graphql';
import { createRights } from '../../gateway/execution/rights.ts';
import { readSupergraph } from '../../gateway/supergraph.ts';
import type { Viewer } from '../../lib/kit/viewer.ts';

/** A moment tells one application from all others. Analysts learn of none. */

const supergraph = buildSchema(readSupergraph(), { assumeValidSDL: true });

/** The fields of a type that a viewer may request, as `Type.field`, from the roots on. */
function reachedBy(viewer: Viewer, typeName: string, schema: GraphQLSchema): string[] {
  const rights = createRights(schema)(viewer);
  const found: string[] = [];
  const seen = new Set<string>();
  const visit = (type: GraphQLNamedType) => {
    if (seen.has(type.name)) return;
    seen.add(type.name);
    if (isAbstractType(type)) schema.getPossibleTypes(type).forEach(visit);
    if (!isObjectType(type) && !isInterfaceType(type)) return;
    for (const field of Object.values(type.getFields())) {
      if (rights.refusalOf(type.name, field.name)) continue;
      const of = getNamedType(field.type);
      if (of.name === typeName) found.push(`${type.name}.${field.name}`);
      else visit(of);
    }
  };
  const roots = [schema.getQueryType(), schema.getMutationType(), schema.getSubscriptionType()];
  for (const root of roots) if (root) visit(root);
  return found.toSorted();
}

const viewer = { subject: 'a', citizenId: null, unitId: null } as const;

test('an analyst reaches no moment of an application by its id or any other way', () => {
  expect(reachedBy({ ...viewer, role: 'ANALYST' }, 'DateTime', supergraph)).toEqual([
    'ApplicationStatistics.asOf', // of the copy
    'ApplicationStatus.filedAt', // whoever has the number and the tracking code sees it, signed in or not
    // Types that `node` can return, though not to analysts. They belong to no application.
    'DirectoryChange.at',
    'DirectoryChange.decidedAt',
    'DirectoryChange.expiresAt',
    'LeaveDay.addedAt',
    'OutboxMessage.sentAt',
  ]);
});

test('the centre reaches those of everything', () => {
  const reached = reachedBy({ ...viewer, role: 'EVALUATOR' }, 'DateTime', supergraph);

  expect(reached).toEqual(
    expect.arrayContaining([
      'Appeal.appealedAt',
      'Appeal.decidedAt',
      'Application.filedAt',
      'EarlierAnswer.answeredAt',
      'Rating.ratedAt',
      'Referral.referredAt',
      'Reply.repliedAt',
      'TimelineEntry.at',
    ]),
  );
});
