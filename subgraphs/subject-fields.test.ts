import { buildSchema, isObjectType } from 'graphql';
import { expect, test } from '@jest/globals';
import { readSupergraph } from '../gateway/supergraph.ts';
import { subjectFields } from './index.ts';

test('the fields that read the viewer’s subject are fields of the graph', () => {
  const schema = buildSchema(readSupergraph(), { assumeValid: true });
  const unknown = subjectFields.filter((coordinate) => {
    const [type = '', field = ''] = coordinate.split('.');
    const owner = schema.getType(type);
    return !isObjectType(owner) || !owner.getFields()[field];
  });

  expect(unknown).toEqual([]);
});
