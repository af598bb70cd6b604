import { statSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { gbkBytes, gbkText } from '../../../main/documents/receipt/gbk.ts';
import { glyphOf, hasGlyph } from '../../../main/documents/receipt/glyphs.ts';
import { printableText } from '../../../main/documents/receipt/printable-text.ts';

function* everyCharacter(): Generator<string> {
  for (let code = 0x20; code <= 0x10ffff; code += 1) {
    if (code < 0xd800 || code > 0xdfff) yield String.fromCodePoint(code);
  }
}

describe('what a printer prints from its own font', () => {
  test('every code it is sent is one or two bytes, and means that character to an independent decoder', () => {
    const decoder = new TextDecoder('gb18030', { fatal: true });
    const wrong: string[] = [];
    let count = 0;
    for (const character of everyCharacter()) {
      const bytes = gbkBytes(character);
      if (bytes === null) continue;
      count += 1;
      const [lead = 0, trail = 0] = bytes;
      const garbled = lead === 0xfe && trail >= 0x50 && trail <= 0xa0;
      if (bytes.length > 2 || garbled || decoder.decode(bytes) !== character) wrong.push(character);
    }
    expect(wrong).toEqual([]);
    // GBK 1.0 has 21,003 Han and 883 signs; the 80 at FE50 and a few signs are left out, ASCII is added.
    expect(count).toBe(21_886);
  });

  test('￥ is A3A4, and look-alikes of it are not sent as they are', () => {
    expect(gbkBytes('￥')?.toString('hex')).toBe('a3a4');
    expect(gbkText(printableText('¥5'))?.toString('hex')).toBe('a3a435');
    expect(gbkBytes('¥')).toBeNull();
    expect(gbkBytes('€')).toBeNull();
  });

  test.for(['䶮', '㛃', '𠮷', '𬭎', '⿰', '〾', 'ḿ', 'ǹ', '\ue000', '\u0007', '\n'])('%s is not in it', (character) => {
    expect(gbkBytes(character)).toBeNull();
  });
});

describe('the glyph table', () => {
  test('is small enough to ship', () => {
    const file = new URL('../../../main/documents/receipt/glyphs.bin', import.meta.url);
    expect(statSync(file).size).toBeLessThan(1_500_000);
  });

  test('has everything that the printer has, so that a whole line can be drawn', () => {
    const missing = [...everyCharacter()].filter((character) => gbkBytes(character) !== null && !hasGlyph(character));
    expect(missing).toEqual([]);
  });

  test('every glyph but the spaces has dots, and no two rare names look alike', () => {
    const blank = [...everyCharacter()].filter((character) => glyphOf(character)?.every((byte) => byte === 0));
    expect(blank).toEqual([' ', '　']);
    const pictures = ['䶮', '㛃', '𠮷', '𬭎', '吉', '龚', '〓'].map((character) =>
      Buffer.from(glyphOf(character) ?? []).toString('hex'),
    );
    expect(new Set(pictures).size).toBe(pictures.length);
  });

  test('has the rare characters of the General Standard List that names use', () => {
    const rare = Array.from('䶮㛃𠮷𬭎𬱖𫖮𬀩𪣻𬘓㭎㑇䲟𫘜𬸦𨱑龦');
    expect(rare.filter((character) => !hasGlyph(character))).toEqual([]);
  });

  test('ASCII stays within its half of the cell', () => {
    for (let code = 0x20; code < 0x7f; code += 1) {
      const glyph = glyphOf(String.fromCharCode(code)) ?? new Uint8Array(0);
      const rightHalf = [...glyph].filter((byte, index) => (index % 3 === 1 ? byte & 0x0f : index % 3 === 2 && byte));
      expect(rightHalf, String.fromCharCode(code)).toEqual([]);
    }
  });
});

describe('text from users', () => {
  test.for<[given: string, printed: string]>([
    ['王\u0000小\u001b@明', '王小@明'],
    ['王\u200b\u200e小\u202e明\ufeff', '王小明'],
    ['  大米\t5kg\r\n一袋　好 ', '大米 5kg 一袋 好'],
    ['葛\u{e0100}城\ufe00', '葛城'],
    ['阿卜杜•热合曼', '阿卜杜·热合曼'],
    ['⼤⽶', '大米'],
    ['\uf9dc', '隆'],
    ['赵😀钱👨‍👩‍👧孙', '赵〓钱〓孙'],
    ['\ud842王', '〓王'],
    ['是?否?', '是?否?'],
    ['\ue863', '〓'],
    ['', ''],
  ])('%j prints as %j', ([given, printed]) => {
    expect(printableText(given)).toBe(printed);
  });
});
