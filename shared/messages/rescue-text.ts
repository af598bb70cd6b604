import type { DamageKind, RescueCause } from '../domain/settings/rescue.ts';

const DAMAGE_TEXT: Readonly<Record<DamageKind, string>> = {
  empty: '账本文件是空的',
  not_a_database: '账本文件已损坏，里面不是账',
  not_a_file: '账本文件的位置上是一个文件夹',
  foreign: '账本文件被换成了别的程序的文件',
  layout: '账本文件的结构已损坏',
  pages: '账本文件有损坏的地方',
};

/** Where the books are off, in words: a document by its number, a household by its own. */
function placeText(where: string): string {
  const household = /^household\/([^/]+)\/(\d{4})\//.exec(where);
  if (household) return `户${household[1] ?? ''} ${household[2] ?? ''}年的积分`;
  if (where === 'stock' || where === 'issued') return '物品的库存';
  return /^[A-Z]{2}\d/.test(where) ? `单据${where}` : '余额';
}

/** What happened, in one sentence. */
export function rescueCauseText(cause: RescueCause): string {
  switch (cause.code) {
    case 'damaged':
      return `${DAMAGE_TEXT[cause.kind]}，为了不错上加错，已停止记账`;
    case 'newer':
      return '账本是由更新版本的爱心超市写的，旧版本不能打开，以免损坏';
    case 'missing':
      return '本店设置过，但账本文件不见了，为了不从空账开始，已停止记账';
    case 'entries_missing':
      return cause.known === null
        ? `账本只到第${cause.found}笔单据，上次没有正常关机，之后写的不见了，已停止记账`
        : `账本只到第${cause.found}笔单据，上次已记到第${cause.known}笔，少了的不见了，已停止记账`;
    case 'not_sound':
      return `账目核对有出入：${placeText(cause.where)}，为了不错上加错，已停止记账`;
    case 'folder_copied':
      return `这个数据文件夹是从${cause.from === '' ? '别处' : `“${cause.from}”`}复制来的，两处同时记账会变成两本账，已停止记账`;
  }
}

/** The first thing to do, in one sentence. */
export function rescueAdviceText(cause: RescueCause): string {
  switch (cause.code) {
    case 'newer':
      return '请安装新版本后再打开；等不及的话，可以恢复升级前的备份，升级后记的账要重新录入。';
    case 'missing':
      return '请先找一找：文件夹是不是被移走、U盘是不是没插。找到后放回原处，点“再试一次”；找不到就恢复最近的备份。';
    case 'damaged':
      return '请恢复最近的备份。损坏的文件会原样留着，以后还可以请人修复。';
    case 'entries_missing':
      return cause.known !== null && cause.found >= cause.known
        ? '请恢复最近的备份；要是确定现在的账就是对的，管理员可以确认后继续用。'
        : '有更新的备份就恢复它；没有的话，管理员可以确认用现有的账继续，缺的单据要重新录入。';
    case 'not_sound':
      return '请恢复出错之前的备份，再请维护人员查原因。';
    case 'folder_copied':
      return '要是原来那一处已经不用了，管理员确认后就在这里继续；还在用的话，请关掉这里，到原来那一处办理。';
  }
}
