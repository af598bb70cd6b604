import type { HeldBasket } from '../../../shared/domain/redemption/held-basket.ts';
import type { ReadableDatabase, WritableDatabase } from '../open-database.ts';
import { allRows, getRow, run } from '../statements.ts';

type HeldRow = Omit<HeldBasket, 'lines' | 'recipient'> & {
  readonly lines: string;
  readonly recipientName: string | null;
  readonly recipientRelation: string | null;
};

const SELECT = `SELECT b.id AS id, b.household_id AS householdId, h.household_no AS householdNo, h.head_name AS headName,
    b.lines AS lines, b.recipient_name AS recipientName, b.recipient_relation AS recipientRelation, b.held_at AS heldAt
  FROM held_basket b JOIN household h ON h.id = b.household_id`;

export function listHeldBaskets(db: ReadableDatabase): HeldBasket[] {
  return allRows<HeldRow>(db, `${SELECT} ORDER BY b.held_at, b.id`).map(fromRow);
}

export function findHeldBasket(db: ReadableDatabase, id: string): HeldBasket | null {
  const row = getRow<HeldRow>(db, `${SELECT} WHERE b.id = ?`, id);
  return row && fromRow(row);
}

export function saveHeldBasket(
  db: WritableDatabase,
  basket: Pick<HeldBasket, 'id' | 'householdId' | 'lines' | 'recipient' | 'heldAt'>,
): void {
  run(
    db,
    `INSERT INTO held_basket (id, household_id, lines, recipient_name, recipient_relation, held_at)
     VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT (id) DO UPDATE SET lines = excluded.lines,
       recipient_name = excluded.recipient_name, recipient_relation = excluded.recipient_relation`,
    basket.id,
    basket.householdId,
    JSON.stringify(basket.lines),
    basket.recipient?.name ?? null,
    basket.recipient?.relation ?? null,
    basket.heldAt,
  );
}

export function removeHeldBasket(db: WritableDatabase, id: string): void {
  run(db, 'DELETE FROM held_basket WHERE id = ?', id);
}

function fromRow({ recipientName, recipientRelation, lines, ...row }: HeldRow): HeldBasket {
  return {
    ...row,
    lines: JSON.parse(lines) as HeldBasket['lines'],
    recipient: recipientName === null ? null : { name: recipientName, relation: recipientRelation ?? '' },
  };
}
