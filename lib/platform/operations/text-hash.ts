import { hash } from 'node:crypto';

/** A short, collision-resistant key for a text. */
export const textHash = (text: string): string => hash('sha256', text, 'base64url');
