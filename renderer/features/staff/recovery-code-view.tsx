import { useMutation, useQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import type { ShopStatus } from '../../../shared/contract/settings.ts';
import type { Operator } from '../../../shared/contract/staff.ts';
import { Notice } from '../../components/state-views.tsx';
import { client } from '../../lib/client.ts';
import { longDate } from '../../lib/dates.ts';
import { notePrint } from '../../lib/print-state.ts';
import { queries } from '../../lib/queries.ts';
import { showRecoveryCode } from '../../lib/session-store.ts';
import { sentenceOf } from '../../lib/shop-error.ts';
import { printProblem } from '../../lib/words.ts';
import { Doorstep } from './doorstep.tsx';

type Props = {
  readonly done: string;
  readonly onDone: () => void;
  readonly status: ShopStatus;
  readonly operator: Operator;
  readonly code: string;
};

/** The code as it goes on paper: the card alone is what a printer gets. */
export function RecoveryCodeView({ status, operator, code, done, onDone }: Props) {
  const printer = useQuery(queries.printer());
  const hasPrinter = printer.data !== undefined && printer.data.connection.type !== 'none';
  const slip = useMutation({
    mutationFn: () => client.staff.printRecoverySlip({ code }),
    onSuccess: notePrint,
  });
  const problem = slip.data ? printProblem(slip.data) : null;
  const failure = slip.isError ? sentenceOf(slip.error) : problem === null ? null : `没打出：${problem}。`;
  return (
    <div className="doorway-form">
      <section className="recovery-card print-card" aria-label="找回码">
        <h2>{status.shopName} · 管理员找回码</h2>
        <p>
          {operator.name}，{longDate(status.businessDate)}
        </p>
        <p className="recovery-code number">
          {code.split('-').map((group) => (
            <span key={group}>{group}</span>
          ))}
        </p>
        <ul className="recovery-rules">
          <li>忘记密码时，在登录画面点“忘记密码”，输入此码，就能设新密码。</li>
          <li>只能用一次，用过换新的。重做一份，这一份就作废。</li>
          <li>折好封存在别人拿不到的地方，不要拍照，不要放在电脑旁边。</li>
        </ul>
      </section>
      {failure === null ? null : (
        <Notice tone="refused" live="assertive">
          {failure}
        </Notice>
      )}
      {slip.data && problem === null ? <Notice tone="done">已发给小票打印机，请看有没有出纸。</Notice> : null}
      <div className="form-actions">
        {hasPrinter ? (
          <Button size="large" loading={slip.isPending} onClick={() => slip.mutate()}>
            打印小票
          </Button>
        ) : null}
        <Button size="large" onClick={() => window.print()}>
          打印
        </Button>
        <Button size="large" type="primary" onClick={onDone}>
          {done}
        </Button>
      </div>
    </div>
  );
}

/** A code that was just made, before anything else: it is never shown again. */
export function RecoveryCodeScreen(props: Omit<Props, 'done' | 'onDone'>) {
  return (
    <Doorstep status={props.status} wide lead="请把找回码打印或抄下来，只显示这一次">
      <RecoveryCodeView {...props} done="已收好，进店" onDone={() => showRecoveryCode(null)} />
    </Doorstep>
  );
}
