import { describe, expect, test } from 'vitest';
import { contactText, readContact } from '../../../shared/domain/donation/contact.ts';
import { donorKindOf, thanksName } from '../../../shared/domain/donation/donation.ts';
import {
  intentionText,
  mayHave,
  readIntention,
  readTags,
  tidyTag,
  tidyTags,
} from '../../../shared/domain/donation/earmark.ts';

describe('a tag', () => {
  test('is the same tag however it was typed', () => {
    expect(tidyTag(' ８０岁 以上老人\n')).toBe('80岁以上老人');
    expect(tidyTags(['困难学生', '', '80岁以上老人', '困难 学生'])).toEqual(['80岁以上老人', '困难学生']);
    expect(readTags('困难学生、80岁以上老人；残疾人,困难学生')).toEqual(['80岁以上老人', '困难学生', '残疾人']);
    expect([...tidyTag('很'.repeat(50))]).toHaveLength(32);
  });

  test('opens what is kept for it, and nothing else', () => {
    expect([mayHave([], null), mayHave(['困难学生'], null), mayHave(['困难学生'], '困难学生')]).toEqual([
      true,
      true,
      true,
    ]);
    expect([mayHave([], '困难学生'), mayHave(['困难'], '困难学生')]).toEqual([false, false]);
  });
});

describe('what a donor intends', () => {
  test.each([
    ['不指定', null, ''],
    ['', null, ''],
    ['指定用于80岁以上老人', '80岁以上老人', ''],
    ['指定困难学生', '困难学生', ''],
    ['定向：困难学生；春节前发完', '困难学生', '春节前发完'],
    ['定向捐赠给 残疾人', '残疾人', ''],
    ['春节慰问', null, '春节慰问'],
    ['原定向困难学生，已同意不限（电话）', null, '原定向困难学生，已同意不限（电话）'],
  ])('%s', (text, earmark, intention) => {
    expect(readIntention(text)).toEqual({ earmark, intention });
  });

  test('comes back as it was said: a group binds, a group that was freed binds no more', () => {
    for (const given of [
      { earmark: '80岁以上老人', intention: '' },
      { earmark: '80岁以上老人', intention: '春节前发完；先到先得' },
      { earmark: null, intention: '春节慰问' },
      { earmark: null, intention: '' },
    ]) {
      expect(readIntention(intentionText({ ...given, consent: null }))).toEqual(given);
    }
    const freed = intentionText({ earmark: '困难学生', intention: '', consent: '张主任7月3日电话' });
    expect(freed).toBe('原定向困难学生，已同意不限（张主任7月3日电话）');
    expect(readIntention(freed)).toEqual({ earmark: null, intention: freed });
  });
});

test.each([
  ['张主任 13800001111', '张主任', '13800001111'],
  ['13800001111（张主任）', '张主任', '13800001111'],
  ['0744-8222333', '', '0744-8222333'],
  ['联系人：李会计', '联系人 李会计', ''],
  ['', '', ''],
])('a contact is a name, a telephone, or both: %s', (text, contact, phone) => {
  expect(readContact(text)).toEqual({ contact, phone });
  expect(readContact(contactText({ contact, phone }))).toEqual({ contact, phone });
});

test('who gives is an organisation or a person, and is named as they wish', () => {
  const organisations = ['县红十字会', '市烟草公司帮扶单位', '驻村工作队', '县农商行', '镇商会'];
  expect(new Set(organisations.map(donorKindOf))).toEqual(new Set(['organisation']));
  expect(new Set(['王小伟', '在外乡友袁娟超', '爱心企业家李先生'].map(donorKindOf))).toEqual(new Set(['person']));
  expect(thanksName({ name: '王小伟', thanks: 'full' })).toBe('王小伟');
  expect(thanksName({ name: '王小伟', thanks: 'masked' })).toBe('王*伟');
  expect(thanksName({ name: '王小伟', thanks: 'hidden' })).toBe('爱心人士（不具名）');
});
