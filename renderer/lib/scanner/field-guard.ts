type Field = HTMLInputElement | HTMLTextAreaElement;

export type FieldSnapshot = {
  readonly field: Field;
  readonly value: string;
  readonly start: number | null;
  readonly end: number | null;
};

/** After a scan the input method may still let go of a composition; longer than this would swallow typing. */
const SETTLE_MS = 40;

/** The text field that would take the characters of a burst, as it is now; null when the focus is elsewhere. */
export function snapshotFocusedField(): FieldSnapshot | null {
  const field = document.activeElement;
  const isField = field instanceof HTMLInputElement || field instanceof HTMLTextAreaElement;
  if (!isField || field.readOnly || field.disabled) return null;
  if (field instanceof HTMLInputElement && !/^(text|search|tel|url|password|number)$/.test(field.type)) return null;
  const selectable = field.type !== 'number';
  return {
    field,
    value: field.value,
    start: selectable ? field.selectionStart : null,
    end: selectable ? field.selectionEnd : null,
  };
}

/** Gives the field back what it held before the scan, without the quantity prefix that the scan has used up. */
export function restoreField(snapshot: FieldSnapshot, prefix: string): void {
  const { field } = snapshot;
  const value =
    prefix !== '' && snapshot.value.endsWith(prefix) ? snapshot.value.slice(0, -prefix.length) : snapshot.value;
  const focused = document.activeElement === field;
  // Leaving the field makes an input method let go of what it is composing; only then is the value ours to set.
  if (focused) field.blur();
  setNativeValue(field, value);
  if (focused && field.isConnected) {
    field.focus({ preventScroll: true });
    if (snapshot.start !== null) field.setSelectionRange(Math.min(snapshot.start, value.length), value.length);
  }
  const again = () => {
    if (field.value !== value) setNativeValue(field, value);
  };
  field.addEventListener('compositionend', again);
  field.addEventListener('input', again);
  setTimeout(() => {
    field.removeEventListener('compositionend', again);
    field.removeEventListener('input', again);
  }, SETTLE_MS);
}

/** React watches the value through its own setter; only the prototype's setter followed by an input event reaches it. */
function setNativeValue(field: Field, value: string): void {
  if (field.value === value) return;
  const prototype = field instanceof HTMLInputElement ? HTMLInputElement.prototype : HTMLTextAreaElement.prototype;
  Object.getOwnPropertyDescriptor(prototype, 'value')?.set?.call(field, value);
  field.dispatchEvent(new Event('input', { bubbles: true }));
}
