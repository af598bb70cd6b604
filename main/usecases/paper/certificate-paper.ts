import type { DonatedLot } from '../../../shared/domain/donation/views.ts';
import type { PointsRefusal } from '../../../shared/domain/points/refusals.ts';
import { type EntryId, type Fen, fen } from '../../../shared/kernel/brands.ts';
import { err, ok, type Result } from '../../../shared/kernel/result.ts';
import type { CertificateLine, CertificatePaper } from '../../documents/paper/paper.ts';
import type { ReadableDatabase } from '../../db/open-database.ts';
import { readDonation } from '../donation/read-donations.ts';
import { readShopName } from '../settings/shop-settings.ts';

export type CertificateInput = Pick<CertificatePaper, 'form' | 'size' | 'amounts'> & { readonly inboundId: EntryId };

/** 接收凭证 or 捐赠证书 of one gift that stands. The last record about it counts: who gave, for whom, who received. */
export function certificatePaper(
  db: ReadableDatabase,
  { inboundId, form, size, amounts }: CertificateInput,
): Result<CertificatePaper, Extract<PointsRefusal, { code: 'entry_not_found' | 'already_reversed' }>> {
  const read = readDonation(db, inboundId);
  if (!read.ok) return read;
  const gift = read.value;
  const { documentNo, reversedBy } = gift;
  if (reversedBy !== null) return err({ code: 'already_reversed', documentNo, reversalNo: reversedBy });
  return ok({
    kind: 'certificate',
    form,
    size,
    amounts,
    certificateNo: gift.certificateNo || gift.donationNo,
    shopName: readShopName(db) ?? '',
    donorName: gift.donor?.name || gift.supplier || '爱心人士',
    date: gift.date,
    intention: gift.intention,
    receivers: [gift.receiverOne, gift.receiverTwo],
    lines: gift.lots.map(certificateLine),
  });
}

/** Unvalued goods have no figures; where only the whole is known, one unit's share is shown if it is exact. */
function certificateLine(lot: DonatedLot): CertificateLine {
  const { itemName: name, spec, unit, quantity, costFen: valueFen } = lot;
  const about = { name, spec, unit, quantity, valueFen };
  if (valueFen === null) return { ...about, unitFen: null, basis: '未计价' };
  return { ...about, unitFen: lot.unitCostFen ?? exactShare(valueFen, quantity), basis: lot.costBasis };
}

function exactShare(valueFen: Fen, quantity: number): Fen | null {
  return valueFen % quantity === 0 ? fen(valueFen / quantity) : null;
}
