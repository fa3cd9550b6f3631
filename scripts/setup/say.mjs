/** An error whose message is all that the user needs to read. */
export class SetupError extends Error {}

/** Setup prints only to stderr: stdout belongs to the script that follows it. */
export function say(text) {
  process.stderr.write(`${text}\n`);
}
