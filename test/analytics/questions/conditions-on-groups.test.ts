import { readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import { buildASTSchema, isEnumType, parse } from 'graphql';
import { sdlPath } from '../../../lib/federation/schema.ts';
import { onceInTheSuite as describe } from '../../support/graph.ts';
import { measuresOf } from './conditions-on-groups.ts';
import { applicationFigures, referralFigures } from './naive/statistics.ts';
import { stepFigures } from './naive/steps.ts';

/** That random questions can have a condition on every figure that the schema names. */

const schema = buildASTSchema(parse(readFileSync(sdlPath('analytics'), 'utf8')), {
  assumeValidSDL: true,
});

describe('random questions', () => {
  test.each([
    ['ApplicationMeasure', applicationFigures],
    ['ReferralMeasure', referralFigures],
    ['StepMeasure', stepFigures],
  ])('every value of %s stands for a figure that is computed of the documents', (name, figures) => {
    const type = schema.getType(name);
    const values = isEnumType(type) ? type.getValues().map((value) => value.name) : [];
    expect(measuresOf([...Object.keys(figures), 'share']).toSorted()).toEqual(values.toSorted());
  });
});
