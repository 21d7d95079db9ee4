export { simplificationApi } from './api/simplification-api.ts';
export { elsewherePortal } from './portal/elsewhere-portal.tsx';
