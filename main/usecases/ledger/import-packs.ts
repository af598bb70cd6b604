import type { InboundDraft, ParsedRow } from '../../../shared/domain/ledger/import/drafts.ts';
import { packNamed, packNote, pricePerUnit, unitsIn } from '../../../shared/domain/goods/packs.ts';
import { quantity } from '../../../shared/kernel/brands.ts';
import type { ImportBooks } from './import-books.ts';

/**
 * A row counted in a pack of its item (5 箱) as the same row in the item's own unit (60 瓶), exactly; the note keeps what
 * the paper said. Every other row stays as it is, and a unit that the item does not have is refused by the books.
 */
export function inOwnUnit(row: ParsedRow<InboundDraft>, books: ImportBooks): ParsedRow<InboundDraft> {
  const unit = row.item?.unit ?? null;
  if (row.item === null || row.draft === null || unit === null) return row;
  const resolved = books.resolveItem({ ...row.item, unit: null });
  if (!resolved.ok) return row;
  const item = resolved.value;
  const pack = packNamed(item, unit);
  if (pack === null || pack.name === item.unit) return row;
  const { draft } = row;
  const units = unitsIn(draft.quantity, pack);
  if (units === null) return row;
  const said = packNote(Math.abs(draft.quantity), pack, item.unit);
  return {
    ...row,
    item: { ...row.item, unit: item.unit },
    draft: {
      ...draft,
      unit: item.unit,
      quantity: quantity(units),
      unitCostFen: draft.unitCostFen === null ? null : pricePerUnit(draft.unitCostFen, pack),
      note: [draft.note, said].filter((part) => part !== '').join('；'),
    },
  };
}
