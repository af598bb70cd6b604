/**
 * Finding a household among 50,000 against `LIKE '%x%'` over the same columns, the search with masked data and spendable
 * points of each hit on top; medians over queries of each kind. Then what comes first for some of them.
 */
import { fullPinyin, initials, nameSpellings } from '../../main/usecases/pinyin-spelling.ts';
import { searchHouseholds } from '../../main/usecases/household/search-households.ts';
import { inTransaction } from '../../main/db/open-database.ts';
import type { Household } from '../../shared/domain/household/household.ts';
import { must } from '../../shared/kernel/assert.ts';
import { localDate } from '../../shared/kernel/local-date.ts';
import { openShop, type Shop, TODAY } from '../builders/shop.ts';
import { fillHouseholds, timedIds } from './fill-shop.ts';
import { median, msSince, now, speedLine } from './report.ts';

const COUNT = 50_000;
const LIMIT = 12;
const SAMPLES = 40;

/** A table with what LIKE would look through: the same columns, spelled the likeliest way. */
function fillComparison(shop: Shop, households: readonly Household[]): void {
  shop.db.exec('CREATE TEMP TABLE plain (household_no, head_name, pinyin, initials, phone, id_number)');
  const insert = shop.db.prepare('INSERT INTO plain VALUES (?, ?, ?, ?, ?, ?)');
  inTransaction(shop.db, () => {
    for (const { householdNo, headName, phone, idNumber } of households) {
      const spelling = must(nameSpellings(headName)[0], 'a name has a spelling');
      insert.run(householdNo, headName, fullPinyin(spelling), initials(spelling), phone, idNumber);
    }
  });
}

/** In an order, or the answer to one query would differ from time to time. */
const LIKE = `SELECT * FROM plain WHERE household_no LIKE @x OR head_name LIKE @x OR pinyin LIKE @x OR initials LIKE @x
  OR phone LIKE @x OR id_number LIKE @x ORDER BY household_no LIMIT ${LIMIT}`;

/** Queries as clerks type them, drawn from households all over the register. */
function queries(households: readonly Household[]): Map<string, string[]> {
  const chosen = Array.from({ length: SAMPLES }, (_, index) =>
    must(households[(index * 12_347 + 501) % households.length], 'a household'),
  );
  const spelled = (household: Household) => must(nameSpellings(household.headName)[0], 'a name has a spelling');
  return new Map([
    ['number', chosen.map(({ householdNo }) => householdNo)],
    ['whole name', chosen.map(({ headName }) => headName)],
    ['surname', chosen.map(({ headName }) => headName.slice(0, 1))],
    ['full pinyin', chosen.map((household) => fullPinyin(spelled(household)))],
    ['initials', chosen.map((household) => initials(spelled(household)))],
    ['phone tail', chosen.map(({ phone }) => must(phone, 'a phone').slice(-4))],
    ['id tail', chosen.map(({ idNumber }) => must(idNumber, 'an id number').slice(-6))],
    ['nothing found', chosen.map((_, index) => `龘${index}`)],
  ]);
}

const shop = await openShop({ scheme: 'heixi' });
const households = fillHouseholds(shop, COUNT, timedIds(2));
fillComparison(shop, households);
const like = shop.db.prepare(LIKE);
const today = localDate(TODAY);

const everyIndexed: number[] = [];
const everyLike: number[] = [];
for (const [kind, list] of queries(households)) {
  const [indexed, plain]: [number[], number[]] = [[], []];
  for (const query of list) {
    let started = now();
    const hits = searchHouseholds(shop.db, { query, limit: LIMIT }, today);
    indexed.push(msSince(started));
    started = now();
    const rows = like.all({ x: `%${query}%` });
    plain.push(msSince(started));
    if (rows.length > 0 && hits.length === 0) throw new Error(`${kind} ${query}: LIKE finds what the search does not`);
  }
  speedLine(`search by ${kind}`, median(indexed), "LIKE '%x%'", median(plain), 20);
  everyIndexed.push(...indexed);
  everyLike.push(...plain);
}
const total = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
speedLine('search, mean of all kinds', total(everyIndexed), "LIKE '%x%'", total(everyLike), 20);

for (const query of ['17', 'GM00017', '王伟', 'ww', 'wangwei', '5678']) {
  const hits = searchHouseholds(shop.db, { query, limit: 5 }, today);
  console.log(`  ${query}: ${hits.map((hit) => `${hit.householdNo} ${hit.headName} (${hit.matched})`).join(', ')}`);
}
shop.close();
