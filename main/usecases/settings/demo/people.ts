import type { Village } from '../../../../shared/domain/household/household.ts';
import { must } from '../../../../shared/kernel/assert.ts';
import { residentIdCheckCharacter } from '../../../../shared/kernel/check-digit.ts';
import type { LocalDate } from '../../../../shared/kernel/brands.ts';
import type { HouseholdInput } from '../../household/enrol-household.ts';
import type { Random } from './random.ts';

export const DEMO_VILLAGES = [
  { name: '光明村', prefix: 'GM', regionCode: '990101', groups: 8 },
  { name: '清溪村', prefix: 'QX', regionCode: '990102', groups: 6 },
] as const;

/** Names that a shop program must spell, find and print: rare characters, compound surnames, surnames read in their own way. */
const TELLING_NAMES = [
  '张㛃',
  '李䶮',
  '王𠮷',
  '尉迟晓军',
  '欧阳春兰',
  '单国强',
  '解学文',
  '仇玉珍',
  '曾庆国',
  '区志明',
  '查文斌',
  '司徒美华',
  '上官云飞',
  '诸葛明',
  '任重行',
  '乐长青',
  '阿依古丽·买买提',
  '王伟',
  '王伟',
] as const;

const SURNAMES = [
  ...'王王王李李李张张张刘刘陈陈杨黄赵吴周徐孙马朱胡林郭何高罗郑梁谢宋唐许邓冯韩曹彭肖蔡潘田董袁于余叶蒋杜苏魏程吕丁沈姚卢姜崔钟谭陆汪范金石廖贾夏韦傅方邹熊白孟秦邱侯江尹薛',
];
const MENS = [...'伟强磊军洋勇涛明超平刚建国文辉鹏志海云飞山龙成德福贵祥荣生宝林峰光华树根'];
const WOMENS = [...'芳娜秀英敏静丽艳杰娟霞兰玉红梅春燕凤桂花琴珍莲香月萍翠芝菊美琳'];
/** Who lives with a head; `kin` carry the head's surname. */
const RELATIONS = [
  { word: '配偶', kin: false, female: true },
  { word: '子', kin: true, female: false },
  { word: '女', kin: true, female: true },
  { word: '母', kin: false, female: true },
  { word: '父', kin: true, female: false },
  { word: '孙', kin: true, female: false },
] as const;
const COMPOUND_SURNAMES = ['尉迟', '欧阳', '司徒', '上官', '诸葛'];

type Person = { readonly name: string; readonly female: boolean };
type Relative = { readonly name: string; readonly relation: string };

function person(random: Random): Person {
  const female = random.chance(35);
  return { name: random.pick(SURNAMES) + givenName(random, female), female };
}

function givenName(random: Random, female: boolean): string {
  const given = female ? WOMENS : MENS;
  const length = random.chance(25) ? 1 : 2;
  return Array.from({ length }, () => random.pick(given)).join('');
}

function surnameOf(name: string): string {
  return COMPOUND_SURNAMES.find((surname) => name.startsWith(surname)) ?? [...name][0] ?? '';
}

function relative(random: Random, headName: string, relation: (typeof RELATIONS)[number]): Relative {
  const surname = relation.kin ? surnameOf(headName) : random.pick(SURNAMES);
  return { name: surname + givenName(random, relation.female), relation: relation.word };
}

/** A number that passes the check of GB 11643, in a region code that belongs to no place. */
function idNumber(random: Random, regionCode: string, female: boolean, running: number): string {
  const year = random.between(1944, 1996);
  const month = String(random.between(1, 12)).padStart(2, '0');
  const day = String(random.between(1, 28)).padStart(2, '0');
  const order = String(((running * 2) % 998) + (female ? 0 : 1)).padStart(3, '0');
  const first17 = `${regionCode}${year}${month}${day}${order}`;
  return `${first17}${residentIdCheckCharacter(first17)}`;
}

/** Who a household is. Two thirds live in the first village; telling names are spread over the first hundred. */
export function demoHousehold(
  random: Random,
  villages: readonly Village[],
  index: number,
  count: number,
  enrolledOn: LocalDate,
): HouseholdInput {
  const inFirst = Math.ceil((count * 2) / 3);
  const place = index < inFirst ? 0 : 1;
  const village = must(DEMO_VILLAGES[place], 'two villages');
  const running = index < inFirst ? index + 1 : index - inFirst + 1;
  const someone = person(random);
  const headName = (index % 5 === 2 ? TELLING_NAMES[(index - 2) / 5] : undefined) ?? someone.name;
  const group = random.between(1, village.groups);
  const memberCount = random.between(1, 6);
  const width = count > 999 ? 4 : 3;
  return {
    householdNo: `${village.prefix}${String(running).padStart(width, '0')}`,
    headName,
    idNumber: idNumber(random, village.regionCode, someone.female, running),
    villageId: must(villages[place], 'the village was made').id,
    villageGrid: `第${'一二三四'.charAt((group - 1) % 4)}网格`,
    groupName: `${'一二三四五六七八'.charAt(group - 1)}组`,
    memberCount,
    phone: random.chance(94)
      ? `1${random.pick(['30', '50', '55', '77', '88', '99'])}00${String(random.below(1_000_000)).padStart(6, '0')}`
      : null,
    members: members(random, headName, memberCount),
    enrolledOn,
    status: random.chance(1) ? 'moved' : 'active',
    tags: DEMO_TAGS[index % 9] ?? [],
    note: random.chance(6) ? random.pick(['低保户', '脱贫户', '党员户', '退役军人家庭']) : '',
  };
}

/** Every ninth household or so belongs to a group. */
const DEMO_TAGS: Readonly<Record<number, readonly string[]>> = { 3: ['80岁以上老人'], 7: ['困难学生'] };

function members(random: Random, headName: string, memberCount: number): string {
  const others = RELATIONS.slice(0, memberCount - 1).map((relation) => {
    const { name, relation: word } = relative(random, headName, relation);
    return `${name}(${word})`;
  });
  return [`${headName}(户主)`, ...others].join('、');
}

/** Someone of the family who fetches goods for the head. */
export function demoRecipient(random: Random, headName: string): Relative {
  return relative(random, headName, random.pick(RELATIONS));
}
