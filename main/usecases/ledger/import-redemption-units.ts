import { nameKey } from '../../../shared/domain/ledger/import/cell-text.ts';
import type { RedemptionDraft } from '../../../shared/domain/ledger/import/drafts.ts';
import { must } from '../../../shared/kernel/assert.ts';
import {
  type Centipoints,
  centipoints,
  type HouseholdId,
  type ItemId,
  type Quantity,
  quantity,
} from '../../../shared/kernel/brands.ts';
import { err, ok } from '../../../shared/kernel/result.ts';
import { importRedemptionWithin } from '../redemption/import-redemption.ts';
import { returnRedemptionWithin } from '../redemption/return-redemption.ts';
import type { KnownHousehold, KnownItem } from './import-books.ts';
import { findOriginal } from './import-returns.ts';
import { importedId, type ImportUnit, type Verdict } from './import-verdict.ts';

/** A new line of the file with the lots its goods came out of. */
export type AllocatedLine = {
  readonly verdict: Verdict;
  readonly draft: RedemptionDraft;
  readonly household: KnownHousehold;
  readonly item: KnownItem;
  readonly lots: readonly { readonly lotCode: string; readonly quantity: Quantity }[];
  /** Which of the file's identical rows it is. */
  readonly ordinal: number;
  readonly index: number;
};

const MIDNIGHT = '00:00';

/**
 * Lines of one number, household and moment are one document. They are taken over in the order of the file: what
 * came back may have been handed out again, and costs depend on what lay on the shelf.
 */
export function documentUnits(lines: readonly AllocatedLine[]): ImportUnit[] {
  const documents = new Map<string, AllocatedLine[]>();
  for (const line of lines) {
    const { documentNo, date, time, quantity: count } = line.draft;
    const key = JSON.stringify([documentNo ?? line.index, line.household.householdNo, date, time, count < 0]);
    documents.set(key, [...(documents.get(key) ?? []), line]);
  }
  const units: ImportUnit[] = [];
  for (const document of documents.values()) {
    const first = must(document[0], 'a document has a line');
    const { id } = first.household;
    // Looked at before the roster or the catalogue of the same file is taken: the ids come with them.
    if (id === null || document.some(({ item }) => item.id === null)) continue;
    if (first.draft.quantity < 0) units.push(returnUnit(document, first, id));
    else units.push(redemptionUnit(document, first, id));
  }
  return units;
}

function redemptionUnit(
  document: readonly AllocatedLine[],
  first: AllocatedLine,
  householdId: HouseholdId,
): ImportUnit {
  const { draft, household } = first;
  const lines = document.flatMap((line) => pricedLines(line));
  const self = draft.recipientName === '' || nameKey(draft.recipientName) === nameKey(household.headName);
  return {
    verdicts: document.map((line) => line.verdict),
    movedOn: draft.date,
    apply: (context) => {
      const imported = importRedemptionWithin(context, {
        requestId: idOf(document),
        householdId,
        date: draft.date,
        timeOfDay: draft.time ?? MIDNIGHT,
        sourceNo: draft.documentNo,
        recipient: self ? null : { name: draft.recipientName, relation: draft.recipientRelation },
        operatorName: draft.operatorName === '' ? context.operator.name : draft.operatorName,
        note: draft.note,
        balanceAfterCentipoints: document.at(-1)?.draft.balanceAfterCentipoints ?? null,
        lines,
      });
      return imported.ok ? ok('added') : err(imported.error);
    },
  };
}

type PricedLine = {
  readonly itemId: ItemId;
  readonly lotCode: string;
  readonly quantity: Quantity;
  readonly unitPriceCentipoints: Centipoints;
};

/**
 * The points of a row over its pieces. Where they do not divide evenly, as many pieces as needed cost one
 * hundredth of a point more, so that the sum is the paper's.
 */
function pricedLines({ draft, item, lots }: AllocatedLine): PricedLine[] {
  const itemId = must(item.id, 'the item is in the books when its redemptions are taken over');
  const total = draft.pointsCentipoints ?? (item.priceCentipoints ?? 0) * draft.quantity;
  const price = Math.floor(total / draft.quantity);
  let dearer = total - price * draft.quantity;
  return lots.flatMap((lot) => {
    const more = Math.min(dearer, lot.quantity);
    dearer -= more;
    const line = (count: number, unitPrice: number): PricedLine[] =>
      count === 0
        ? []
        : [{ itemId, lotCode: lot.lotCode, quantity: quantity(count), unitPriceCentipoints: centipoints(unitPrice) }];
    return [...line(lot.quantity - more, price), ...line(more, price + 1)];
  });
}

function returnUnit(document: readonly AllocatedLine[], first: AllocatedLine, householdId: HouseholdId): ImportUnit {
  const { draft } = first;
  const reason = draft.note === '' ? '按原台账红冲' : draft.note;
  return {
    verdicts: document.map((line) => line.verdict),
    movedOn: draft.date,
    apply: (context) => {
      const wanted = document.map((line) => ({
        itemId: must(line.item.id, 'the item is in the books when it comes back'),
        lotCode: line.draft.lotCode,
        quantity: -line.draft.quantity,
      }));
      const original = findOriginal(context.db, householdId, draft.date, wanted, draft.note);
      if (original === null) return err({ code: 'redemption_not_found' });
      const returned = returnRedemptionWithin(
        context,
        {
          requestId: idOf(document),
          redemptionId: original.redemptionId,
          lines: original.lines,
          reason,
          history: {
            date: draft.date,
            timeOfDay: draft.time ?? MIDNIGHT,
            operatorName: draft.operatorName === '' ? context.operator.name : draft.operatorName,
            sourceNo: draft.documentNo,
            note: draft.note,
            balanceAfterCentipoints: document.at(-1)?.draft.balanceAfterCentipoints ?? null,
          },
        },
        'on_paper',
      );
      return returned.ok ? ok('added') : err(returned.error);
    },
  };
}

function idOf(document: readonly AllocatedLine[]): ReturnType<typeof importedId> {
  const key = document.map((line) => [line.household.id, line.item.id, line.draft, line.ordinal]);
  return importedId('redemption', JSON.stringify(key), 1);
}
