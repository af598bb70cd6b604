import type { ReceiptLayout } from '../../../shared/domain/redemption/receipt-layout.ts';
import type { PaperWidthMm } from '../../../shared/domain/settings/printer.ts';
import { SlipBuilder } from './slip-builder.ts';

export type RecoveryKeyData = { readonly shopName: string; readonly madeOn: string; readonly lines: readonly string[] };

/** The key that opens the identity numbers on another PC, to be locked away: each line has a check of its own. */
export function layoutRecoveryKey(data: RecoveryKeyData, paperWidthMm: PaperWidthMm): ReceiptLayout {
  const slip = new SlipBuilder(paperWidthMm);
  slip.heading(data.shopName).centred('恢复密钥（身份证号）').centred(data.madeOn).rule().gap();
  data.lines.forEach((line, index) => slip.centred(`${index + 1}  ${line}`, { size: 'tall', bold: true }).gap());
  return slip
    .rule()
    .centred('换电脑或重装系统后，凭此打开已存的身份证号')
    .centred('请锁进柜子，不要拍照，不要放在电脑旁')
    .cut()
    .layout();
}
