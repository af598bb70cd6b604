/**
 * Where Enter goes from a field: through the paper's fields, then from a line's count over what is still empty and
 * needed to the next line's search. Null: the field answers Enter itself.
 */
export function nextField(from: EventTarget, find: HTMLElement | null): HTMLElement | null {
  if (!(from instanceof HTMLInputElement) || from === find) return null;
  if (from.closest('.ant-picker') || from.type === 'radio' || choosesOption(from)) return null;
  const line = from.closest('.receive-line');
  if (line) return nextInLine(from, line) ?? find;
  const paper = from.closest('.receive-paper');
  if (!paper) return null;
  const fields = [...paper.querySelectorAll<HTMLInputElement>('input:not(.ant-picker input)')].filter(isTyped);
  return fields[fields.indexOf(from) + 1] ?? find;
}

/** A drop-down whose marked choice Enter takes. */
function choosesOption(input: HTMLInputElement): boolean {
  if (input.getAttribute('role') !== 'combobox' || input.getAttribute('aria-expanded') !== 'true') return false;
  return (input.getAttribute('aria-activedescendant') ?? '') !== '';
}

function isTyped(input: HTMLInputElement): boolean {
  return !input.readOnly && !input.disabled;
}

const WALK = ['count', 'price', 'cost', 'producedOn', 'expires'];

function nextInLine(from: HTMLInputElement, line: Element): HTMLElement | null {
  const at = WALK.indexOf(from.dataset['field'] ?? '');
  if (at < 0) return null;
  for (const name of WALK.slice(at + 1)) {
    const field = line.querySelector<HTMLInputElement>(`input[data-field="${name}"]`);
    if (!field || field.disabled) continue;
    // A price says the amount; goods that never expire are not asked for days.
    if (name === 'cost' && line.querySelector<HTMLInputElement>('input[data-field="price"]')?.value !== '') continue;
    if ((name === 'producedOn' || name === 'expires') && line.getAttribute('data-dated') !== 'true') continue;
    return field;
  }
  return null;
}
