import { maskName } from '../../../shared/domain/household/masking.ts';
import type { ReceiptLayout } from '../../../shared/domain/redemption/receipt-layout.ts';
import type { PaperWidthMm } from '../../../shared/domain/settings/printer.ts';
import { printableText } from './printable-text.ts';
import { SlipBuilder } from './slip-builder.ts';

export type CardSlipData = {
  readonly shopName: string;
  readonly villageName: string;
  readonly householdNo: string;
  readonly headName: string;
  /** Digits only, so that no input method can spoil a scan. */
  readonly cardNo: string;
};

/** A slip to glue into a household's passbook: scanned at the counter it opens the household. The name is masked. */
export function layoutCardSlip(data: CardSlipData, paperWidthMm: PaperWidthMm): ReceiptLayout {
  const slip = new SlipBuilder(paperWidthMm);
  slip.heading(data.shopName).centred('积分存折').rule();
  slip.labelledPair({ label: '户号', value: data.householdNo }, { label: '村名', value: data.villageName });
  slip.labelled({ label: '户主', value: maskName(printableText(data.headName)) });
  return slip
    .rule()
    .gap()
    .qr(data.cardNo)
    .gap()
    .centred(data.cardNo)
    .centred('请贴在存折封面，兑换时出示')
    .cut()
    .layout();
}
