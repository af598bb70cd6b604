/** What a printer says of itself. `transmitted` answers GS r in the order of the data; `realTime` answers DLE EOT at once. */
export type StatusAnswer =
  | { readonly type: 'realTime'; readonly byte: number }
  | { readonly type: 'transmitted'; readonly byte: number }
  | { readonly type: 'automatic'; readonly offline: boolean; readonly paperOut: boolean };

/**
 * Tells the three kinds of status bytes apart by their fixed bits (Epson ESC/POS reference: DLE EOT, GS r, GS a). An automatic
 * status is four bytes, of which the last three look like answers to GS r: they must be taken together.
 */
export class StatusReader {
  private automatic: number[] = [];

  read(bytes: Uint8Array): StatusAnswer[] {
    return [...bytes].flatMap((byte) => this.readByte(byte));
  }

  private readByte(byte: number): StatusAnswer[] {
    if ((byte & 0x93) === 0x10) {
      this.automatic = [byte];
      return [];
    }
    if ((byte & 0x93) === 0x12) return [{ type: 'realTime', byte }];
    if ((byte & 0x90) !== 0x00) return [];
    if (this.automatic.length === 0) return [{ type: 'transmitted', byte }];
    this.automatic.push(byte);
    const [first = 0, , third = 0] = this.automatic;
    if (this.automatic.length < 4) return [];
    this.automatic = [];
    return [{ type: 'automatic', offline: (first & 0x08) !== 0, paperOut: (third & 0x0c) !== 0 }];
  }
}
