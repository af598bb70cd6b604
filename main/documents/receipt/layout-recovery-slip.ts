import type { ReceiptLayout } from '../../../shared/domain/redemption/receipt-layout.ts';
import type { PaperWidthMm } from '../../../shared/domain/settings/printer.ts';
import type { LocalDate } from '../../../shared/kernel/brands.ts';
import { SlipBuilder } from './slip-builder.ts';

export type RecoverySlipData = {
  readonly shopName: string;
  readonly operatorName: string;
  readonly date: LocalDate;
  /** In groups with dashes between them. */
  readonly code: string;
};

const GROUPS_A_LINE = 2;

/** An administrator's recovery code to be locked away. Large, and never as a picture that a phone reads in passing. */
export function layoutRecoverySlip(data: RecoverySlipData, paperWidthMm: PaperWidthMm): ReceiptLayout {
  const slip = new SlipBuilder(paperWidthMm);
  slip.heading(data.shopName).centred('管理员找回码').rule();
  slip.labelledPair({ label: '姓名', value: data.operatorName }, { label: '日期', value: data.date });
  slip.rule().gap();
  const groups = data.code.split('-');
  for (let from = 0; from < groups.length; from += GROUPS_A_LINE) {
    slip.centred(groups.slice(from, from + GROUPS_A_LINE).join('-'), { size: 'large', bold: true });
  }
  return slip
    .gap()
    .rule()
    .centred('忘记密码时，在登录画面点“忘记密码”')
    .centred('输入此码，就能设新密码。只能用一次')
    .centred('请折好封存，不要拍照，不要给别人看')
    .cut()
    .layout();
}
