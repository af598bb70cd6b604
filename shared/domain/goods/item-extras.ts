import type { Item } from './goods.ts';
import { packsText, readPacks } from './packs.ts';
import { readShelfLife } from './shelf-life.ts';

/** What the catalogue's ledger has no column for; it stands behind the note, as clerks write it there by hand. */
export type ItemExtras = Pick<Item, 'packs' | 'shelfLifeDays' | 'food' | 'barcodeReason'>;

/** `常温；1箱=12瓶；保质期540天；食品；条码说明：厂家就是这样印的` */
export function noteWithExtras(note: string, unit: string, extras: ItemExtras): string {
  return [
    note,
    packsText({ unit, packs: extras.packs }),
    extras.shelfLifeDays === null ? '' : `保质期${extras.shelfLifeDays}天`,
    extras.food ? '食品' : '',
    extras.barcodeReason === '' ? '' : `${REASON}${extras.barcodeReason}`,
  ]
    .filter((part) => part !== '')
    .join('；');
}

const REASON = '条码说明：';

export type ReadNote = {
  /** What is left of the note. */
  readonly note: string;
  /** Null: the note says nothing of it. */
  readonly packs: Item['packs'] | null;
  readonly shelfLifeDays: number | null;
  readonly food: true | null;
  readonly barcodeReason: string | null;
};

/** The same read back. A reason runs to the end of the note, since it is free text. */
export function readNote(text: string, unit: string | null): ReadNote {
  const at = new RegExp(`(^|；)${REASON}`).exec(text)?.index ?? null;
  const before = at === null ? text : text.slice(0, at);
  const reason =
    at === null
      ? null
      : text
          .slice(at)
          .replace(new RegExp(`^；?${REASON}`), '')
          .trim();
  const kept: string[] = [];
  const packs: Item['packs'][number][] = [];
  let shelfLifeDays: number | null = null;
  let food: true | null = null;
  for (const part of before.split('；')) {
    const pack = unit !== null && /^1\D+=\d+/.test(part) ? readPacks(part, unit)?.[0] : undefined;
    const life = /^保质期(\d+天)$/.exec(part)?.[1];
    if (pack && !packs.some(({ name }) => name === pack.name)) packs.push(pack);
    else if (life !== undefined) shelfLifeDays = readShelfLife(life)?.count ?? null;
    else if (part === '食品') food = true;
    else kept.push(part);
  }
  return {
    note: kept.join('；'),
    packs: packs.length > 0 ? packs : null,
    shelfLifeDays,
    food,
    barcodeReason: reason === '' ? null : reason,
  };
}
