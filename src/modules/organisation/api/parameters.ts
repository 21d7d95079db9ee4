import { z } from '@hono/zod-openapi';

export const tags = ['organisation'];
export const Agency = z.object({ agencyId: z.uuid() });
export const AgencyPart = Agency.extend({ id: z.uuid() });
export const PageQuery = z.object({
  cursor: z.uuid().optional(),
  limit: z.coerce.number().int().min(1).max(100).default(50),
});
