import type { PriceRefusal } from '../../../shared/domain/price/refusals.ts';
import type { PointsRefusal } from '../../../shared/domain/points/refusals.ts';
import { type EntryId, type Fen, fen } from '../../../shared/kernel/brands.ts';
import { err, ok, type Result } from '../../../shared/kernel/result.ts';
import type { CertificateLine, CertificatePaper } from '../../documents/paper/paper.ts';
import type { ReadableDatabase } from '../../db/open-database.ts';
import { findGift, type GiftLine, listGiftLines } from '../../db/repositories/certificate-repository.ts';
import { readShopName } from '../settings/shop-settings.ts';

export type CertificateInput = Pick<CertificatePaper, 'form' | 'size' | 'amounts'> & { readonly inboundId: EntryId };

/** 接收凭证 or 捐赠证书 of one gift that stands. The last record about it counts: who gave, for whom, who received. */
export function certificatePaper(
  db: ReadableDatabase,
  input: CertificateInput,
): Result<
  CertificatePaper,
  | Extract<PointsRefusal, { code: 'entry_not_found' | 'already_reversed' }>
  | Extract<PriceRefusal, { code: 'paper_not_a_gift' }>
> {
  const { inboundId, form, size, amounts } = input;
  const gift = findGift(db, inboundId);
  if (!gift) return err({ code: 'entry_not_found' });
  const { documentNo, reversedBy } = gift;
  if (reversedBy !== null) return err({ code: 'already_reversed', documentNo, reversalNo: reversedBy });
  if (gift.source !== 'donation') return err({ code: 'paper_not_a_gift', documentNo });
  return ok({
    kind: 'certificate',
    form,
    size,
    amounts,
    certificateNo: gift.certificateNo || gift.donationNo || documentNo,
    shopName: readShopName(db) ?? '',
    donorName: gift.donorName || gift.supplier || '爱心人士',
    date: gift.date,
    intention: gift.intention ?? '',
    receivers: [gift.receiverOne ?? '', gift.receiverTwo ?? ''],
    lines: listGiftLines(db, inboundId).map(certificateLine),
  });
}

/** Unvalued goods have no figures; where only the whole is known, one unit's share is shown where it is exact. */
function certificateLine(line: GiftLine): CertificateLine {
  const { quantity, valueFen } = line;
  if (valueFen === null) return { ...line, unitFen: null, basis: '未计价' };
  return { ...line, unitFen: line.unitFen ?? exactShare(valueFen, quantity) };
}

function exactShare(valueFen: Fen, quantity: number): Fen | null {
  return valueFen % quantity === 0 ? fen(valueFen / quantity) : null;
}
