import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { listAudit, verifyAudit } from '../../main/journal/audit-trail.ts';
import { verifyBooks } from '../../main/usecases/settings/read-status.ts';
import { recordAudit } from '../../main/usecases/staff/record-audit.ts';
import { startOfDay } from '../../main/usecases/staff/local-time.ts';
import type { AuditKind } from '../../shared/domain/staff/audit.ts';
import type { Instant } from '../../shared/kernel/brands.ts';
import { localDate } from '../../shared/kernel/local-date.ts';
import { openWithOpenpyxl } from '../builders/office.ts';
import { refusalFrom, StaffedShop } from '../builders/staffed-shop.ts';

let shop: StaffedShop;

beforeEach(async () => {
  shop = await StaffedShop.open();
});

afterEach(() => shop.close());

const desk = () => shop.as(shop.administrator);

/** Runs work that reports its progress to its end. */
async function ended<P, R>(work: Promise<{ next(): Promise<IteratorResult<P, R>> }>): Promise<R> {
  const steps = await work;
  for (;;) {
    const step = await steps.next();
    if (step.done) return step.value;
  }
}

/** A record as some part of the program writes one, at ten in the morning of a day. */
function record(kind: AuditKind, subject: string, date = '2026-07-15', name = '管理员'): void {
  const { services } = shop.host;
  const context = services.contextFor({ ...shop.administrator, name });
  const atTen = new Date(Date.parse(startOfDay(localDate(date))) + 10 * 3_600_000);
  recordAudit({ ...context, recordedAt: atTen.toISOString() as Instant }, { kind, subject });
}

async function household(): Promise<string> {
  const villageId = (await desk().settings.status()).villages[0]?.id ?? '';
  return (await desk().household.save({ householdId: null, householdNo: 'GM001', headName: '冉光荣', villageId })).id;
}

describe('the trail tells', () => {
  const lastTold = () => {
    const last = listAudit(shop.db, 0, 1000).at(-1);
    return last && { kind: last.kind, by: last.operatorName, subject: last.subject, detail: last.detail };
  };

  test('settings with what they were and are', async () => {
    await desk().settings.savePrinter({
      paperWidthMm: 80,
      automatic: false,
      connection: { type: 'tcp', host: '192.168.1.88', port: 9100 },
    });
    const after = '192.168.1.88:9100，80毫米，手动打印';
    const by = '管理员';
    expect(lastTold()).toEqual({ kind: 'setting_changed', by, subject: '小票机', detail: { before: '没有', after } });
    await desk().settings.saveBackupFolder({ path: '/media/stick' });
    const detail = { before: '没有', after: '/media/stick' };
    expect(lastTold()).toEqual({ kind: 'setting_changed', by, subject: '第二备份文件夹', detail });
    await desk().settings.saveBackupFolder({ path: '/media/stick' });
    expect(shop.told('setting_changed')).toHaveLength(2);
  });

  test('exports with ledger, period, rows and that numbers were masked, before the file is there to take', async () => {
    await household();
    const file = await ended(
      desk().ledger.export({ ledger: 'household_roster', from: localDate('2026-01-01'), to: localDate('2026-06-30') }),
    );
    expect(lastTold()).toMatchObject({
      kind: 'exported',
      subject: '户籍花名册',
      detail: { from: '2026-01-01', to: '2026-06-30', rows: 1, fileName: file.fileName, personal: '号码已遮盖' },
    });
    await refusalFrom(ended(desk().ledger.export({ ledger: 'passbook' })));
    expect(shop.told('exported')).toHaveLength(1);
  });

  test('second slips of a document, the first not', async () => {
    const householdId = await household();
    const item = await desk().goods.saveItem({
      itemId: null,
      code: 'WP1',
      name: '毛巾',
      unit: '条',
      priceCentipoints: 0,
    });
    const lines = [{ itemId: item.id, quantity: 2, costFen: 100 }];
    await desk().goods.receive({ requestId: shop.key(), source: 'purchase', lines });
    const basket = { householdId, lines: [{ itemId: item.id, quantity: 1 }] };
    const { id, documentNo } = await desk().redemption.redeem({ requestId: shop.key(), ...basket });
    await desk().redemption.printReceipt({ id });
    expect(shop.told('receipt_reprinted')).toEqual([]);
    await desk().redemption.printReceipt({ id, reprint: true });
    expect(lastTold()).toMatchObject({
      kind: 'receipt_reprinted',
      subject: documentNo,
      detail: { document: 'redemption', household: 'GM001 冉光荣' },
    });
    await refusalFrom(desk().redemption.printReceipt({ id: 'nothing', reprint: true }));
    expect(shop.told('receipt_reprinted')).toHaveLength(1);
  });

  test('backups that somebody asked for', async () => {
    const made = await desk().settings.backUpNow();
    expect(lastTold()).toMatchObject({ kind: 'backed_up', subject: made.fileName, detail: { entries: made.lastSeq } });
  });

  test('by whom and from which station', async () => {
    const { services } = shop.host;
    const station = { id: 'station-1', name: '会计室' };
    recordAudit(services.contextFor(shop.administrator, station), { kind: 'signed_out', subject: '管理员' });
    const { rows } = await desk().audit.list({ kinds: ['signed_out'] });
    expect(rows).toMatchObject([{ operatorName: '管理员', stationName: '会计室', subject: '管理员' }]);
  });
});

