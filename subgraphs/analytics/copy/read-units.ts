import type { Peers } from '../../../lib/federation/peers.ts';
import { unitHistories, type UnitHistory } from '../peers/index.ts';

interface Known {
  readonly after: number;
  readonly generation: number | null;
}

interface ReadUnits {
  /** Each once, as it was read last. */
  readonly units: readonly UnitHistory[];
  readonly version: number;
  readonly generation: number;
}

/** Reads the units that changed after a version of the directory, page by page. @throws `UNAVAILABLE`. */
export async function readUnits(peers: Peers, known: Known): Promise<ReadUnits> {
  let { after, generation } = known;
  // A unit that changes while pages are read comes again on a later one.
  const units = new Map<string, UnitHistory>();
  for (;;) {
    const page = await unitHistories(peers, { after, generation });
    // After a reset the whole directory follows.
    if (page.generation !== generation) units.clear();
    for (const unit of page.units) units.set(unit.id, unit);
    after = page.version;
    ({ generation } = page);
    if (!page.more) return { units: [...units.values()], version: after, generation };
  }
}
