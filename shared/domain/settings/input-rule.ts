/** What an input should have been, as far as its schema says. Hundredths are as they travel: 650 for 6.5分. */
export type InputRule =
  | { readonly kind: 'missing' }
  | { readonly kind: 'unknown' }
  | {
      readonly kind: 'number';
      readonly whole: boolean;
      readonly minimum: number | null;
      readonly maximum: number | null;
    }
  /** Length in characters; `minimum` is 0 where none is asked for. */
  | { readonly kind: 'text'; readonly minimum: number; readonly maximum: number | null }
  | { readonly kind: 'list'; readonly minimum: number; readonly maximum: number | null }
  | { readonly kind: 'file'; readonly maximumBytes: number | null }
  | { readonly kind: 'choice' }
  | { readonly kind: 'date' }
  /** It has a form of its own, which no figure describes. */
  | { readonly kind: 'form' };
