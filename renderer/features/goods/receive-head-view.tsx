import { AutoComplete, Input, Segmented, Select } from 'antd';
import type { ReceivingHints } from '../../../shared/domain/goods/inbound-readings.ts';
import { INBOUND_SOURCES, type InboundSource } from '../../../shared/domain/goods/goods.ts';
import type { Donor } from '../../../shared/domain/donation/donation.ts';
import { COST_BASES, COST_BASIS_WORD, type CostBasis } from '../../../shared/domain/goods/inbound.ts';
import { DateField } from '../../components/date-field.tsx';
import { Field } from '../../components/field.tsx';
import { INBOUND_SOURCE_TEXT } from '../../lib/words.ts';
import type { ReceiveHead } from './receive-draft.ts';
import { ReceiveGiftFields } from './receive-gift-fields.tsx';

const SUPPLIER_LABEL: Readonly<Record<InboundSource, string>> = {
  purchase: '供货单位',
  donation: '捐赠人',
  transfer: '调出单位',
  opening: '',
};

/** Sources of the fund's ledger, for a shop that has bought nothing yet. */
const USUAL_FUNDS = ['帮扶资金', '光伏及集体收益', '社会捐赠', '红十字会', '财政补助'];

/** What stands above the lines of the supplier's paper. */
export function ReceiveHeadView(props: {
  readonly head: ReceiveHead;
  readonly hints: ReceivingHints | null;
  readonly latest: string;
  readonly operatorName: string;
  readonly donors: readonly Donor[];
  readonly supplierError: string | null;
  readonly receiversError: string | null;
  readonly invoiceError: string | null;
  readonly onChange: (part: Partial<ReceiveHead>) => void;
}) {
  const { head, hints, onChange } = props;
  const text = (key: 'sourceNo' | 'invoiceNo' | 'note') => ({
    maxLength: key === 'note' ? 200 : 64,
    autoComplete: 'off',
    value: head[key],
    onChange: (event: { readonly target: { readonly value: string } }) => onChange({ [key]: event.target.value }),
  });
  const words = (key: 'supplier' | 'fundSource' | 'handler' | 'inspector', known: readonly string[]) => ({
    maxLength: key === 'supplier' ? 100 : 64,
    value: head[key],
    options: matching(known, head[key]).map((value) => ({ value })),
    onChange: (value: string) => onChange({ [key]: value }),
  });
  const bought = head.source === 'purchase';
  const given = head.source === 'donation';
  return (
    <>
      <div className="form-grid receive-paper">
        {head.source === 'opening' ? null : (
          <Field label={SUPPLIER_LABEL[head.source]} error={props.supplierError}>
            {given ? (
              <AutoComplete
                data-paper="supplier"
                {...words(
                  'supplier',
                  props.donors.filter(({ active }) => active).map(({ name }) => name),
                )}
              />
            ) : (
              <AutoComplete data-paper="supplier" {...words('supplier', hints?.suppliers ?? [])} />
            )}
          </Field>
        )}
        <Field label="入库日期">
          <DateField
            value={head.date}
            latest={props.latest}
            placeholder={`今天 ${props.latest}`}
            onChange={(date) => onChange({ date })}
          />
        </Field>
        {bought ? (
          <Field label="发票号" error={props.invoiceError}>
            <Input data-paper="invoice" {...text('invoiceNo')} placeholder="没有发票就不填" />
          </Field>
        ) : null}
        <Field label={bought ? '送货单号' : '原始单号'}>
          <Input {...text('sourceNo')} placeholder="可不填" />
        </Field>
        {bought ? (
          <Field label="资金来源">
            <AutoComplete {...words('fundSource', unique([...(hints?.fundSources ?? []), ...USUAL_FUNDS]))} />
          </Field>
        ) : null}
        <Field label="计价依据">
          <Select<CostBasis>
            value={head.basis}
            options={COST_BASES.filter((value) => value !== 'unvalued').map((value) => ({
              value,
              label: COST_BASIS_WORD[value],
            }))}
            onChange={(basis) => onChange({ basis })}
          />
        </Field>
        {given ? (
          <ReceiveGiftFields
            head={head}
            donors={props.donors}
            people={unique([props.operatorName, ...(hints?.people ?? [])])}
            receiversError={props.receiversError}
            onChange={(gift) => onChange({ gift: { ...head.gift, ...gift } })}
          />
        ) : (
          <>
            <Field label="经手人">
              <AutoComplete {...words('handler', hints?.people ?? [])} placeholder={props.operatorName} />
            </Field>
            <Field label="验收人">
              <AutoComplete {...words('inspector', hints?.people ?? [])} placeholder="另一个人" />
            </Field>
          </>
        )}
        <Field label="备注">
          <Input {...text('note')} placeholder="可不填" />
        </Field>
      </div>
    </>
  );
}

function unique(words: readonly string[]): readonly string[] {
  return [...new Set(words)];
}

/** What begins with or holds what was typed; all of it while nothing is. */
function matching(words: readonly string[], typed: string): readonly string[] {
  const wanted = typed.trim();
  return words.filter((word) => word.includes(wanted) && word !== wanted).slice(0, 8);
}

/** Where the goods come from. */
export function SourcePick(props: {
  readonly source: InboundSource;
  readonly onPick: (source: InboundSource) => void;
}) {
  return (
    <Segmented<InboundSource>
      aria-label="来源"
      value={props.source}
      options={INBOUND_SOURCES.map((value) => ({ value, label: INBOUND_SOURCE_TEXT[value] }))}
      onChange={props.onPick}
    />
  );
}

/** The paper in one line, once its goods are being typed. */
export function paperText(head: ReceiveHead, date: string, photos: number): string {
  const { gift } = head;
  const given = head.source === 'donation';
  return [
    head.supplier.trim(),
    date,
    head.invoiceNo.trim() === '' ? '' : `发票 ${head.invoiceNo.trim()}`,
    head.sourceNo.trim() === '' ? '' : `单号 ${head.sourceNo.trim()}`,
    head.source === 'purchase' ? head.fundSource.trim() : '',
    given ? `接收 ${gift.receiverOne.trim()}、${gift.receiverTwo.trim()}` : '',
    given && gift.earmark.trim() !== '' ? `定向给${gift.earmark.trim()}` : '',
    !given && head.inspector.trim() !== '' ? `验收 ${head.inspector.trim()}` : '',
    photos > 0 ? `照片 ${photos} 张` : '',
  ]
    .filter((part) => part !== '')
    .join(' · ');
}
