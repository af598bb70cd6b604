import type { CDPSession } from '@playwright/test';

/** Gaps of a cheap scanner, given to the browser as the keys' own times: a busy machine does not change them. */
const GAP_S = 0.006;

/** Types as a wedge scanner does. Under an input method every key says Process and the letters go to the composition. */
export class Scanner {
  private readonly session: CDPSession;
  private atS = Date.now() / 1000;

  constructor(session: CDPSession) {
    this.session = session;
  }

  async scan(text: string, through: 'keys' | 'input method' = 'keys'): Promise<void> {
    this.atS = Math.max(this.atS + 1, Date.now() / 1000);
    for (const [index, character] of [...text].entries()) {
      await this.key(character, codeOf(character), /[A-Z]/.test(character) ? 8 : 0, through);
      if (through === 'input method') {
        const soFar = text.slice(0, index + 1);
        await this.session.send('Input.imeSetComposition', {
          text: soFar,
          selectionStart: soFar.length,
          selectionEnd: soFar.length,
        });
      }
    }
    await this.key('Enter', 'Enter', 0, through);
  }

  private async key(key: string, code: string, modifiers: number, through: 'keys' | 'input method'): Promise<void> {
    this.atS += GAP_S;
    const composing = through === 'input method';
    const event = {
      code,
      modifiers,
      timestamp: this.atS,
      key: composing ? 'Process' : key,
      windowsVirtualKeyCode: composing ? 229 : key === 'Enter' ? 13 : key.toUpperCase().charCodeAt(0),
    };
    const text = composing ? {} : { text: key === 'Enter' ? '\r' : key };
    await this.session.send('Input.dispatchKeyEvent', {
      ...event,
      ...text,
      type: composing ? 'rawKeyDown' : 'keyDown',
    });
    await this.session.send('Input.dispatchKeyEvent', { ...event, type: 'keyUp' });
  }
}

function codeOf(character: string): string {
  if (/\d/.test(character)) return `Digit${character}`;
  return character === '-' ? 'Minus' : `Key${character.toUpperCase()}`;
}
