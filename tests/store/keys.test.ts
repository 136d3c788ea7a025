import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { createClock, createVault, loadOrMakeSecretKey, parseSecretKey } from '../../src/store/index.js';
import { temporaryFolder } from '../support/store.js';

describe('vault', () => {
  const key = randomBytes(32);
  const vault = createVault(key);

  it('opens what it sealed, with the same key and context only', () => {
    const sealed = vault.seal('Саломат 👋', 'inbox:telegram:1');
    expect(vault.open(sealed, 'inbox:telegram:1')).toBe('Саломат 👋');
    expect(createVault(key).open(new Uint8Array(sealed), 'inbox:telegram:1')).toBe('Саломат 👋');
    expect(() => vault.open(sealed, 'inbox:telegram:2')).toThrow();
    expect(() => vault.open(sealed, 'outbox:telegram:1')).toThrow();
    expect(() => createVault(randomBytes(32)).open(sealed, 'inbox:telegram:1')).toThrow();
  });

  it('notices any changed byte and anything that is not its own', () => {
    const sealed = vault.seal('text', 'a:1');
    for (let i = 0; i < sealed.length; i += 1) {
      const forged = Buffer.from(sealed);
      forged[i] = (forged[i] ?? 0) ^ 1;
      expect(() => vault.open(forged, 'a:1')).toThrow();
    }
    expect(() => vault.open(Buffer.alloc(0), 'a:1')).toThrow('not a sealed text');
  });

  it('seals the same text differently each time', () => {
    expect(vault.seal('x', 'a:1').equals(vault.seal('x', 'a:1'))).toBe(false);
  });

  it('hashes by key and purpose', () => {
    const hash = vault.fingerprint('person', '123456');
    expect(hash).toMatch(/^[0-9a-f]{64}$/);
    expect(vault.fingerprint('person', '123456')).toBe(hash);
    expect(vault.fingerprint('rate', '123456')).not.toBe(hash);
    expect(createVault(randomBytes(32)).fingerprint('person', '123456')).not.toBe(hash);
  });

  it('takes 32 bytes only', () => {
    expect(() => createVault(Buffer.alloc(31))).toThrow('32 bytes');
    expect(parseSecretKey(`${key.toString('hex')}\n`)).toEqual(key);
    expect(parseSecretKey(key.toString('base64'))).toEqual(key);
    expect(() => parseSecretKey('short')).toThrow('32 bytes');
  });
});

describe('secret key of the embedded store', () => {
  it('is made once, beside the data folder, for the owner only', () => {
    const folder = temporaryFolder();
    const dataDir = join(folder.path, 'data');
    const first = loadOrMakeSecretKey(dataDir);
    const path = join(folder.path, 'data.key');
    expect(first.made).toBe(true);
    expect(statSync(path).mode & 0o777).toBe(0o600);
    expect(existsSync(dataDir)).toBe(false);
    const written = readFileSync(path, 'utf8');
    expect(loadOrMakeSecretKey(dataDir)).toEqual({ key: first.key, made: false });
    expect(readFileSync(path, 'utf8')).toBe(written);
    folder.remove();
  });
});

describe('clock', () => {
  it('runs on from the instant of TEST_NOW', async () => {
    for (const written of ['2027-01-15T10:00:00Z', '=2027-01-15T10:00:00Z']) {
      const clock = createClock(written);
      const start = Date.parse('2027-01-15T10:00:00Z');
      expect(clock.now().getTime() - start).toBeGreaterThanOrEqual(0);
      expect(clock.now().getTime() - start).toBeLessThan(1_000);
      await expect.poll(() => clock.now().getTime()).toBeGreaterThan(start);
    }
  });

  it('is shifted by TEST_NOW', () => {
    const shift = createClock('+30d').now().getTime() - Date.now();
    expect(Math.abs(shift - 30 * 86_400_000)).toBeLessThan(1_000);
    expect(Math.abs(createClock('-1h').now().getTime() - Date.now() + 3_600_000)).toBeLessThan(1_000);
    expect(Math.abs(createClock().now().getTime() - Date.now())).toBeLessThan(1_000);
  });

  it('knows the day in Moscow', () => {
    expect(createClock('2027-01-14T20:59:00Z').today()).toBe('2027-01-14');
    expect(createClock('2027-01-14T21:00:00Z').today()).toBe('2027-01-15');
  });

  it('refuses what it does not understand', () => {
    expect(() => createClock('tomorrow')).toThrow('TEST_NOW');
  });
});
