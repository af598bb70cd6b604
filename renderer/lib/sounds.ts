let context: AudioContext | null = null;

/** A short tone; silent where the browser has no sound or has not been touched yet. */
function tone(frequency: number, startMs: number, lengthMs: number, shape: OscillatorType): void {
  try {
    context ??= new AudioContext();
    const start = context.currentTime + startMs / 1000;
    const end = start + lengthMs / 1000;
    const oscillator = context.createOscillator();
    const gain = context.createGain();
    oscillator.type = shape;
    oscillator.frequency.value = frequency;
    gain.gain.setValueAtTime(0.12, start);
    gain.gain.linearRampToValueAtTime(0, end);
    oscillator.connect(gain).connect(context.destination);
    oscillator.start(start);
    oscillator.stop(end);
  } catch {
    // No sound is no reason to stop serving.
  }
}

export function soundOk(): void {
  tone(1320, 0, 90, 'sine');
}

export function soundDone(): void {
  tone(880, 0, 110, 'sine');
  tone(1320, 110, 160, 'sine');
}

export function soundRefused(): void {
  tone(220, 0, 140, 'square');
  tone(180, 160, 200, 'square');
}
