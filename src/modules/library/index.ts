export { lawsApi } from './api/laws-api.ts';
export {
  basesChanged,
  citedLaws,
  holdAgainstLibrary,
  type ChangedBasis,
  type CitedLaw,
  type HeldBasis,
} from './db/citations.ts';
export { lawHref } from './domain/citation.ts';
export type { CitationState } from './domain/law.ts';
export { lawsPortal } from './portal/laws-portal.tsx';
export { basisStanding } from './contract/words.ts';
export { importLaws } from './use-cases/import-laws.ts';
export { stateView } from './use-cases/read-laws.ts';
