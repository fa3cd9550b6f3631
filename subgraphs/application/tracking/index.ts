/** The status of an application for anyone who has its tracking code. */

export { trackingFailureModel } from './tracking-failure.model.ts';
export { createTrackingLimits, slowedMs, trackingLimits } from './tracking-limits.ts';
export { createTracking, type Tracking, type TrackingDependencies } from './tracking.ts';
