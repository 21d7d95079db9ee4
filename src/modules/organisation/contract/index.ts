import { z } from 'zod';
import { DivisionCode, LegalDay, Uscc } from '#kernel';
import { AGENCY_KINDS, AgencyDetails, LEVELS, OFFICE_KINDS } from '../domain/tree.ts';

export { AGENCY_KINDS, LEVELS, OFFICE_KINDS };

const Name = z.string().trim().min(1).max(200);
const Slug = z.string().regex(/^[a-z0-9][a-z0-9-]{1,63}$/);

export const AgencyFields = z.object({
  name: Name.min(2),
  kind: z.enum(AGENCY_KINDS),
  level: z.enum(LEVELS),
  divisionCode: DivisionCode,
  /** The area inside a credit code may be an old division: it is not compared. */
  uscc: Uscc.nullable(),
  details: AgencyDetails,
});
export const CreateAgencyRequest = AgencyFields.extend({ slug: Slug, parentId: z.uuid() });
export const UpdateAgencyRequest = AgencyFields.partial();

export const OfficeFields = z.object({
  name: Name,
  kind: z.enum(OFFICE_KINDS),
  functions: z.string().max(2_000),
  /** Leader in charge 分管领导. */
  leaderId: z.uuid().nullable(),
  /** First responsible person of the office 处室负责人. */
  headId: z.uuid().nullable(),
  sort: z.number().int().min(0).max(9_999),
});
export const CreateOfficeRequest = OfficeFields.partial().required({ name: true, kind: true });
export const UpdateOfficeRequest = OfficeFields.partial();

export const PostFields = z.object({
  officeId: z.uuid(),
  name: Name,
  kind: z.string().trim().min(1).max(40),
  duties: z.string().max(2_000),
  sort: z.number().int().min(0).max(9_999),
});
export const CreatePostRequest = PostFields.partial().required({ officeId: true, name: true, kind: true });
export const UpdatePostRequest = PostFields.partial();

export const PersonFields = z.object({
  name: Name,
  staffNo: z.string().trim().min(1).max(32),
  title: z.string().max(200),
  /** Left the agency when false: ends their assignments today. */
  active: z.boolean(),
});
export const CreatePersonRequest = PersonFields.omit({ active: true }).partial().required({
  name: true,
  staffNo: true,
});
export const UpdatePersonRequest = PersonFields.omit({ staffNo: true }).partial();

export const AssignRequest = z.object({
  postId: z.uuid(),
  personId: z.uuid(),
  kind: z.enum(['holder', 'deputy']),
  validFrom: LegalDay,
  /** Last day, inclusive; null goes on. */
  validTo: LegalDay.nullable(),
});
export const DelegateRequest = z.object({
  postId: z.uuid(),
  /** The holder on whose behalf; oneself, unless an administrator records it. */
  holderId: z.uuid(),
  personId: z.uuid(),
  validFrom: LegalDay,
  validTo: LegalDay,
  reason: z.string().trim().min(1).max(500),
});
export const EndAssignmentRequest = z.object({ lastDay: LegalDay });

export const Created = z.object({ id: z.string(), rowVersion: z.number().int() });
export const Updated = z.object({ rowVersion: z.number().int() });

export const AgencyItem = z.object({
  id: z.string(),
  slug: z.string(),
  name: z.string(),
  kind: z.string(),
  level: z.string(),
  divisionCode: z.string(),
  uscc: z.string().nullable(),
  parentId: z.string().nullable(),
});
export type AgencyItem = z.infer<typeof AgencyItem>;
export const AgencyPageResponse = z.object({ items: z.array(AgencyItem), next: z.string().nullable() });

export const PersonItem = z.object({
  id: z.string(),
  name: z.string(),
  staffNo: z.string(),
  title: z.string(),
  active: z.boolean(),
  rowVersion: z.number().int(),
});
export type PersonItem = z.infer<typeof PersonItem>;
export const PersonPageResponse = z.object({ items: z.array(PersonItem), next: z.string().nullable() });

export const AssignmentItem = z.object({
  id: z.string(),
  postId: z.string(),
  personId: z.string(),
  personName: z.string(),
  kind: z.string(),
  validFrom: z.string(),
  validTo: z.string().nullable(),
  delegatedBy: z.string().nullable(),
  /** Why a post was delegated. */
  reason: z.string().nullable(),
});
export type AssignmentItem = z.infer<typeof AssignmentItem>;

/** An agency as its administrators keep it: every row with the version an edit must name. */
export const AgencyChart = AgencyItem.extend({
  details: AgencyDetails,
  /** First responsible person 第一责任人. */
  headId: z.string().nullable(),
  rowVersion: z.number().int(),
  offices: z.array(
    z.object({
      id: z.string(),
      /** By which the elements of a power name it: its key in the imported tree, else its id. */
      key: z.string(),
      name: z.string(),
      kind: z.string(),
      functions: z.string(),
      leaderId: z.string().nullable(),
      headId: z.string().nullable(),
      sort: z.number().int(),
      rowVersion: z.number().int(),
    }),
  ),
  posts: z.array(
    z.object({
      id: z.string(),
      key: z.string(),
      officeId: z.string(),
      name: z.string(),
      kind: z.string(),
      duties: z.string(),
      sort: z.number().int(),
      rowVersion: z.number().int(),
    }),
  ),
  /** Those that go on today or later. */
  assignments: z.array(AssignmentItem),
  separation: z.array(z.object({ personId: z.string(), exempt: z.boolean() })),
});
export type AgencyChart = z.infer<typeof AgencyChart>;
