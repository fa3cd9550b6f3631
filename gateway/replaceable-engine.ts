import type { GatewayEngine } from './engine.ts';

export interface ReplaceableEngine extends GatewayEngine {
  onReplaced(listener: () => void): void;
  /**
   * Puts an engine over another supergraph in its place, for everything that is prepared from then on. Operations that
   * are in progress finish as they were planned.
   * @throws for a supergraph that cannot be used. Nothing changes.
   */
  replace(supergraphSdl: string): void;
}

/** @param make an engine over a supergraph; `finishMs` is how long an operation may be in progress. */
export function createReplaceableEngine(
  supergraphSdl: string,
  make: (supergraphSdl: string) => GatewayEngine,
  finishMs: number,
): ReplaceableEngine {
  const listeners: (() => void)[] = [];
  /** Replaced, and perhaps still in use. */
  const former = new Map<GatewayEngine, NodeJS.Timeout>();
  let current = make(supergraphSdl);
  return {
    get schema() {
      return current.schema;
    },
    get supergraphSchema() {
      return current.supergraphSchema;
    },
    get waitingToBePlanned() {
      return current.waitingToBePlanned;
    },
    prepare: (operation) => current.prepare(operation),
    onReplaced: (listener) => void listeners.push(listener),
    replace(sdl) {
      const before = current;
      current = make(sdl);
      const retire = () => {
        former.delete(before);
        void before.stop();
      };
      former.set(before, setTimeout(retire, finishMs).unref());
      for (const listener of listeners) listener();
    },
    async stop() {
      for (const [engine, timer] of former) {
        clearTimeout(timer);
        await engine.stop();
      }
      await current.stop();
    },
  };
}
