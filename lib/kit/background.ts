/**
 * The comment on every command by which a process looks again and again whether there is something to
 * do: MongoDB's log and profiler then tell such commands from those that answer somebody.
 */
export const background = 'background';
