import { createServer } from 'node:http';
import { json } from 'node:stream/consumers';
import { mongo } from 'mongoose';
import { authenticate, collections, configuration } from './common.ts';
import { applicationFields, isOwn } from './fields.ts';

/** The least there is: node:http, the driver, and the answer to this one query written by hand. */
async function answer(number: string, authorization: string | undefined) {
  const viewer = await authenticate(authorization);
  const found = await collections.applications.findOne({ number });
  if (!found || !isOwn(found, viewer)) return { data: { application: null } };
  const { citizenId, unitId, ...application } = applicationFields(found);
  const [citizen, unit] = await Promise.all([
    collections.citizens.findOne({ _id: new mongo.ObjectId(citizenId) }),
    unitId === null ? null : unitWithParent(unitId),
  ]);
  return {
    data: {
      application: {
        ...application,
        responsibleUnit: unit,
        applicant: citizen && { name: citizen.name },
      },
    },
  };
}

async function unitWithParent(id: string) {
  const unit = await collections.units.findOne({ _id: id });
  if (!unit) return null;
  const parent =
    unit.parentId === null ? null : await collections.units.findOne({ _id: unit.parentId });
  return { name: unit.name, kind: unit.kind, parent: parent && { name: parent.name } };
}

createServer((request, response) => {
  const reply = (status: number, body: unknown) =>
    response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
  json(request)
    .then((body) => {
      const { variables } = body as { variables: { number: string } }; // what the load sends
      return answer(variables.number, request.headers.authorization);
    })
    .then(
      (body) => reply(200, body),
      (error: unknown) => reply(500, { errors: [{ message: String(error) }] }),
    );
}).listen(configuration.PORT, configuration.HOST);
