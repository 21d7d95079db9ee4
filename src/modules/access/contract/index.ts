import { z } from 'zod';

export const LoginRequest = z.object({
  account: z.string().trim().min(1).max(64),
  password: z.string().min(1).max(256),
  /** One-time code, or a recovery code. */
  totp: z.string().max(32).optional(),
});

/** Who is logged in, at which posts, with which roles. */
export const MeResponse = z.object({
  personId: z.string(),
  name: z.string(),
  agency: z.object({
    id: z.string(),
    slug: z.string(),
    name: z.string(),
    /** It takes the filings of other bodies and has no power of its own, not even a draft. */
    takesFilingsOnly: z.boolean(),
  }),
  posts: z.array(z.object({ id: z.string(), name: z.string(), office: z.string(), kind: z.string() })),
  roles: z.array(z.string()),
  /** Those of them that hold for the whole body, not for some offices only. */
  wholeRoles: z.array(z.string()),
  /** Whether a one-time code is asked for at login, and how many recovery codes are left. */
  secondFactor: z.object({ enrolled: z.boolean(), recoveryCodes: z.number().int() }),
});
export type MeResponse = z.infer<typeof MeResponse>;

export const RoleName = z.enum([
  'registrar',
  'office-head',
  'leader',
  'first-responsible',
  'review-office',
  'disclosure-reviewer',
  'handler',
  'supervisor',
  'auditor',
  'org-admin',
  'operator',
]);

export type RoleName = z.infer<typeof RoleName>;

const Password = z.string().min(1).max(256);
export const PasswordRequest = z.object({ password: Password });
export const ChangePasswordRequest = z.object({ current: Password, next: Password });
export const ResetPasswordRequest = z.object({ next: Password });

/** The secret for the authenticator app, as address and as a QR code in SVG. */
export const TotpStarted = z.object({ secret: z.string(), uri: z.string(), qr: z.string() });
export type TotpStarted = z.infer<typeof TotpStarted>;
export const TotpConfirmRequest = z.object({
  code: z
    .string()
    .trim()
    .regex(/^\d{6}$/),
});
export const RecoveryCodes = z.object({ recoveryCodes: z.array(z.string()) });

export const TokenScopeName = z.enum(['read', 'write']);
export const CreateTokenRequest = z.object({
  name: z.string().trim().min(1).max(100),
  days: z.number().int().min(1).max(366),
  scopes: z.array(TokenScopeName).default(['read']),
});
export const CreatedTokenResponse = z.object({
  id: z.string(),
  /** Shown this once. */
  token: z.string(),
  expiresAt: z.string(),
});
export const TokenView = z.object({
  id: z.string(),
  name: z.string(),
  scopes: z.array(TokenScopeName),
  createdAt: z.string(),
  expiresAt: z.string(),
  revokedAt: z.string().nullable(),
  /** Day of the last use; no finer, so that nobody's working hours can be read from it. */
  lastUsedOn: z.string().nullable(),
});
export const TokenList = z.object({ items: z.array(TokenView), next: z.null() });

export const AccountName = z.string().regex(/^[a-z0-9][a-z0-9._-]{1,63}$/);
export const CreateAccountRequest = z.object({
  personId: z.uuid(),
  account: AccountName,
  password: Password,
});
export const DisableAccountRequest = z.object({ disabled: z.boolean() });
export const GrantRoleRequest = z.object({ role: RoleName, officeId: z.uuid().optional() });
export const AccountView = z.object({
  personId: z.string(),
  name: z.string(),
  staffNo: z.string(),
  account: z.string(),
  disabled: z.boolean(),
  demo: z.boolean(),
  secondFactor: z.boolean(),
  roles: z.array(z.object({ id: z.string(), role: RoleName, officeId: z.string().nullable() })),
});
export type AccountView = z.infer<typeof AccountView>;
export const AccountList = z.object({ items: z.array(AccountView), next: z.string().nullable() });
