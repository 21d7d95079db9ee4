export { categoryFlowsApi } from './api/category-flows-api.ts';
export { findCategoryVersion, type CategoryVersion } from './db/version-reader.ts';
export type { CategoryRefusal } from './domain/errors.ts';
export { categoryVersions } from './portal/category-versions.tsx';
export { approveCategoryVersion, tableCategoryVersion } from './use-cases/approve-version.ts';
export { beginCategoryFlow, reviseCategoryFlow } from './use-cases/begin-version.ts';
export { drawCategoryFlow } from './use-cases/draw-version.ts';
export { editCategoryVersion } from './use-cases/edit-version.ts';
export { publishCategoryFlow } from './use-cases/publish-version.ts';
