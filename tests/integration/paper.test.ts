import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { barcodeSvg } from '../../main/documents/paper/barcode.ts';
import { coverageOf } from '../../main/documents/paper/coverage.ts';
import { fontFiles } from '../../main/documents/paper/fonts.ts';
import type { CertificatePaper, FormPaper, LabelsPaper, Paper } from '../../main/documents/paper/paper.ts';
import { paperRenderer } from '../../main/documents/paper/render-in-worker.ts';
import { TextRuns } from '../../main/documents/paper/text-runs.ts';
import { workerUrl } from '../../main/host/worker-url.ts';
import { certificatePaper } from '../../main/usecases/paper/certificate-paper.ts';
import { labelsPaper, priceListPaper } from '../../main/usecases/paper/price-papers.ts';
import { centipoints, fen } from '../../shared/kernel/brands.ts';
import { localDate } from '../../shared/kernel/local-date.ts';
import { stocktakePaper } from '../../main/usecases/paper/stocktake-paper.ts';
import { openShop, refusalOf, type Shop, TODAY, valueOf } from '../builders/shop.ts';
import { tookStock } from '../builders/stocktake.ts';

const today = localDate(TODAY);
const renderPaper = paperRenderer(workerUrl('paper-maker'));
let shop: Shop;
beforeAll(async () => {
  shop = await openShop({ scheme: 'heixi' });
});
afterAll(() => shop.close());

let made = 0;
/** What a PDF reader finds on the paper, and how many pages of what size it has. */
async function readBack(
  paper: Paper,
): Promise<{ text: string; pages: number; size: string; missing: readonly string[] }> {
  const { bytes, missing } = await renderPaper(paper);
  made += 1;
  const path = join(shop.folder, `paper-${made}.pdf`);
  writeFileSync(path, bytes);
  const info = execFileSync('pdfinfo', [path], { encoding: 'utf8' });
  return {
    text: execFileSync('pdftotext', ['-layout', path, '-'], { encoding: 'utf8' }),
    pages: Number(/Pages:\s+(\d+)/.exec(info)?.[1]),
    size: /Page size:\s+([\d.]+ x [\d.]+)/.exec(info)?.[1] ?? '',
    missing,
  };
}

const GIFT: CertificatePaper = {
  kind: 'certificate',
  form: 'receipt',
  size: 'A4',
  amounts: true,
  certificateNo: 'JZ-2026-001',
  shopName: '光明村爱心超市',
  donorName: '王𠮷',
  date: localDate('2026-07-01'),
  intention: '80岁以上老人，开票据',
  receivers: ['王娟', '李强'],
  lines: [
    { name: '大米', spec: '5kg', unit: '袋', quantity: 10, unitFen: fen(2_400), valueFen: fen(24_000), basis: '发票' },
    { name: '旧衣服', spec: '', unit: '件', quantity: 7, unitFen: null, valueFen: null, basis: '未计价' },
  ],
};

const forms = (['receipt', 'honour'] as const).flatMap((form) =>
  (['A4', 'A5'] as const).flatMap((size) => [true, false].map((amounts) => ({ form, size, amounts }))),
);

describe('certificates', () => {
  test.each(forms)(
    '$form on $size, amounts $amounts: one page, its words, and never the forbidden one',
    async (how) => {
      const { text, pages } = await readBack({ ...GIFT, ...how });
      expect(pages).toBe(1);
      expect(text).not.toContain('票据');
      expect(text).toContain('王𠮷');
      expect(text).toContain('盖章处');
      expect(text).toContain(how.form === 'receipt' ? '捐赠物资接收凭证' : '捐赠证书');
      expect(text.includes('240.00')).toBe(how.amounts);
      expect(text).not.toMatch(/(^|\s)0\.00(\s|$)/);
    },
  );

  test('say 未计价 where the value is unknown', async () => {
    const { text } = await readBack(GIFT);
    expect(text).toMatch(/旧衣服.*件.*7.*未计价.*未计价/);
    expect(text).toContain('另1项未计价');
  });

  test('are made from a gift in the books that stands', () => {
    const item = shop.item({ name: '棉被', unit: '床' });
    const gift = shop.receive(item.id, 4, null);
    const how = { form: 'receipt', size: 'A4', amounts: true } as const;
    expect(valueOf(certificatePaper(shop.db, { inboundId: gift.id, ...how }))).toMatchObject({
      donorName: '供销社',
      lines: [{ name: '棉被', quantity: 4, valueFen: null, unitFen: null, basis: '未计价' }],
    });
    const bought = shop.receive(item.id, 4, 10_000);
    expect(refusalOf(certificatePaper(shop.db, { inboundId: bought.id, ...how }))).toEqual({ code: 'entry_not_found' });
  });
});

