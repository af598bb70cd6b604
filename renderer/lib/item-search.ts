/** What goods are found by: code, barcode, name, pinyin and initials (each spelling separated by a space). */
export type Searchable = {
  readonly code: string;
  readonly barcode: string | null;
  readonly name: string;
  readonly pinyin: string;
  readonly initials: string;
  readonly spec: string;
};

/** How well an item answers a query: 0 is exact, higher is further off, null is not at all. */
function rank(item: Searchable, query: string): number | null {
  const name = item.name.toLowerCase();
  const code = item.code.toLowerCase();
  const initials = item.initials.toLowerCase().split(' ');
  const pinyin = item.pinyin.toLowerCase().split(' ');
  if (item.barcode === query || code === query || name === query) return 0;
  if (code.startsWith(query) || name.startsWith(query)) return 1;
  if (initials.some((spelling) => spelling.startsWith(query))) return 2;
  if (pinyin.some((spelling) => spelling.startsWith(query))) return 3;
  if (name.includes(query) || item.barcode?.endsWith(query)) return 4;
  if ([...initials, ...pinyin].some((spelling) => spelling.includes(query))) return 5;
  return item.spec.toLowerCase().includes(query) ? 6 : null;
}

/** The items that answer the query, best first, otherwise in the order given; all of them for an empty query. */
export function searchItems<T extends Searchable>(items: readonly T[], query: string): readonly T[] {
  const wanted = query.trim().toLowerCase().replace(/\s+/g, '');
  if (wanted === '') return items;
  return items
    .map((item, index) => ({ item, index, rank: rank(item, wanted) }))
    .filter((hit) => hit.rank !== null)
    .sort((a, b) => (a.rank ?? 0) - (b.rank ?? 0) || a.index - b.index)
    .map(({ item }) => item);
}

/** `5*大米`: the quantity before the star and what is looked for; quantity null when there is no star. */
export function splitQuantity(text: string): { readonly quantity: number | null; readonly query: string } {
  const match = /^\s*(\d{1,4})\s*[*×＊xX]\s*(.*)$/s.exec(text);
  const quantity = match ? Number(match[1]) : 0;
  return quantity > 0 ? { quantity, query: match?.[2] ?? '' } : { quantity: null, query: text };
}
