import { createCipheriv, createSecretKey, type KeyObject, timingSafeEqual } from 'node:crypto';

const blockBytes = 16;
const zero = Buffer.alloc(blockBytes);

/** Deterministic authenticated encryption with one key and constant associated data. */
export interface AesSiv {
  /** The same bytes for the same plaintext; 16 bytes longer than it. */
  seal(plaintext: Buffer): Buffer;
  /** The plaintext; null for anything that was not sealed with this key and associated data. */
  open(sealed: Buffer): Buffer | null;
}

/**
 * AES-SIV (RFC 5297). Needs no nonce, so there is none to misuse: sealing reveals only whether two plaintexts are
 * equal. The first half of the key (32, 48 or 64 bytes) authenticates, the second half encrypts.
 */
export function createAesSiv(key: Buffer, associatedData: readonly Buffer[] = []): AesSiv {
  const half = key.length / 2;
  // Prepared once: a cipher with the bytes of a key takes four times as long to make.
  const mac = createCmac(createSecretKey(key.subarray(0, half)), half);
  const encryption = { name: `aes-${half * 8}-ctr`, key: createSecretKey(key.subarray(half)) };
  const bound = associatedData.reduce((digest, part) => xor(double(digest), mac(part)), mac(zero));

  /** S2V of section 2.4, continued from the associated data. */
  function synthesize(plaintext: Buffer): Buffer {
    if (plaintext.length < blockBytes) return mac(xor(double(bound), padded(plaintext)));
    const start = plaintext.subarray(0, -blockBytes);
    return mac(Buffer.concat([start, xor(plaintext.subarray(-blockBytes), bound)]));
  }

  function crypt(iv: Buffer, bytes: Buffer): Buffer {
    const counter = Buffer.from(iv);
    // Section 2.5: without these bits, implementations may count in 32 or 64 bits.
    for (const at of [8, 12]) counter[at] = (counter[at] ?? 0) & 0x7f;
    return createCipheriv(encryption.name, encryption.key, counter).update(bytes);
  }

  return {
    seal(plaintext) {
      const iv = synthesize(plaintext);
      return Buffer.concat([iv, crypt(iv, plaintext)]);
    },
    open(sealed) {
      if (sealed.length < blockBytes) return null;
      const iv = sealed.subarray(0, blockBytes);
      const plaintext = crypt(iv, sealed.subarray(blockBytes));
      return timingSafeEqual(synthesize(plaintext), iv) ? plaintext : null;
    },
  };
}

/** AES-CMAC (RFC 4493), as the last block of AES-CBC over the prepared message. */
function createCmac(key: KeyObject, keyBytes: number): (message: Buffer) => Buffer {
  const chain = (blocks: Buffer) =>
    createCipheriv(`aes-${keyBytes * 8}-cbc`, key, zero)
      .setAutoPadding(false)
      .update(blocks)
      .subarray(-blockBytes);
  const whole = double(chain(zero));
  const partial = double(whole);
  return (message) => {
    const start = Math.max(0, Math.ceil(message.length / blockBytes) - 1) * blockBytes;
    const last = message.subarray(start);
    const prepared = last.length === blockBytes ? xor(last, whole) : xor(padded(last), partial);
    return chain(Buffer.concat([message.subarray(0, start), prepared]));
  };
}

/** A one bit and zeros up to the end of the block. */
function padded(bytes: Buffer): Buffer {
  const block = Buffer.alloc(blockBytes);
  bytes.copy(block);
  block[bytes.length] = 0x80;
  return block;
}

/** Doubling in GF(2^128), RFC 5297, section 2.3. */
function double(block: Buffer): Buffer {
  const high = block.readBigUInt64BE(0);
  const low = block.readBigUInt64BE(8);
  const doubled = Buffer.alloc(blockBytes);
  doubled.writeBigUInt64BE(BigInt.asUintN(64, (high << 1n) | (low >> 63n)), 0);
  doubled.writeBigUInt64BE(BigInt.asUintN(64, (low << 1n) ^ ((high >> 63n) * 0x87n)), 8);
  return doubled;
}

const xor = (one: Buffer, other: Buffer): Buffer =>
  Buffer.from(one.map((byte, at) => byte ^ (other[at] ?? 0)));
