export { OrganisationTree, AgencyDetails } from './domain/tree.ts';
export { separationFindings, type SeparationFinding } from './domain/separation.ts';
export {
  importOrganisation,
  type ImportedOrganisation,
  type ImportOrganisationError,
} from './use-cases/import-organisation.ts';
export {
  channelsOf,
  findOrganisation,
  listAgencies,
  personsOnPost,
  postNameOf,
  postsByKey,
  type AgencySummary,
  type Organisation,
  type PostSummary,
} from './db/reader.ts';
export { organisationPortal } from './portal/organisation-portal.tsx';
export { organisationApi } from './api/organisation-api.ts';
export { assignPost, delegatePost, endAssignment } from './use-cases/assign-post.ts';
