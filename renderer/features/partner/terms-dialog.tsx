import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { App, Button, Input, Select } from 'antd';
import { type FormEvent, useState } from 'react';
import type { Item } from '../../../shared/domain/goods/goods.ts';
import type { Partner } from '../../../shared/domain/partner/partner.ts';
import type { ItemId } from '../../../shared/kernel/brands.ts';
import { parseYuan, yuanText } from '../../../shared/kernel/number-text.ts';
import { Dialog } from '../../components/dialog.tsx';
import { Field } from '../../components/field.tsx';
import { Notice } from '../../components/state-views.tsx';
import { client } from '../../lib/client.ts';
import { queries } from '../../lib/queries.ts';
import { sentenceOf } from '../../lib/shop-error.ts';

/** Hands an item to a partner shop at a price, changes the price, or takes the item back (`item` not null). */
export function TermsDialog(props: {
  readonly partner: Partner;
  readonly item: Item | null;
  readonly onClose: () => void;
}) {
  const { partner, item, onClose } = props;
  const { message } = App.useApp();
  const queryClient = useQueryClient();
  const items = useQuery({ ...queries.items(), enabled: item === null });
  const [chosen, setChosen] = useState<ItemId | null>(item?.id ?? null);
  const [settle, setSettle] = useState(item?.settleFen == null ? '' : yuanText(item.settleFen));
  const [cap, setCap] = useState(item?.capFen == null ? '' : yuanText(item.capFen));
  const [tried, setTried] = useState(false);
  const settleFen = parseYuan(settle);
  const capFen = cap.trim() === '' ? null : parseYuan(cap);
  const wrongSettle = settleFen === null || settleFen < 0;
  const wrongCap = cap.trim() !== '' && (capFen === null || capFen < 0);
  const save = useMutation({
    mutationFn: (back: boolean) =>
      client.partner.setTerms(
        back
          ? { itemId: chosen ?? '', partnerId: null }
          : { itemId: chosen ?? '', partnerId: partner.id, settleFen, capFen },
      ),
    onSuccess: async (saved) => {
      await queryClient.invalidateQueries({ queryKey: ['partner'] });
      await queryClient.invalidateQueries({ queryKey: ['goods'] });
      void message.success(
        saved.partnerId === null ? `${saved.name}已改为本店发放` : `${saved.name}由${partner.name}发放`,
      );
      onClose();
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (chosen !== null && !wrongSettle && !wrongCap && !save.isPending) save.mutate(false);
  };
  return (
    <Dialog title={item ? `${item.name} 的结算价` : `交给 ${partner.name} 发放`} onClose={onClose}>
      <form className="doorway-form" onSubmit={submit}>
        {item === null ? (
          <Field label="物品" error={tried && chosen === null ? '请选物品。' : null} help="本店有库存的要先发完">
            <Select<ItemId>
              showSearch={{ optionFilterProp: 'label' }}
              loading={items.isPending}
              value={chosen}
              placeholder="名称或编码"
              options={(items.data ?? [])
                .filter(({ active, partnerId }) => active && partnerId !== partner.id)
                .map(({ id, code, name, spec }) => ({ value: id, label: `${code} ${name} ${spec}`.trim() }))}
              onChange={setChosen}
            />
          </Field>
        ) : null}
        <Field
          label="结算单价（元）"
          error={tried && wrongSettle ? '请填每件付给店家多少元，最多两位小数。' : null}
          help="每件付给店家的价钱；改价只管以后的兑换"
        >
          <Input
            inputMode="decimal"
            maxLength={12}
            value={settle}
            onChange={(event) => setSettle(event.target.value)}
          />
        </Field>
        <Field
          label="限价（元）"
          error={tried && wrongCap ? '请填不小于0的数，最多两位小数。' : null}
          help="同类物品的市价上限，结算时超过的标红；不填就是不限"
        >
          <Input inputMode="decimal" maxLength={12} value={cap} onChange={(event) => setCap(event.target.value)} />
        </Field>
        {!wrongSettle && !wrongCap && capFen !== null && settleFen > capFen ? (
          <Notice tone="refused">结算单价超过限价 {yuanText(capFen)} 元，结算时会标红。</Notice>
        ) : null}
        {save.isError ? (
          <Notice tone="refused" live="assertive">
            {sentenceOf(save.error)}
          </Notice>
        ) : null}
        <div className="form-actions">
          {item ? (
            <Button size="large" loading={save.isPending} onClick={() => save.mutate(true)}>
              改由本店发放
            </Button>
          ) : null}
          <Button size="large" onClick={onClose}>
            不改了
          </Button>
          <Button size="large" type="primary" htmlType="submit" loading={save.isPending}>
            保存
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
