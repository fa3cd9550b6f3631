import type { Measure } from '../../../lib/kit/measure.ts';
import type { RunningEvents } from './start-events.ts';

/** How the stream of events is read in this process. */
export const measuresOf = ({ stream }: RunningEvents): readonly Measure[] => [
  {
    name: 'event_stream_live',
    help: 'Whether the stream of events is read, up to what is committed now.',
    isCount: false,
    value: () => Number(stream.isLive),
  },
  {
    name: 'event_stream_silence_seconds',
    help: 'Time since the stream of events has shown an event or a heartbeat.',
    isCount: false,
    value: () => stream.silenceSeconds,
  },
  {
    name: 'events_total',
    help: 'Events read from the stream.',
    isCount: true,
    value: () => stream.counts.events,
  },
  {
    name: 'events_unstamped',
    help: 'Events whose positions this process has yet to store.',
    isCount: false,
    value: () => stream.unstamped,
  },
  {
    name: 'event_window_bytes',
    help: 'Estimated memory of the latest events.',
    isCount: false,
    value: () => stream.window?.bytes ?? 0,
  },
  {
    name: 'event_listeners',
    help: 'Subscriptions that the stream of events is passed to.',
    isCount: false,
    value: () => stream.fanOut.size,
  },
  {
    name: 'event_stream_stalls_total',
    help: 'Streams of events that showed nothing and were opened again.',
    isCount: true,
    value: () => stream.counts.stalls,
  },
  {
    name: 'events_recovered_total',
    help: 'Events that got a position because the oplog no longer showed them.',
    isCount: true,
    value: () => stream.counts.recovered,
  },
];
