import type { mongo } from 'mongoose';
import type { Group } from '../rows.ts';
import type { Scene } from '../scene.ts';

/** A group of statistics, as the graph answers it. */
export type GraphGroup = Readonly<Record<string, unknown>>;

/** A question of an analyst, for the graph and for MongoDB. */
export interface Question {
  /** The letter by which docs and reports name it. */
  readonly name: string;
  readonly title: string;
  readonly graph: {
    readonly field: 'applicationStatistics' | 'referralStatistics';
    readonly query: string;
    variablesOf(scene: Scene): Readonly<Record<string, unknown>>;
    /** The group as it is compared. */
    groupOf(group: GraphGroup): Group;
  };
  /** The same as aggregation over the documents. */
  readonly mongodb: {
    readonly collection: 'applications' | 'referrals' | 'timelines';
    pipelineOf(scene: Scene): mongo.Document[];
    /** An index of the product, where it makes the question faster. */
    readonly hint?: mongo.IndexSpecification;
    /** Numbers that MongoDB 6 cannot finish, such as percentiles, are finished here. */
    groupsOf(documents: readonly mongo.Document[]): Group[];
  };
}
