import type { Logger } from 'pino';
import { type Channel, type ChannelPort, DeliveryError, lastErrorOf } from './channel-port.ts';
import type { ChannelPorts } from './ports.ts';

interface WatchOptions {
  logger: Logger;
  now?: () => Date;
}

/** The minimum time between two warnings of a channel, however often it fails and recovers. */
export const warnEveryMs = 5 * 60_000;

/** Wraps the ports so that each logs when it begins to fail, keeps failing and recovers. */
export const watchPorts = (ports: ChannelPorts, options: WatchOptions): ChannelPorts => ({
  EMAIL: watch(ports.EMAIL, 'EMAIL', options),
  SMS: watch(ports.SMS, 'SMS', options),
});

function watch(
  port: ChannelPort,
  channel: Channel,
  { logger, now = () => new Date() }: WatchOptions,
): ChannelPort {
  let warnedAt = -Infinity;
  let isReported = false;

  function failed(error: unknown): void {
    // This concerns only the message; its sender reports it.
    if (error instanceof DeliveryError && error.permanent) return;
    const at = now().getTime();
    if (at - warnedAt < warnEveryMs) return;
    warnedAt = at;
    isReported = true;
    logger.warn({ channel, lastError: lastErrorOf(error) }, 'messages cannot be sent');
  }

  function worked(): void {
    if (!isReported) return;
    isReported = false;
    logger.info({ channel }, 'messages are sent again');
  }

  return {
    ...(port.atOnce !== undefined && { atOnce: port.atOnce }),
    async send(message, signal) {
      try {
        await port.send(message, signal);
      } catch (error) {
        failed(error);
        throw error;
      }
      worked();
    },
    stop: () => port.stop(),
  };
}
