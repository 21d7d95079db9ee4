import { z } from 'zod';

const box = z.tuple([z.number(), z.number(), z.number(), z.number()]);
const point = z.tuple([z.number(), z.number()]);

/** Where everything stands: `[x, y, width, height]` in px, edges as the corners of their line. */
export const diagramSchema = z.strictObject({
  width: z.number().positive(),
  height: z.number().positive(),
  /** `down`: lanes are columns and the flow runs downwards; `right`: lanes are rows. */
  direction: z.enum(['down', 'right']),
  lanes: z.array(z.strictObject({ post: z.string(), box })),
  nodes: z.record(z.string(), box),
  edges: z.record(z.string(), z.strictObject({ points: z.array(point).min(2), label: box.optional() })),
});
export type Diagram = z.infer<typeof diagramSchema>;
export type Box = z.infer<typeof box>;
export type Point = z.infer<typeof point>;
