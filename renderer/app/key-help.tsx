import { Modal } from 'antd';
import { Fragment } from 'react';

const KEYS: readonly (readonly [string, string])[] = [
  ['F1', '看按键'],
  ['F2', '找户：编号、姓名、拼音、首字母、电话尾号或证件末四位'],
  ['F3', '找物品：条码、编码、名称、拼音、首字母'],
  ['5*', '先按数量和星号，再扫码或选物品，就是 5 件'],
  ['↑ ↓ ← →', '在物品格子里移动，按 Enter 选中'],
  ['PgUp PgDn', '换物品类别'],
  ['+ −', '物品栏空着时，给清单里选中的物品加一件、减一件'],
  ['F4', '挂单；清单空着时取回挂单'],
  ['F6', '改清单：上下键选行，数字改数量，Delete 删除'],
  ['F7', '补打小票'],
  ['F8', '退回'],
  ['F10', '代领人'],
  ['F12', '锁屏：离开前按一下，没办完的都留着'],
  ['Enter', '确认：选中、兑换、下一户'],
  ['Esc', '返回：关窗口、清空、换户'],
];

export function KeyHelp({ open, onClose }: { readonly open: boolean; readonly onClose: () => void }) {
  return (
    <Modal centered open={open} onCancel={onClose} footer={null} title="按键" width="36rem" destroyOnHidden>
      <dl className="keys">
        {KEYS.map(([key, meaning]) => (
          <Fragment key={key}>
            <dt>
              <kbd>{key}</kbd>
            </dt>
            <dd>{meaning}</dd>
          </Fragment>
        ))}
      </dl>
      <p className="soft">扫码枪在哪里都能用：扫存折找户，扫条码加物品，扫小票上的码退回。</p>
    </Modal>
  );
}
