/**
 * The comment on every polling command. MongoDB's log and profiler can then distinguish polling from commands that
 * serve a request.
 */
export const background = 'background';
