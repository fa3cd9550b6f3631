import type { UnitKind } from '../../subgraphs/institution-directory/units/index.ts';
import { displayName } from './display-names.ts';
import names from './institution-names.json' with { type: 'json' };
import { officeKey } from './office-key.ts';
import { wholeCountry, type UnitDraft } from './unit-draft.ts';

const generalDirectorate = 'Genel Müdürlüğü';

/**
 * General directorates that several ministries have are only distinguishable with the ministry's
 * name.
 */
const sharedNames = new Set(
  Object.values(names.ministries)
    .flat()
    .filter((name, index, all) => all.indexOf(name) !== index),
);

/** The Presidency, the ministries, their departments and affiliated institutions; parents first. */
export function centralUnits(): UnitDraft[] {
  const presidency = centralUnit('PRESIDENCY', null, ['Cumhurbaşkanlığı']);
  const ownInstitutions = names.presidency.map((name) => institution(presidency, name));
  const ministries = Object.keys(names.ministries).map((name) =>
    centralUnit('MINISTRY', presidency, [name]),
  );
  const heads = new Map(
    [presidency, ...ownInstitutions, ...ministries].map((unit) => [unit.name, unit]),
  );
  const affiliated = Object.entries(names.affiliated).map(([name, head]) =>
    institution(knownHead(heads, head), name),
  );
  return [
    ...heads.values(),
    ...affiliated,
    ...ministries.flatMap(ministryUnits),
    ...ownInstitutions.flatMap((unit) => commonDepartments(unit, unit.name)),
    ...affiliated.flatMap((unit, index) =>
      commonDepartments(unit, Object.keys(names.affiliated)[index] ?? unit.name),
    ),
  ];
}

function ministryUnits(ministry: UnitDraft): UnitDraft[] {
  const own: readonly string[] =
    Object.entries(names.ministries).find(([name]) => name === ministry.name)?.[1] ?? [];
  return [
    ...own.map((name) => ({ name, qualified: sharedNames.has(name) })),
    ...names.ministryCommon.map((name) => ({ name, qualified: true })),
  ].flatMap(({ name, qualified }) => {
    const kind = name.endsWith(generalDirectorate) ? 'GENERAL_DIRECTORATE' : 'DEPARTMENT';
    const read = displayName(name);
    const shown = qualified ? `${ministry.name} ${read}` : read;
    const unit = centralUnit(kind, ministry, [ministry.name, name], shown);
    return kind === 'DEPARTMENT' ? [unit] : [unit, ...departments(unit, [ministry.name, name])];
  });
}

function departments(directorate: UnitDraft, path: readonly [string, string]): UnitDraft[] {
  return names.generalDirectorateDepartments.map((name) =>
    centralUnit('DEPARTMENT', directorate, [...path, name], `${directorate.name} ${name}`),
  );
}

function institution(head: UnitDraft, name: string): UnitDraft {
  return centralUnit('AFFILIATED_INSTITUTION', head, [name], displayName(name));
}

/** Departments are named with the institution's short name, as people call it. */
function commonDepartments(unit: UnitDraft, shortName: string): UnitDraft[] {
  return names.affiliatedCommon.map((name) =>
    centralUnit('DEPARTMENT', unit, [shortName, name], `${shortName} ${name}`),
  );
}

function centralUnit(
  kind: UnitKind,
  parent: UnitDraft | null,
  path: readonly [string, ...string[]],
  name: string = path[0],
): UnitDraft {
  return { ...wholeCountry, office: officeKey('central', ...path), name, kind, parent };
}

function knownHead(heads: ReadonlyMap<string, UnitDraft>, name: string): UnitDraft {
  const head = heads.get(name);
  if (head === undefined) throw new Error(`No institution is called ${name}.`);
  return head;
}
