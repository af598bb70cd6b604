import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { searchHouseholds } from '../../main/usecases/household/search-households.ts';
import { localDate } from '../../shared/kernel/local-date.ts';
import { openShop, type Shop, TODAY } from '../builders/shop.ts';

let shop: Shop;

const REGISTER: readonly (readonly [string, string, string | null, string | null])[] = [
  ['GM001', '王伟', '13800001234', '99010119491231002X'],
  ['GM002', '王伟强', '13800005678', null],
  ['GM003', '张三', null, null],
  ['GM004', '张思', null, null],
  ['GM005', '赵四', null, null],
  ['GM006', '单国强', null, null],
  ['GM007', '解学文', null, null],
  ['GM008', '仇玉珍', null, null],
  ['GM009', '曾庆国', null, null],
  ['GM010', '区志明', null, null],
  ['GM011', '尉迟晓军', null, null],
  ['GM012', '王𠮷', null, null],
  ['GM013', '张㛃', null, null],
  ['GM014', '阿依古丽·买买提', null, null],
  ['GM015', '吕布', null, null],
  ['GM017', '李卫王', '13917170017', '990101198001011234'],
  ['QX017', '陈一', null, null],
  ['GM117', '陈二', null, null],
  ['GM170', '陈三', null, null],
];

beforeAll(async () => {
  shop = await openShop({ scheme: 'heixi' });
  for (const [householdNo, headName, phone, idNumber] of REGISTER) {
    shop.household({ householdNo, headName, phone, idNumber });
  }
});
afterAll(() => shop.close());

function hits(query: string, limit = 12) {
  return searchHouseholds(shop.db, { query, limit }, localDate(TODAY));
}
/** Names found, best first. */
const names = (query: string) => hits(query).map(({ headName }) => headName);
const numbers = (query: string) => hits(query).map(({ householdNo }) => householdNo);

describe('by name', () => {
  test('one character finds those that begin with it before those that contain it', () => {
    expect(names('王')).toEqual(['王伟', '王伟强', '王𠮷', '李卫王']);
  });

  test('the whole name comes before longer ones', () => {
    expect(names('王伟')).toEqual(['王伟', '王伟强']);
    expect(names(' 王 伟 ')).toEqual(['王伟', '王伟强']);
  });

  test('rare characters and names with a dot are found as they are typed', () => {
    expect([names('𠮷'), names('㛃'), names('阿依古丽·买买提'), names('阿依古丽买'), names('买买提')]).toEqual([
      ['王𠮷'],
      ['张㛃'],
      ['阿依古丽·买买提'],
      ['阿依古丽·买买提'],
      ['阿依古丽·买买提'],
    ]);
  });
});

describe('by pinyin', () => {
  test('full spelling and initials, also in capitals, full width and with a space', () => {
    expect([names('zhangsan')[0], names('zhang san')[0], names('ZHANGSAN')[0], names('ｚｈａｎｇｓａｎ')[0]]).toEqual(
      Array(4).fill('张三'),
    );
    expect(names('zs').slice(0, 3).sort()).toEqual(['张三', '张思', '赵四']);
  });

  test('surnames are read as surnames', () => {
    const readings = ['shanguoqiang', 'xiexuewen', 'qiuyuzhen', 'zengqingguo', 'ouzhiming', 'yuchixiaojun'];
    expect(readings.map((reading) => names(reading)[0])).toEqual([
      '单国强',
      '解学文',
      '仇玉珍',
      '曾庆国',
      '区志明',
      '尉迟晓军',
    ]);
    expect(['sgq', 'xxw', 'qyz', 'zqg', 'ozm', 'ycxj'].map((typed) => names(typed)[0])).toEqual([
      '单国强',
      '解学文',
      '仇玉珍',
      '曾庆国',
      '区志明',
      '尉迟晓军',
    ]);
  });

  test('the other reading finds them too, and so do rare characters and ü', () => {
    expect([names('danguoqiang'), names('wangji'), names('zhangjie'), names('lvbu'), names('lübu')]).toEqual([
      ['单国强'],
      ['王𠮷'],
      ['张㛃'],
      ['吕布'],
      ['吕布'],
    ]);
  });

  test('a given name is found by its own beginning', () => {
    expect(names('guoqiang')).toEqual(['单国强']);
    expect(names('weiqiang')).toEqual(['王伟强']);
  });
});

describe('by number', () => {
  test('17 means household 17 of each village before anything that only contains it', () => {
    expect(numbers('17').slice(0, 2).sort()).toEqual(['GM017', 'QX017']);
    expect(numbers('GM017')).toEqual(['GM017']);
    expect(numbers('gm017')[0]).toBe('GM017');
    expect(numbers('017').slice(0, 2).sort()).toEqual(['GM017', 'QX017']);
  });

  test('the code on a passbook finds its one household', () => {
    const card = hits('张三')[0]?.cardNo ?? '';
    expect(hits(card).map(({ headName, matched }) => [headName, matched])).toEqual([['张三', 'card']]);
  });

  test('the tails of phone and identity number, with x in either case', () => {
    expect(hits('5678').map(({ headName, matched }) => [headName, matched])).toEqual([['王伟强', 'phone']]);
    expect(hits('13800001234').map(({ headName }) => headName)).toEqual(['王伟']);
    expect(hits('002x').map(({ headName, matched }) => [headName, matched])).toEqual([['王伟', 'id']]);
    expect([names('2X'), names('02X')]).toEqual([[], []]);
    // As much as somebody types of it, up to the whole; one wrong digit finds nobody.
    for (const tail of ['1231002X', '91231002x', '491231002X', '99010119491231002X'])
      expect(names(tail)).toEqual(['王伟']);
    expect([names('88010119491231002X'), names('981231002X')]).toEqual([[], []]);
    expect(hits('1234').map(({ headName, matched }) => [headName, matched])).toEqual([
      ['王伟', 'phone'],
      ['李卫王', 'id'],
    ]);
  });
});

test('answers show masked numbers only, stop at the limit, and nothing finds nothing', () => {
  expect(hits('王伟')[0]).toMatchObject({ phoneMasked: '138****1234' });
  expect(JSON.stringify(hits('王伟'))).not.toMatch(/idNumber|990101/);
  expect(hits('王', 2)).toHaveLength(2);
  expect([hits(''), hits('   '), hits('%'), hits("'"), hits('龘')]).toEqual([[], [], [], [], []]);
});

test('a corrected name is found by the new one only', () => {
  const before = shop.household({ householdNo: 'GM900', headName: '钱七' });
  expect(names('qianqi')).toEqual(['钱七']);
  const { id, cardNo: _cardNo, ...register } = before;
  shop.correct(id, { ...register, headName: '钱柒柒' });
  expect([names('钱七'), names('qianqiqi')]).toEqual([[], ['钱柒柒']]);
});