describe('labels', () => {
  const rice = {
    name: '大米',
    spec: '5kg',
    unit: '袋',
    priceCentipoints: centipoints(650),
    barcode: null,
    code: 'WP001',
  };
  const labels = (count: number): LabelsPaper['labels'] => Array.from({ length: count }, () => rice);

  test('fill sheets of 24 from the first that is left, and one page each on the roll', async () => {
    const sheet = { kind: 'labels', sheet: 'a4', skip: 22, frames: true, labels: labels(27) } as const;
    const paper = await readBack(sheet);
    expect([paper.pages, paper.size]).toEqual([3, '595.276 x 841.89']);
    expect(paper.text.match(/6\.5/g)).toHaveLength(27);
    const roll = await readBack({ ...sheet, sheet: 'roll', labels: labels(2) });
    // 40 x 30 mm.
    expect([roll.pages, roll.size]).toEqual([2, '113.386 x 85.0394']);
  });

  test('carry EAN only with the right check digit, and nothing that no scanner reads', () => {
    expect(barcodeSvg('6901234567892', 30)).toContain('viewBox="0 0 190 ');
    expect(barcodeSvg('6901234567890', 30)).not.toContain('viewBox="0 0 190 ');
    expect(barcodeSvg('WP001', 30)).toContain('<svg');
    expect(barcodeSvg('大米', 30)).toBeNull();
    expect(barcodeSvg('A-VERY-LONG-NUMBER-1', 30)).toBeNull();
    expect(barcodeSvg('A-VERY-LONG-NUMBER-1', 66)).toContain('<svg');
  });

  test('are only for goods with a price', () => {
    const priced = shop.item({ code: 'WP100', priceCentipoints: centipoints(100) });
    const free = shop.item({ code: 'WP101', name: '农药', priceCentipoints: null });
    const how = { sheet: 'roll', skip: 0, frames: false } as const;
    const ask = (...ids: (typeof priced.id)[]) =>
      labelsPaper(shop.db, today, { ...how, lines: ids.map((itemId) => ({ itemId, copies: 2 })) });
    expect(valueOf(ask(priced.id)).labels).toHaveLength(2);
    expect(refusalOf(ask(free.id))).toEqual({ code: 'item_without_price', itemName: '农药' });
    expect(refusalOf(ask())).toEqual({ code: 'paper_nothing' });
    const many = Array.from({ length: 30 }, () => ({ itemId: priced.id, copies: 200 }));
    expect(refusalOf(labelsPaper(shop.db, today, { ...how, lines: many }))).toEqual({
      code: 'paper_too_many_labels',
      labels: 6_000,
      limit: 5_000,
    });
  });
});

describe('lists', () => {
  test('the price list holds every item in use with a price, by category', async () => {
    shop.item({ code: 'WP200', name: '菜籽油', category: '粮油', priceCentipoints: centipoints(7_250) });
    shop.item({ code: 'WP201', name: '停用的', category: '日杂', active: false });
    const ask = { size: 'A3', note: '', day: today, categories: ['粮油', '日杂'] } as const;
    const paper = valueOf(priceListPaper(shop.db, ask));
    const { text } = await readBack(paper);
    expect(text).toMatch(/菜籽油\s.*72\.5\s*分\/袋/);
    expect(text).not.toContain('停用的');
    expect(refusalOf(priceListPaper(shop.db, { ...ask, categories: ['没有'] }))).toEqual({ code: 'paper_nothing' });
  });

  test('signatures stand with the last row, whose page repeats the heading', async () => {
    const form: FormPaper = {
      kind: 'form',
      size: 'A4',
      landscape: true,
      shopName: '光明村爱心超市',
      title: '物资盘点表',
      about: ['编号：PD20260701-0001'],
      columns: [
        { title: '序号', width: { mm: 14 } },
        { title: '物品', width: { share: 1 } },
      ],
      rows: [],
      totals: null,
      notes: [],
      signatures: [{ role: '监盘人', name: '' }],
    };
    for (const count of [22, 23, 24, 25]) {
      const rows = Array.from({ length: count }, (_, index) => [String(index + 1), '大米']);
      const { text, pages } = await readBack({ ...form, rows });
      const last = text.split('\f')[pages - 1] ?? '';
      expect(last).toMatch(new RegExp(`序号\\s+物品[^]*\\s${count}\\s+大米[^]*监盘人`));
    }
  });
});

describe('the sheet of a count', () => {
  test('is a form to sign, with what has no value said so; no other document has one', async () => {
    const rice = shop.item({ code: 'WP300', name: '大米' });
    const bought = shop.receive(rice.id, 3, 1_000, { lotCode: 'A' });
    shop.receive(rice.id, 2, null, { lotCode: 'B' });
    const counted = tookStock(shop, [
      { item: rice.id, lot: 'A', count: 2 },
      { item: rice.id, lot: 'B', count: 1 },
    ]);
    const { text, pages } = await readBack(valueOf(stocktakePaper(shop.db, counted.id)).paper);
    expect(pages).toBe(1);
    expect(text).toContain('物资盘点表');
    expect(text).toContain(`编号：${counted.documentNo}`);
    expect(text).toMatch(/大米[^\n]*A[^\n]*3\s+2\s+-1\s+-3\.33/);
    expect(text).toMatch(/大米[^\n]*B[^\n]*2\s+1\s+-1\s+未计价/);
    expect(text).toContain('另1项未计价');
    expect(refusalOf(stocktakePaper(shop.db, bought.id))).toEqual({ code: 'entry_not_found' });
  });
});

describe('characters', () => {
  const files = fontFiles();
  const [plain, rare] = [coverageOf(files.normal), coverageOf(files.rare)];

  test('beyond the big font come from the cut one, and the two cover what names are written with', () => {
    expect(['䶮', '㛃', '𠮷', '喆'].map((character) => [plain(character), rare(character)])).toEqual([
      [true, false],
      [true, false],
      [false, true],
      [true, false],
    ]);
    expect(new TextRuns(plain, rare).split('王𠮷\u{E0100}5袋')).toEqual([
      { text: '王', font: 'Sans' },
      { text: '𠮷', font: 'Rare' },
      { text: '5袋', font: 'Sans' },
    ]);
  });

  test.each(forms.filter(({ amounts }) => amounts))(
    'that no font has are marked, counted and told on $form $size',
    async (how) => {
      const { text, missing } = await readBack({ ...GIFT, ...how, donorName: '王\u{10FFFD}😀' });
      expect(text).toContain('王〓〓');
      expect(missing).toEqual(['\u{10FFFD}', '😀']);
      expect(text).toMatch(/U\+10FFFD、U\+1F600/);
    },
  );
});
