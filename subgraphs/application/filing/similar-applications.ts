import { checkAll } from '../../../lib/kit/check-all.ts';
import { forbidden } from '../../../lib/kit/errors.ts';
import type { Interruption } from '../../../lib/platform/operations/interruption.ts';
import type { Viewer } from '../../../lib/kit/viewer.ts';
import { plainName, plainText } from '../../../lib/kit/plain-text.ts';
import type { ApplicationDocument, ApplicationModel, Loaders } from '../record/index.ts';
import type { SimilarApplicationsInput } from '../schema-types.ts';
import { see, type SeenApplication } from '../reading/index.ts';
import type { UnitProjection } from '../units/index.ts';
import { likenessTo } from './similarity.ts';

/** One of the viewer's own applications, with its similarity to another, from 0 to 1. */
export interface Lookalike {
  similarity: number;
  application: SeenApplication;
}

/** How many of the latest are examined, the least similarity, and how many are shown. */
const limits = { examined: 100, leastSimilarity: 0.5, shown: 5 } as const;
/** Shorter than for filing: the text may still be being written. */
const lengths = { subject: { min: 1, max: 200 }, text: { min: 1, max: 10_000 } } as const;

interface SimilarApplicationsDependencies {
  model: ApplicationModel;
  loaders: Loaders;
  viewer: Viewer;
  units: UnitProjection;
  interruption: Interruption;
  /** Lets other requests run when this one has used its time of a turn. */
  rest(): Promise<void> | undefined;
}

/**
 * The viewer's own applications that resemble the one about to be filed, most similar first.
 * @throws `BAD_USER_INPUT` with the field, `FORBIDDEN` for staff, who have filed nothing.
 */
export async function findSimilarApplications(
  { model, loaders, viewer, units, interruption, rest }: SimilarApplicationsDependencies,
  input: SimilarApplicationsInput,
): Promise<Lookalike[]> {
  if (!viewer?.citizenId) throw forbidden();
  const words = checkAll({
    subject: () => plainName(input.subject, 'input.subject', lengths.subject),
    text: () => plainText(input.text, 'input.text', lengths.text),
  });
  const likeness = likenessTo({
    ...words,
    topicId: input.topicId ?? null,
    provinceCode: input.provinceCode ?? null,
  });
  const latest = await model
    .find({ citizenId: viewer.citizenId })
    .sort({ filedAt: -1, _id: -1 })
    .limit(limits.examined)
    .setOptions(interruption.readOptions())
    .lean<ApplicationDocument[]>();
  const contents = await Promise.all(
    latest.map(({ _id }) => loaders.contentById.load(_id.toHexString())),
  );
  const found: Lookalike[] = [];
  for (const [index, document] of latest.entries()) {
    const application = see(document, viewer, units);
    const content = contents[index];
    if (!application || !content) continue;
    // Comparing all takes some ten milliseconds.
    await rest();
    interruption.throwIfOver();
    const similarity = likeness({ ...document, ...content });
    if (similarity >= limits.leastSimilarity) found.push({ similarity, application });
  }
  return found.toSorted((one, other) => other.similarity - one.similarity).slice(0, limits.shown);
}
