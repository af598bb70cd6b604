import type { BackupState, SecondFolderState } from '../../../shared/domain/settings/backup.ts';
import { STICK_HINT } from '../../../shared/messages/backup-text.ts';
import { Notice } from '../../components/state-views.tsx';
import { client } from '../../lib/client.ts';
import { FolderForm } from './folder-form.tsx';

const STATE_TEXT: Readonly<Record<SecondFolderState, string>> = {
  none: '没有设置第二文件夹。建议设到另一块盘上：电脑坏了，账还在。',
  present: '第二文件夹已找到，每次备份会同时存一份到那里。',
  absent: '现在没有找到第二文件夹，U盘可能没有插上。本机照常备份，插上后自动补存。',
  failing: '第二文件夹写不进去，请检查U盘是否已满或写保护。本机照常备份。',
};
const TONE = { none: 'plain', present: 'plain', absent: 'soon', failing: 'soon' } as const;

/** Where a copy of every backup goes besides this PC: a second folder, and sticks that carry the known folder. */
export function BackupPlaces({ state, mayChange }: { readonly state: BackupState; readonly mayChange: boolean }) {
  const { secondFolder, sticks } = state;
  return (
    <section className="backup-part" aria-labelledby="backup-places">
      <h3 id="backup-places">备份还存到哪里</h3>
      {mayChange ? (
        <FolderForm
          key={secondFolder.path ?? ''}
          label="第二文件夹"
          example="D:\备份"
          path={secondFolder.path}
          onSave={(path) => client.settings.saveBackupFolder({ path })}
        />
      ) : null}
      <Notice tone={TONE[secondFolder.state]}>{STATE_TEXT[secondFolder.state]}</Notice>
      {sticks.length === 0 ? <Notice tone="plain">现在没有插着备份U盘。{STICK_HINT}</Notice> : null}
      {sticks.map(({ path, failing }) => (
        <Notice key={path} tone={failing ? 'soon' : 'plain'}>
          {failing
            ? `备份U盘 ${path} 写不进去，请检查是否已满或写保护。本机照常备份。`
            : `备份U盘已插上（${path}），每次备份会同时存一份到那里。`}
        </Notice>
      ))}
    </section>
  );
}
