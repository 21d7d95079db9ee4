import { z } from 'zod';

export const PersonView = z.object({ personId: z.uuid(), name: z.string() });
export type PersonView = z.infer<typeof PersonView>;
