import { z } from 'zod';
import { DivisionCode, Uscc } from '#kernel';

const Key = z.string().min(1).max(64);
const Text = z.string().max(2_000);

/** Contact, hours, channels and graded responsibility of an agency as its pages show them. */
export const AgencyDetails = z.object({
  address: Text.optional(),
  phone: Text.optional(),
  hours: Text.optional(),
  government: Text.optional(),
  window: z.object({ name: Text, address: Text, hours: Text, phone: Text }).optional(),
  channels: z.array(z.object({ key: Key, name: Text, phone: Text, receives: z.array(Text) })).default([]),
  firstResponsible: Key.optional(),
  leadingGroup: z.object({ name: Text, office: Text, hostOffice: Key, functions: z.array(Text) }).optional(),
  supervision: z.object({ office: Text, scope: Text, independence: Text, phone: Text }).optional(),
  /** How a small body that cannot keep approval and supervision apart makes up for it (requirement A3). */
  substituteArrangement: Text.min(1).optional(),
});
export type AgencyDetails = z.infer<typeof AgencyDetails>;

export const AGENCY_KINDS = [
  'administrative',
  'party',
  'institution',
  'enterprise',
  'supervision',
  'government',
] as const;
/** 国家、省、市、县、乡、村 as in implementation codes. */
export const LEVELS = ['1', '2', '3', '4', '5', '6'] as const;
export const OFFICE_KINDS = ['leadership', 'office', 'supervision', 'supervision-external'] as const;

/** A whole agency as it is imported; keys tie the parts and make the import repeatable. */
export const OrganisationTree = z
  .object({
    agency: z.object({
      key: Key,
      slug: z.string().regex(/^[a-z0-9][a-z0-9-]{1,63}$/),
      /** Key of the body above; imported before. */
      parent: Key.optional(),
      name: Text.min(2),
      kind: z.enum(AGENCY_KINDS),
      level: z.enum(LEVELS),
      divisionCode: DivisionCode,
      /** The area inside a credit code may be an old division: it is not compared (law-and-standards §1.5). */
      uscc: Uscc.optional(),
      details: AgencyDetails,
    }),
    offices: z.array(
      z.object({
        key: Key,
        name: Text.min(1),
        kind: z.enum(OFFICE_KINDS),
        functions: Text,
        leader: Key.optional(),
        head: Key.optional(),
      }),
    ),
    posts: z.array(
      z.object({
        key: Key,
        office: Key,
        name: Text.min(1),
        kind: Text,
        duties: Text,
        holders: z.array(Key),
        deputies: z.array(Key).default([]),
      }),
    ),
    persons: z.array(
      z.object({ key: Key, name: Text.min(1), staffNo: z.string().min(1).max(32), title: Text }),
    ),
  })
  .superRefine((tree, ctx) => {
    const persons = new Set(tree.persons.map((p) => p.key));
    const offices = new Set(tree.offices.map((o) => o.key));
    const missing = (path: (string | number)[], key: string): void =>
      ctx.addIssue({ code: 'custom', path, message: `${key} is not defined` });
    tree.offices.forEach((office, i) => {
      if (office.leader !== undefined && !persons.has(office.leader))
        missing(['offices', i, 'leader'], office.leader);
      if (office.head !== undefined && !persons.has(office.head))
        missing(['offices', i, 'head'], office.head);
    });
    tree.posts.forEach((post, i) => {
      if (!offices.has(post.office)) missing(['posts', i, 'office'], post.office);
      for (const key of [...post.holders, ...post.deputies])
        if (!persons.has(key)) missing(['posts', i, 'holders'], key);
    });
  });
export type OrganisationTree = z.infer<typeof OrganisationTree>;
