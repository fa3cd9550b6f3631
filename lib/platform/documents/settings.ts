import { z } from 'zod';
import { isClientRole, roles } from '../../kit/viewer.ts';
import { anonymous, type BudgetName } from '../operations/budgets.ts';
import {
  commaSeparated,
  type Need,
  projectPath,
  type SettingGroup,
  type ValuesOf,
} from '../process/setting.ts';

/** The roles whose operations come from clients. */
const clientRoles: readonly BudgetName[] = [anonymous, ...roles.filter(isClientRole)];

/** The documents that clients may request by their ids. */
export const trustedDocumentSettings = {
  TRUSTED_DOCUMENTS: {
    schema: z.string().default('').transform(commaSeparated),
    about:
      'comma-separated files with the documents that clients may request by their ids (see above)',
  },
  TRUSTED_DOCUMENTS_ONLY: {
    schema: z
      .string()
      .default('')
      .transform(commaSeparated)
      .pipe(z.array(z.enum(clientRoles))),
    about: 'comma-separated roles, or `ANONYMOUS`, for whom nothing but those is executed',
  },
} as const satisfies SettingGroup;

/** The files with trusted documents, and the roles that are restricted to them. */
export interface TrustedDocumentFiles {
  readonly files: readonly string[];
  readonly requiredFor: readonly BudgetName[];
}

export const trustedDocumentsOf = ({
  TRUSTED_DOCUMENTS,
  TRUSTED_DOCUMENTS_ONLY,
}: ValuesOf<typeof trustedDocumentSettings>): TrustedDocumentFiles => ({
  files: TRUSTED_DOCUMENTS.map(projectPath),
  requiredFor: TRUSTED_DOCUMENTS_ONLY,
});

export const trustedDocumentNeeds: readonly Need[] = [
  {
    setting: 'TRUSTED_DOCUMENTS',
    lacking: ({ TRUSTED_DOCUMENTS_ONLY, TRUSTED_DOCUMENTS }) =>
      TRUSTED_DOCUMENTS_ONLY !== undefined && TRUSTED_DOCUMENTS === undefined,
    message: 'must be set where TRUSTED_DOCUMENTS_ONLY is',
  },
];
