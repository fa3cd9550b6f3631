import { createServer } from 'node:http';
import { json } from 'node:stream/consumers';
import { configuration } from './common.ts';

/** A minimal server: node:http, and a handler for one operation. */
export function serve(
  answer: (variables: unknown, authorization: string | undefined) => Promise<unknown>,
): void {
  createServer((request, response) => {
    const reply = (status: number, body: unknown) =>
      response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
    json(request)
      .then((body) => {
        const { variables } = body as { variables: unknown }; // what the load sends
        return answer(variables, request.headers.authorization);
      })
      .then(
        (body) => reply(200, body),
        (error: unknown) => reply(500, { errors: [{ message: String(error) }] }),
      );
  }).listen(configuration.PORT, configuration.HOST);
}
