import { describe, expect, test } from '@jest/globals';
import { createVault, type Vault } from '../../src/encryption.ts';
import { Problem } from '../../src/errors.ts';

const [FIRST, SECOND] = [Buffer.alloc(32, 1), Buffer.alloc(32, 2)];
const TEXT = 'a token of München';

function refusal(work: () => unknown): string {
  try {
    work();
  } catch (error) {
    if (error instanceof Problem && error.code === 'config-invalid') return error.message;
    throw error;
  }
  throw new Error('it was opened');
}

describe('a vault', () => {
  const vault = createVault([FIRST], 'tokens');

  test('opens what it sealed, and seals the same text differently each time', () => {
    const [one, two] = [vault.seal(TEXT, '1001'), vault.seal(TEXT, '1001')];
    expect([vault.open(one, '1001'), vault.open(two, '1001')]).toEqual([TEXT, TEXT]);
    expect(one.bytes.equals(two.bytes)).toBe(false);
    expect(one.bytes.includes(Buffer.from('token'))).toBe(false);
  });

  test('opens nothing that was moved to another portal, changed in any byte, or cut', () => {
    const sealed = vault.seal(TEXT, '1001');
    const changed = [...sealed.bytes.keys()].map((place) => {
      const bytes = Buffer.from(sealed.bytes);
      bytes.writeUInt8(bytes.readUInt8(place) ^ 1, place);
      return bytes;
    });
    const cut = [0, 5, 12, 20, 28, sealed.bytes.length - 1].map((end) => sealed.bytes.subarray(0, end));
    const attempts = [
      () => vault.open(sealed, '1002'),
      ...[...changed, ...cut].map((bytes) => () => vault.open({ ...sealed, bytes }, '1001')),
    ];
    expect(new Set(attempts.map(refusal))).toEqual(
      new Set(['what was encrypted here was changed, or belongs elsewhere']),
    );
  });

  test('opens with a former key, seals with the first, and names the key it lacks but not the key', () => {
    const old = vault.seal(TEXT, '1001');
    const turned: Vault = createVault([SECOND, FIRST], 'tokens');
    expect(turned.open(old, '1001')).toBe(TEXT);
    expect([turned.keyId === vault.keyId, turned.seal(TEXT, '1001').keyId]).toEqual([false, turned.keyId]);
    const message = refusal(() => createVault([SECOND], 'tokens').open(old, '1001'));
    expect(message).toContain(vault.keyId);
    expect(message).not.toContain(FIRST.toString('hex').slice(0, 16));
  });

  test('does not take for one purpose what was sealed for another', () => {
    const sealed = vault.seal(TEXT, '1001');
    const other = createVault([FIRST], 'attempts');
    expect(refusal(() => other.open(sealed, '1001'))).toMatch('does not hold');
    expect(refusal(() => other.open({ ...sealed, keyId: other.keyId }, '1001'))).toMatch('belongs elsewhere');
  });

  test('is not made without a key', () => {
    expect(refusal(() => createVault([], 'tokens'))).toBe('ENCRYPTION_KEY holds no key');
  });
});
