import { useQuery } from '@tanstack/react-query';
import { AutoComplete, Input, Segmented } from 'antd';
import { type Donor, type DonorKind, donorKindOf } from '../../../shared/domain/donation/donation.ts';
import { Field } from '../../components/field.tsx';
import { queries } from '../../lib/queries.ts';
import type { GiftWords, ReceiveHead } from './receive-draft.ts';
import { donorNamed } from './receive-gift.ts';

/** What is written down about a gift beside its goods; a donor who is not registered yet is asked what they are. */
export function ReceiveGiftFields(props: {
  readonly head: ReceiveHead;
  readonly donors: readonly Donor[];
  readonly people: readonly string[];
  readonly receiversError: string | null;
  readonly onChange: (gift: Partial<GiftWords>) => void;
}) {
  const { head, people, onChange } = props;
  const { gift } = head;
  const tags = useQuery(queries.tags());
  const unknown = head.supplier.trim() !== '' && donorNamed(head, props.donors) === null;
  const person = (key: 'receiverOne' | 'receiverTwo') => ({
    maxLength: 50,
    value: gift[key],
    options: people.filter((name) => name.includes(gift[key].trim()) && name !== gift[key]).map((value) => ({ value })),
    onChange: (value: string) => onChange({ [key]: value }),
  });
  return (
    <>
      {unknown ? (
        <Field label="新捐赠人" help="还没有登记过，入库时一起登记">
          <Segmented<DonorKind>
            block
            value={gift.kind ?? donorKindOf(head.supplier)}
            options={[
              { value: 'organisation', label: '单位' },
              { value: 'person', label: '个人' },
            ]}
            onChange={(kind) => onChange({ kind })}
          />
        </Field>
      ) : null}
      <Field label="接收人一" error={props.receiversError}>
        <AutoComplete data-paper="receiver" {...person('receiverOne')} />
      </Field>
      <Field label="接收人二">
        <AutoComplete {...person('receiverTwo')} placeholder="另一个人" />
      </Field>
      <Field label="捐赠意向">
        <Input
          maxLength={200}
          value={gift.intention}
          placeholder="捐赠人怎么说就怎么写"
          onChange={(event) => onChange({ intention: event.target.value })}
        />
      </Field>
      <Field label="定向给">
        <AutoComplete
          maxLength={32}
          value={gift.earmark}
          placeholder="不定向就不填"
          options={(tags.data ?? [])
            .filter(({ tag }) => tag.includes(gift.earmark.trim()) && tag !== gift.earmark)
            .map(({ tag }) => ({ value: tag }))}
          onChange={(earmark: string) => onChange({ earmark })}
        />
      </Field>
      <Field label="外部票据号">
        <Input
          maxLength={64}
          value={gift.externalReceiptNo}
          placeholder="以后有了再补"
          onChange={(event) => onChange({ externalReceiptNo: event.target.value })}
        />
      </Field>
    </>
  );
}
