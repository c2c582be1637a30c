// The extension as the page sees it: messages out, and the state that outlives a reload.
import type { GraphPageMessage } from '../../../server/src/lsp/protocol';

interface VsCodeApi {
  postMessage(message: GraphPageMessage): void;
  getState(): unknown;
  setState(state: unknown): void;
}

declare function acquireVsCodeApi(): VsCodeApi;

/** What is kept; `projectId` is also what the extension looks for when it brings the panel back. */
export interface KeptState {
  readonly projectId: string;
  readonly top: number;
  readonly active: string;
  readonly selected: readonly string[];
  /** 0 where nobody changed it: then the setting counts. */
  readonly zoom: number;
  readonly search: string;
}

const api = acquireVsCodeApi();

export function tell(message: GraphPageMessage): void {
  api.postMessage(message);
}

export function keep(state: KeptState): void {
  api.setState(state);
}

/** What was kept, with the usual values for whatever is missing or of another shape. */
export function kept(): KeptState {
  const state = (api.getState() ?? {}) as Partial<Record<keyof KeptState, unknown>>;
  const text = (value: unknown): string => (typeof value === 'string' ? value : '');
  const number = (value: unknown, usual: number): number =>
    typeof value === 'number' && Number.isFinite(value) ? value : usual;
  return {
    projectId: text(state.projectId),
    top: number(state.top, 0),
    active: text(state.active),
    selected: Array.isArray(state.selected) ? state.selected.filter((one) => typeof one === 'string') : [],
    zoom: number(state.zoom, 0),
    search: text(state.search),
  };
}
