import { hashes, verify } from '@noble/ed25519';
import { sha256, sha512 } from '@noble/hashes/sha2.js';
import type { Crypto } from '@chengming/ledger-verify';

hashes.sha512 = sha512;

/** Cryptography of the verifier where `crypto.subtle` is missing: pages over plain HTTP on an intranet (DECISIONS §9). */
export const browserCrypto: Crypto = {
  sha256: (data) => sha256(data),
  ed25519Verify(publicKey, message, signature) {
    if (publicKey.length !== 32 || signature.length !== 64) return false;
    try {
      return verify(signature, message, publicKey, { zip215: false });
    } catch {
      return false;
    }
  },
};
