import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Input } from 'antd';
import { type FormEvent, useState } from 'react';
import type { PriceRule } from '../../../shared/contract/price.ts';
import { parseYuan, yuanText } from '../../../shared/kernel/number-text.ts';
import { Dialog } from '../../components/dialog.tsx';
import { Field } from '../../components/field.tsx';
import { FormEnding } from '../../components/form-ending.tsx';
import { client } from '../../lib/client.ts';
import { sentenceOf } from '../../lib/shop-error.ts';

/** What a point is taken for when a price is suggested. */
export function RateDialog({ rule, onClose }: { readonly rule: PriceRule; readonly onClose: () => void }) {
  const [text, setText] = useState(rule.rateFrom === 'set' && rule.rateFen !== null ? yuanText(rule.rateFen) : '');
  const [tried, setTried] = useState(false);
  const queryClient = useQueryClient();
  const rate = text.trim() === '' ? null : parseYuan(text);
  const wrong = text.trim() !== '' && (rate === null || rate <= 0);
  const save = useMutation({
    mutationFn: () => client.price.saveRate({ rateFen: rate }),
    onSuccess: async () => {
      await queryClient.invalidateQueries({ queryKey: ['goods', 'prices'] });
      onClose();
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (!wrong && !save.isPending) save.mutate();
  };
  const limit = rule.maximumFenPerPoint === null ? '' : `，不超过方案的 ${yuanText(rule.maximumFenPerPoint)} 元`;
  return (
    <Dialog title="建议分值的折合率" onClose={onClose}>
      <form onSubmit={submit}>
        <p className="soft">建议分值 = 单位成本 ÷ 每分折合，往上取到半分。只是建议，定多少由人决定。</p>
        <Field
          label="每分折合（元）"
          help={`不填就用方案上限，或按现有分值估${limit}`}
          error={tried && wrong ? '金额最多两位小数，应大于 0，如 1 或 0.5。' : null}
        >
          <Input inputMode="decimal" maxLength={8} value={text} onChange={(event) => setText(event.target.value)} />
        </Field>
        <FormEnding
          refusal={save.isError ? sentenceOf(save.error) : null}
          pending={save.isPending}
          onCancel={onClose}
          cancel="返回"
        />
      </form>
    </Dialog>
  );
}
