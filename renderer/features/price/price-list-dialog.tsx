import { Button, Input, Radio, Select } from 'antd';
import { useState } from 'react';
import { DateField } from '../../components/date-field.tsx';
import { Dialog } from '../../components/dialog.tsx';
import { Field } from '../../components/field.tsx';
import { Notice } from '../../components/state-views.tsx';
import { client } from '../../lib/client.ts';
import { sentenceOf } from '../../lib/shop-error.ts';
import { usePaper } from './use-paper.ts';

/** 兑换价目表 for the wall. */
export function PriceListDialog(props: {
  readonly categories: readonly string[];
  readonly today: string;
  readonly onClose: () => void;
}) {
  const [size, setSize] = useState<'A4' | 'A3'>('A4');
  const [day, setDay] = useState<string | null>(props.today);
  const [categories, setCategories] = useState<readonly string[]>([]);
  const [note, setNote] = useState('');
  const paper = usePaper(() => client.paper.priceList({ size, day, categories: [...categories], note }), props.onClose);
  return (
    <Dialog title="打印兑换价目表" onClose={props.onClose}>
      <div className="form-grid">
        <Field label="纸张" wide>
          <Radio.Group
            value={size}
            onChange={(event) => setSize(event.target.value as 'A4' | 'A3')}
            options={[
              { value: 'A4', label: 'A4' },
              { value: 'A3', label: 'A3（字更大）' },
            ]}
          />
        </Field>
        <Field label="哪天的分值" help="可以先打印将要执行的">
          <DateField value={day} onChange={setDay} />
        </Field>
        <Field label="类别" help="不选就是全部">
          <Select
            mode="multiple"
            value={[...categories]}
            options={props.categories.map((value) => ({ value, label: value }))}
            onChange={(chosen: string[]) => setCategories(chosen)}
          />
        </Field>
        <Field label="说明" wide help="印在标题下面，如：凭积分存折兑换">
          <Input maxLength={60} value={note} onChange={(event) => setNote(event.target.value)} />
        </Field>
      </div>
      {paper.isError ? (
        <Notice tone="refused" live="assertive">
          {sentenceOf(paper.error)}
        </Notice>
      ) : null}
      <div className="form-actions">
        <Button size="large" onClick={props.onClose}>
          返回
        </Button>
        <Button size="large" type="primary" loading={paper.isPending} onClick={() => paper.mutate()}>
          生成价目表
        </Button>
      </div>
    </Dialog>
  );
}
