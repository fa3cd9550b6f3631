import { unauthenticated } from '../../../lib/kit/errors.ts';
import type { SignedInViewer, Viewer } from '../../../lib/kit/viewer.ts';

/** The SDL's scope has been enforced: this is for the type checker. */
export function requireSignedIn(viewer: Viewer): SignedInViewer {
  if (!viewer) throw unauthenticated();
  return viewer;
}
