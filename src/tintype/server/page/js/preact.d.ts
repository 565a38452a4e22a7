// What preact.js gives, for the check of types (tests/page/test_types.py); no browser loads this.
export interface Signal<T> { value: T; peek(): T }
export interface ReadonlySignal<T> { readonly value: T; peek(): T }
type Ending = void | undefined | (() => void);

export function signal<T>(value: T): Signal<T>;
export function computed<T>(compute: () => T): ReadonlySignal<T>;
export function effect(run: () => Ending): () => void;
export function batch<T>(run: () => T): T;
export function untracked<T>(run: () => T): T;
export function useSignal<T>(value: T): Signal<T>;
export function useComputed<T>(compute: () => T): ReadonlySignal<T>;
export function useSignalEffect(run: () => Ending): void;

export function useState<S>(first: S | (() => S)): [S, (next: S | ((before: S) => S)) => void];
export function useRef<T>(first: T): { current: T };
export function useMemo<T>(make: () => T, inputs: unknown[]): T;
export function useEffect(run: () => Ending, inputs?: unknown[]): void;
export function useLayoutEffect(run: () => Ending, inputs?: unknown[]): void;
export function useErrorBoundary(hear?: (error: Error) => void): [Error | undefined, () => void];
export function useId(): string;

/** What is drawn. */
export type Drawn = any;
export function html(strings: TemplateStringsArray, ...values: unknown[]): Drawn;
export function render(what: Drawn, into: Element): void;
export function createPortal(what: Drawn, into: Element): Drawn;
export const Fragment: unknown;
