// The words of the extension as they are written in its code, for tests outside an editor.
import type { Translate } from '../../extension/src/run/planWords';

export const ENGLISH = {
  t: (message: unknown, ...values: unknown[]): string =>
    String(message).replace(/\{(\d)\}/g, (_, index: string) => String(values[Number(index)])),
} as Translate;
