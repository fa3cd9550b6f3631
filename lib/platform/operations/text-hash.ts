import { hash } from 'node:crypto';

/** A short key for a text, resistant to collisions made on purpose. */
export const textHash = (text: string): string => hash('sha256', text, 'base64url');
