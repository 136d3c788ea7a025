import { createCipheriv, createDecipheriv, createHmac, hkdfSync, randomBytes, randomUUID } from 'node:crypto';
import * as fs from 'node:fs';
import { dirname, resolve } from 'node:path';
import { syncPath } from './durable-fs.js';
import type { Vault } from './index.js';

const VERSION = 1;
const NONCE = 12;
const TAG = 16;
const KEY = 32;

/**
 * Seals with AES-256-GCM (version byte, nonce, tag, text) and hashes with HMAC-SHA-256. Each purpose - the part
 * of a context before its first colon, or a fingerprint's purpose - has a key of its own, derived from `secretKey`.
 */
export function createVault(secretKey: Buffer): Vault {
  if (secretKey.length !== KEY) throw new Error('SECRET_KEY must be 32 bytes');
  const keys = new Map<string, Buffer>();
  const keyFor = (use: string): Buffer => {
    let key = keys.get(use);
    if (!key) {
      key = Buffer.from(hkdfSync('sha256', secretKey, Buffer.alloc(0), use, KEY));
      keys.set(use, key);
    }
    return key;
  };
  const sealingKey = (context: string): Buffer => keyFor(`seal/${context.split(':', 1)[0]}`);

  return {
    seal(plain, context) {
      const nonce = randomBytes(NONCE);
      const cipher = createCipheriv('aes-256-gcm', sealingKey(context), nonce);
      cipher.setAAD(Buffer.from(context));
      const body = cipher.update(plain, 'utf8');
      const last = cipher.final();
      return Buffer.concat([Buffer.of(VERSION), nonce, cipher.getAuthTag(), body, last]);
    },
    open(sealed, context) {
      const bytes = Buffer.from(sealed.buffer, sealed.byteOffset, sealed.byteLength);
      if (bytes.length < 1 + NONCE + TAG || bytes[0] !== VERSION) throw new Error('not a sealed text');
      const decipher = createDecipheriv('aes-256-gcm', sealingKey(context), bytes.subarray(1, 1 + NONCE), {
        authTagLength: TAG,
      });
      decipher.setAAD(Buffer.from(context));
      decipher.setAuthTag(bytes.subarray(1 + NONCE, 1 + NONCE + TAG));
      return Buffer.concat([decipher.update(bytes.subarray(1 + NONCE + TAG)), decipher.final()]).toString(
        'utf8',
      );
    },
    fingerprint: (purpose, value) =>
      createHmac('sha256', keyFor(`fingerprint/${purpose}`))
        .update(value)
        .digest('hex'),
  };
}

/** SECRET_KEY as 64 hex digits or 32 bytes in base64 (also base64url). Throws on anything else. */
export function parseSecretKey(written: string): Buffer {
  const trimmed = written.trim();
  const key = /^[0-9a-f]{64}$/i.test(trimmed) ? Buffer.from(trimmed, 'hex') : Buffer.from(trimmed, 'base64');
  if (key.length !== KEY) throw new Error('SECRET_KEY must be 32 bytes: 64 hex digits or base64');
  return key;
}

/**
 * The key of an embedded store: read from `<dataDir>.key`, or made there once (mode 0600) and never overwritten.
 * It lies beside the data folder so that a copy of the folder alone opens nothing.
 */
export function loadOrMakeSecretKey(dataDir: string): { key: Buffer; made: boolean } {
  const path = `${resolve(dataDir)}.key`;
  if (fs.existsSync(path)) return { key: parseSecretKey(fs.readFileSync(path, 'utf8')), made: false };
  fs.mkdirSync(dirname(path), { recursive: true });
  const unfinished = `${path}.${randomUUID()}`;
  fs.writeFileSync(unfinished, `${randomBytes(KEY).toString('hex')}\n`, { mode: 0o600 });
  syncPath(unfinished);
  let made = true;
  try {
    fs.linkSync(unfinished, path); // whole or not at all, and never over an existing key
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
    made = false; // another process was faster: its key is the key
  } finally {
    fs.rmSync(unfinished, { force: true });
  }
  syncPath(dirname(path));
  return { key: parseSecretKey(fs.readFileSync(path, 'utf8')), made };
}
