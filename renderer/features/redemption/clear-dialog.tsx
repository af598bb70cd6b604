import { Modal } from 'antd';

const OK = 'clear-basket';

/** Esc with goods in the basket: Enter clears, Esc goes back to it. */
export function ClearDialog(props: {
  readonly unknown: boolean;
  readonly pieces: number;
  readonly onClear: () => void;
  readonly onClose: () => void;
}) {
  return (
    <Modal
      open
      centered
      title={props.unknown ? '这一单还不知道是否已兑换' : '清空这一单？'}
      okText={props.unknown ? '先放下，换一户' : '清空'}
      cancelText="不，回去"
      onOk={() => {
        props.onClear();
        props.onClose();
      }}
      onCancel={props.onClose}
      okButtonProps={{ id: OK }}
      afterOpenChange={(open) => {
        if (open) document.getElementById(OK)?.focus();
      }}
    >
      {props.unknown
        ? '发出后没有收到回答。连上后请在“退回 F8”的今日单据里看有没有这一笔，再决定要不要重兑。'
        : `清单里的 ${props.pieces} 件物品会去掉，没有扣积分。`}
    </Modal>
  );
}
