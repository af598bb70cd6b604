import { useQuery } from '@tanstack/react-query';
import { AutoComplete, Button, Input } from 'antd';
import type { FormEvent } from 'react';
import type { Operator } from '../../../shared/contract/staff.ts';
import type { OutboundKind } from '../../../shared/domain/outbound/outbound.ts';
import { yuanText } from '../../../shared/kernel/number-text.ts';
import '../../components/doorway.css';
import { Field } from '../../components/field.tsx';
import { Page, Sheet } from '../../components/page.tsx';
import { PhotoPicker } from '../../components/photo-picker.tsx';
import { SecondPersonDialog } from '../../components/second-person-dialog.tsx';
import { FailingState, LoadingState, Notice } from '../../components/state-views.tsx';
import { useKeys } from '../../lib/keys.ts';
import { queries } from '../../lib/queries.ts';
import { sentenceOf } from '../../lib/shop-error.ts';
import { mayLeave } from './outbound-draft.ts';
import { OutboundLineView } from './outbound-line-view.tsx';
import { DISPOSALS, KIND_WORDS } from './outbound-words.ts';
import { type OutboundFormState, useOutboundForm } from './use-outbound-form.ts';

/** One write-off, transfer or return to a supplier: which lots, how many, why, and who watched. */
export function OutboundForm(props: {
  readonly kind: OutboundKind;
  /** Lots that were chosen in the list of what expires. */
  readonly lots: readonly string[];
  readonly operator: Operator;
  readonly onDone: (sentence: string) => void;
  readonly onBack: () => void;
}) {
  const { kind } = props;
  const words = KIND_WORDS[kind];
  const form = useOutboundForm(kind, props.lots, props.onDone);
  useKeys({ Escape: props.onBack });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    form.submit();
  };
  return (
    <Page
      title={words.name}
      lead={words.lead}
      actions={
        <Button size="large" onClick={props.onBack}>
          返回 <kbd>Esc</kbd>
        </Button>
      }
    >
      {form.failure ? (
        <FailingState sentence={sentenceOf(form.failure)} />
      ) : form.ready ? (
        <form className="doorway-form" onSubmit={submit}>
          <LinesSheet kind={kind} form={form} />
          <HeadSheet kind={kind} form={form} operator={props.operator} />
          {form.complaint ? (
            <Notice tone="refused" live="assertive">
              {form.complaint}
            </Notice>
          ) : null}
          {form.sending.isError ? (
            <Notice tone="refused" live="assertive">
              {sentenceOf(form.sending.error)}
            </Notice>
          ) : null}
          <div className="form-actions">
            <span className="outbound-total">
              合计 {form.read.length} 批，成本 <span className="number">{yuanText(form.totalFen)}</span> 元
              {form.unvalued > 0 ? `，另 ${form.unvalued} 批未计价` : ''}
            </span>
            <Button type="primary" size="large" htmlType="submit" loading={form.sending.isPending}>
              {words.verb}
            </Button>
          </div>
        </form>
      ) : (
        <LoadingState />
      )}
      {form.sending.asked ? <SecondPersonDialog {...form.sending.asked} /> : null}
    </Page>
  );
}

function LinesSheet({ kind, form }: { readonly kind: OutboundKind; readonly form: OutboundFormState }) {
  return (
    <Sheet title="物品" extra={<Button onClick={form.add}>加一行</Button>}>
      <p className="soft small sheet-lead">扫条码就加一行；批次按先到期的排在前面。</p>
      <div className="outbound-lines">
        {form.lines.map((line, index) => (
          <OutboundLineView
            key={line.key}
            kind={kind}
            number={index + 1}
            line={line}
            read={form.read.find((each) => each.line.key === line.key) ?? null}
            items={form.items}
            spellings={form.spellings}
            lots={line.itemId === null ? [] : form.lotsOf(line.itemId)}
            showProblems={form.tried}
            onChange={(part) => form.change(line.key, part)}
            onRemove={form.lines.length > 1 ? () => form.remove(line.key) : undefined}
          />
        ))}
      </div>
    </Sheet>
  );
}

function HeadSheet({
  kind,
  form,
  operator,
}: {
  readonly kind: OutboundKind;
  readonly form: OutboundFormState;
  readonly operator: Operator;
}) {
  const operators = useQuery(queries.operators());
  const { head, problems, setHead } = form;
  const people = (operators.data ?? []).filter(({ id }) => id !== operator.id).map(({ name }) => ({ value: name }));
  const { counterparty } = KIND_WORDS[kind];
  const lots = form.read.flatMap(({ lot }) => (lot && mayLeave(kind, lot) ? [lot] : []));
  const suppliers = kind === 'supplier_return' ? lots.map(({ supplier }) => supplier) : [];
  return (
    <Sheet title={kind === 'write_off' ? '处理和监督' : '去向'}>
      <div className="form-grid">
        {counterparty === null ? (
          <Field label="处理方式" error={problems.disposal ?? null}>
            <AutoComplete
              value={head.disposal}
              maxLength={64}
              placeholder="选一种，或自己填"
              options={DISPOSALS.map((value) => ({ value }))}
              onChange={(disposal: string) => setHead({ disposal })}
            />
          </Field>
        ) : (
          <Field label={counterparty} error={problems.counterparty ?? null}>
            <AutoComplete
              value={head.counterparty}
              maxLength={100}
              options={[...new Set(suppliers)].filter((name) => name !== '').map((value) => ({ value }))}
              onChange={(value: string) => setHead({ counterparty: value })}
            />
          </Field>
        )}
        <Field
          label={kind === 'write_off' ? '监督人' : '交接人'}
          help={kind === 'write_off' ? '在场看着的人，不能是经办人自己，也不能是审批人' : '可不填'}
          error={problems.witness ?? null}
        >
          <AutoComplete
            value={head.witness}
            maxLength={50}
            options={people}
            filterOption
            onChange={(witness: string) => setHead({ witness })}
          />
        </Field>
        <Field label="说明" help={kind === 'write_off' ? '没有照片时，在这里写明为什么' : '可不填'} span>
          <Input maxLength={500} value={head.note} onChange={(event) => setHead({ note: event.target.value })} />
        </Field>
      </div>
      <div className="outbound-photos">
        {kind === 'write_off' ? (
          <PhotoPicker
            inHand={form.photos}
            label="报损照片"
            hint="过期、损坏的要拍下来，也可以拖到这里；丢失的可不加"
          />
        ) : (
          <PhotoPicker inHand={form.photos} label="交接单照片" />
        )}
      </div>
    </Sheet>
  );
}
