import type { MenuItemConstructorOptions } from 'electron';
import type { PrintSize } from '../../shared/contract/shell-api.ts';

interface MenuActions {
  readonly openDataFolder: () => void;
  readonly setPrintSize: (size: PrintSize) => void;
  readonly showAbout: () => void;
}

const PRINT_SIZE_LABELS: readonly (readonly [PrintSize, string])[] = [
  [100, '标准'],
  [125, '大字'],
  [150, '特大字'],
];

/** The menu bar. Roles bring the behaviour, labels are ours: Electron's own are in the system's language. */
export function menuTemplate(
  actions: MenuActions,
  printSize: PrintSize,
  developer: boolean,
): MenuItemConstructorOptions[] {
  const separator: MenuItemConstructorOptions = { type: 'separator' };
  const sizes = PRINT_SIZE_LABELS.map(
    ([size, label]): MenuItemConstructorOptions => ({
      label,
      type: 'radio',
      checked: size === printSize,
      click: () => actions.setPrintSize(size),
    }),
  );
  const view: MenuItemConstructorOptions[] = [
    { label: '字号', submenu: sizes },
    { role: 'togglefullscreen', label: '全屏' },
    separator,
    { role: 'reload', label: '重新载入' },
  ];
  if (developer) view.push({ role: 'toggleDevTools', label: '开发者工具' });
  return [
    {
      label: '文件(&F)',
      submenu: [{ label: '打开数据文件夹', click: actions.openDataFolder }, separator, { role: 'quit', label: '退出' }],
    },
    {
      label: '编辑(&E)',
      submenu: [
        { role: 'undo', label: '撤销' },
        { role: 'redo', label: '重做' },
        separator,
        { role: 'cut', label: '剪切' },
        { role: 'copy', label: '复制' },
        { role: 'paste', label: '粘贴' },
        { role: 'selectAll', label: '全选' },
      ],
    },
    { label: '视图(&V)', submenu: view },
    { label: '帮助(&H)', submenu: [{ label: '关于爱心超市', click: actions.showAbout }] },
  ];
}
