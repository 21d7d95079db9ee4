/** The two primitives everything rests on, given by the caller: `node:crypto`, or a bundled implementation in a browser. */
export interface Crypto {
  sha256(data: Uint8Array): Uint8Array;
  /** Ed25519 (RFC 8032) with a 32-byte public key. */
  ed25519Verify(publicKey: Uint8Array, message: Uint8Array, signature: Uint8Array): boolean;
}

/** An Ed25519 key that can sign; a file, an HSM or a device stands behind it. */
export interface Signer {
  readonly publicKey: Uint8Array;
  sign(message: Uint8Array): Uint8Array;
}
