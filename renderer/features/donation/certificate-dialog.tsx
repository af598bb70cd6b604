import { useMutation } from '@tanstack/react-query';
import { Button, Segmented } from 'antd';
import { useState } from 'react';
import type { DonationView } from '../../../shared/domain/donation/views.ts';
import { Dialog } from '../../components/dialog.tsx';
import '../../components/doorway.css';
import { Field } from '../../components/field.tsx';
import { Notice } from '../../components/state-views.tsx';
import { client } from '../../lib/client.ts';
import { saveWorkbook } from '../../lib/save-workbook.ts';
import { sentenceOf } from '../../lib/shop-error.ts';

type Form = 'receipt' | 'honour';
type Size = 'A4' | 'A5';

/** The paper for the donor: which form, which size, with what it was worth or without. */
export function CertificateDialog({ view, onClose }: { readonly view: DonationView; readonly onClose: () => void }) {
  const [form, setForm] = useState<Form>('receipt');
  const [size, setSize] = useState<Size>('A4');
  const [amounts, setAmounts] = useState(true);
  const make = useMutation({
    mutationFn: async () =>
      saveWorkbook(await client.paper.certificate({ inboundId: view.entryId, form, size, amounts })),
  });
  return (
    <Dialog title="打印凭证" onClose={onClose}>
      <div className="doorway-form">
        <Field label="样式">
          <Segmented<Form>
            value={form}
            options={[
              { value: 'receipt', label: '接收凭证' },
              { value: 'honour', label: '捐赠证书' },
            ]}
            onChange={setForm}
          />
        </Field>
        <Field label="纸张">
          <Segmented<Size> value={size} options={['A4', 'A5']} onChange={setSize} />
        </Field>
        <Field label="金额">
          <Segmented<boolean>
            value={amounts}
            options={[
              { value: true, label: '写金额' },
              { value: false, label: '不写金额' },
            ]}
            onChange={setAmounts}
          />
        </Field>
        {make.isError ? (
          <Notice tone="refused" live="assertive">
            {sentenceOf(make.error)}
          </Notice>
        ) : null}
        {make.isSuccess && make.data.kind === 'saved' ? (
          <Notice tone="done">
            {make.data.path === '' ? '已做好，在浏览器的下载里。' : `已存到 ${make.data.path}`}
          </Notice>
        ) : null}
        <div className="form-actions">
          <Button size="large" onClick={onClose}>
            关闭
          </Button>
          <Button size="large" type="primary" loading={make.isPending} onClick={() => make.mutate()}>
            {form === 'receipt' ? '生成凭证' : '生成证书'}
          </Button>
        </div>
      </div>
    </Dialog>
  );
}
