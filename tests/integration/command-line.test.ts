import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync, readdirSync } from 'node:fs';
import { type AddressInfo, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { readRecoveryCode } from '../../shared/domain/staff/recovery-code.ts';
import { parseRecoveryText } from '../../shared/kernel/recovery-text.ts';
import { openWithOpenpyxl } from '../builders/office.ts';

const CLI = fileURLToPath(new URL('../../main/host/cli.ts', import.meta.url));
let folder: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'command-line-'));
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

function shop(
  data: string,
  ...words: string[]
): { readonly code: number | null; readonly json: Record<string, unknown> } {
  const run = spawnSync(process.execPath, [CLI, '--data', join(folder, data), '--json', ...words], {
    encoding: 'utf8',
  });
  return { code: run.status, json: JSON.parse(run.stdout) as Record<string, unknown> };
}

const call = (data: string, procedure: string, input: unknown) => shop(data, 'call', procedure, JSON.stringify(input));

test('an empty folder is refused, set up once, and then serves calls', () => {
  expect(shop('a', 'verify')).toMatchObject({ code: 2, json: { ok: false, error: { code: 'not_initialised' } } });
  const made = shop('a', 'init', '--scheme', 'civility', '--village', '光明村,清溪村', '--pin', '295817');
  expect(made).toMatchObject({
    code: 0,
    json: { ok: true, shopName: '光明村爱心超市', villages: ['光明村', '清溪村'] },
  });
  expect(made.json).not.toHaveProperty('pin');
  expect(readRecoveryCode(String(made.json['recoveryCode']))).toBe(made.json['recoveryCode']);
  expect(shop('a', 'init', '--scheme', 'civility', '--village', '光明村')).toMatchObject({
    code: 2,
    json: { error: { code: 'already_initialised', message: '本店已设置为“光明村爱心超市”，不能再次初始化' } },
  });
  expect(shop('a', 'verify')).toMatchObject({ code: 0, json: { ok: true, entries: 0, problem: null } });
});

test('what was done at the command line stands in the audit trail as done there', () => {
  shop('audited', 'init', '--scheme', 'civility', '--village', '光明村', '--pin', '295817');
  call('audited', 'staff.saveScreenLock', { minutes: 7 });
  const { json } = call('audited', 'audit.list', {});
  expect(json['result']).toMatchObject({
    rows: expect.arrayContaining([
      expect.objectContaining({ kind: 'setting_changed', operatorName: '管理员', stationName: '命令行' }),
      expect.objectContaining({ kind: 'recovery_key_shown', stationName: '命令行' }),
    ]) as unknown,
  });
});

test('a PIN is made when none is given, and shown once', () => {
  const made = shop('b', 'init', '--scheme', 'tuke', '--village', '村');
  expect(made.json['pin']).toMatch(/^\d{8}$/);
});

test('what cannot be understood is refused in Chinese', () => {
  expect(shop('c', 'init', '--scheme', 'other', '--village', '村')).toMatchObject({
    code: 2,
    json: { error: { code: 'usage' } },
  });
  expect(shop('c', 'fly')).toMatchObject({ code: 2 });
  expect(shop('c', '--today', '2026-02-30', 'verify')).toMatchObject({
    code: 2,
    json: { error: { message: '--today 应为存在的日期 YYYY-MM-DD，实为 2026-02-30' } },
  });
});

test("a wrong option, port or folder is the caller's to mend, not a fault", () => {
  expect(shop('p', 'verify', '--bogus')).toMatchObject({
    code: 2,
    json: { error: { code: 'usage', message: '看不懂的参数：--bogus，用 help 查看用法' } },
  });
  expect(shop('p', 'serve', '--port', '65536')).toMatchObject({
    code: 2,
    json: { error: { code: 'usage', message: '--port 应为0至65535，实为 65536' } },
  });
  expect(shop('p', 'init', '--scheme', 'heixi', '--village', ' , ')).toMatchObject({
    code: 2,
    json: { error: { code: 'usage', message: '--village 里没有村名' } },
  });
  writeFileSync(join(folder, 'a-file'), '');
  for (const inTheWay of ['a-file', 'a-file/below']) {
    expect(shop(inTheWay, 'verify')).toMatchObject({ code: 2, json: { error: { code: 'no_data_folder' } } });
  }
});

test('a port that somebody else uses is said to be so', async () => {
  const other = createServer();
  await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
  const { port } = other.address() as AddressInfo;
  expect(shop('q', 'serve', '--port', String(port))).toMatchObject({
    code: 2,
    json: { error: { code: 'usage', message: `端口 ${port} 已被别的程序占用，请换一个` } },
  });
  await new Promise((resolve) => other.close(resolve));
});

