import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Button } from 'antd';
import { useState } from 'react';
import type { RescueState } from '../../../shared/domain/settings/rescue.ts';
import { rescueAdviceText, rescueCauseText } from '../../../shared/messages/rescue-text.ts';
import '../../components/doorway.css';
import { FailingState, LoadingState, Notice } from '../../components/state-views.tsx';
import { client } from '../../lib/client.ts';
import { queries } from '../../lib/queries.ts';
import { saveWorkbook } from '../../lib/save-workbook.ts';
import { sentenceOf, toShopError } from '../../lib/shop-error.ts';
import { RescueAcceptDialog } from './rescue-accept-dialog.tsx';
import { RescueBackups } from './rescue-backups.tsx';
import './rescue.css';
import './settings.css';

/** Stands in front of everything while the books cannot be worked with: what happened, what is safe, what can be done. */
export function RescueScreen({ shopName }: { readonly shopName: string }) {
  const state = useQuery({ ...queries.rescue(), refetchInterval: 30_000 });
  const queryClient = useQueryClient();
  const retry = useMutation({
    mutationFn: () => client.rescue.retry(),
    onSettled: () => queryClient.invalidateQueries(),
  });
  return (
    <main className="doorway">
      <div className="doorway-box rescue">
        <header className="doorway-head">
          <span className="doorway-seal" aria-hidden="true">
            爱心
          </span>
          <div>
            <h1>账打不开，已停止记账</h1>
            <p className="soft">{shopName === '' ? '爱心超市' : shopName}</p>
          </div>
        </header>
        {state.data ? (
          <Rescue
            state={state.data}
            retrying={retry.isPending}
            stillOff={retry.data?.cause != null}
            onRetry={() => retry.mutate()}
          />
        ) : state.isError && toShopError(state.error).refusal?.code === 'only_at_shop_pc' ? (
          <Notice tone="refused" live="assertive">
            店里主机上的账打不开，已停止记账。请到主机上按画面处理；处理好后，这里会自己恢复。
          </Notice>
        ) : state.isError ? (
          <FailingState sentence={sentenceOf(state.error)} onRetry={() => void state.refetch()} />
        ) : (
          <LoadingState label="正在查看还有哪些备份…" />
        )}
      </div>
    </main>
  );
}

function Rescue(props: {
  readonly state: RescueState;
  readonly retrying: boolean;
  readonly stillOff: boolean;
  readonly onRetry: () => void;
}) {
  const { state, retrying } = props;
  const { cause } = state;
  const [accepting, setAccepting] = useState(false);
  // The shop is open again; the window is about to show it.
  if (cause === null) return <LoadingState label="账已打开…" />;
  return (
    <>
      <Notice tone="refused" live="assertive">
        {rescueCauseText(cause)}。
      </Notice>
      <p>{rescueAdviceText(cause)}</p>
      <div className="rescue-actions">
        <Button size="large" loading={retrying} onClick={props.onRetry}>
          再试一次
        </Button>
        {state.acceptable ? (
          <Button size="large" onClick={() => setAccepting(true)}>
            用现有的账继续…
          </Button>
        ) : null}
        {props.stillOff && !retrying ? <span role="status">又看了一遍，还是打不开。</span> : null}
      </div>
      <RescueBackups state={state} />
      <TakeAway readable={state.readable} />
      <p className="soft small">
        数据文件夹：{state.dataDir}
        <br />
        里面的文件请一个也不要删。恢复时，打不开的原件会挪到一个单独的文件夹里原样留着。
      </p>
      {accepting ? <RescueAcceptDialog cause={cause} onClose={() => setAccepting(false)} /> : null}
    </>
  );
}

/** What can be carried out of the shop meanwhile. */
function TakeAway({ readable }: { readonly readable: boolean }) {
  const rows = useMutation({ mutationFn: async () => saveWorkbook(await client.rescue.exportReadable()) });
  const bundle = useMutation({ mutationFn: async () => saveWorkbook(await client.rescue.supportBundle()) });
  const failed = rows.error ?? bundle.error;
  return (
    <section className="sheet" aria-label="带走">
      <header className="sheet-head">
        <h2>带走</h2>
      </header>
      <ul className="rescue-take">
        <li>
          <Button loading={rows.isPending} disabled={!readable} onClick={() => rows.mutate()}>
            {rows.isPending ? '正在读…' : '导出能读出的内容'}
          </Button>
          <span className="soft">
            {readable ? '读到坏处为止，存成表格；姓名和电话已遮盖，身份证号不导出。' : '没有账本文件，没有可以读的。'}
          </span>
        </li>
        <li>
          <Button loading={bundle.isPending} onClick={() => bundle.mutate()}>
            存下维护资料
          </Button>
          <span className="soft">给维护人员看的版本、大小和核对结果，里面没有村民的姓名、电话和证件号。</span>
        </li>
      </ul>
      {failed ? (
        <Notice tone="refused" live="assertive">
          {sentenceOf(failed)}
        </Notice>
      ) : null}
    </section>
  );
}
