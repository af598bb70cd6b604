import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { diskTroubleOf } from '../../main/files/disk-trouble.ts';
import { fileTroubleOf } from '../../main/files/file-trouble.ts';
import { notWritten } from '../../main/host/cli/not-written.ts';
import { runCommand } from '../../main/host/cli/run-command.ts';
import { type OpenShop, openShop as openHost } from '../../main/host/cli/shop-client.ts';
import { drain } from '../../main/host/cli/setup.ts';
import { FILE_TROUBLE_TEXT } from '../../shared/messages/file-text.ts';
import { refusalText } from '../../shared/messages/refusal-text.ts';
import { openShop, type Shop } from '../builders/shop.ts';

let shop: Shop;
let folder: string;

beforeAll(async () => {
  shop = await openShop({ scheme: 'heixi' });
  shop.household();
  shop.db.close();
});
afterAll(() => {
  shop.open();
  shop.close();
});
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'unwritable-'));
  return () => rmSync(folder, { recursive: true, force: true });
});

/** Exports one ledger on the command line; what it answers as JSON, and its exit code. */
async function exported(out: string): Promise<{ readonly code: number; readonly answer: Answer }> {
  let printed = '';
  const write = vi.spyOn(process.stdout, 'write').mockImplementation((text) => {
    printed += String(text);
    return true;
  });
  try {
    const code = await runCommand(['--data', shop.folder, '--json', 'export', '户籍花名册', out]);
    return { code, answer: JSON.parse(printed) as Answer };
  } finally {
    write.mockRestore();
  }
}
type Answer = { readonly ok: boolean; readonly error?: { readonly code: string; readonly message: string } };

describe('an export into a place that is no good says why and leaves nothing behind', () => {
  test.each([
    ['below a file', () => join(folder, 'old.xlsx', 'a.xlsx'), '占用'],
    ['under the name of a folder', () => join(folder, 'taken.xlsx', '..', 'taken.xlsx', '.'), '占用'],
    ['under an endless name', () => join(folder, `${'很'.repeat(100)}.xlsx`), '太长'],
    ['on a road too long', () => join(folder, 'x/'.repeat(2_500), 'a.xlsx'), '太长'],
    ['where nobody may write', () => '/sys/kernel/a.xlsx', '没有权限'],
  ])('%s', async (_name, out, words) => {
    writeFileSync(join(folder, 'old.xlsx'), 'what was there');
    mkdirSync(join(folder, 'taken.xlsx', 'full'), { recursive: true });
    const place = out();
    // A folder that is there is filled; the name of the ledger in it is what must be taken by a folder.
    if (place.includes('taken')) mkdirSync(join(folder, 'taken.xlsx', '户籍花名册.xlsx', 'full'), { recursive: true });
    const { code, answer } = await exported(place);
    expect(code).toBe(2);
    expect(answer.error).toMatchObject({ code: 'file_not_writable' });
    expect(answer.error?.message).toContain(words);
    expect(readFileSync(join(folder, 'old.xlsx'), 'utf8')).toBe('what was there');
    expect(readdirSync(folder, { recursive: true }).filter((name) => String(name).includes('part'))).toEqual([]);
  });

  test('a file that is there is replaced as a whole when the place is good', async () => {
    const path = join(folder, 'old.xlsx');
    writeFileSync(path, 'what was there');
    expect(await exported(path)).toMatchObject({ code: 0, answer: { ok: true } });
    expect(readFileSync(path).subarray(0, 2).toString()).toBe('PK');
    expect(readdirSync(folder)).toEqual(['old.xlsx']);
  });
});

describe('what the system says of a file', () => {
  const error = (code: string): Error => Object.assign(new Error(code), { code });

  test.each([
    ['EBUSY', '正被别的程序打开'],
    ['EPERM', '没有权限，或者文件正被别的程序打开'],
    ['EACCES', '没有权限，或者文件正被别的程序打开'],
    ['ENAMETOOLONG', '太长'],
    ['ENOENT', 'U盘可能没有插上'],
    ['EISDIR', '占用'],
    ['EINVAL', '不能用的字符'],
    ['EROFS', '只读'],
    ['EWHATEVER', '换一个位置'],
    ['constructor', '换一个位置'],
  ])('%s becomes a sentence', (code, words) => {
    expect(refusalText(notWritten(error(code), '/u/台账.xlsx'))).toMatch(
      new RegExp(`^不能写入/u/台账.xlsx：.*${words}`),
    );
  });

  test.each(['ENOSPC', 'EIO', 'EDQUOT'])('%s is the whole disk, and said so', (code) => {
    expect(diskTroubleOf(error(code))).not.toBeNull();
    expect(notWritten(error(code), '/u').code).toMatch(/^disk_/);
  });

  test('every trouble has its own words', () => {
    expect(new Set(Object.values(FILE_TROUBLE_TEXT)).size).toBe(Object.keys(FILE_TROUBLE_TEXT).length);
    expect(fileTroubleOf('no error at all')).toBe('unknown');
  });
});

describe('the workbook that waits to be fetched', () => {
  let host: OpenShop;
  beforeEach(async () => {
    // Other hosts of this machine keep their workbooks in the usual place.
    vi.stubEnv('TMPDIR', folder);
    host = await openHost(shop.folder, null);
    return async () => {
      await host.close();
      vi.unstubAllEnvs();
    };
  });

  test('was tidied away: that is said, and the next export is made all the same', async () => {
    const request = { ledger: 'household_roster' } as const;
    const { exportId } = await drain(await host.shop.ledger.export(request));
    const own = readdirSync(folder).filter((name) => name.startsWith('aixin-export-'));
    expect(own).toHaveLength(1);
    rmSync(join(folder, own[0] ?? ''), { recursive: true });
    await expect(host.shop.ledger.exportedFile({ exportId })).rejects.toMatchObject({
      data: { code: 'export_not_found' },
    });
    const again = await drain(await host.shop.ledger.export(request));
    expect((await host.shop.ledger.exportedFile({ exportId: again.exportId })).size).toBeGreaterThan(1_000);
  });
});
