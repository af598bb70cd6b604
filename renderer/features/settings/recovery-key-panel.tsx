import { useMutation } from '@tanstack/react-query';
import { Button } from 'antd';
import { useCallback, useState } from 'react';
import type { RecoveryKey } from '../../../shared/contract/settings.ts';
import { PrintPage } from '../../components/print-page.tsx';
import { Notice } from '../../components/state-views.tsx';
import { client } from '../../lib/client.ts';
import { notePrint } from '../../lib/print-state.ts';
import { sentenceOf } from '../../lib/shop-error.ts';
import { printProblem } from '../../lib/words.ts';
import './recovery-key.css';

/** The key as it is written down, and two ways to get it onto paper. */
export function RecoveryKeyPanel({
  recoveryKey,
  reason,
}: {
  readonly recoveryKey: RecoveryKey;
  readonly reason: string;
}) {
  const [printing, setPrinting] = useState(false);
  const printed = useCallback(() => setPrinting(false), []);
  const slip = useMutation({
    mutationFn: () => client.settings.printRecoveryKey({ reason }),
    onSuccess: notePrint,
  });
  const problem = slip.data ? printProblem(slip.data) : null;
  const failure = slip.isError ? sentenceOf(slip.error) : problem === null ? null : `没打出：${problem}。`;
  return (
    <div className="recovery-key">
      <KeyLines lines={recoveryKey.lines} />
      <p>换电脑、重装系统或换了登录用户后，凭这四行打开已存的身份证号。没有它，那些号码谁也打不开。</p>
      <p>请打印或抄下来锁进柜子，不要拍照，不要放在电脑旁。</p>
      <div className="form-actions">
        <Button size="large" loading={slip.isPending} onClick={() => slip.mutate()}>
          打印小票
        </Button>
        <Button size="large" onClick={() => setPrinting(true)}>
          打印 A4
        </Button>
      </div>
      {slip.data && problem === null ? <Notice tone="done">已发给打印机。</Notice> : null}
      {failure === null ? null : (
        <Notice tone="refused" live="assertive">
          {failure}
        </Notice>
      )}
      {printing ? (
        <PrintPage onDone={printed}>
          <article className="paper">
            <h1 className="paper-title">恢复密钥（身份证号）</h1>
            <p className="paper-head">
              <span>单位：{recoveryKey.shopName}</span>
              <span>日期：{recoveryKey.madeOn}</span>
            </p>
            <KeyLines lines={recoveryKey.lines} />
            <p className="paper-note">
              用处：换电脑、重装系统或换了登录用户后，由管理员在“设置”里输入这四行，打开已存的身份证号。
            </p>
            <p className="paper-note">只有数字 0 和 1，没有字母 O、I、L；输错哪一行，程序会指出。</p>
            <p className="paper-note">请折好封存，锁进柜子；不要拍照，不要放在电脑旁，不要与U盘备份放在一起。</p>
            <p className="paper-signatures">
              <span>保管人：</span>
              <span>监督人：</span>
              <span>日期：</span>
            </p>
          </article>
        </PrintPage>
      ) : null}
    </div>
  );
}

function KeyLines({ lines }: { readonly lines: readonly string[] }) {
  return (
    <ol className="key-lines" aria-label="恢复密钥">
      {lines.map((line) => (
        <li key={line}>
          <code lang="en">{line}</code>
        </li>
      ))}
    </ol>
  );
}
