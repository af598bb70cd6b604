import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Button, Input, type InputRef } from 'antd';
import { type FormEvent, useEffect, useRef, useState } from 'react';
import '../../components/doorway.css';
import { Field } from '../../components/field.tsx';
import { Fingerprint } from '../../components/fingerprint.tsx';
import { Notice } from '../../components/state-views.tsx';
import { client } from '../../lib/client.ts';
import { noteLetIn } from '../../lib/pairing.ts';
import { queries } from '../../lib/queries.ts';
import { sentenceOf } from '../../lib/shop-error.ts';
import './station.css';

/** What another PC sees first: how it is let in. It tells nothing of the shop. */
export function PairingScreen() {
  const here = useQuery(queries.here());
  const fingerprint = here.data?.fingerprint ?? null;
  useEffect(() => {
    document.title = '接为分机 · 爱心超市';
  }, []);
  return (
    <main className="doorway">
      <div className="doorway-box pairing">
        <header className="doorway-head">
          <span className="doorway-seal" aria-hidden="true">
            爱心
          </span>
          <div>
            <h1>把这台电脑接为分机</h1>
            <p className="soft">请管理员在店里的主机上打开“设置”里的“分机”，点“新配对码”。</p>
          </div>
        </header>
        <PairingForm />
        {fingerprint === null ? null : (
          <section className="pairing-check" aria-label="核对指纹">
            <p>
              <strong>先核对再输入：</strong>
              点浏览器地址栏左边的“不安全”，打开证书，看 SHA-256 指纹。它应与主机屏幕上的一样，也与这里的一样：
            </p>
            <Fingerprint value={fingerprint} />
            <p className="soft">有一组不一样，就说明连的不是店里的主机，请不要输入，告诉管理员。</p>
          </section>
        )}
      </div>
    </main>
  );
}

function PairingForm() {
  const [code, setCode] = useState('');
  const [name, setName] = useState('');
  const first = useRef<InputRef>(null);
  const queryClient = useQueryClient();
  const pair = useMutation({
    mutationFn: () => client.station.pair({ code, name }),
    onSuccess: async () => {
      await queryClient.resetQueries();
      noteLetIn(true);
    },
  });
  useEffect(() => first.current?.focus(), []);
  const ready = code.trim() !== '' && name.trim() !== '';
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (ready && !pair.isPending) pair.mutate();
  };
  return (
    <form className="pairing-form" onSubmit={submit}>
      <Field label="配对码" help="主机上显示的8位数字">
        <Input
          ref={first}
          size="large"
          inputMode="numeric"
          autoComplete="off"
          maxLength={16}
          value={code}
          onChange={(event) => {
            setCode(event.target.value);
            pair.reset();
          }}
        />
      </Field>
      <Field label="这台电脑的名称" help="如：财务室、二号柜台">
        <Input
          size="large"
          autoComplete="off"
          maxLength={24}
          value={name}
          onChange={(event) => {
            setName(event.target.value);
            pair.reset();
          }}
        />
      </Field>
      <Button type="primary" size="large" htmlType="submit" disabled={!ready} loading={pair.isPending}>
        接入
      </Button>
      {pair.isError ? (
        <Notice tone="refused" live="assertive">
          {sentenceOf(pair.error)}
        </Notice>
      ) : null}
    </form>
  );
}
