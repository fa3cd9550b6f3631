import type { ApplicationDigest, ApplicationDocument, Loaders } from '../record/index.ts';
import type { SeenApplication } from './sight.ts';

/** The full application for a digest that the viewer sees; parts already read are not read again. */
export async function wholeOf(
  { application }: SeenApplication,
  loaders: Loaders,
): Promise<ApplicationDocument> {
  if (isWhole(application)) return application;
  const whole = await loaders.applicationById.load(application._id.toHexString());
  if (!whole) throw new Error('applications are never deleted');
  return whole;
}

const isWhole = (application: ApplicationDigest): application is ApplicationDocument =>
  'answerChannel' in application;
