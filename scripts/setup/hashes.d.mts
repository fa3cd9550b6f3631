export const NODE_VERSION: string;
export const NODE_SHA256: Readonly<Record<string, string>>;
export const MONGODB_SHA256: Readonly<Record<string, string>>;
export function sha256Of(path: string): string | undefined;
