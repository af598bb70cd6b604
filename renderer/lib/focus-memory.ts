let before: HTMLElement | null = null;

/** Notes where the focus is, before a screen that covers all others takes it. */
export function rememberFocus(): void {
  if (document.activeElement instanceof HTMLElement) before = document.activeElement;
}

/** Puts it back, once what had it can be seen again. */
export function restoreFocus(): void {
  before?.focus();
  before = null;
}
