import iconv from 'iconv-lite';
import { packStored } from '../../main/documents/workbook/read/zip-guard.ts';
import { encryptedFile, lyingZip, rawXlsx, type SheetSpec, workbookFile } from './files.ts';

const words = (text: string): string[] => text.split(' ');
export const ROSTER_HEADING = words('户编号 户主 村 人口 备注');
const INBOUND_HEADING = words('入库日期 物品编码 物品名称 数量 金额 供货单位');

/** A worksheet's XML from rows of whole `<c>` elements. */
function sheetXml(rows: readonly (readonly string[])[]): string {
  const lines = rows.map((cells, index) => `<row r="${index + 1}">${cells.join('')}</row>`);
  return `<sheetData>${lines.join('')}</sheetData>`;
}
const text = (value: string): string => `<c t="inlineStr"><is><t>${value}</t></is></c>`;
const number = (value: string): string => `<c><v>${value}</v></c>`;
const heading = (names: readonly string[]): string[] => names.map(text);

/** A household as five cells; what stands in one of them is the test's. */
function household(no: string, given: { readonly head?: string; readonly people?: string; readonly note?: string }) {
  return [text(no), given.head ?? text('仡磊'), text('光明村'), given.people ?? number('3'), given.note ?? text('')];
}

/** Eight entities, each ten times the one before: a hundred million letters out of a few hundred bytes. */
function billionLaughs(): string {
  const names = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'];
  const entities = names.map((name, index) => {
    const before = names[index - 1];
    return `<!ENTITY ${name} "${before === undefined ? '哈' : `&${before};`.repeat(10)}">`;
  });
  return `<!DOCTYPE x [${entities.join('')}]>`;
}

function withDoctype(doctype: string, no: string, note: string): Buffer {
  const xml = sheetXml([heading(ROSTER_HEADING), household(no, { note: text(note) })]);
  return rawXlsx(`<?xml version="1.0"?>${doctype}<worksheet>${xml}</worksheet>`);
}

/** A thousand directory entries that all unpack the same megabyte. */
function overlapping(): Buffer {
  const once = lyingZip('xl/worksheets/sheet1.xml', Buffer.alloc(1_000_000, 32));
  const end = once.lastIndexOf(Buffer.from('504b0506', 'hex'));
  const start = once.readUInt32LE(end + 16);
  const first = 46 + once.readUInt16LE(start + 28);
  const directory = once.subarray(start, start + first);
  const entry = once.subarray(start + first, end);
  const copies = Array.from({ length: 1_000 }, (_, index) => {
    const copy = Buffer.from(entry);
    copy.write(`xl/worksheets/sh${String(index).padStart(4, '0')}.xml`.padEnd(copy.length - 46, 'x'), 46, 'latin1');
    return copy;
  });
  const tail = Buffer.from(once.subarray(end));
  const size = directory.length + copies.length * entry.length;
  tail.writeUInt16LE(copies.length + 1, 8);
  tail.writeUInt16LE(copies.length + 1, 10);
  tail.writeUInt32LE(size, 12);
  return Buffer.concat([once.subarray(0, start), directory, ...copies, tail]);
}

function millionRows(): Buffer {
  const row = (index: number): string => `<row r="${index + 1}"><c><v>${index}</v></c></row>`;
  const rows = Array.from({ length: 1_048_576 }, (_, index) => row(index)).join('');
  return lyingZip('xl/worksheets/sheet1.xml', Buffer.from(`<worksheet><sheetData>${rows}</sheetData></worksheet>`));
}

/** Files that must be refused as a whole, with the code. */
export const REFUSED: Readonly<Record<string, readonly [() => Buffer, string]>> = {
  '压缩炸弹.xlsx': [() => lyingZip('xl/worksheets/sheet1.xml', Buffer.alloc(300_000_000)), 'file_too_large'],
  '重叠的压缩包.xlsx': [overlapping, 'file_too_large'],
  '压缩包里的压缩包.xlsx': [
    () => packStored([{ name: 'inner.xlsx', bytes: workbookFile([plain('GM1')]) }]),
    'file_not_a_workbook',
  ],
  '一百万行.xlsx': [millionRows, 'sheet_too_large'],
  '一百万行.csv': [() => Buffer.from(`户编号,户主\n${'GM1,仡磊\n'.repeat(1_000_000)}`), 'sheet_too_large'],
  '太多部件.xlsx': [
    () => packStored(Array.from({ length: 2_001 }, (_, i) => ({ name: `xl/${i}.xml`, bytes: Buffer.alloc(0) }))),
    'file_damaged',
  ],
  '有密码.xlsx': [encryptedFile, 'file_encrypted'],
  '零字节.xlsx': [() => Buffer.alloc(0), 'file_empty'],
  '零字节.csv': [() => Buffer.alloc(0), 'file_empty'],
  '只有空行.csv': [() => Buffer.from('\r\n,,\r\n \r\n'), 'file_empty'],
  '其实是PDF.xlsx': [() => Buffer.from('%PDF-1.7\n%âãÏÓ\n1 0 obj\n<<>>\nendobj'), 'file_not_a_workbook'],
  '其实是图片.xlsx': [
    () => Buffer.from(`89504e470d0a1a0a0000000d49484452${'00ff10'.repeat(99)}`, 'hex'),
    'file_not_a_workbook',
  ],
  '其实是文档.xlsx': [
    () => packStored([{ name: 'word/document.xml', bytes: Buffer.from('<w/>') }]),
    'file_not_a_workbook',
  ],
  '其实是程序.xls': [() => Buffer.from(`4d5a9000${'0300000004'.repeat(99)}`, 'hex'), 'file_not_a_workbook'],
  '引号没有关上.csv': [() => Buffer.from('户编号,户主\nGM1,仡磊\nGM2,"仡磊\nGM3,仡磊\n'), 'file_quote_open'],
  '被截断.xlsx': [() => workbookFile([{ name: 'S', rows: [['a']] }]).subarray(0, -60), 'file_damaged'],
};

