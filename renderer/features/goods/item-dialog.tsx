import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { App, AutoComplete, Checkbox, Input } from 'antd';
import { type FormEvent, useState } from 'react';
import type { Item } from '../../../shared/domain/goods/goods.ts';
import { Dialog } from '../../components/dialog.tsx';
import { Field } from '../../components/field.tsx';
import { FormEnding } from '../../components/form-ending.tsx';
import { client } from '../../lib/client.ts';
import { queries } from '../../lib/queries.ts';
import { useScanner } from '../../lib/scanner/scanner.ts';
import { sentenceOf } from '../../lib/shop-error.ts';
import { soundOk } from '../../lib/sounds.ts';
import { doubtfulDigit, draftOf, inputOf, type ItemDraft, nextCode, problemsOf, type TextKey } from './item-draft.ts';

/** Registers a kind of goods, or corrects it. Old redemptions keep the price they were made at. */
export function ItemDialog(props: {
  readonly item: Item | null;
  /** What was scanned and is not known yet. */
  readonly barcode?: string;
  readonly onSaved?: (item: Item) => void;
  readonly onClose: () => void;
}) {
  const { item, onClose } = props;
  const { message } = App.useApp();
  const queryClient = useQueryClient();
  const items = useQuery(queries.items());
  const [typed, setDraft] = useState(() => ({
    ...draftOf(item),
    ...(props.barcode ? { barcode: props.barcode } : {}),
  }));
  const [touched, setTouched] = useState<ReadonlySet<keyof ItemDraft>>(() => new Set());
  const [tried, setTried] = useState(false);
  const draft = item === null ? suggested(typed, touched, items.data) : typed;
  const problems = problemsOf(draft, item);
  const doubtful = doubtfulDigit(draft, item) !== null || draft.barcodeReason !== '';
  const save = useMutation({
    mutationFn: () => client.goods.saveItem(inputOf(item, draft)),
    onSuccess: async (saved) => {
      await queryClient.invalidateQueries({ queryKey: ['goods'] });
      void message.success(`已存 ${saved.code} ${saved.name}`);
      onClose();
      props.onSaved?.(saved);
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (Object.keys(problems).length === 0 && !save.isPending) save.mutate();
  };
  const set = (part: Partial<ItemDraft>) => {
    setTouched((before) => new Set([...before, ...(Object.keys(part) as (keyof ItemDraft)[])]));
    setDraft((before) => ({ ...before, ...part }));
  };
  useScanner((scan) => {
    soundOk();
    set({ barcode: scan.text });
  });
  const bind = (key: TextKey) => ({
    value: draft[key],
    onChange: (event: { readonly target: { readonly value: string } }) => set({ [key]: event.target.value }),
  });
  const error = (key: TextKey) => (tried ? (problems[key] ?? null) : null);
  const categories = [...new Set(items.data?.map(({ category }) => category) ?? [])].filter((name) => name !== '');
  return (
    <Dialog title={item ? `更正 ${item.name}` : '登记新物品'} onClose={onClose} width="58rem">
      <form onSubmit={submit}>
        <div className="form-grid form-grid-dense">
          <Field label="编码" error={error('code')}>
            <Input maxLength={32} placeholder="例：WP001" {...first(item !== null)} {...bind('code')} />
          </Field>
          <Field label="名称" error={error('name')}>
            <Input maxLength={100} {...first(item === null)} {...bind('name')} />
          </Field>
          <Field label="规格">
            <Input maxLength={64} placeholder="例：5kg" {...bind('spec')} />
          </Field>
          <Field label="单位" error={error('unit')} help="最小单位，如袋、瓶">
            <Input maxLength={16} {...bind('unit')} />
          </Field>
          <Field label="类别">
            <AutoComplete
              value={draft.category}
              options={categories.map((value) => ({ value }))}
              onChange={(category: string) => set({ category })}
            />
          </Field>
          <Field label="条码" help="扫一下就填上">
            <Input maxLength={32} {...bind('barcode')} />
          </Field>
          {doubtful ? (
            <Field
              label="条码说明"
              error={problems.barcodeReason ?? null}
              {...(problems.barcodeReason ? {} : { help: '校验位不对，按说明保留' })}
            >
              <Input maxLength={100} placeholder="例：厂家就是这样印的" {...bind('barcodeReason')} />
            </Field>
          ) : null}
          <Field label="大包装" error={error('packs')} help="一箱多少，入库时自动换算">
            <Input maxLength={80} placeholder={`例：1箱=12${draft.unit.trim() || '瓶'}`} {...bind('packs')} />
          </Field>
          <Field label="保质期" error={error('shelfLife')} help="从生产日期算起">
            <Input maxLength={10} placeholder="例：540天、18个月" {...bind('shelfLife')} />
          </Field>
          <Field label="兑换分值（分）" error={error('price')} help="不填就暂不兑换">
            <Input inputMode="decimal" maxLength={12} {...bind('price')} />
          </Field>
          <Field label="参考价（元）" error={error('reference')}>
            <Input inputMode="decimal" maxLength={12} {...bind('reference')} />
          </Field>
          <Field label="最低库存" error={error('minimumStock')} help="低于它就提醒">
            <Input inputMode="numeric" maxLength={7} {...bind('minimumStock')} />
          </Field>
          <Field label="借用分值（分）" error={error('loanPrice')} help="借一件几分，免费填 0；不填就不出借">
            <Input inputMode="decimal" maxLength={12} {...bind('loanPrice')} />
          </Field>
          <Field label="借用天数" error={error('loanDays')} help="不填就是 7 天">
            <Input inputMode="numeric" maxLength={3} {...bind('loanDays')} />
          </Field>
          <Field label="备注" wide>
            <Input maxLength={500} {...bind('note')} />
          </Field>
        </div>
        <div className="form-ticks">
          <Checkbox checked={draft.expiryTracked} onChange={(event) => set({ expiryTracked: event.target.checked })}>
            管保质期
          </Checkbox>
          <Checkbox checked={draft.food} onChange={(event) => set({ food: event.target.checked })}>
            食品（入库时不足六个月会提醒）
          </Checkbox>
          <Checkbox checked={draft.active} onChange={(event) => set({ active: event.target.checked })}>
            在用
          </Checkbox>
        </div>
        <FormEnding
          refusal={save.isError ? sentenceOf(save.error) : null}
          pending={save.isPending}
          {...(item ? {} : { cancel: '不登记' })}
          onCancel={onClose}
        />
      </form>
    </Dialog>
  );
}

/** Where the dialog begins: a new item has its code already. */
function first(here: boolean): { readonly 'data-first'?: true } {
  return here ? { 'data-first': true } : {};
}

/** Somebody with an unknown thing in hand should not have to look for a free number, nor tick that rice is food. */
function suggested(
  draft: ItemDraft,
  touched: ReadonlySet<keyof ItemDraft>,
  items: readonly Item[] | undefined,
): ItemDraft {
  const edible = /粮|油|食|奶|饮|米|面|肉|菜|果|糖|盐|调味|调料/.test(draft.category);
  return {
    ...draft,
    code: touched.has('code') || !items ? draft.code : nextCode(items),
    food: touched.has('food') ? draft.food : edible,
    expiryTracked: touched.has('expiryTracked') ? draft.expiryTracked : edible,
  };
}
