import { useMutation } from '@tanstack/react-query';
import { Button, Checkbox } from 'antd';
import { useEffect, useRef, useState } from 'react';
import '../../components/doorway.css';
import { Sheet } from '../../components/page.tsx';
import { FailingState, LoadingState } from '../../components/state-views.tsx';
import { client } from '../../lib/client.ts';
import { setFirstPapersDue } from '../../lib/first-papers.ts';
import { sentenceOf } from '../../lib/shop-error.ts';
import { RecoveryKeyPanel } from './recovery-key-panel.tsx';

const REASON = '首次开店，打印保存';

/** The last of first start: the key that opens the identity numbers on another PC goes onto paper. */
export function RecoveryKeyScreen() {
  // Not a query: those are asked again by themselves, and every look at the key stands in the audit trail.
  const key = useMutation({ mutationFn: () => client.settings.recoveryKey({ reason: REASON }) });
  const asked = useRef(false);
  const { mutate } = key;
  useEffect(() => {
    if (!asked.current) mutate();
    asked.current = true;
  }, [mutate]);
  const [kept, setKept] = useState(false);
  const done = () => setFirstPapersDue(false);
  return (
    <main className="doorway">
      <div className="doorway-box">
        <header className="doorway-head">
          <span className="doorway-seal" aria-hidden="true">
            爱心
          </span>
          <div>
            <h1>收好恢复密钥</h1>
            <p className="soft">身份证号是加密存放的。这四行是打开它的另一把钥匙。</p>
          </div>
        </header>
        <Sheet>
          {key.data ? (
            <>
              <RecoveryKeyPanel recoveryKey={key.data} reason={REASON} />
              <div className="recovery-key-kept">
                <Checkbox checked={kept} onChange={(event) => setKept(event.target.checked)}>
                  已打印或抄好，锁起来了
                </Checkbox>
                <Button type="primary" size="large" disabled={!kept} onClick={done}>
                  开始使用
                </Button>
              </div>
              <p className="soft recovery-key-later">
                现在不方便，管理员以后也可以在“设置”里看。
                <Button type="link" onClick={done}>
                  以后再收
                </Button>
              </p>
            </>
          ) : key.isError ? (
            <>
              <FailingState sentence={sentenceOf(key.error)} onRetry={() => key.mutate()} />
              <div className="form-actions">
                <Button size="large" onClick={done}>
                  以后再收
                </Button>
              </div>
            </>
          ) : (
            <LoadingState />
          )}
        </Sheet>
      </div>
    </main>
  );
}
