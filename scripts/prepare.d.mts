export function node24(): string;
export function ensureInstalled(): Promise<void>;
export function ensureBuilt(): void;
