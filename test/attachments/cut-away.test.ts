import { expect } from '@jest/globals';
import { onceInTheSuite, testOnceInTheSuite as test } from '../support/graph.ts';
import { made } from '../support/files.ts';
import { occurrences } from '../support/unpacked.ts';
import { cleaned } from '../support/uploads.ts';
import {
  centreView,
  citizenToken,
  download,
  graph,
  officerToken,
  referred,
} from './unit-copies-scene.ts';

/** What the author of a file has cut away, but which the file still contains. */

onceInTheSuite('a unit from which the applicant is hidden', () => {
  test('gets a letter without its cropped picture, and the centre is warned', async () => {
    const cropped = made('cropped.docx');
    const { ids, number } = await referred([
      [cropped, 'cropped.docx'],
      [made('letter.docx'), 'whole.docx'],
    ]);
    const [first = '', second = ''] = ids;
    for (const id of ids) await cleaned(graph, id);

    const copies = [await download(first, officerToken), await download(second, officerToken)];

    expect(occurrences(cropped, 'CANARYpixels')).not.toEqual([]);
    expect(
      copies.map(({ status, body }) => ({ status, canaries: occurrences(body, 'CANARY') })),
    ).toEqual([
      { status: 200, canaries: [] },
      { status: 200, canaries: [] },
    ]);
    expect((await centreView(number)).attachments).toMatchObject([
      { withheld: null, warnings: expect.arrayContaining(['LEFT_OUT_PICTURES']) },
      { withheld: null, warnings: expect.not.arrayContaining(['LEFT_OUT_PICTURES']) },
    ]);
    expect(Buffer.compare((await download(first, citizenToken)).body, cropped)).toBe(0);
  });

  test('gets a film that is shown whole, and none of which the end is cut away', async () => {
    const { ids, number } = await referred([
      [made('film.mp4'), 'whole.mp4'],
      [made('cut.mp4'), 'cut.mp4'],
    ]);
    const [first = '', second = ''] = ids;
    for (const id of ids) await cleaned(graph, id);

    expect((await download(first, officerToken)).status).toBe(200);
    const refused = await download(second, officerToken);

    expect({ status: refused.status, body: JSON.parse(refused.body.toString()) }).toMatchObject({
      status: 409,
      body: { errors: [{ extensions: { code: 'CONFLICT', withheld: 'UNSUPPORTED' } }] },
    });
    expect((await centreView(number)).attachments).toMatchObject([
      { withheld: null },
      { withheld: 'UNSUPPORTED' },
    ]);
  });
});