describe('the trail is read', () => {
  test('newest first, page by page, without gap or double', async () => {
    for (let n = 1; n <= 7; n += 1) record('signed_in', `第${n}位`);
    const subjects: string[] = [];
    let before: number | null = null;
    do {
      const page: Awaited<ReturnType<ReturnType<typeof desk>['audit']['list']>> = await desk().audit.list({
        kinds: ['signed_in'],
        before,
        limit: 3,
      });
      expect(page.total).toBe(7);
      subjects.push(...page.rows.map(({ subject }) => subject));
      before = page.next;
      // What comes meanwhile stands before the first page and moves nothing.
      record('signed_out', '有人');
    } while (before !== null);
    expect(subjects).toEqual([7, 6, 5, 4, 3, 2, 1].map((n) => `第${n}位`));
  });

  test('by day, kind, person and any text in it', async () => {
    record('signed_in', '管理员', '2026-07-14');
    record('exported', '户籍花名册 GM%_1', '2026-07-15');
    record('exported', '兑换领取台账', '2026-07-16', '周会芳');
    const found = async (question: Parameters<ReturnType<typeof desk>['audit']['list']>[0]) =>
      (await desk().audit.list(question)).rows.map(({ subject }) => subject);
    const day = localDate('2026-07-15');
    expect(await found({ from: day, to: day })).toEqual(['户籍花名册 GM%_1']);
    expect(await found({ from: day })).toEqual(['兑换领取台账', '户籍花名册 GM%_1']);
    expect(await found({ to: localDate('2026-07-14') })).toEqual(['管理员']);
    expect(await found({ kinds: ['signed_in', 'backed_up'] })).toEqual(['管理员']);
    expect(await found({ person: '周会芳' })).toEqual(['兑换领取台账']);
    expect(await found({ text: '领取' })).toEqual(['兑换领取台账']);
    // Taken as it is written, not as a pattern.
    expect(await found({ text: 'gm%_' })).toEqual(['户籍花名册 GM%_1']);
    expect(await found({ text: '%' })).toEqual(['户籍花名册 GM%_1']);
    expect(await desk().audit.people()).toEqual(['周会芳', '管理员']);
  });

  test('as a workbook, which is itself told', async () => {
    record('signed_in', '管理员', '2026-07-14');
    record('setting_changed', '=HYPERLINK("x")', '2026-07-15');
    const file = await ended(desk().audit.export({ to: localDate('2026-07-15') }));
    const path = join(shop.folder, 'trail.xlsx');
    const taken = await desk().audit.exportedFile({ exportId: file.exportId });
    writeFileSync(path, new Uint8Array(await taken.arrayBuffer()));
    expect(taken.name).toBe('操作记录_截至2026-07-15.xlsx');
    const [sheet] = openWithOpenpyxl(path);
    const cell = (address: string) => sheet?.cells[address]?.value;
    expect([cell('A1'), cell('A2')]).toEqual(['光明村爱心超市 操作记录', '期间：建账至2026-07-15']);
    expect([...'ABCDEFGH'].map((column) => cell(`${column}3`))).toEqual([
      '时间',
      '事项',
      '人员',
      '地点',
      '对象',
      '说明',
      '序号',
      '校验值',
    ]);
    const hashes = listAudit(shop.db, 0, 10).map(({ hash }) => hash);
    expect([...'ABCEGH'].map((column) => cell(`${column}4`))).toEqual([
      '2026-07-14 10:00',
      '登录',
      '管理员',
      '管理员',
      1,
      hashes[0],
    ]);
    expect(sheet?.cells['E5']).toMatchObject({ type: 's' });
    expect(String(cell('E5'))).toContain('HYPERLINK');
    expect(shop.told('exported')).toMatchObject([
      { subject: '操作记录', detail: { scope: '期间：建账至2026-07-15', rows: 2, fileName: taken.name } },
    ]);
  });
});

