import { openStore, type StoreOptions } from '../../subgraphs/analytics/database/index.ts';
import { definitions, writeScopes } from '../../subgraphs/analytics/facts/index.ts';

/** Units by their ids, two of which have names that are awkward in files. */
const units = `(10000000, 'Merkez'), (10000001, 'A, "B" Müdürlüğü'), (10000002, '=1+1'),
  (10000003, '-Birim'), (10000004, 'İçişleri' || chr(10) || 'Bakanlığı')`;

/**
 * Writes a copy with generated applications: from their numbers alone, so that it is the same each time. They were filed
 * over the 1,000 days up to 28 November 2026.
 */
export async function generateCopy(options: StoreOptions, applications: number): Promise<void> {
  const store = await openStore(options);
  const { writer } = store;
  try {
    for (const definition of definitions) await writer.run(definition);
    await writer.run(`INSERT INTO state (definition, build, is_built) VALUES ('', 'first', true)`);
    await writer.run(`INSERT INTO unit_forms SELECT col0, DATE '0001-01-01', DATE '9999-12-31',
      col1, 'MINISTRY', 'ACTIVE', NULL, NULL, NULL, NULL FROM (VALUES ${units})`);
    await writeScopes(writer);
    await writer.run(
      `INSERT INTO topics SELECT 'topic-' || i, 'Konu ' || i FROM range(100) AS t (i)`,
    );
    await writer.run(`INSERT INTO places
      SELECT printf('%02d', i + 1), 'İl ' || i, NULL FROM range(81) AS t (i)
      UNION ALL SELECT printf('%04d', i), 'İlçe ' || i, printf('%02d', i % 81 + 1) FROM range(970) AS t (i)`);
    await writer.run(`INSERT INTO business_days SELECT DATE '2022-01-01' + CAST(i AS INTEGER), i, true
      FROM range(3000) AS t (i)`);
    await writer.run(
      `INSERT INTO applications BY NAME SELECT
        CAST(i AS INTEGER) AS app, CAST(md5(CAST(i AS VARCHAR)) AS UUID) AS id,
        hash(i) AS person, i % 4096 AS record_key,
        (['COMPLAINT', 'REQUEST', 'OPINION'])[i % 3 + 1] AS type, 'topic-' || i % 100 AS topic,
        printf('%02d', i % 81 + 1) AS province, printf('%04d', i % 970) AS district,
        CASE WHEN i % 4 = 0 THEN 'REFERRED' ELSE 'ANSWERED' END AS stage,
        i % 4 = 0 AS is_open, false AS has_draft, 'SMS' AS channel,
        10000000 + i % 5 AS unit, DATE '2026-11-28' - CAST(i % 1000 AS INTEGER) AS filed_on,
        i % 24 AS filed_hour, filed_on + 15 AS target_date, filed_on + 30 AS statutory_date,
        CASE WHEN i % 4 > 0 THEN filed_on + CAST(i % 40 AS INTEGER) END AS answered_on,
        answered_on AS first_answered_on, answered_on AS closed_on, false AS met_by_interim_reply,
        CASE WHEN i % 4 = 0 THEN statutory_date + 1 END AS overdue_from,
        CASE WHEN i % 4 > 0 THEN 'GRANTED' END AS outcome,
        CASE WHEN i % 7 = 0 AND i % 4 > 0 THEN i % 5 + 1 END AS rating, i % 3 AS referrals,
        0 AS forwards, 0 AS returns, 0 AS clarifications, 0 AS interim_replies, 0 AS appeals,
        0 AS appeals_upheld, 0 AS appeals_dismissed,
        0 AS objections, 0 AS objections_upheld, 0 AS objections_dismissed
      FROM range($1) AS t (i)`,
      [applications],
    );
  } finally {
    await store.close();
  }
}
