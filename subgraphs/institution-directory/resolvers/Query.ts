import type { QueryResolvers } from './types.ts';
import { typeOfNode, unitHistoriesOf } from '../changes/index.ts';
import { unitChangesFor } from '../feed/index.ts';
import { enumLabels } from '../labels/index.ts';
import {
  listUnits,
  searchUnits,
  suggestUnitsAt,
  unitById,
  unknownPartsOf,
} from '../reading/index.ts';

const languages = { EN: 'en', TR: 'tr' } as const;

export const Query = {
  administrativeUnit: (_, { id }, { directory }) => unitById(directory, id),
  administrativeUnits: (_, { filter, ...page }, { directory, cursors }) =>
    listUnits(directory, filter ?? {}, page, cursors),
  searchAdministrativeUnits: (_, { filter, ...asked }, { directory, searchCursors }) =>
    searchUnits(directory, { ...asked, filter: filter ?? {} }, searchCursors),
  suggestUnits: (_, place, { directory }) => suggestUnitsAt(directory, place),
  provinces: (_, __, { directory }) => [...directory.provinces.values()],
  topics: (_, __, { directory }) => [...directory.topics.values()],
  enumLabels: (_, { locale }, { language }) => enumLabels(locale ? languages[locale] : language),
  directoryChanges: (_, { unitId, ...page }, { changes }) => changes.ofUnit(unitId, page),
  proposedUnitChanges: (_, page, { changes }) => changes.proposed(page),
  typeOfNode: (_, asked, context) => typeOfNode(asked, context),
  unitHistories: async (_, asked, context) =>
    unitHistoriesOf(await unitChangesFor(asked, context), context),
  unknownParts: (_, matter, { directory }) => unknownPartsOf(directory, matter),
  unitChanges: (_, asked, context) => unitChangesFor(asked, context),
} satisfies QueryResolvers;