describe('the chain', () => {
  const TAMPERINGS: readonly (readonly [string, string, string, string])[] = [
    ['a changed subject', "UPDATE audit_record SET subject = '别的' WHERE seq = 2", 'record_changed', '第2条的内容'],
    ['a changed fact', `UPDATE audit_record SET detail = '{"rows":1}' WHERE seq = 2`, 'record_changed', '第2条的内容'],
    ['another person', "UPDATE audit_record SET operator_name = '别人' WHERE seq = 3", 'record_changed', '第3条'],
    ['another hour', "UPDATE audit_record SET recorded_at = '2020' WHERE seq = 1", 'record_changed', '第1条'],
    ['a record taken out', 'DELETE FROM audit_record WHERE seq = 2', 'sequence_gap', '第3条之前有缺失'],
    [
      'records that changed places',
      'UPDATE audit_record SET seq = seq + 100 WHERE seq IN (2, 3); UPDATE audit_record SET seq = 105 - seq WHERE seq > 100',
      'chain_broken',
      '第2条与前一条接不上',
    ],
  ];

  const strip = () => {
    for (const trigger of ['no_update', 'no_delete', 'no_replace'])
      shop.db.exec(`DROP TRIGGER audit_record_${trigger}`);
  };

  test.each(TAMPERINGS)('names %s', async (_what, tampering, code, sentence) => {
    for (const subject of ['甲', '乙', '丙']) record('signed_in', subject);
    expect(verifyAudit(shop.db)).toBeNull();
    expect(await desk().audit.check()).toMatchObject({ records: 3, problem: null });
    strip();
    shop.db.exec(tampering);
    expect(verifyAudit(shop.db)).toMatchObject({ code });
    const { problem } = await desk().audit.check();
    expect(problem?.message).toContain(sentence);
    expect(verifyBooks(shop.db).problem).toMatchObject({ code: `audit_${code}`, message: problem?.message });
  });

  test('is only ever appended to', () => {
    record('signed_in', '甲');
    const row = "1, 'x', 'signed_in', NULL, '', NULL, '', '{}', '', ''";
    expect(() => shop.db.exec("UPDATE audit_record SET subject = '乙'")).toThrow('audit_record is append-only');
    expect(() => shop.db.exec('DELETE FROM audit_record')).toThrow('audit_record is append-only');
    for (const verb of ['INSERT', 'INSERT OR REPLACE', 'INSERT OR IGNORE']) {
      expect(() => shop.db.exec(`${verb} INTO audit_record VALUES (${row})`)).toThrow('audit_record row exists');
    }
    expect(listAudit(shop.db, 0, 10)).toMatchObject([{ subject: '甲' }]);
  });
});
