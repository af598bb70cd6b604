/** The nonce of this page, as the door that served it wrote it; empty under the development server. */
export const cspNonce: string = document.querySelector<HTMLMetaElement>('meta[property="csp-nonce"]')?.nonce ?? '';

/**
 * The widget library's scroll lock makes style elements without the nonce it was given; the page's policy would drop
 * them. Every style element made by script gets the nonce.
 */
export function giveStylesTheNonce(): void {
  if (cspNonce === '') return;
  const create = document.createElement.bind(document);
  document.createElement = ((name: string, options?: ElementCreationOptions) => {
    const element = create(name, options);
    if (element instanceof HTMLStyleElement) element.nonce = cspNonce;
    return element;
  }) as typeof document.createElement;
}