/** Files with rows: how many are taken, how many refused, and what must be said. */
export type Sown = {
  readonly file: () => Buffer;
  readonly added: number;
  readonly bad: number;
  readonly says: readonly string[];
};

const csv = (body: string): string => `户编号,户主,村,人口,备注\r\n${body}`;
const plain = (no: string): SheetSpec => ({ name: '花名册', rows: [ROSTER_HEADING, [no, '仡磊', '光明村', 3, '']] });
const utf16be = (value: string): Buffer => Buffer.from(`\ufeff${value}`, 'utf16le').swap16();
const NUMBERS = ['1e308', '-1e308', 'NaN', 'INF', 'Infinity', '-1', '0.5', '1e-9', '99999999999999999999'];
const DATES = [
  '2100-01-01',
  '2999-01-01',
  '0000-00-00',
  '1899-12-31',
  '2026-02-30',
  '二〇二六年',
  '-5',
  '9999999999',
  '0.5',
];

export const SOWN: Readonly<Record<string, Sown>> = {
  '公式和链接.xlsx': {
    file: () =>
      rawXlsx(
        sheetXml([
          heading(ROSTER_HEADING),
          household('GM101', { head: '<c t="str"><f>HYPERLINK("http://x","点我")</f><v>点我</v></c>' }),
          household('GM102', { head: `<c t="str"><f>cmd|' /C calc'!A0</f><v>0</v></c>` }),
          household('GM103', { head: '<c t="str"><f>WEBSERVICE("http://x")</f><v>x</v></c>' }),
          household('GM104', { head: '<c t="str"><f>VLOOKUP(A1,B:C,2)</f></c>' }),
          household('GM105', { people: '<c t="e"><v>#REF!</v></c>' }),
          household('GM106', { people: '<c><f>[1]Sheet1!A1</f><v>4</v></c>' }),
        ]),
        [{ name: 'xl/externalLinks/externalLink1.xml', bytes: Buffer.from('<externalLink r:id="http://x/y.xlsx"/>') }],
      ),
    added: 1,
    bad: 5,
    says: ['第2行“户主”里是公式或链接', '第3行“户主”里是公式或链接', '第4行“户主”里是公式或链接', '#REF!'],
  },
  '外部实体.xlsx': {
    file: () => withDoctype('<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>', 'GM901', '&e;'),
    added: 1,
    bad: 0,
    says: [],
  },
  '实体膨胀.xlsx': { file: () => withDoctype(billionLaughs(), 'GM902', '&h;'), added: 1, bad: 0, says: [] },
  '怪数字.xlsx': {
    file: () =>
      rawXlsx(
        sheetXml([
          heading(ROSTER_HEADING),
          ...NUMBERS.map((value, index) =>
            household(`GM2${String(index).padStart(2, '0')}`, { people: number(value) }),
          ),
        ]),
      ),
    added: 0,
    bad: NUMBERS.length,
    says: ['第2行“人口”', '第4行“人口”', '第5行“人口”', '第7行“人口”的“-1”是负数', '第8行“人口”的“0.5”不是整数'],
  },
  '怪数字.csv': {
    file: () =>
      Buffer.from(
        csv([...NUMBERS, '٣', '³', '0x1F', '3,5'].map((v, i) => `GM3${i + 10},仡磊,光明村,"${v}",`).join('\n')),
      ),
    added: 0,
    bad: NUMBERS.length + 4,
    says: ['“٣”不是数字', '“Infinity”不是数字', '“0x1F”不是数字'],
  },
  '全角数字.csv': { file: () => Buffer.from(csv('ＧＭ４０１,仡磊,光明村,３人,\n')), added: 1, bad: 0, says: [] },
  '怪日期.csv': {
    file: () =>
      Buffer.from(`${INBOUND_HEADING.join(',')}\n${DATES.map((date) => `${date},WP001,大米,1,1,供销社`).join('\n')}\n`),
    added: 0,
    bad: DATES.length,
    says: ['第2行“入库日期”2100-01-01晚于今天', '2026年2月30日不存在', '“二〇二六年”不是日期'],
  },
  '负零.csv': {
    file: () =>
      Buffer.from(`${INBOUND_HEADING.join(',')}\n2026-01-02,WP001,大米,-0,1,供销社\n2026-01-02,WP001,大米,1,-0,\n`),
    added: 1,
    bad: 1,
    says: ['第2行“数量”为0，请填大于0的数'],
  },
  '看不见的字符.csv': {
    file: () =>
      Buffer.from(
        csv(
          'GM501,\u202e磊仡\u202c,光明村,3,低\u200b保\ufeff户\nGM502,仡\0磊,光明村,3,\nGM503,仡磊,光明村,3,a\u0007b\n',
        ),
      ),
    added: 1,
    bad: 2,
    says: ['第3行“户主”里有无法识别的字符', '第4行“备注”里有无法识别的字符'],
  },
  '半个字符.xlsx': {
    file: () =>
      rawXlsx(
        sheetXml([
          heading(ROSTER_HEADING),
          household('GM511', { head: text('仡_xD800_磊') }),
          household('GM512', { head: text('&#xD800;') }),
        ]),
      ),
    added: 0,
    bad: 2,
    says: ['第2行“户主”里有无法识别的字符', '第3行“户主”里有无法识别的字符'],
  },
  '一万字的名字.xlsx': {
    file: () =>
      workbookFile([{ name: '花名册', rows: [ROSTER_HEADING, ['GM521', '字'.repeat(10_000), '光明村', 3, '']] }]),
    added: 0,
    bad: 1,
    says: ['最多50个字'],
  },
  '一格四千万字.csv': {
    file: () => Buffer.from(csv(`GM531,"${'x'.repeat(40_000_000)}",光明村,3,\n`)),
    added: 0,
    bad: 1,
    says: ['最多50个字'],
  },
  '名字属于程序.xlsx': {
    file: () =>
      workbookFile(['constructor', '__proto__', 'toString'].map((name, index) => ({ ...plain(`GM54${index}`), name }))),
    added: 3,
    bad: 0,
    says: [],
  },
  'GBK编码.csv': { file: () => iconv.encode(csv('GM601,王秀,光明村,3,低保户\n'), 'gbk'), added: 1, bad: 0, says: [] },
  'UTF-16LE.csv': {
    file: () => Buffer.from(`\ufeff${csv('GM602,欧阳磊,光明村,3,\n')}`, 'utf16le'),
    added: 1,
    bad: 0,
    says: [],
  },
  'UTF-16BE.csv': { file: () => utf16be(csv('GM603,欧阳磊,光明村,3,\n')), added: 1, bad: 0, says: [] },
  'UTF-8带标记.csv': {
    file: () => Buffer.from(`\ufeff${csv('GM604,欧阳磊,光明村,3,\n')}`),
    added: 1,
    bad: 0,
    says: [],
  },
  '引号和换行.csv': {
    file: () => Buffer.from(csv('GM605,"欧阳\n磊",光明村,"3","他说""好"", 真的"\nGM606,欧"阳"磊,光明村,3,\n')),
    added: 2,
    bad: 0,
    says: [],
  },
  '公式样子的文字.csv': {
    file: () =>
      Buffer.from(
        csv(
          'GM611,"=HYPERLINK(""http://x"",""y"")",光明村,3,\nGM612,+cmd|calc,光明村,3,\nGM613,仡磊,光明村,3,@SUM(1)\n',
        ),
      ),
    added: 1,
    bad: 2,
    says: ['第2行“户主”里是公式或链接', '第3行“户主”里是公式或链接'],
  },
  '带宏.xlsm': {
    file: () => {
      const parts = sheetXml([heading(ROSTER_HEADING), household('GM621', {})]);
      return rawXlsx(parts, [{ name: 'xl/vbaProject.bin', bytes: Buffer.alloc(4_096, 0xd0) }]);
    },
    added: 1,
    bad: 0,
    says: [],
  },
  '旧格式.xls': { file: () => workbookFile([plain('GM622')], { type: 'xls' }), added: 1, bad: 0, says: [] },
  '网页.xls': {
    file: () =>
      Buffer.from(
        `<html><table><tr>${ROSTER_HEADING.map((name) => `<td>${name}</td>`).join('')}</tr><tr><td>GM623</td><td>仡磊</td><td>光明村</td><td>3</td><td></td></tr><tr><td>GM624</td><td>=HYPERLINK("http://x","y")</td><td>光明村</td><td>3</td><td></td></tr></table><script>alert(1)</script></html>`,
      ),
    added: 1,
    bad: 1,
    says: ['第3行“户主”里是公式或链接'],
  },
};
