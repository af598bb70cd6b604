import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { faultHtml, hostNeverStarted } from '../../../main/shell/fault-page.ts';
import { safeFileName } from '../../../main/shell/file-names.ts';
import { originOf } from '../../../main/shell/guards.ts';
import { menuTemplate } from '../../../main/shell/menu.ts';
import { fileForPath } from '../../../main/shell/page-files.ts';
import { parseStartOptions } from '../../../main/shell/start-options.ts';
import { securePage } from '../../../main/transport/page.ts';

describe('files of the page', () => {
  const root = join('/', 'app', 'renderer');

  test('a place inside the app is index.html, a file is the file', () => {
    expect(fileForPath(root, '/')).toBe(join(root, 'index.html'));
    expect(fileForPath(root, '/counter/held')).toBe(join(root, 'index.html'));
    expect(fileForPath(root, '/assets/a.js')).toBe(join(root, 'assets', 'a.js'));
  });

  test.each(['/../secret.txt', '/%2e%2e/%2e%2e/secret.txt', '/..%2fsecret.txt', '/a\\..\\b.txt', '/%00.js', '/%zz'])(
    'nothing outside is served: %s',
    (path) => {
      expect(fileForPath(root, path)).toBeNull();
    },
  );
});

describe('the page policy', () => {
  test('fills a fresh nonce into every place of every page', () => {
    const html = '<script nonce="__CSP_NONCE__"></script><style nonce="__CSP_NONCE__"></style>';
    const [first, second] = [securePage(html), securePage(html)];
    const nonce = /nonce="([^"]+)"/.exec(first.body)?.[1] ?? '';
    expect(first.body).not.toContain('__CSP_NONCE__');
    expect(first.headers['content-security-policy']).toContain(`'nonce-${nonce}'`);
    expect(second.body).not.toBe(first.body);
  });

  test('is an HTML page and kept nowhere', () => {
    expect(securePage('').headers).toMatchObject({
      'content-type': 'text/html; charset=utf-8',
      'cache-control': 'no-store',
    });
  });

  test('allows no inline script', () => {
    expect(securePage('').headers['content-security-policy']).toContain("script-src 'self';");
  });
});

describe('origins', () => {
  test.each([
    ['app://shop/counter?x=1', 'app://shop'],
    ['app://shop.evil/', 'app://shop.evil'],
    ['http://127.0.0.1:8017/a', 'http://127.0.0.1:8017'],
    ['data:text/html,x', null],
    ['about:blank', null],
    ['not an address', null],
  ])('%s is of %s', (address, origin) => {
    expect(originOf(address)).toBe(origin);
  });
});

describe('saving files', () => {
  test.each([
    ['积分台账 2026-07.xlsx', '积分台账 2026-07.xlsx'],
    ['../../etc/passwd', 'passwd'],
    ['C:\\Windows\\a.xlsx', 'a.xlsx'],
    ['a:b*c?.csv', 'a_b_c_.csv'],
    ['...', '未命名'],
    ['', '未命名'],
  ])('%s becomes %s', (suggested, safe) => {
    expect(safeFileName(suggested)).toBe(safe);
  });

  test('an endless name keeps its ending and no half character', () => {
    const name = safeFileName(`${'𠮷'.repeat(300)}.xlsx`);
    expect(Array.from(name)).toHaveLength(85);
    expect(name.endsWith('𠮷.xlsx')).toBe(true);
  });
});

describe('the command line', () => {
  test('names a folder, a demonstration and a profile', () => {
    expect(parseStartOptions(['--data', '/d', '--demo', '--user-data-dir=/p'])).toEqual({
      dataDir: '/d',
      demo: true,
      profileDir: '/p',
    });
  });

  test('asks for nothing by default and does not take a switch for a folder', () => {
    expect(parseStartOptions(['.', '--data', '--demo']).dataDir).toBeNull();
    expect(parseStartOptions([])).toEqual({ dataDir: null, demo: false, profileDir: null });
  });
});

describe('the fault page', () => {
  test('says what happened and shows the technical part as text', () => {
    const html = faultHtml(hostNeverStarted(11, '<script>alert(1)</script>'), '/数据');
    expect(html).toContain('数据服务没有启动');
    expect(html).toContain('退出代码：11');
    expect(html).toContain('&lt;script&gt;');
    expect(html).not.toContain('<script>');
  });
});

describe('the menu', () => {
  const nothing = (): void => undefined;
  const actions = { openDataFolder: nothing, setPrintSize: nothing, showAbout: nothing };

  test('is Chinese and has no tools for developers in the product', () => {
    const menu = menuTemplate(actions, 125, false);
    expect(menu.map((entry) => entry.label)).toEqual(['文件(&F)', '编辑(&E)', '视图(&V)', '帮助(&H)']);
    expect(JSON.stringify(menu)).not.toContain('DevTools');
    expect(JSON.stringify(menuTemplate(actions, 125, true))).toContain('DevTools');
  });
});