test('a past ledger is entered as it happened, and never later than today', () => {
  shop('d', '--today', '2025-03-01', 'init', '--scheme', 'civility', '--village', '村', '--pin', '295817');
  const status = call('d', 'settings.status', {}).json['result'] as { villages: { id: string }[] };
  const enrol = { householdId: null, householdNo: 'C1', headName: '张三', villageId: status.villages[0]?.id };
  const saved = shop('d', '--today', '2025-03-01', 'call', 'household.save', JSON.stringify(enrol));
  expect(saved.json).toMatchObject({ ok: true, result: { enrolledOn: '2025-03-01' } });
  const id = (saved.json['result'] as { id: string }).id;
  expect(
    shop('d', '--today', '2025-03-01', 'call', 'household.card', JSON.stringify({ householdId: id })).json,
  ).toMatchObject({
    result: { schemeYear: 2025, honourCentipoints: 10_000, spendableCentipoints: 0 },
  });
  expect(shop('d', '--today', '2199-01-01', 'verify')).toMatchObject({
    code: 2,
    json: { error: { code: 'business_date_in_future' } },
  });
});

test('procedures lists every procedure with its roles and the schema of its input', () => {
  const listed = shop('e', 'procedures').json['procedures'] as { name: string; access: unknown; input: unknown }[];
  expect(listed.find(({ name }) => name === 'redemption.redeem')).toMatchObject({
    access: ['shopkeeper', 'administrator'],
    input: { type: 'object', required: ['requestId', 'householdId', 'lines'] },
  });
});

test('a reader that has seen enough does not make a fault of it', () => {
  const piped = spawnSync('sh', ['-c', '"$0" "$1" procedures | head -n 1', process.execPath, CLI], {
    encoding: 'utf8',
  });
  expect(piped.stdout).toMatch(/^household\.search /);
  expect(piped.stderr).toBe('');
});

test('a file that is no database is named, not replaced', () => {
  const data = join(folder, 'f');
  shop('f', 'init', '--scheme', 'heixi', '--village', '村', '--pin', '295817');
  rmSync(join(data, 'shop.db-wal'), { force: true });
  spawnSync('sh', [
    '-c',
    `printf 'not a database at all, but long enough to look like something' > '${join(data, 'shop.db')}'`,
  ]);
  expect(shop('f', 'verify')).toMatchObject({
    code: 2,
    json: { error: { code: 'rescue_mode', cause: { code: 'damaged', kind: 'not_a_database' } } },
  });
});

test('ledgers are exported into a file, a folder that is there or a new one, and replace what was there', () => {
  shop('x', 'init', '--scheme', 'heixi', '--village', '村', '--pin', '295817');
  const out = (name: string) => join(folder, 'out', name);
  const paths = (...words: string[]) =>
    (shop('x', 'export', ...words).json['files'] as { path: string }[]).map((file) => file.path);
  expect(paths('户籍花名册', out('a.xlsx'))).toEqual([out('a.xlsx')]);
  expect(paths('户籍花名册', out('a.xlsx'))).toEqual([out('a.xlsx')]);
  expect(paths('积分台账', out(''))).toEqual([out('积分台账.xlsx')]);
  expect(paths('all', out('all.xlsx'))).toEqual([out('all.xlsx')]);
  expect(paths('all', out('each'))).toContain(out('each/进销存明细.xlsx'));
  expect(readdirSync(out('')).sort()).toEqual(['a.xlsx', 'all.xlsx', 'each', '积分台账.xlsx']);
  expect(shop('x', 'export', '积分台账', join(out('a.xlsx'), 'b.xlsx'))).toMatchObject({
    code: 2,
    json: { error: { code: 'file_not_writable', reason: 'name_taken' } },
  });
});

test('numbers of people come out masked, and whole only for a purpose; the key for another PC is printed at set-up', () => {
  const made = shop('p', 'init', '--scheme', 'heixi', '--village', '村', '--pin', '295817');
  const lines = made.json['recoveryKey'] as string[];
  expect(parseRecoveryText(lines.join('\n')).ok).toBe(true);
  const status = call('p', 'settings.status', {}).json['result'] as { villages: { id: string }[] };
  const villageId = status.villages[0]?.id;
  const head = { headName: '张三', idNumber: '11010519491231002X' };
  call('p', 'household.save', { ...head, householdId: null, householdNo: 'C1', villageId });
  const numberIn = (...words: string[]) => {
    const path = join(folder, 'roster.xlsx');
    const { code } = shop('p', 'export', '户籍花名册', path, ...words);
    return { code, number: openWithOpenpyxl(path)[0]?.cells['C4']?.value };
  };
  expect(numberIn()).toEqual({ code: 0, number: '110105********002X' });
  expect(numberIn('--personal', '报送镇民政办备案')).toEqual({ code: 0, number: '11010519491231002X' });
  expect(numberIn('--personal', '看')).toMatchObject({ code: 2 });
});
