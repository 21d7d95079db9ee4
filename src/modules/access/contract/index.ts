import { z } from 'zod';

export const LoginRequest = z.object({
  account: z.string().trim().min(1).max(64),
  password: z.string().min(1).max(256),
  totp: z.string().max(16).optional(),
});

/** Who is logged in, at which posts, with which roles. */
export const MeResponse = z.object({
  personId: z.string(),
  name: z.string(),
  agency: z.object({ id: z.string(), slug: z.string(), name: z.string() }),
  posts: z.array(z.object({ id: z.string(), name: z.string(), office: z.string(), kind: z.string() })),
  roles: z.array(z.string()),
});
export type MeResponse = z.infer<typeof MeResponse>;
