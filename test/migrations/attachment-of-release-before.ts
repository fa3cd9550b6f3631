import { mongo, type Types } from 'mongoose';

/** Writes a photograph with its bytes; `applicationId` is null if no application has it. */
export async function writeAttachment(
  { stored, photo }: { stored: mongo.Db; photo: Uint8Array },
  of: { id: Types.ObjectId },
  applicationId: Types.ObjectId | null,
  _id: Types.ObjectId,
): Promise<Types.ObjectId> {
  await stored.collection('attachments').insertOne({
    _id,
    citizenId: of.id,
    state: 'STORED',
    startedAt: new Date(),
    name: 'foto.jpg',
    contentType: 'image/jpeg',
    bytes: photo.length,
    applicationId,
  });
  await stored.collection('attachments.files').insertOne({
    _id,
    length: photo.length,
    chunkSize: 261_120,
    uploadDate: new Date(),
    filename: _id.toHexString(),
  });
  await stored.collection('attachments.chunks').insertOne({
    _id: new mongo.ObjectId(),
    files_id: _id,
    n: 0,
    data: new mongo.Binary(photo),
  });
  return _id;
}
