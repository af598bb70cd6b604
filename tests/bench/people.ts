import { must } from '../../shared/kernel/assert.ts';
import { residentIdCheckCharacter } from '../../shared/kernel/check-digit.ts';

const SURNAMES = [
  ...'王李张刘陈杨黄赵吴周徐孙马朱胡林郭何高罗郑梁谢宋唐许邓冯韩曹曾彭肖蔡潘田董袁于余叶蒋杜苏魏程吕丁沈任单解仇区',
];
const GIVEN = [
  ...'伟芳娜秀英敏静丽强磊军洋勇艳杰娟涛明超兰霞平刚桂华建国玉红梅春燕文辉鹏志海云飞凤山龙成德福贵祥荣生金宝',
];

const pick = (from: readonly string[], index: number) => must(from[index % from.length], 'a character');

/** A name of two or three characters, spread over all surnames. */
export function headNameOf(index: number): string {
  const mixed = Math.imul(index + 1, 2_654_435_761) >>> 0;
  const first = pick(SURNAMES, mixed);
  const second = pick(GIVEN, mixed >>> 7);
  return index % 4 === 0 ? `${first}${second}` : `${first}${second}${pick(GIVEN, mixed >>> 15)}`;
}

export function phoneOf(index: number): string {
  return `13${String(Math.imul(index + 1, 40_503) >>> 0)
    .padStart(9, '0')
    .slice(-9)}`;
}

/** A valid number in a region code that belongs to no place. */
export function idNumberOf(index: number): string {
  const year = 1940 + (index % 50);
  const day = String((index % 28) + 1).padStart(2, '0');
  const month = String((index % 12) + 1).padStart(2, '0');
  const first17 = `9${String(90_000 + Math.floor(index / 1000)).slice(-5)}${year}${month}${day}${String(index % 1000).padStart(3, '0')}`;
  return `${first17}${residentIdCheckCharacter(first17)}`;
}
