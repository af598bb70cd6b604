import type { LotDonation, LotLife, LotOrigin } from '../../../shared/contract/stock.ts';
import { Sheet } from '../../components/page.tsx';
import { href } from '../../lib/navigation.ts';
import { INBOUND_SOURCE_TEXT } from '../../lib/words.ts';
import { fenText } from './lot-words.ts';

/**
 * 来源: the document that brought a lot, its price and, of a gift, who gave it and for whom. `linked`: whoever looks may
 * read the register of donors too.
 */
export function LotOriginSheet({ life, linked }: { readonly life: LotLife; readonly linked: boolean }) {
  const { origin } = life;
  const { donation } = origin;
  const facts = [
    ...deliveryFacts(life),
    ...(donation === null ? [] : donationFacts(donation)),
    ['定向', life.earmarkedFor === null ? '' : `只给${life.earmarkedFor}`],
    ['捐赠人同意放开', life.consent ?? ''],
    ['备注', origin.note],
  ].filter(([, value]) => value !== '');
  return (
    <Sheet title="来源">
      <dl className="stock-facts">
        {facts.map(([name, value]) => (
          <div key={name}>
            <dt className="soft">{name}</dt>
            <dd>{linked && name === DONOR && donation ? <DonorLink donation={donation} /> : value}</dd>
          </div>
        ))}
      </dl>
    </Sheet>
  );
}

const DONOR = '捐赠人';

function DonorLink({ donation }: { readonly donation: LotDonation }) {
  return <a href={href(`/goods/donations/donor/${donation.donorId}`)}>{donation.donorName}</a>;
}

type Fact = readonly [name: string, value: string];

function deliveryFacts({ origin, item }: LotLife): readonly Fact[] {
  return [
    ['来源', wordOf(origin)],
    [origin.source === 'donation' ? DONOR : '供货方', origin.donation?.donorName ?? origin.supplier],
    ['日期', origin.businessDate],
    ['单号', origin.documentNo],
    ['数量', `${origin.quantity} ${item.unit}`],
    ['金额', origin.costFen === null ? '未计价' : `${fenText(origin.costFen)} 元`],
    ['计价依据', origin.costFen === null ? '' : origin.costBasis],
    ['发票号', origin.invoiceNo],
    ['资金来源', origin.fundSource],
    ['经手人', origin.handler],
    ['验收人', origin.inspector],
  ];
}

function donationFacts(donation: LotDonation): readonly Fact[] {
  return [
    ['捐赠编号', donation.donationNo],
    ['捐赠意向', donation.intention],
    ['接收人', [donation.receiverOne, donation.receiverTwo].filter((name) => name !== '').join('、')],
    ['证书编号', donation.certificateNo],
    ['外部票据号', donation.externalReceiptNo],
  ];
}

function wordOf({ source, kind }: LotOrigin): string {
  if (source !== null) return INBOUND_SOURCE_TEXT[source];
  return kind === 'stocktake' ? '盘点时发现' : kind === 'partner_supply' ? '共建店供货' : '其他';
}
