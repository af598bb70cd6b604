import { expect, test } from 'vitest';
import { decideStaff } from '../../../shared/domain/staff/staff.ts';
import { operatorId } from '../../../shared/kernel/brands.ts';

const boss = { id: operatorId('a'), name: '管理员', role: 'administrator', active: true } as const;
const keeper = { id: operatorId('b'), name: '杨秀兰', role: 'shopkeeper', active: true } as const;
const gone = { id: operatorId('c'), name: '李四', role: 'administrator', active: false } as const;
const everybody = [boss, keeper, gone];

test('the last administrator neither leaves nor changes role; one who left does not count', () => {
  expect(decideStaff(everybody, { ...boss, active: false })).toEqual({
    ok: false,
    error: { code: 'last_administrator' },
  });
  expect(decideStaff(everybody, { ...boss, role: 'inspector' })).toMatchObject({ ok: false });
  expect(
    decideStaff([...everybody, { ...gone, id: operatorId('d'), name: '王五', active: true }], {
      ...boss,
      active: false,
    }),
  ).toMatchObject({ ok: true });
  expect(decideStaff(everybody, { ...boss, name: '张主任' })).toMatchObject({ ok: true });
});

test('two who work here never have the same name; one who left keeps his, until he comes back', () => {
  const newcomer = { ...keeper, id: operatorId('e') };
  expect(decideStaff(everybody, newcomer)).toEqual({
    ok: false,
    error: { code: 'operator_name_taken', name: '杨秀兰' },
  });
  expect(decideStaff(everybody, { ...newcomer, name: '李四' })).toMatchObject({ ok: true });
  expect(decideStaff([...everybody, { ...newcomer, name: '李四' }], { ...gone, active: true })).toMatchObject({
    ok: false,
    error: { code: 'operator_name_taken' },
  });
  expect(decideStaff(everybody, keeper)).toMatchObject({ ok: true });
});
