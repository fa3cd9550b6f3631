import { Lexer, Source, TokenKind } from 'graphql';

/**
 * Whether the operation to execute is a subscription, as far as its text says without being parsed. A text that cannot
 * be read is none: whoever parses it says why.
 */
export function namesSubscription(
  text: string,
  operationName: unknown,
  maxTokens: number | undefined,
): boolean {
  if (!/\bsubscription\b/.test(text)) return false;
  try {
    return hasSubscription(new Lexer(new Source(text)), operationName, maxTokens ?? Infinity);
  } catch {
    return false;
  }
}

/** Reads the beginnings of the definitions: each is the first token of the text, or the first after a selection. */
function hasSubscription(lexer: Lexer, operationName: unknown, maxTokens: number): boolean {
  let depth = 0;
  let isBeginning = true;
  for (let tokens = 0; tokens < maxTokens; tokens += 1) {
    const { kind, value } = lexer.advance();
    if (kind === TokenKind.EOF) return false;
    if (isBeginning && kind === TokenKind.NAME && value === 'subscription') {
      const name = lexer.lookahead();
      const isNamed = name.kind === TokenKind.NAME;
      if (!operationName || (isNamed && name.value === operationName)) return true;
    }
    if (kind === TokenKind.BRACE_L || kind === TokenKind.PAREN_L) depth += 1;
    if (kind === TokenKind.BRACE_R || kind === TokenKind.PAREN_R) depth -= 1;
    isBeginning = kind === TokenKind.BRACE_R && depth === 0;
  }
  return false;
}
