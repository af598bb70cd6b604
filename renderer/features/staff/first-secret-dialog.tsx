import { Button } from 'antd';
import { Dialog } from '../../components/dialog.tsx';

/** A secret that was given out: made by the program, or typed by the administrator, who knows it. */
export type GivenSecret = { readonly name: string; readonly secret: string | null };

/** Shown once: written down, handed over, changed at the first sign-in. */
export function FirstSecretDialog({ given, onClose }: { readonly given: GivenSecret; readonly onClose: () => void }) {
  return (
    <Dialog title={`${given.name}的密码`} onClose={onClose} width="28rem">
      <div className="doorway-form">
        {given.secret === null ? null : (
          <p className="first-secret" aria-label="临时密码">
            {given.secret}
          </p>
        )}
        <p>
          {given.secret === null ? '请把密码当面告诉' : '只显示这一次。请抄给'}
          {given.name}，第一次登录时要改成自己的。
        </p>
        <div className="form-actions">
          <Button size="large" type="primary" data-first onClick={onClose}>
            知道了
          </Button>
        </div>
      </div>
    </Dialog>
  );
}
