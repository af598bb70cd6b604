/** What the window shows when the host does not run: what happened, what was lost (nothing), what can be done. */
export interface Fault {
  readonly title: string;
  readonly explanation: string;
  /** Exit code, last lines of the host's own output: for whoever is called to help. */
  readonly technical: string;
}

/** Links on the fault page; the shell answers them itself and never navigates there. */
export const FAULT_ACTIONS = { retry: '/fault/retry', folder: '/fault/folder', quit: '/fault/quit' } as const;

export const FAULT_PATH = '/fault';

/** The host ended before it said that it was ready. `code` is its exit code as the system gave it. */
export function hostNeverStarted(code: number, output: string): Fault {
  return {
    title: '数据服务没有启动',
    explanation:
      '程序的数据服务在启动时退出了，所以现在不能办理业务。已经保存的数据没有改动。请先点“重新启动”；如果还是这样，请把下面的技术信息拍照发给维护人员。',
    technical: technicalText([`退出代码：${code}`], output),
  };
}

/** The host stopped several times in a short while; restarting again would only hide it. */
export function hostKeepsStopping(code: number, output: string): Fault {
  return {
    title: '数据服务反复停止',
    explanation:
      '程序的数据服务在一分钟内停止了多次，已不再自动重启。已经确认成功的业务都已保存。请点“重新启动”；如果还是这样，请联系维护人员。',
    technical: technicalText([`退出代码：${code}`], output),
  };
}

/** The page broke down several times in a short while; loading it again would only hide it. */
export function pageKeepsBreaking(): Fault {
  return {
    title: '画面反复出错',
    explanation:
      '程序的画面在一分钟内出错了多次，已不再自动重新打开。已经确认成功的业务都已保存，没办完的一单还在。请点“重新启动”；如果还是这样，请重启电脑，再不行就联系维护人员。',
    technical: '',
  };
}

/** The host gave its own reason, in Chinese, before it ended. */
export function hostRefused(message: string, code: number, output: string): Fault {
  return { title: '数据打不开', explanation: message, technical: technicalText([`退出代码：${code}`], output) };
}

/** The window was attached to another running program, which no longer answers. */
export function attachedHostGone(address: string): Fault {
  return {
    title: '另一个程序已经关闭',
    explanation: '本窗口使用的是另一个正在运行的爱心超市程序的数据，那个程序现在没有回应。请点“重新启动”。',
    technical: technicalText([`地址：${address}`], ''),
  };
}

function technicalText(lines: readonly string[], output: string): string {
  return [...lines, output.trim()].filter((line) => line !== '').join('\n');
}

function escapeHtml(text: string): string {
  return text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;').replace(/"/g, '&quot;');
}

const STYLE = `<style nonce="__CSP_NONCE__">
body { margin: 0; background: #faf6f0; color: #2b2523; font: 18px/1.7 "Microsoft YaHei", "Noto Sans CJK SC", sans-serif; }
main { max-width: 720px; margin: 10vh auto 0; padding: 0 32px; }
h1 { color: #b4232a; font-size: 28px; margin: 0 0 12px; }
a { display: inline-block; margin: 12px 12px 0 0; padding: 8px 22px; border: 1px solid #b4232a; border-radius: 6px; color: #b4232a; text-decoration: none; }
a:first-of-type { background: #b4232a; color: #fff; }
a:focus-visible { outline: 3px solid #e8a33d; outline-offset: 2px; }
pre { margin-top: 28px; padding: 12px 16px; background: #f1e9df; border-radius: 6px; white-space: pre-wrap; word-break: break-all; font-size: 14px; }
small { color: #6b615b; }
</style>`;

export const CLOSING_PATH = '/closing';

/** What the window shows while the day's backup is made before the program ends. */
export const CLOSING_HTML = `<!doctype html>
<html lang="zh-CN">
<head>
<meta charset="utf-8">
<title>爱心超市</title>
${STYLE}
</head>
<body>
<main role="status">
<h1>正在备份今天的账</h1>
<p>备份并核对好以后，程序自己关闭，最多一分钟。请先不要关电脑，也不要拔U盘。</p>
</main>
</body>
</html>`;

/** The page itself. No script; its actions are links that the shell intercepts. */
export function faultHtml(fault: Fault, dataDir: string): string {
  return `<!doctype html>
<html lang="zh-CN">
<head>
<meta charset="utf-8">
<title>爱心超市</title>
${STYLE}
</head>
<body>
<main role="alert">
<h1>${escapeHtml(fault.title)}</h1>
<p>${escapeHtml(fault.explanation)}</p>
<p><a href="${FAULT_ACTIONS.retry}">重新启动</a><a href="${FAULT_ACTIONS.folder}">打开数据文件夹</a><a href="${FAULT_ACTIONS.quit}">退出</a></p>
<pre>${escapeHtml(fault.technical)}</pre>
<small>数据文件夹：${escapeHtml(dataDir)}</small>
</main>
</body>
</html>`;
}
