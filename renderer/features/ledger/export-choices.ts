import { LEDGER_IDS, LEDGERS, type LedgerId } from '../../../shared/domain/ledger/ledger-definitions.ts';
import { LEDGER_SCOPE, type LedgerScope } from '../../../shared/domain/ledger/ledger-scope.ts';

/** One ledger, or all of them in one workbook. */
export type ExportChoice = LedgerId | 'all';

const HINT: Readonly<Record<LedgerId, string>> = {
  household_roster: '每户一行：户主、人口、电话、成员',
  item_catalogue: '每种物品一行：兑换分值、库存下限',
  inbound: '采购、捐赠、调拨、期初，逐批逐行',
  donation: '谁捐的、给谁、谁接收、证书和票据号，逐批逐行',
  points: '每次加分扣分，带荣誉累计和可兑余额',
  redemption: '每件兑出去的物品，退回用红字',
  stock_movement: '每批物品进、出、结存',
  partner_settlement: '每村一行：户次、积分、成本和应结金额',
  stocktake: '每次盘点逐批：账面、实盘、盘盈盘亏和原因',
  write_off: '过期、损坏、丢失的物品，监督人和审批人，红冲用红字',
  passbook: '一户的积分明细，按日期一笔一笔',
};

const PERSONAL = ['idNumber', 'phone', 'contact'];

export const EXPORT_CHOICES: readonly { readonly id: ExportChoice; readonly name: string; readonly hint: string }[] = [
  { id: 'all', name: '全部台账', hint: '一个文件，每本台账一张表' },
  ...LEDGER_IDS.map((id) => ({ id, name: LEDGERS[id].sheet, hint: HINT[id] })),
];

export function scopeOf(choice: ExportChoice): LedgerScope {
  return choice === 'all' ? { days: true, households: true } : LEDGER_SCOPE[choice];
}

/** Ledgers with numbers of people in them, which come out masked unless somebody says what for. */
export function hasPersonalNumbers(choice: ExportChoice): boolean {
  return choice === 'all' || LEDGERS[choice].columns.some(({ key }) => PERSONAL.includes(key));
}

/** Ledgers that may be narrowed to one household; the passbook is always one household's. */
export function asksHousehold(choice: ExportChoice): boolean {
  return choice === 'passbook' || choice === 'points' || choice === 'redemption';
}
