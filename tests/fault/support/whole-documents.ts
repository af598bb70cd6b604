import type { ReadableDatabase } from '../../../main/db/open-database.ts';
import { allRows } from '../../../main/db/statements.ts';
import { DELIVERED, ITEMS } from './counter.ts';

/** Rows of one redemption of valued lots: a head, its lines; postings of points, for each lot goods and value, and the sum. */
const REDEMPTION = `1 ${ITEMS} 0 ${2 + ITEMS * 3 + 1}`;
/** Rows of one delivery: a head, its lines, a lot each. */
const DELIVERY = `1 ${DELIVERED} ${DELIVERED} ${DELIVERED * 4}`;

type Row = { readonly id: string; readonly kind: string; readonly rows: string };

/** Redemptions and deliveries in the books by request id; `broken` are those that lack a row or have one too many. */
export function documentsIn(db: ReadableDatabase): { readonly ids: Set<string>; readonly broken: readonly string[] } {
  const found = allRows<Row>(
    db,
    `SELECT e.id AS id, e.kind AS kind,
       ((SELECT count(*) FROM redemption WHERE entry_id = e.id) +
        (SELECT count(*) FROM inbound_document WHERE entry_id = e.id))
       || ' ' ||
       ((SELECT count(*) FROM redemption_line WHERE entry_id = e.id) + (SELECT count(*) FROM inbound_line WHERE entry_id = e.id))
       || ' ' || (SELECT count(*) FROM lot WHERE entry_id = e.id)
       || ' ' || (SELECT count(*) FROM posting WHERE entry_seq = e.seq) AS rows
     FROM entry e WHERE e.id LIKE 'redeem-%' OR e.id LIKE 'receive-%'`,
  );
  const broken = found.filter(({ id, rows }) => rows !== (id.startsWith('redeem-') ? REDEMPTION : DELIVERY));
  return { ids: new Set(found.map(({ id }) => id)), broken: broken.map(({ id, rows }) => `${id}: ${rows}`) };
}
